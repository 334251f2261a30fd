import type { Instant } from '@aftersale/messages'
import type { LocalDate } from '../calendar/local-date.js'
import type { StaffId } from '../staff/staff-id.js'
import type { CertificationRenewed, CertificationWithdrawn, StaffCertified } from './events.js'

/** One certificate, and what became of it. */
export interface Certification {
  readonly certified: StaffCertified['data']
  readonly renewals: ReadonlyArray<CertificationRenewed['data']>
  /** As renewed last; both absent where it never ends. */
  readonly lastOn?: LocalDate
  readonly validUntil?: Instant
  readonly hasExpired: boolean
  readonly withdrawn?: CertificationWithdrawn['data']
}

export type StaffCertificationState =
  | { readonly status: 'not-certified' }
  | {
      readonly status: 'certified'
      readonly staffId: StaffId
      /** As they were given; those that ended stay known. */
      readonly certifications: ReadonlyArray<Certification>
    }

export const initial: StaffCertificationState = { status: 'not-certified' }
