import type { Instant } from '@aftersale/messages'
import type { Disclosure } from '../disclosure/disclosure.js'
import { informedOfWithdrawalAt } from '../disclosure/shown-before-purchase.js'
import { legalPackRefOf } from '../legal/legal-periods.js'
import type { RuleTrace } from '../rule-trace.js'
import type { ReturnTerms } from './return-facts.js'
import { returnPolicyRefOf } from './return-policy.js'
import type { ReturnKind, ValueLossBasis } from './return-vocabulary.js'
import { ruleApplied } from './rule-applied.js'

export type ValueLossRefusal =
  | 'LegalBasisMissing'
  | 'BasisDoesNotApply'
  | 'WithdrawalInformationMissing'
  | 'SellerOwesWhatWasAgreed'
  | 'ExceedsValue'

export interface ValueLossFacts {
  readonly judgedAs: ReturnKind
  readonly by: 'law' | 'policy'
  readonly requestedAt: Instant
  readonly disclosures: ReadonlyArray<Disclosure>
  readonly basis?: ValueLossBasis | undefined
  readonly deductionMinor: bigint
  /** Paid for what was inspected, without tax. */
  readonly netMinor: bigint
}

/**
 * Whether value that goods have lost may be taken off their refund. Not without a legal basis; never of what the seller
 * did not deliver as agreed; and of a withdrawal only for handling in excess, where the customer had been told of the
 * right to withdraw by the time of the request.
 */
export const valueLossUnder = (
  { policy, law }: ReturnTerms,
  facts: ValueLossFacts,
): { readonly refusedBecause?: ValueLossRefusal; readonly trace: RuleTrace } => {
  const { judgedAs, by, basis } = facts
  const refusedBecause = refusalOf(facts)
  return {
    ...(refusedBecause === undefined ? {} : { refusedBecause }),
    trace: [
      ruleApplied(
        'deduction-for-lost-value',
        { judgedAs, by, basis, deductionMinor: `${facts.deductionMinor}`, netMinor: `${facts.netMinor}` },
        refusedBecause ?? 'allowed',
        by === 'law' && law !== undefined ? legalPackRefOf(law) : returnPolicyRefOf(policy),
      ),
    ],
  }
}

const refusalOf = (facts: ValueLossFacts): ValueLossRefusal | undefined => {
  const { judgedAs, by, basis, deductionMinor, netMinor, disclosures, requestedAt } = facts
  if (deductionMinor > netMinor) return 'ExceedsValue'
  if (SELLERS_FAULT.has(judgedAs)) return 'SellerOwesWhatWasAgreed'
  if (basis === undefined) return 'LegalBasisMissing'
  const byRightOfWithdrawal = judgedAs === 'withdrawal' && by === 'law'
  if (byRightOfWithdrawal && basis !== 'excess-handling') return 'BasisDoesNotApply'
  if (basis === 'trade-in-agreement' && judgedAs !== 'trade-in') return 'BasisDoesNotApply'
  if (byRightOfWithdrawal && informedOfWithdrawalAt(disclosures, requestedAt) === undefined) {
    return 'WithdrawalInformationMissing'
  }
  return undefined
}

const SELLERS_FAULT: ReadonlySet<ReturnKind> = new Set(['non-conformity', 'wrong-missing-damaged', 'recall'])
