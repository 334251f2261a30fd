import type { Instant } from '@aftersale/messages'
import type { StoreCreditEvent } from './events.js'

/** When it happened in business. */
export const occurredAtOfStoreCredit = (event: StoreCreditEvent): Instant => {
  switch (event.type) {
    case 'StoreCreditIssued':
      return event.data.issuedAt
    case 'StoreCreditClaimed':
      return event.data.claimedAt
    case 'StoreCreditAuthorised':
      return event.data.authorisedAt
    case 'StoreCreditCaptured':
      return event.data.capturedAt
    case 'StoreCreditVoided':
      return event.data.voidedAt
    case 'StoreCreditCredited':
      return event.data.creditedAt
    case 'StoreCreditExpired':
      return event.data.expiredAt
    case 'StoreCreditInvalidated':
      return event.data.invalidatedAt
  }
}
