import type { Instant, NonEmptyText } from '@aftersale/messages'
import { LocalDate } from '../../calendar/local-date.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import type { Obligor, WarrantyLayerKind } from '../../policy/warranty-terms/warranty-terms.js'
import type { Warranty, WarrantyState } from '../state.js'
import { dayBefore, dayIn } from './calendar-bounds.js'
import type { DayEnd, LayerTerm } from './layer-term.js'
import type { Layer } from './layers.js'
import { rejectableUntil, termsOf } from './terms-of.js'

/** Why a layer covers a day, or does not. */
export type CoverageCause =
  | 'within-term'
  | 'not-started'
  | 'before-start'
  | 'over'
  | 'at-rest'
  | 'voided'
  | 'lapsed'
  | 'superseded'
  | 'cancelled'

/** What one layer says of a day: the day in the zone of its terms, and who makes good. */
export interface LayerCoverage {
  readonly layerId: NonEmptyText
  readonly kind: WarrantyLayerKind
  readonly obligor: Obligor
  readonly on: LocalDate
  readonly covers: boolean
  readonly because: CoverageCause
  /** From when until when it covers, as far as it is known; what stands still is counted until the day asked about. */
  readonly term?: LayerTerm
}

export interface Coverage {
  /** In the order of the layers: what the law gives, mostly, before what was promised on top. */
  readonly layers: ReadonlyArray<LayerCoverage>
  /** Those that cover the day. */
  readonly covering: ReadonlyArray<LayerCoverage>
  /** Until when the goods can be rejected at once, where the day is one on which they can. */
  readonly rejectableUntil?: DayEnd
  readonly trace: RuleTrace
}

/**
 * Which layers cover a day, or an instant, until when, who makes good, and why. An instant is a day in each layer's own
 * zone: a minute after the last covered day is the next one. Of what was not registered nothing covers anything.
 */
export const coverageOn = (state: WarrantyState, when: LocalDate | Instant): Coverage => {
  if (state.status === 'not-registered') return { layers: [], covering: [], trace: [] }
  const { warranty } = state
  const layers = warranty.layers.map((layer) => coverageBy(layer, warranty, when))
  const rejectable = rejectableUntil(warranty)
  const zone = warranty.layers[0]?.terms.zone
  const isRejectable =
    rejectable !== undefined && zone !== undefined && dayOf(when, zone) <= rejectable.lastOn && isInForce(warranty)
  return {
    layers,
    covering: layers.filter(({ covers }) => covers),
    ...(isRejectable ? { rejectableUntil: rejectable } : {}),
    trace: layers.map(({ layerId, on, because, term }) => ({
      ruleId: 'covers-the-day' as NonEmptyText,
      facts: { layerId, on, ...(term === undefined ? {} : { startsOn: term.startsOn, lastOn: term.lastOn }) },
      outcome: because as NonEmptyText,
      policyRef: warranty.registered.termsRef,
    })),
  }
}

/** The layer that covers the longest of those that cover the day; of two that end together the first of the terms. */
export const bestLayerOn = (state: WarrantyState, when: LocalDate | Instant): LayerCoverage | undefined =>
  coverageOn(state, when).covering.reduce<LayerCoverage | undefined>(
    (best, layer) => (best === undefined || lastOnOf(layer) > lastOnOf(best) ? layer : best),
    undefined,
  )

const lastOnOf = ({ term, on }: LayerCoverage): LocalDate => term?.lastOn ?? on

const dayOf = (when: LocalDate | Instant, zone: Layer['terms']['zone']): LocalDate =>
  LocalDate.is(when) ? when : dayIn(zone, when)

const coverageBy = (layer: Layer, warranty: Warranty, when: LocalDate | Instant): LayerCoverage => {
  const { layerId, terms } = layer
  const on = dayOf(when, terms.zone)
  const term = termsOf(warranty, on).find((one) => one.layerId === layerId)
  const because = causeOn(on, layer, term, warranty)
  return {
    layerId,
    kind: terms.kind,
    obligor: terms.obligor,
    on,
    covers: because === 'within-term',
    because,
    ...(term === undefined ? {} : { term }),
  }
}

const isInForce = ({ ending }: Warranty): boolean => ending.superseded === undefined && ending.cancelled === undefined

/** What ended a layer before its time says so of the days since, and of no day before. */
const causeOn = (
  on: LocalDate,
  { layerId, terms }: Layer,
  term: LayerTerm | undefined,
  warranty: Warranty,
): CoverageCause => {
  const { voids, transfers, superseded, cancelled } = warranty.ending
  const isSince = (at: Instant): boolean => on >= dayIn(terms.zone, at)
  if (cancelled !== undefined && isSince(cancelled.cancelledAt)) return 'cancelled'
  if (superseded !== undefined && isSince(superseded.supersededAt)) return 'superseded'
  if (voids.some(({ voided, lifted }) => !lifted && voided.layerIds.includes(layerId) && isSince(voided.voidedAt))) {
    return 'voided'
  }
  if (warranty.registered.carried?.overLayerIds.includes(layerId) === true) return 'lapsed'
  if (transfers.some((one) => one.lapsedLayerIds.includes(layerId) && isSince(one.transferredAt))) return 'lapsed'
  if (term === undefined) return 'not-started'
  if (on < term.startsOn) return 'before-start'
  if (on > term.lastOn) return 'over'
  return warranty.suspensions.some(
    ({ suspended, resumedAt }) =>
      suspended.layerIds.includes(layerId) &&
      isSince(suspended.suspendedAt) &&
      (resumedAt === undefined || on <= dayBefore(dayIn(terms.zone, resumedAt))),
  )
    ? 'at-rest'
    : 'within-term'
}
