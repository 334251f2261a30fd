import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import { claimOf } from '../claims/claims.js'
import type { HandBack, ResumeWarranty, SuspendWarranty, TakeIntoCustody } from '../commands/custody.js'
import { evolveCustody } from '../custody/evolve-custody.js'
import type { ProductHandedBack, ProductTakenIntoCustody, WarrantyResumed } from '../events/custody.js'
import { changedTerms, layerOf } from '../layers/changed-terms.js'
import { layerStatusOf } from '../layers/layer-status.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import { refusalWhereOver } from './over.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** Custodies may overlap: a day on which the customer was without the product counts once. */
export const takeIntoCustody = ({ data }: TakeIntoCustody, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, custodyId, claimId, purpose, requestedAt, takenAt } = data
  const known = warranty.custodies.find(({ taken }) => taken.custodyId === custodyId)?.taken
  if (known !== undefined) {
    return sameContent([claimId, purpose], [known.claimId, known.purpose])
      ? alreadyDone
      : reject({ reason: 'CustodyIdReused', custodyId })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  if (claimId !== undefined && claimOf(warranty.claims, claimId) === undefined) {
    return reject({ reason: 'ClaimUnknown', claimId })
  }
  if (requestedAt !== undefined && takenAt < requestedAt) return reject({ reason: 'TakenBeforeRequested', requestedAt })
  const taken: ProductTakenIntoCustody = {
    type: 'ProductTakenIntoCustody',
    data: {
      warrantyId,
      custodyId,
      ...(claimId === undefined ? {} : { claimId }),
      purpose,
      ...(requestedAt === undefined ? {} : { request: { requestedAt } }),
      restingLayerIds: [],
      takenAt,
    },
  }
  const after = evolveCustody(warranty, taken)
  const restingLayerIds = after.layers
    .filter((layer) => layerStatusOf(layer, after) === 'suspended')
    .map(({ layerId }) => layerId)
  return accept([{ ...taken, data: { ...taken.data, restingLayerIds } }])
}

/** The product comes back whatever became of the warranty meanwhile. */
export const handBack = ({ data }: HandBack, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, custodyId, handedBackAt } = data
  const custody = warranty.custodies.find(({ taken }) => taken.custodyId === custodyId)
  if (custody === undefined) return reject({ reason: 'CustodyUnknown', custodyId })
  if (custody.handedBackAt !== undefined) return alreadyDone
  const { claimId, takenAt } = custody.taken
  if (handedBackAt < takenAt) return reject({ reason: 'HandedBackBeforeTaken', takenAt })
  const back: ProductHandedBack = {
    type: 'ProductHandedBack',
    data: { warrantyId, custodyId, ...(claimId === undefined ? {} : { claimId }), terms: [], handedBackAt },
  }
  if (refusalWhereOver(warranty) !== undefined) return accept([back])
  return accept([{ ...back, data: { ...back.data, ...changedTerms(evolveCustody(warranty, back)) } }])
}

export const suspendWarranty = ({ data }: SuspendWarranty, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, suspensionId, because, suspendedAt } = data
  const known = warranty.suspensions.find(({ suspended }) => suspended.suspensionId === suspensionId)?.suspended
  if (known !== undefined) {
    const isSame =
      data.because === known.because && (data.layerIds === undefined || sameContent(data.layerIds, known.layerIds))
    return isSame ? alreadyDone : reject({ reason: 'SuspensionIdReused', suspensionId })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  for (const layerId of data.layerIds ?? []) {
    const layer = layerOf(warranty, layerId)
    if (layer === undefined) return reject({ reason: 'LayerUnknown', layerId })
    if (layer.terms.kind === 'statutory') return reject({ reason: 'NeverRestsByAgreement', layerId })
  }
  const layerIds =
    data.layerIds ?? warranty.layers.filter((layer) => canRest(layer, warranty)).map(({ layerId }) => layerId)
  if (layerIds.length === 0) return reject({ reason: 'NothingToSuspend' })
  return accept([{ type: 'WarrantySuspended', data: { warrantyId, suspensionId, layerIds, because, suspendedAt } }])
}

const canRest = (layer: Layer, warranty: Warranty): boolean => {
  const status = layerStatusOf(layer, warranty)
  return layer.terms.kind !== 'statutory' && (status === 'active' || status === 'pending' || status === 'suspended')
}

export const resumeWarranty = ({ data }: ResumeWarranty, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, suspensionId, resumedAt } = data
  const suspension = warranty.suspensions.find(({ suspended }) => suspended.suspensionId === suspensionId)
  if (suspension === undefined) return reject({ reason: 'SuspensionUnknown', suspensionId })
  if (suspension.resumedAt !== undefined) return alreadyDone
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const { suspendedAt } = suspension.suspended
  if (resumedAt < suspendedAt) return reject({ reason: 'ResumedBeforeSuspended', suspendedAt })
  const resumed: WarrantyResumed = {
    type: 'WarrantyResumed',
    data: { warrantyId, suspensionId, terms: [], resumedAt },
  }
  const { terms } = changedTerms(evolveCustody(warranty, resumed))
  return accept([{ ...resumed, data: { ...resumed.data, terms } }])
}
