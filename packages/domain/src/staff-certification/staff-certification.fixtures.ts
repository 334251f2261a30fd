import { historyOf } from '@aftersale/decider/testing'
import { type Instant, type NonEmptyText, parseInstant } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { LocalDate } from '../calendar/local-date.js'
import type { Zone } from '../calendar/zone.js'
import type { StaffId } from '../staff/staff-id.js'
import type { StaffCertificationCommand } from './commands.js'
import type { StaffCertificationEvent } from './events.js'
import { staffCertification } from './staff-certification.js'

type CommandType = StaffCertificationCommand['type']
type CommandOf<Type extends CommandType> = Extract<StaffCertificationCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const day = (written: string): LocalDate => written as LocalDate
export const at = (written: string): Instant =>
  E.getOrElseW(() => {
    throw new Error(`${written} is no instant`)
  })(parseInstant(written))

export const petra = '0197290f-6a00-7000-8000-0000000000e1' as StaffId
export const quentin = '0197290f-6a00-7000-8000-0000000000e2' as StaffId
export const gas = text('gas-fitting')
export const drums = text('drum-bearings')
/** 24:00 of the last day of the usual certificate, 31 May 2025, in Berlin. */
export const endOfMay = at('2025-06-01T00:00:00+02:00')

/** A builder of one kind of command: its usual data, but for what is said. */
const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const certification = { staffId: petra, certificationId: text('certificate-1') }

export const certify = usual('CertifyStaff', {
  ...certification,
  skills: [gas],
  startsOn: day('2024-06-01'),
  lastOn: day('2025-05-31'),
  zone: 'Europe/Berlin' as Zone,
  issuedBy: text('gas-guild'),
  certifiedAt: at('2024-05-20T10:00:00+02:00'),
})
/** For drums, without an end. */
export const certifyForever = (differing: Partial<DataOf<'CertifyStaff'>> = {}): CommandOf<'CertifyStaff'> => {
  const { lastOn: _, ...data } = certify({ certificationId: text('certificate-2'), skills: [drums], ...differing }).data
  return { type: 'CertifyStaff', data }
}
export const renew = usual('RenewCertification', {
  ...certification,
  renewalId: text('renewal-1'),
  lastOn: day('2026-05-31'),
  renewedAt: at('2025-05-12T10:00:00+02:00'),
})
export const withdraw = usual('WithdrawCertification', {
  ...certification,
  because: text('accident'),
  withdrawnAt: at('2025-03-10T15:00:00+01:00'),
})
export const expire = usual('ExpireCertification', { ...certification, dueAt: endOfMay })

/** What is recorded of somebody of whom all this was said, none of it refused. */
export const after = (...commands: ReadonlyArray<StaffCertificationCommand>): ReadonlyArray<StaffCertificationEvent> =>
  historyOf(staffCertification, commands)

const anyId = fc.constantFrom('certificate-1', 'certificate-2', 'certificate-3').map(text)
const anyDay = fc.constantFrom('2024-06-01', '2024-12-31', '2025-03-30', '2025-05-31', '2026-05-31').map(day)
const anyTime = fc
  .integer({ min: 0, max: 24 * 365 * 2 })
  .map((hours) => new Date(Date.parse('2024-05-01T00:00:00.000Z') + hours * 3_600_000).toISOString() as Instant)

/** Any command, sensible or not. */
export const anyCommand: fc.Arbitrary<StaffCertificationCommand> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({ certificationId: anyId, startsOn: anyDay, lastOn: fc.option(anyDay), certifiedAt: anyTime })
      .map(({ lastOn, ...rest }) =>
        lastOn === null ? certifyForever({ ...rest, skills: [gas] }) : certify({ ...rest, lastOn }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        certificationId: anyId,
        renewalId: fc.constantFrom('renewal-1', 'renewal-2', 'renewal-3').map(text),
        lastOn: anyDay,
        renewedAt: anyTime,
      })
      .map((data) => renew(data)),
  },
  {
    weight: 1,
    arbitrary: fc.record({ certificationId: anyId, withdrawnAt: anyTime }).map((data) => withdraw(data)),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ certificationId: anyId, on: anyDay })
      .map(({ certificationId, on }) => expire({ certificationId, dueAt: at(`${on}T22:00:00Z`) })),
  },
)
