import type { Instant } from '@aftersale/messages'
import type { Disclosure } from '../disclosure/disclosure.js'
import { wasShownBeforePurchase } from '../disclosure/shown-before-purchase.js'
import { legalPackRefOf } from '../legal/legal-periods.js'
import type { RuleTrace } from '../rule-trace.js'
import type { ReturnTerms } from './return-facts.js'
import { returnPolicyRefOf } from './return-policy.js'
import type { ReturnKind, WayBackPayer } from './return-vocabulary.js'
import { ruleApplied } from './rule-applied.js'

/** Under which name it is shown before purchase that the customer pays for sending something back. */
export const RETURN_SHIPPING = 'return-shipping'

export interface WayBackFacts {
  /** By a judgement, and so is `by`. */
  readonly judgedAs: ReturnKind
  readonly by: 'law' | 'policy'
  readonly purchasedAt: Instant
  readonly disclosures: ReadonlyArray<Disclosure>
}

/**
 * Who pays for sending a return back. The merchant, wherever the seller did not deliver what was owed, the policy says
 * nothing of that kind, or it was not shown before purchase that the customer pays.
 */
export const wayBackUnder = (
  { policy, law }: ReturnTerms,
  { judgedAs, by, purchasedAt, disclosures }: WayBackFacts,
): { readonly paidBy: WayBackPayer; readonly trace: RuleTrace } => {
  const policyRef = returnPolicyRefOf(policy)
  if (by === 'law' && law !== undefined && judgedAs !== 'withdrawal') {
    return { paidBy: 'merchant', trace: [ruleApplied('way-back', { judgedAs, by }, 'merchant', legalPackRefOf(law))] }
  }
  const paidBy = policy.waysBack.find(({ kinds }) => kinds.includes(judgedAs))?.paidBy ?? 'merchant'
  if (paidBy === 'customer' && !wasShownBeforePurchase(RETURN_SHIPPING, { policyRef, purchasedAt }, disclosures)) {
    return {
      paidBy: 'merchant',
      trace: [ruleApplied('way-back', { judgedAs, condition: RETURN_SHIPPING }, 'ConditionNotDisclosed', policyRef)],
    }
  }
  return { paidBy, trace: [ruleApplied('way-back', { judgedAs, by }, paidBy, policyRef)] }
}
