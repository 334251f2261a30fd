import type { Instant } from '@aftersale/messages'
import type { StoreCreditCommand } from './commands.js'

/** When what the command tells happened, or falls due. */
export const commandedAt = (command: StoreCreditCommand): Instant => {
  switch (command.type) {
    case 'IssueStoreCredit':
      return command.data.issuedAt
    case 'ClaimStoreCredit':
      return command.data.claimedAt
    case 'AuthoriseStoreCredit':
      return command.data.authorisedAt
    case 'CaptureStoreCredit':
      return command.data.capturedAt
    case 'VoidStoreCredit':
      return command.data.voidedAt
    case 'CreditStoreCredit':
      return command.data.creditedAt
    case 'ExpireStoreCredit':
      return command.data.dueAt
    case 'InvalidateStoreCredit':
      return command.data.invalidatedAt
  }
}
