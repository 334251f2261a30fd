import type { LocalDate, Zone } from '@aftersale/domain/calendar'
import { bindingConditions } from '../binding-conditions.js'
import { dayOf, type Moment } from '../moment.js'
import type { LayerCoverage, LayerStatus } from './coverage.js'
import { IN_CUSTODY, type WarrantyHistory } from './warranty-history.js'

type LayerTerms = WarrantyHistory['layers'][number]

/** The day asked about, on the clocks of a zone. */
export type DayIn = (zone: Zone) => LocalDate

/** How the layers of a warranty stand on a day, as far as is known. Those that cover come first. */
export const layersOn = (history: WarrantyHistory, dayIn: DayIn): ReadonlyArray<LayerCoverage> => {
  const layers = history.layers.map((layer) => layerOn(history, layer, dayIn(layer.zone)))
  return [...layers.filter(({ covers }) => covers), ...layers.filter(({ covers }) => !covers)]
}

const layerOn = (history: WarrantyHistory, layer: LayerTerms, on: LocalDate): LayerCoverage => {
  const { layerId, kind, obligor, covered, excluded, serviceFees = [] } = layer
  const term = history.terms.get(layerId)?.term
  return {
    layerId,
    kind,
    ...standing(history, layer, on),
    startsOn: term?.startsOn,
    lastOn: term?.lastOn,
    party: obligor.party,
    contact: obligor.contact,
    ...(covered !== undefined && { covered }),
    excluded,
    conditions: bindingConditions(layer, history.registered),
    serviceFees,
    extensions: history.extensions
      .filter((extension) => extension.layerId === layerId)
      .map(({ at, eventId, extensionId, by, cause }) => ({ at, eventId, extensionId, by, cause })),
  }
}

/** What ended it for good is told first, then what holds it up, then the calendar. */
const standing = (
  history: WarrantyHistory,
  { layerId, zone, startAnchor }: LayerTerms,
  on: LocalDate,
): Pick<LayerCoverage, 'status' | 'covers' | 'why'> => {
  const isBy = (moment: Moment): boolean => dayOf(moment, zone) <= on
  const because = (status: LayerStatus, code: string, told?: Moment) => ({
    status,
    // What stands still because we have the product is covered all the same.
    covers: status === 'active' || code === IN_CUSTODY,
    why: { because: code, ...(told !== undefined && { told: { at: told.at, eventId: told.eventId } }) },
  })

  const { ended } = history
  if (ended !== undefined && isBy(ended)) return because(ended.by, ended.because, ended)
  const voided = history.voids.find(
    (one) => one.layerIds.includes(layerId) && !one.liftedFrom.includes(layerId) && isBy(one),
  )
  if (voided !== undefined) {
    return because('voided', voided.isContested ? `${voided.because}, contested` : voided.because, voided)
  }
  const lapse = history.lapses.find((one) => one.layerIds.includes(layerId) && isBy(one))
  if (lapse !== undefined) return because('lapsed', 'not-transferable', lapse)
  if (history.registered.carried?.overLayerIds.some((over) => over === layerId) === true) {
    return because('lapsed', 'over-before-the-unit-was-replaced', history.registeredBy)
  }
  const term = history.terms.get(layerId)
  if (term === undefined) return because('pending', `waits-for-${startAnchor}`)
  if (on < term.term.startsOn) return because('pending', 'not-yet-started', term)
  // What stands still does not run out.
  const holds = history.holds.filter(
    ({ layerIds, from, until }) =>
      layerIds.includes(layerId) &&
      isBy(from) &&
      dayOf(from, zone) <= term.term.lastOn &&
      (until === undefined || on < dayOf(until, zone)),
  )
  const hold = holds.find(({ because: code }) => code !== IN_CUSTODY) ?? holds[0]
  if (hold !== undefined) return because('suspended', hold.because, hold.from)
  if (on > term.term.lastOn) return because('expired', 'last-day-over', history.expired.get(layerId))
  const started = history.startedBy.get(layerId)
  return because('active', `since-${started?.anchor ?? startAnchor}`, started?.told ?? term)
}

const fromBest: ReadonlyArray<LayerStatus> = [
  'active',
  'suspended',
  'pending',
  'expired',
  'lapsed',
  'voided',
  'superseded',
  'cancelled',
]

/** A warranty stands as the best of its layers does. */
export const bestOf = (layers: ReadonlyArray<LayerCoverage>): LayerStatus =>
  fromBest.find((status) => layers.some((layer) => layer.status === status)) ?? 'pending'
