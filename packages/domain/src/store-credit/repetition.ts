import { sameFields } from '@aftersale/messages'
import type { StoreCreditCommand } from './commands.js'
import type { CreditAccount } from './state.js'

// When it happened is left out: the answer of a till and its notice later tell the same deed with two times.

/** The same deed by the same id, whatever became of the credit since. */
export const wasCarriedOut = ({ type, data }: StoreCreditCommand, credit: CreditAccount): boolean => {
  switch (type) {
    case 'IssueStoreCredit':
      return sameFields(data, credit.issued, ['customerId', 'claimCode', 'minor', 'currency', 'expiry', 'cause'])
    case 'ClaimStoreCredit':
      return credit.claimedBy === data.customerId && credit.issued.claimCode === data.claimCode
    case 'AuthoriseStoreCredit':
      return credit.authorisations.some(({ authorised }) =>
        sameFields(data, authorised, ['authorisationId', 'minor', 'currency']),
      )
    case 'CaptureStoreCredit':
      return credit.captures.some(({ captured }) =>
        sameFields(data, captured, ['captureId', 'authorisationId', 'minor', 'currency', 'isLast']),
      )
    case 'VoidStoreCredit':
      return credit.authorisations.some(
        ({ authorised, voided }) => voided && authorised.authorisationId === data.authorisationId,
      )
    case 'CreditStoreCredit':
      return credit.creditings.some(
        (credited) =>
          sameFields(data, credited, ['creditingId', 'captureId', 'minor', 'currency']) &&
          data.extendsTo === credited.expiry?.expiresOn,
      )
    case 'ExpireStoreCredit':
    case 'InvalidateStoreCredit':
      return false
  }
}
