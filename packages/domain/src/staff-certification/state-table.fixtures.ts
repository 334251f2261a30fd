import { outcomeAfter, outcomesIn, outcomeTable } from '@aftersale/decider/testing'
import type { StaffCertificationCommand } from './commands.js'
import { at, certify, day, drums, expire, renew, text, withdraw } from './staff-certification.fixtures.js'
import { staffCertification } from './staff-certification.js'

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

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string =>
  outcomeTable(
    'In status',
    outcomesIn(waysTo, commands, (command, way, status) =>
      outcomeAfter(staffCertification, way, status === 'not-certified' ? status : 'certified', command),
    ),
  )
