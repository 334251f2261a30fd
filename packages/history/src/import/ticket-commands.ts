import type { ServiceLevelPolicy, ServiceTicketCommand } from '@aftersale/domain'
import { aroundTheClock, type Zone } from '@aftersale/domain/calendar'
import {
  type Actor,
  compiledDecoder,
  explainedErrors,
  type Instant,
  type NonEmptyText,
  type PositiveInteger,
} from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { ColumnNotUsable, columnsOf, type MappingFault } from './columns.js'
import type { CsvRow } from './csv-rows.js'
import { importableCommands } from './importable-commands.js'
import type { Condition, Mapping, Rule } from './mapping.js'
import { readTime } from './source-time.js'
import {
  idFrom,
  type LeftOut,
  type Log,
  NotTaken,
  readFields,
  readInstant,
  readValue,
  type TicketRow,
} from './source-value.js'

/** A command that a row stands for. */
export interface IssuedCommand {
  readonly row: TicketRow
  readonly serviceTicketId: string
  readonly command: ServiceTicketCommand
  /** The same for the same row of the same ticket, whenever it is imported. */
  readonly commandId: NonEmptyText
  readonly recordedAt: Instant
  readonly actor: Actor
}

export interface TicketCommands {
  readonly commands: ReadonlyArray<IssuedCommand>
  readonly leftOut: ReadonlyArray<LeftOut>
}

/** What the rows of one ticket, in the log's order, become. */
export type CommandsOfTicket = (key: string, rows: ReadonlyArray<CsvRow>) => TicketCommands

const importer: Actor = { kind: 'system', id: 'import' as NonEmptyText }

/** Promises nothing, and sets no reopen window. */
const noPromises = (mapping: Mapping): ServiceLevelPolicy => ({
  policyId: `import.${mapping.name}` as NonEmptyText,
  version: 1 as PositiveInteger,
  calendar: aroundTheClock('UTC' as Zone),
  targets: {},
  pausedBy: {},
  botReplyIsFirstResponse: false,
  nextResponseFrom: 'last-customer-contact',
  onReopen: 'resume',
})

/** A mapping made ready for a log with these columns. */
export const commandsOfTicket = (
  mapping: Mapping,
  header: ReadonlyArray<string>,
): E.Either<MappingFault, CommandsOfTicket> => {
  const reader = readTime(mapping.times.format, mapping.times.zone)
  if (reader === undefined) {
    return E.left({ fault: 'TimeFormatNotUnderstood', format: mapping.times.format, zone: mapping.times.zone })
  }
  const log: Log = { mapping, readTime: reader, column: columnsOf(header, mapping.csv.unknown) }
  try {
    return E.right(compiled(log))
  } catch (thrown) {
    if (thrown instanceof ColumnNotUsable) return E.left({ fault: thrown.fault, column: thrown.column })
    throw thrown
  }
}

const compiled = (log: Log): CommandsOfTicket => {
  const { mapping } = log
  log.column(mapping.ticket.key)
  const leaveOut = (mapping.leaveOut ?? []).map(({ column, is, reason }) => ({
    column,
    is,
    reason,
    text: log.column(column),
  }))
  const recordedBy = mapping.recordedBy === undefined ? undefined : readValue(mapping.recordedBy, log)
  const recordedAt = mapping.recordedAt === undefined ? undefined : readInstant(mapping.recordedAt, log)
  const rules = mapping.rules.map((rule) => compiledRule(rule, log))

  return (key, rows) => {
    const leftOut: Array<LeftOut> = []
    const serviceTicketId = idFrom(mapping, ['ticket', key])
    const issueId = idFrom(mapping, ['issue', key])

    const taken: Array<TicketRow> = []
    for (const [ordinal, row] of rows.entries()) {
      const reason = leaveOut.find(({ is, text }) => is.includes(text(row) ?? ''))
      if (reason === undefined) taken.push({ ...row, key, ordinal })
      else leftOut.push(leftOutOf(row, reason.reason, `${reason.column} = ${reason.text(row)}`))
    }

    const lastKnown = new Map<string, string>()
    const applied: Array<{ readonly row: TicketRow; readonly rule: CompiledRule }> = []
    const lastRowOf = new Map<CompiledRule, TicketRow>()
    for (const [index, row] of taken.entries()) {
      for (const rule of rules) {
        if (!rule.conditions.every((holds) => holds(row, index, lastKnown))) continue
        applied.push({ row, rule })
        lastRowOf.set(rule, row)
      }
      for (const rule of rules) rule.remember(row, lastKnown)
    }

    const commands: Array<IssuedCommand> = []
    const timesIssued = new Map<string, number>()
    for (const { row, rule } of applied) {
      const nameInRow = `${row.ordinal} ${rule.type}`
      const nth = timesIssued.get(nameInRow) ?? 0
      timesIssued.set(nameInRow, nth + 1)
      try {
        const at = (lastRowOf.get(rule) === row ? rule.atLast : rule.at)(row)
        const data = {
          serviceTicketId,
          ...(rule.takesIssueId ? { issueId } : {}),
          ...rule.fields(row),
          [rule.timeField]: at,
          ...rule.serviceLevel,
        }
        const command = rule.decode({ type: rule.type, data })
        const recorded = recordedAt?.(row)
        commands.push({
          row,
          serviceTicketId,
          command,
          commandId: idFrom(mapping, [key, row.ordinal, rule.type, nth]) as NonEmptyText,
          recordedAt: recorded === undefined || recorded < at ? at : recorded,
          actor: (recordedBy?.(row) as Actor | undefined) ?? importer,
        })
      } catch (thrown) {
        if (!(thrown instanceof NotTaken)) throw thrown
        leftOut.push(leftOutOf(row, thrown.reason, thrown.value))
      }
    }
    return { commands, leftOut }
  }
}

