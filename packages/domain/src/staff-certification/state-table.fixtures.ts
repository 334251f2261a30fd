import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { StaffCertificationCommand } from './commands.js'
import { after, at, certify, day, drums, expire, renew, text, withdraw } from './staff-certification.fixtures.js'
import { staffCertification } from './staff-certification.js'
import type { StaffCertificationState } from './state.js'

// What each command comes to in each status, asked of the decider itself.

/** What the certificate is that the command is about. */
type Status = 'not-certified' | 'valid' | 'expired' | 'withdrawn'

const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<StaffCertificationCommand>]> = [
  ['not-certified', []],
  ['valid', [certify()]],
  ['expired', [certify(), expire()]],
  ['withdrawn', [certify(), withdraw()]],
]

/** A usual command of each type, none carried out before. */
const commands: ReadonlyArray<StaffCertificationCommand> = [
  certify({ certificationId: text('certificate-9'), skills: [drums], lastOn: day('2027-05-31') }),
  renew(),
  withdraw({ because: text('mistake'), withdrawnAt: at('2025-04-01T10:00:00+02:00') }),
  expire(),
]

const outcomeOf = (
  status: Status,
  way: ReadonlyArray<StaffCertificationCommand>,
  command: StaffCertificationCommand,
): string => {
  const history = given(staffCertification, after(...way))
  const expected: StaffCertificationState['status'] = status === 'not-certified' ? status : 'certified'
  if (history.state.status !== expected) throw new Error(`The way to ${status} leads to ${history.state.status}`)
  const { decision } = history.when(command)
  if (E.isLeft(decision)) return `*${decision.left.reason}*`
  return decision.right.length === 0 ? 'nothing' : decision.right.map(({ type }) => type).join(', ')
}

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string => {
  const rows = commands.flatMap((command) => {
    const statuses = new Map<string, ReadonlyArray<Status>>()
    for (const [status, way] of waysTo) {
      const outcome = outcomeOf(status, way, command)
      statuses.set(outcome, [...(statuses.get(outcome) ?? []), status])
    }
    return [...statuses].map(
      ([outcome, where], index) => `| ${index === 0 ? `\`${command.type}\`` : ''} | ${where.join(', ')} | ${outcome} |`,
    )
  })
  return ['| Command | In status | Gives |', '|---|---|---|', ...rows].join('\n')
}
