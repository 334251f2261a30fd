import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type NonEmptyText, sameContent } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { decodeWarrantyTerms } from '../../policy/warranty-terms/decode-warranty-terms.js'
import { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import type {
  AddWarrantyLayer,
  ExpireWarranty,
  ExtendWarranty,
  ReverseExtension,
  StartWarranty,
} from '../commands/layers.js'
import type { WarrantyLayerExpired } from '../events/layers.js'
import type { KnownAnchor } from '../layers/anchor.js'
import { dayIn } from '../layers/calendar-bounds.js'
import { changedTerms, layerOf } from '../layers/changed-terms.js'
import { evolveLayers, withAnchor } from '../layers/evolve-layers.js'
import { layerStatusOf } from '../layers/layer-status.js'
import { extendedBy, repairExtensionOf } from '../layers/repair-extension.js'
import { termTrace } from '../layers/term-trace.js'
import type { Warranty } from '../state.js'
import { statusOf } from '../status-of.js'
import { refusalWhereOver } from './over.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** A later proof is taken where layers end later by it; an earlier one never shortens what the customer was told. */
export const startWarranty = ({ data }: StartWarranty, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, anchor, anchoredAt, evidenceId } = data
  const { purchase, carried } = warranty.registered
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  if (carried?.anchored.some((known) => known.anchor === anchor) === true) return alreadyDone
  if (purchase !== undefined) {
    const { purchasedAt } = purchase
    const isSameDay = warranty.layers.every(
      ({ terms: { zone } }) => dayIn(zone, anchoredAt) === dayIn(zone, purchasedAt),
    )
    if (anchor === 'purchase') return isSameDay ? alreadyDone : reject({ reason: 'NotThePurchase', purchasedAt })
    if (anchoredAt < purchasedAt && !isSameDay) return reject({ reason: 'AnchorBeforePurchase', anchor, purchasedAt })
  }
  if (!isWaitedFor(anchor, warranty)) return alreadyDone

  const proof = { anchor, anchoredAt, ...(evidenceId === undefined ? {} : { evidenceId }) }
  const better: Warranty = { ...warranty, anchored: withAnchor(warranty.anchored, proof) }
  const changed = changedTerms(better)
  const known = warranty.anchored.find((one) => one.anchor === anchor)
  const trace = termTrace(better, changed.terms)
  if (known === undefined) {
    return accept([{ type: 'WarrantyStarted', data: { warrantyId, ...proof, ...changed, trace } }])
  }
  if (changed.terms.length === 0 && changed.rejectableUntil === undefined) return alreadyDone
  if (anchoredAt > known.anchoredAt) {
    return accept([{ type: 'WarrantyRestated', data: { warrantyId, ...proof, ...changed, trace } }])
  }
  if (warranty.setAside.some((one) => sameContent(one, proof))) return alreadyDone
  const notInFavour = trace.map((applied) => ({ ...applied, outcome: 'would-end-earlier' as NonEmptyText }))
  return accept([{ type: 'AnchorProofSetAside', data: { warrantyId, ...proof, trace: notInFavour } }])
}

/** Whether some layer, or the short right to reject, is counted from that. */
const isWaitedFor = (anchor: KnownAnchor, { layers, registered }: Warranty): boolean =>
  layers.some(({ terms, servicedAt }) => terms.startAnchor === anchor && servicedAt === undefined) ||
  (registered.rightToReject !== undefined &&
    (anchor === 'delivery' || (anchor === 'installation' && registered.needsInstallation === true)))

export const addWarrantyLayer = ({ data }: AddWarrantyLayer, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, layer, addedAt } = data
  const known = layerOf(warranty, layer.layerId)
  if (known !== undefined) {
    return sameContent(known.terms, layer) ? alreadyDone : reject({ reason: 'LayerIdReused', layerId: layer.layerId })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const { termsRef } = warranty.registered
  const layers = [...warranty.layers.map(({ terms }) => terms), layer].map((terms) => WarrantyLayerTerms.encode(terms))
  const decoded = decodeWarrantyTerms({ ...termsRef, layers })
  if (E.isLeft(decoded)) return reject({ reason: 'LayerMakesNoSense', faults: decoded.left })
  const added = { type: 'WarrantyLayerAdded', data: { warrantyId, layer, terms: [], addedAt } } as const
  const { terms } = changedTerms(evolveLayers(warranty, added))
  return accept([{ ...added, data: { ...added.data, terms } }])
}