export const leftOutOf = ({ line, raw }: CsvRow, reason: string, value: string): LeftOut => ({
  line,
  reason,
  value,
  raw,
})

type Holds = (row: TicketRow, index: number, lastKnown: ReadonlyMap<string, string>) => boolean

interface CompiledRule {
  readonly type: Rule['command']
  readonly conditions: ReadonlyArray<Holds>
  readonly remember: (row: TicketRow, lastKnown: Map<string, string>) => void
  readonly at: (row: TicketRow) => Instant
  readonly atLast: (row: TicketRow) => Instant
  readonly timeField: string
  readonly fields: (row: TicketRow) => Record<string, unknown> | undefined
  readonly serviceLevel: { readonly serviceLevel?: ServiceLevelPolicy }
  readonly takesIssueId: boolean
  readonly decode: (command: unknown) => ServiceTicketCommand
}

const compiledRule = (rule: Rule, log: Log): CompiledRule => {
  const { codec, at: timeField } = importableCommands[rule.command]
  const fieldsOfCommand: Readonly<Record<string, unknown>> = codec.data.fields
  const serviceLevel = log.mapping.serviceLevel ?? noPromises(log.mapping)
  const last = timeColumn(typeof rule.at === 'string' ? rule.at : rule.at.last, log)
  const compared = rule.when.flatMap((condition) =>
    'column' in condition && !('is' in condition) ? [condition.column] : [],
  )
  const columns = compared.map((name) => ({ name, text: log.column(name) }))
  return {
    type: rule.command,
    conditions: rule.when.map((condition) => compiledCondition(condition, log)),
    remember: (row, lastKnown) => {
      for (const { name, text } of columns) {
        const known = text(row)
        if (known !== undefined) lastKnown.set(name, known)
      }
    },
    at: typeof rule.at === 'string' ? last : timeColumn(rule.at.earlier, log),
    atLast: last,
    timeField,
    fields: readFields(rule.with ?? {}, log),
    serviceLevel: 'serviceLevel' in fieldsOfCommand ? { serviceLevel } : {},
    takesIssueId: 'issueId' in fieldsOfCommand,
    decode: commandDecoder(rule.command),
  }
}

const timeColumn = (column: string, log: Log): ((row: TicketRow) => Instant) => {
  const read = readInstant(column, log)
  return (row) => {
    const instant = read(row)
    if (instant === undefined) throw new NotTaken('TimeMissing', column)
    return instant
  }
}

const compiledCondition = (condition: Condition, log: Log): Holds => {
  if ('row' in condition) return (_row, index) => index === 0
  const { column } = condition
  const text = log.column(column)
  if ('is' in condition) {
    const { is } = condition
    return is === 'known' ? (row) => text(row) !== undefined : (row) => is.includes(text(row) ?? '')
  }
  const { from = undefined, to, notTo } = condition
  return (row, _index, lastKnown) => {
    const now = text(row)
    const before = lastKnown.get(column)
    if (now === undefined || now === before) return false
    if (to !== undefined && !to.includes(now)) return false
    if (notTo?.includes(now) === true) return false
    if (from === undefined) return true
    if (from === 'nothing') return before === undefined
    if (before === undefined) return false
    return from === 'anything' || from.includes(before)
  }
}

const commandDecoder = (type: Rule['command']): ((command: unknown) => ServiceTicketCommand) => {
  const { codec } = importableCommands[type]
  const decode = compiledDecoder(codec as unknown as t.Type<ServiceTicketCommand, unknown, unknown>)
  return (command) => {
    const decoded = decode(command)
    if (E.isRight(decoded)) return decoded.right
    throw new NotTaken('NotACommand', `${type}: ${explainedErrors(decoded.left).slice(0, 3).join('; ')}`)
  }
}
