import { wasShownBeforePurchase } from '../../policy/disclosure/shown-before-purchase.js'
import type { WarrantyCondition } from '../../policy/warranty-terms/warranty-terms.js'
import type { OpenClaim } from '../commands/claims.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import { type ClaimRule, claimRule, termsRefOf } from './claim-rule.js'
import type { ClaimProofKind } from './claim-words.js'

type Report = OpenClaim['data']

/** Whether what the layer asks of whoever claims is met, as far as it may ask it. */
export const conditionRules = (layer: Layer, report: Report, warranty: Warranty): ReadonlyArray<ClaimRule> =>
  layer.terms.conditions.map((condition) => conditionRule(condition, layer, report, warranty))

const conditionRule = (condition: WarrantyCondition, layer: Layer, report: Report, warranty: Warranty): ClaimRule => {
  const facts = { layerId: layer.layerId, condition, proofs: proofsIn(condition, report) }
  const policyRef = termsRefOf(layer, warranty)
  if (isMet(condition, layer, report)) return claimRule('condition', facts, 'met', policyRef)
  const unbound = whyNotBinding(condition, layer, warranty)
  if (unbound !== undefined) return claimRule('condition', facts, unbound, policyRef)
  return condition === 'receipt'
    ? claimRule('condition', facts, { reason: 'ReceiptRequired', lift: { proof: true } }, policyRef)
    : claimRule('condition', facts, { reason: 'ConditionUnmet', lift: { met: [condition] } }, policyRef)
}

const proofsIn = (condition: WarrantyCondition, { proofs }: Report): string | undefined =>
  condition === 'receipt' ? proofs.map(({ kind }) => kind).join(', ') : undefined

/** Terms may name the proofs of the purchase that they take; those of what the law gives name none: it takes any. */
export const isProofTaken = (kind: ClaimProofKind, { proofs }: Layer['terms']): boolean =>
  proofs?.some((taken) => taken === kind) ?? true

const isMet = (condition: WarrantyCondition, { terms }: Layer, { proofs, unmet = [] }: Report): boolean =>
  condition === 'receipt' ? proofs.some(({ kind }) => isProofTaken(kind, terms)) : !unmet.includes(condition)

/**
 * Why a condition does not bind the customer: it was not shown before the purchase, or it would tie the product to the
 * parts or the service of one maker. That somebody claims shows that they bought is what the law itself asks.
 */
export const whyNotBinding = (
  condition: WarrantyCondition,
  layer: Layer,
  { registered }: Warranty,
): 'undisclosed' | 'tie-in' | undefined => {
  if (condition === 'authorised-parts' || condition === 'authorised-service') return 'tie-in'
  if (layer.terms.kind === 'statutory') return undefined
  const { purchase, termsRef, disclosures } = registered
  const isShown =
    purchase !== undefined &&
    wasShownBeforePurchase(condition, { policyRef: termsRef, purchasedAt: purchase.purchasedAt }, disclosures)
  return isShown ? undefined : 'undisclosed'
}
