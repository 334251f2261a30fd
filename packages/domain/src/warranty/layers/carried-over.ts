import type { Instant, NonEmptyText } from '@aftersale/messages'
import { anchoredPeriodEnd } from '../../calendar/period.js'
import type { Warranty } from '../state.js'
import { dayIn, withinCalendar } from './calendar-bounds.js'
import type { Carried } from './carried.js'
import { layerStatusOf } from './layer-status.js'
import type { Layer } from './layers.js'
import { standstillsOf, waitingDays } from './standstills.js'
import type { TermPolicy } from './term-policy.js'
import { termsOf } from './terms-of.js'

/**
 * What the warranty of the unit in its place is registered with. `forLayerId` is the layer by which it was replaced: of
 * a layer that was over by then, only that one goes on, where the policy gives it some days at least.
 */
export const carriedOver = (
  warranty: Warranty,
  {
    termPolicy,
    replacedAt,
    forLayerId,
  }: { readonly termPolicy: TermPolicy; readonly replacedAt: Instant; readonly forLayerId?: NonEmptyText | undefined },
): Carried => {
  const ended = endedBy(warranty, replacedAt)
  const { warrantyId } = warranty.registered
  const common = { warrantyId, termPolicy, claimCount: warranty.claims.countedClaims, replacedAt }
  if (termPolicy.kind === 'fresh') {
    return {
      ...common,
      anchored: [],
      added: addedLayers(ended).filter(({ layer }) => layer.kind !== 'repair-warranty'),
      extensions: extensionsIn(ended).filter(({ cause }) => cause === 'purchase'),
      standstills: [],
      atLeast: [],
      overLayerIds: ended.layers.filter((layer) => countsNoMore(layer, ended)).map(({ layerId }) => layerId),
    }
  }
  const atLeast = leastTerms(ended, termPolicy, replacedAt, forLayerId)
  return {
    ...common,
    anchored: ended.anchored,
    added: addedLayers(ended),
    extensions: extensionsIn(ended),
    standstills: standstillsIn(ended),
    atLeast,
    overLayerIds: ended.layers
      .filter((layer) => countsNoMore(layer, ended) || (isOver(layer, replacedAt) && !isIn(atLeast, layer)))
      .map(({ layerId }) => layerId),
  }
}

/** The warranty with nothing in custody or at rest any more, and the days that follow from that. */
const endedBy = (warranty: Warranty, replacedAt: Instant): Warranty => {
  const ended: Warranty = {
    ...warranty,
    custodies: warranty.custodies.map((custody) => ({ handedBackAt: replacedAt, ...custody })),
    suspensions: warranty.suspensions.map((suspension) => ({ resumedAt: replacedAt, ...suspension })),
  }
  const terms = termsOf(ended)
  return {
    ...ended,
    layers: ended.layers.map((layer) => {
      const term = terms.find(({ layerId }) => layerId === layer.layerId)
      return term === undefined ? layer : { ...layer, term }
    }),
  }
}

const countsNoMore = (layer: Layer, warranty: Warranty): boolean => {
  const status = layerStatusOf(layer, warranty)
  return status === 'voided' || status === 'lapsed'
}

const isOver = ({ term }: Layer, replacedAt: Instant): boolean =>
  term !== undefined && term.endsAtExclusive <= replacedAt

const isIn = (terms: ReadonlyArray<{ readonly layerId: NonEmptyText }>, { layerId }: Layer): boolean =>
  terms.some((term) => term.layerId === layerId)

const leastTerms = (
  warranty: Warranty,
  termPolicy: TermPolicy,
  replacedAt: Instant,
  forLayerId: NonEmptyText | undefined,
): Carried['atLeast'] =>
  warranty.layers.flatMap((layer) => {
    const { layerId, term, terms } = layer
    if (term === undefined || countsNoMore(layer, warranty)) return []
    const before = warranty.registered.carried?.atLeast.some((one) => one.layerId === layerId) === true
    const isDue = termPolicy.kind === 'longer-of' && (layerId === forLayerId || !isOver(layer, replacedAt))
    if (!before && !isDue) return []
    const least = isDue ? [leastLastOn(termPolicy.atLeast, replacedAt, terms)] : []
    const lastOn = [...least, ...(before ? [term.lastOn] : [])].reduce((latest, day) => (day > latest ? day : latest))
    return [{ layerId, lastOn }]
  })

const leastLastOn = (
  period: Extract<TermPolicy, { readonly kind: 'longer-of' }>['atLeast'],
  replacedAt: Instant,
  { zone, countingRule }: Layer['terms'],
) => {
  const rule = countingRule === 'event-day-excluded' ? 'event-day-excluded-no-roll' : countingRule
  return withinCalendar(anchoredPeriodEnd({ anchor: dayIn(zone, replacedAt), period, rule }))
}

/** Layers beyond those that the terms had when it was registered. */
const addedLayers = ({ layers, registered }: Warranty): Carried['added'] =>
  layers
    .filter(({ layerId }) => registered.layers.every((layer) => layer.layerId !== layerId))
    .map(({ terms: layer, servicedAt }) => (servicedAt === undefined ? { layer } : { layer, servicedAt }))

const extensionsIn = ({ extensions }: Warranty): Carried['extensions'] =>
  extensions
    .filter(({ reversed }) => !reversed)
    .map(({ extended: { extensionId, layerId, by, cause, claimId } }) => ({
      extensionId,
      layerId,
      by,
      cause,
      ...(claimId === undefined ? {} : { claimId }),
    }))

const standstillsIn = (warranty: Warranty): Carried['standstills'] => [
  ...warranty.layers.flatMap(({ layerId, terms }) =>
    standstillsOf(terms, warranty).map(({ firstOn, lastOn }) => ({ layerId, firstOn, lastOn })),
  ),
  ...(warranty.registered.rightToReject === undefined || warranty.layers[0] === undefined
    ? []
    : waitingDays(warranty, warranty.layers[0].terms.zone)),
]
