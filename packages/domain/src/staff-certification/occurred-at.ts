import type { Instant } from '@aftersale/messages'
import type { StaffCertificationEvent } from './events.js'

/** When it happened in business. */
export const occurredAtOfStaffCertification = (event: StaffCertificationEvent): Instant => {
  switch (event.type) {
    case 'StaffCertified':
      return event.data.certifiedAt
    case 'CertificationRenewed':
      return event.data.renewedAt
    case 'CertificationWithdrawn':
      return event.data.withdrawnAt
    case 'CertificationExpired':
      return event.data.expiredAt
  }
}
