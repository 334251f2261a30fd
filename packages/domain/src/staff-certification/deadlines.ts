import type { Deadline } from '@aftersale/decider'
import type { StaffCertificationCommand } from './commands.js'
import type { StaffCertificationState } from './state.js'

/** The end of each certificate's last day, soonest first; none of one that never ends, has expired or was withdrawn. */
export const deadlines = (state: StaffCertificationState): ReadonlyArray<Deadline<StaffCertificationCommand>> => {
  if (state.status === 'not-certified') return []
  const { staffId } = state
  return state.certifications
    .flatMap(
      ({
        certified: { certificationId },
        validUntil: dueAt,
        hasExpired,
        withdrawn,
      }): ReadonlyArray<Deadline<StaffCertificationCommand>> =>
        dueAt === undefined || hasExpired || withdrawn !== undefined
          ? []
          : [{ dueAt, command: { type: 'ExpireCertification', data: { staffId, certificationId, dueAt } } }],
    )
    .sort((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0))
}