export const extendWarranty = ({ data }: ExtendWarranty, warranty: Warranty): WarrantyDecision => {
  const { extensionId, layerId, by, cause, claimId, extendedAt } = data
  const known = warranty.extensions.find(({ extended }) => extended.extensionId === extensionId)?.extended
  if (known !== undefined) {
    const asked = [layerId, by, cause, claimId]
    return sameContent(asked, [known.layerId, known.by, known.cause, known.claimId])
      ? alreadyDone
      : reject({ reason: 'ExtensionIdReused', extensionId })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const layer = layerOf(warranty, layerId)
  if (layer === undefined) return reject({ reason: 'LayerUnknown', layerId })
  const status = layerStatusOf(layer, warranty)
  if (status === 'voided' || status === 'lapsed')
    return reject({ reason: 'LayerCountsNoMore', layerId, because: status })
  if (cause === 'repair-remedy') {
    const expected = warranty.registered.conformity?.repairExtension
    if (layer.terms.kind !== 'statutory' || expected === undefined)
      return reject({ reason: 'NoExtensionByLaw', layerId })
    if (by !== expected) return reject({ reason: 'NotTheExtensionByLaw', expected })
    const extended = repairExtensionOf(warranty, { extensionId, layerId, claimId, extendedAt })
    return extended === undefined ? alreadyDone : accept([extended])
  }
  const { term } = layer
  if (cause === 'purchase' && term !== undefined && status !== 'suspended' && extendedAt >= term.endsAtExclusive) {
    return reject({ reason: 'LayerOver', layerId, lastOn: term.lastOn })
  }
  return accept([extendedBy(data, warranty)])
}

export const reverseExtension = ({ data }: ReverseExtension, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, extensionId, because, reversedAt } = data
  const known = warranty.extensions.find(({ extended }) => extended.extensionId === extensionId)
  if (known === undefined) return reject({ reason: 'ExtensionUnknown', extensionId })
  if (known.reversed) return alreadyDone
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const { layerId, cause } = known.extended
  if (cause === 'repair-remedy') return reject({ reason: 'ExtensionOwedByLaw', extensionId })
  const reversed = {
    type: 'ExtensionReversed',
    data: { warrantyId, extensionId, layerId, because, terms: [], reversedAt },
  } as const
  const shorter = evolveLayers(warranty, reversed)
  const { terms } = changedTerms(shorter)
  const newEndOn = terms.find((term) => term.layerId === layerId)?.lastOn
  return accept([{ ...reversed, data: { ...reversed.data, ...(newEndOn === undefined ? {} : { newEndOn }), terms } }])
}

/** The end of a layer as the passing of time finds it; what lasts longer by now, rests or counts no more does not end. */
export const expireWarranty = ({ data }: ExpireWarranty, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, layerId, dueAt } = data
  const layer = layerOf(warranty, layerId)
  if (layer === undefined) return reject({ reason: 'LayerUnknown', layerId })
  const isOver = refusalWhereOver(warranty) !== undefined || layerStatusOf(layer, warranty) !== 'active'
  if (layer.term === undefined || isOver || dueAt < layer.term.endsAtExclusive) return alreadyDone
  const { lastOn, endsAtExclusive: expiredAt } = layer.term
  const expired: WarrantyLayerExpired = {
    type: 'WarrantyLayerExpired',
    data: { warrantyId, layerId, lastOn, expiredAt },
  }
  return statusOf(evolveLayers(warranty, expired)) === 'expired'
    ? accept([expired, { type: 'WarrantyExpired', data: { warrantyId, expiredAt } }])
    : accept([expired])
}
