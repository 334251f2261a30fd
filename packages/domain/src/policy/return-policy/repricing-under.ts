import type { Instant } from '@aftersale/messages'
import type { Disclosure } from '../disclosure/disclosure.js'
import { wasShownBeforePurchase } from '../disclosure/shown-before-purchase.js'
import type { ReturnTerms } from './return-facts.js'
import { returnPolicyRefOf } from './return-policy.js'
import type { ReturnKind } from './return-vocabulary.js'

/** Under which name it is shown before purchase that kept goods may lose a promotion. */
export const PROMOTION_REPRICING = 'promotion-repricing'

export interface RepricingFacts {
  readonly judgedAs: ReturnKind
  readonly purchasedAt: Instant
  readonly disclosures: ReadonlyArray<Disclosure>
}

/** Kinds on which a promotion is never taken back: the seller did not deliver what was owed, or what is given was agreed. */
export const NEVER_REPRICED: ReadonlySet<ReturnKind> = new Set([
  'non-conformity',
  'wrong-missing-damaged',
  'recall',
  'trade-in',
])

/**
 * Whether what kept goods lose of a promotion may be kept back of those that come back, or what stands against it. Of a
 * withdrawal by law, too: who withdraws from a part keeps the rest at the price that it has alone.
 */
export const repricingUnder = (
  { policy }: ReturnTerms,
  { judgedAs, purchasedAt, disclosures }: RepricingFacts,
): 'reprice' | 'proportional' | 'none-on-this-right' | 'ConditionNotDisclosed' => {
  if (policy.promotions === 'proportional') return 'proportional'
  if (NEVER_REPRICED.has(judgedAs) || policy.repricedKinds?.includes(judgedAs) === false) return 'none-on-this-right'
  const policyRef = returnPolicyRefOf(policy)
  return wasShownBeforePurchase(PROMOTION_REPRICING, { policyRef, purchasedAt }, disclosures)
    ? 'reprice'
    : 'ConditionNotDisclosed'
}
