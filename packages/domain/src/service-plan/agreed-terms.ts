import type { PolicyRef } from '@aftersale/messages'
import type { ServicePlanTerms } from '../policy/plan-terms/service-plan-terms.js'
import type { ServicePlanQuoted } from './events.js'

// What stands in terms for consumers and for businesses, and what was agreed with a business beside them: that goes on
// from term to term, under whichever terms each of them runs.

type Quoted = Pick<ServicePlanQuoted['data'], 'terms' | 'isBusiness' | 'priceMinor' | 'serviceLevelRef'>

export const listPrice = ({ priceMinor, business }: ServicePlanTerms, isBusiness: boolean): bigint =>
  isBusiness ? (business?.priceMinor ?? priceMinor) : priceMinor

export const listServiceLevel = (
  { business, entitlements }: ServicePlanTerms,
  isBusiness: boolean,
): PolicyRef | undefined =>
  (isBusiness ? business?.serviceLevelRef : undefined) ??
  entitlements.find(({ kind }) => kind === 'response-time')?.serviceLevelRef

/** What a term under these terms costs. */
export const priceUnder = (terms: ServicePlanTerms, quoted: Quoted): bigint =>
  quoted.priceMinor === listPrice(quoted.terms, quoted.isBusiness)
    ? listPrice(terms, quoted.isBusiness)
    : quoted.priceMinor

/** How fast its holder is served in a term under these terms. */
export const serviceLevelRefUnder = (terms: ServicePlanTerms, quoted: Quoted): PolicyRef | undefined => {
  const { isBusiness, serviceLevelRef } = quoted
  const listed = listServiceLevel(quoted.terms, isBusiness)
  const isListed = serviceLevelRef?.policyId === listed?.policyId && serviceLevelRef?.version === listed?.version
  return isListed ? listServiceLevel(terms, isBusiness) : serviceLevelRef
}
