import { earlierOf, type Instant, type PolicyRef } from '@aftersale/messages'
import type { Disclosure } from './disclosure.js'

/** What is shown where the law gives a right to withdraw. */
export const WITHDRAWAL_RIGHT = 'withdrawal-right'

/**
 * Whether that version's condition was shown before the contract was concluded: said to be before purchase, and not
 * after its instant. What stands on the receipt (`at-purchase`) comes too late to be a condition.
 */
export const wasShownBeforePurchase = (
  condition: string,
  { policyRef, purchasedAt }: { readonly policyRef: PolicyRef; readonly purchasedAt: Instant },
  disclosures: ReadonlyArray<Disclosure>,
): boolean =>
  disclosures.some(
    (disclosure) =>
      disclosure.phase === 'pre-purchase' &&
      disclosure.shownAt <= purchasedAt &&
      disclosure.policyRef.policyId === policyRef.policyId &&
      disclosure.policyRef.version === policyRef.version &&
      disclosure.conditionsShown.some((shown) => shown === condition),
  )

/** When the customer was first told of the right to withdraw, under whatever policy; undefined if never by then. */
export const informedOfWithdrawalAt = (disclosures: ReadonlyArray<Disclosure>, by: Instant): Instant | undefined =>
  disclosures
    .filter(
      ({ conditionsShown, shownAt }) => shownAt <= by && conditionsShown.some((shown) => shown === WITHDRAWAL_RIGHT),
    )
    .map(({ shownAt }) => shownAt)
    .reduce<Instant | undefined>(
      (first, shownAt) => (first === undefined ? shownAt : earlierOf(first, shownAt)),
      undefined,
    )
