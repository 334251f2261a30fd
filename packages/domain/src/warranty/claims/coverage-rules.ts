import { coverageOf } from '../../policy/warranty-terms/layer-coverage.js'
import type { OpenClaim } from '../commands/claims.js'
import { type CoverageCause, coverageOn } from '../layers/coverage-on.js'
import type { LayerTerm } from '../layers/layer-term.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import { standing } from '../status-of.js'
import { type ClaimBlock, type ClaimRule, claimRule, termsRefOf } from './claim-rule.js'
import { approvedOn, spentOn } from './layer-usage.js'

type Report = OpenClaim['data']

/** Whether the layer counts, on that day, for such a failure, there, and once more. */
export const coverageRules = (layer: Layer, report: Report, warranty: Warranty): ReadonlyArray<ClaimRule> => [
  coversTheDay(layer, report, warranty),
  covers(layer, report, warranty),
  inTerritory(layer, report, warranty),
  withinLimits(layer, warranty),
]

/**
 * What it is counted from may not be known: then nothing is covered yet, and nothing is taken to be. While the product is
 * being repaired the layer covers; while it rests by agreement it doesn't.
 */
const coversTheDay = (layer: Layer, report: Report, warranty: Warranty): ClaimRule => {
  const { layerId, terms } = layer
  const { ending } = warranty
  const { layers } = coverageOn(standing(warranty), report.failedAt ?? report.failedOn)
  const coverage = layers.find((one) => one.layerId === layerId)
  const { because = 'not-started', on: failedOn, term } = coverage ?? {}
  const isGone = ending.superseded !== undefined || ending.cancelled !== undefined
  const facts = {
    layerId,
    failedOn,
    zone: terms.zone,
    startAnchor: terms.startAnchor,
    startsOn: term?.startsOn,
    lastOn: term?.lastOn,
    because,
  }
  const outcome = isGone ? NOT_IN_FORCE : dayOutcome(because, term)
  return claimRule('covers-the-day', facts, outcome, termsRefOf(layer, warranty))
}

const NOT_IN_FORCE = { reason: 'NotInForce' } as const

const dayOutcome = (because: CoverageCause, term: LayerTerm | undefined): string | ClaimBlock => {
  switch (because) {
    case 'within-term':
      return because
    case 'not-started':
      return { reason: 'NotStarted' }
    case 'over':
      return { reason: 'OutOfPeriod', ...(term === undefined ? {} : { lift: { failedOnOrBefore: term.lastOn } }) }
    case 'before-start':
      return { reason: 'OutOfPeriod', ...(term === undefined ? {} : { lift: { failedOnOrAfter: term.startsOn } }) }
    case 'at-rest':
      return { reason: 'CoverageSuspended' }
    case 'voided':
    case 'lapsed':
    case 'superseded':
    case 'cancelled':
      return NOT_IN_FORCE
  }
}

/** The defect may be named by the terms as well as the part that has it: an exclusion of either beats what is covered. */
const covers = (layer: Layer, { failureMode, defect }: Report, warranty: Warranty): ClaimRule => {
  const named = [coverageOf(layer.terms, failureMode), coverageOf(layer.terms, defect)]
  const facts = { layerId: layer.layerId, failureMode, defect }
  const policyRef = termsRefOf(layer, warranty)
  if (named.includes('excluded')) return claimRule('covered', facts, { reason: 'ExcludedFailure' }, policyRef)
  return claimRule('covered', facts, named.includes('covered') ? 'covered' : { reason: 'NotCovered' }, policyRef)
}

/** Where it is not known where the product is, nothing is held against the customer. */
const inTerritory = (layer: Layer, { territory: place }: Report, warranty: Warranty): ClaimRule => {
  const { territory } = layer.terms
  const isIn = territory === undefined || place === undefined || territory.includes(place)
  return claimRule(
    'in-territory',
    { layerId: layer.layerId, territory: place, covered: territory?.join(', ') },
    isIn ? 'in-territory' : { reason: 'TerritoryNotCovered', lift: { inTerritory: territory } },
    termsRefOf(layer, warranty),
  )
}

const withinLimits = (layer: Layer, warranty: Warranty): ClaimRule => {
  const { layerId, terms } = layer
  const { maxClaims, claimLimits = [] } = terms
  const approved = approvedOn(warranty, layerId)
  const reached = claimLimits.find(({ amountMinor, currency }) => spentOn(warranty, layerId, currency) >= amountMinor)
  const isReached = (maxClaims !== undefined && approved >= maxClaims) || reached !== undefined
  return claimRule(
    'within-limits',
    { layerId, approved, maxClaims, limitMinor: reached?.amountMinor.toString(), currency: reached?.currency },
    isReached ? { reason: 'LimitReached' } : 'within-limits',
    termsRefOf(layer, warranty),
  )
}
