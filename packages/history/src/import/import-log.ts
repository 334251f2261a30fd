import { type CommandRequest, commandHandler, type HandlingFailure } from '@aftersale/command-handling'
import { serviceTicketAggregate } from '@aftersale/domain'
import { type EventToAppend, inMemoryEventStore, streamNameOf } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryEvent } from '../history-event.js'
import type { HistoryFault } from '../history-fault.js'
import type { HistoryTarget } from '../history-target.js'
import { type CsvRow, csvRows } from './csv-rows.js'
import type { Import, ImportFault, ImportSummary } from './import.js'
import type { Mapping } from './mapping.js'
import { importSalesLog } from './sales/import-sales-log.js'
import type { LeftOut } from './source-value.js'
import {
  type CommandsOfTicket,
  commandsOfTicket,
  type IssuedCommand,
  leftOutOf,
  type TicketCommands,
} from './ticket-commands.js'
import { ticketsOf } from './tickets-of-rows.js'
import { importUnitsLog } from './units/import-units-log.js'

/**
 * Turns a log into events, through the rules of the aggregates. What they refuse is left out and told.
 * Ids come from the log's keys: importing a log again, or a longer one of the same cases, adds only what is new.
 */
export const importLog = (asked: Import): TaskEither<ImportFault, ImportSummary> => {
  const { mapping } = asked
  if ('sales' in mapping) return importSalesLog({ ...asked, mapping })
  if ('units' in mapping) return importUnitsLog({ ...asked, mapping })
  return importTicketLog({ ...asked, mapping })
}

const importTicketLog =
  (asked: Import & { readonly mapping: Mapping }): TaskEither<ImportFault, ImportSummary> =>
  async () => {
    const { log, mapping, target, maxLineBytes, onLeftOut, onHeader, onProgress } = asked
    const { delimiter } = mapping.csv
    let compiled:
      | { readonly commandsOf: CommandsOfTicket; readonly columns: number; readonly keyIndex: number }
      | undefined
    const counts = { rows: 0, cases: 0, casesAre: 'tickets' as const, eventsAdded: 0, eventsThereBefore: 0 }
    const linesLeftOut = new Set<number>()
    const leaveOut = (leftOut: LeftOut): void => {
      linesLeftOut.add(leftOut.line)
      onLeftOut?.(leftOut)
    }
    const tickets = ticketsOf(mapping.ticket.rows, (row) =>
      leaveOut(
        leftOutOf(row, 'RowsOfTicketApart', `${mapping.ticket.key} = ${row.values[compiled?.keyIndex ?? 0] ?? ''}`),
      ),
    )

    const importTickets = async (ready: Iterable<{ readonly key: string; readonly rows: ReadonlyArray<CsvRow> }>) => {
      if (compiled === undefined) return E.right(undefined)
      for (const { key, rows } of ready) {
        const ticket = compiled.commandsOf(key, rows)
        const imported = await importTicket(ticket, target, leaveOut)
        if (E.isLeft(imported)) return imported
        counts.cases += 1
        counts.eventsAdded += imported.right.added.length
        counts.eventsThereBefore += imported.right.before
        const written = await target.write(imported.right.added)()
        if (E.isLeft(written)) return written
      }
      return E.right(undefined)
    }

    for await (const batch of csvRows(log, {
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(maxLineBytes === undefined ? {} : { maxLineBytes }),
    })) {
      if (E.isLeft(batch)) return batch
      const rows = [...batch.right]
      if (compiled === undefined) {
        const header = rows.shift()
        if (header === undefined) continue
        const names = header.values.map((name) => name.trim())
        const commandsOf = commandsOfTicket(mapping, names)
        if (E.isLeft(commandsOf)) return commandsOf
        compiled = {
          commandsOf: commandsOf.right,
          columns: names.length,
          keyIndex: names.indexOf(mapping.ticket.key),
        }
        onHeader?.(header.raw)
      }
      const { columns, keyIndex } = compiled
      counts.rows += rows.length
      for (const row of rows) {
        const key = row.values[keyIndex] ?? ''
        if (row.values.length !== columns) {
          leaveOut(leftOutOf(row, 'WrongNumberOfFields', `${row.values.length} instead of ${columns}`))
        } else if (key === '' || mapping.csv.unknown?.includes(key) === true) {
          leaveOut(leftOutOf(row, 'KeyMissing', `${mapping.ticket.key} = ${key}`))
        } else tickets.take(key, row)
      }
      const imported = await importTickets(tickets.ready())
      if (E.isLeft(imported)) return imported
      onProgress?.(counts.rows)
    }
    if (compiled === undefined) return E.left({ fault: 'HeaderMissing', file: log })
    const imported = await importTickets(tickets.rest())
    return E.isLeft(imported) ? imported : E.right({ ...counts, rowsLeftOut: linesLeftOut.size })
  }

/** The ticket's commands, carried out on its stream as the target holds it. */
const importTicket = async (
  { commands, leftOut }: TicketCommands,
  target: HistoryTarget,
  leaveOut: (leftOut: LeftOut) => void,
): Promise<E.Either<HistoryFault, { readonly added: ReadonlyArray<HistoryEvent>; readonly before: number }>> => {
  for (const one of leftOut) leaveOut(one)
  const [first] = commands
  if (first === undefined) return E.right({ added: [], before: 0 })

  const stream = streamNameOf({ category: serviceTicketAggregate.category, id: first.serviceTicketId })
  const held = await target.streamEvents(stream)()
  if (E.isLeft(held)) return held
  const before = held.right
  const store = inMemoryEventStore()
  const kept = await store.append(stream, before as ReadonlyArray<EventToAppend>, 'no-stream')()
  if (E.isLeft(kept)) return E.left({ fault: 'StoreFailed', history: target.name, failure: kept.left })

  const handle = commandHandler(store)
  for (const issued of notYetDecided(commands, before)) {
    const { serviceTicketId: id, command, commandId, recordedAt, actor } = issued
    const request: CommandRequest<typeof command> = { id, command, commandId, recordedAt, actor }
    const handled = await handle(serviceTicketAggregate, request)()
    if (E.isLeft(handled)) leaveOut(refused(issued, handled.left))
  }
  const all = await store.readStream(stream)()
  if (E.isLeft(all)) return E.left({ fault: 'StoreFailed', history: target.name, failure: all.left })
  return E.right({ added: all.right.events.slice(before.length), before: before.length })
}

/**
 * What is left to be decided where the target holds events of the ticket: everything behind the last command that left
 * one, and before it what left one (the handler then sees whether it is the same). What left nothing was decided on the
 * ticket as it then was, and must not be decided on it as it is now.
 */
const notYetDecided = (
  commands: ReadonlyArray<IssuedCommand>,
  before: ReadonlyArray<HistoryEvent>,
): ReadonlyArray<IssuedCommand> => {
  if (before.length === 0) return commands
  const recorded = new Set(
    before.map(({ metadata }) => (metadata as { readonly commandId?: unknown } | null)?.commandId),
  )
  const last = commands.findLastIndex(({ commandId }) => recorded.has(commandId))
  return commands.filter(({ commandId }, index) => index > last || recorded.has(commandId))
}

const refused = ({ row, command }: IssuedCommand, failure: HandlingFailure<{ readonly reason: string }>): LeftOut => {
  if (failure.failure === 'CommandRejected') {
    const { reason, ...facts } = failure.rejection
    return leftOutOf(row, reason, `${command.type} ${JSON.stringify(facts)}`)
  }
  const { failure: reason, ...facts } = failure
  return leftOutOf(row, reason, `${command.type} ${JSON.stringify(facts)}`)
}
