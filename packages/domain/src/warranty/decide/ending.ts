import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type NonEmptyText, sameContent } from '@aftersale/messages'
import type { CancelWarranty, SupersedeWarranty, TransferWarranty } from '../commands/ending.js'
import { carriedOver } from '../layers/carried-over.js'
import { layerStatusOf } from '../layers/layer-status.js'
import type { Warranty } from '../state.js'
import { refusalWhereOver } from './over.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** Layers that don't go along end for the new owner; where none would go along, the transfer is refused. */
export const transferWarranty = ({ data }: TransferWarranty, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, transferId, to, transferredAt } = data
  const { transfers, refusedTransfers } = warranty.ending
  const known = [...transfers, ...refusedTransfers].find((transfer) => transfer.transferId === transferId)
  if (known !== undefined) return known.to === to ? alreadyDone : reject({ reason: 'TransferIdReused', transferId })
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  if (to !== undefined && to === warranty.owner) return reject({ reason: 'OwnerAlready', customerId: to })

  const counting = warranty.layers.filter((layer) => {
    const status = layerStatusOf(layer, warranty)
    return status === 'pending' || status === 'active' || status === 'suspended'
  })
  const lapsedLayerIds = counting.filter(({ terms }) => !terms.transferable).map(({ layerId }) => layerId)
  const trace = counting.map(({ layerId, terms: { transferable } }) => ({
    ruleId: 'transferable' as NonEmptyText,
    facts: { layerId, transferable },
    outcome: (transferable ? 'goes-along' : 'ends-for-the-new-owner') as NonEmptyText,
    policyRef: warranty.registered.termsRef,
  }))
  const receiver = to === undefined ? {} : { to }
  if (counting.length > 0 && lapsedLayerIds.length === counting.length) {
    const refused = { warrantyId, transferId, ...receiver, reasons: ['NoLayerTransferable' as const], trace }
    return accept([{ type: 'WarrantyTransferRefused', data: { ...refused, refusedAt: transferredAt } }])
  }
  const from = warranty.owner === undefined ? {} : { from: warranty.owner }
  return accept([
    {
      type: 'WarrantyTransferred',
      data: { warrantyId, transferId, ...from, ...receiver, lapsedLayerIds, trace, transferredAt },
    },
  ])
}

export const supersedeWarranty = ({ data }: SupersedeWarranty, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, byWarrantyId, byAssetId, termPolicy, forLayerId, supersededAt } = data
  const { superseded } = warranty.ending
  if (superseded !== undefined) {
    return superseded.byWarrantyId === byWarrantyId && sameContent(superseded.termPolicy, termPolicy)
      ? alreadyDone
      : reject({ reason: 'SupersededByAnother', byWarrantyId: superseded.byWarrantyId })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  if (byWarrantyId === warrantyId) return reject({ reason: 'SupersededByItself' })
  if (forLayerId !== undefined && warranty.layers.every(({ layerId }) => layerId !== forLayerId)) {
    return reject({ reason: 'LayerUnknown', layerId: forLayerId })
  }
  const asset = byAssetId === undefined ? {} : { byAssetId }
  const carried = carriedOver(warranty, { termPolicy, replacedAt: supersededAt, forLayerId })
  return accept([
    { type: 'WarrantySuperseded', data: { warrantyId, byWarrantyId, ...asset, termPolicy, carried, supersededAt } },
  ])
}

export const cancelWarranty = ({ data }: CancelWarranty, warranty: Warranty): WarrantyDecision => {
  const { cancelled } = warranty.ending
  if (cancelled !== undefined) return alreadyDone
  const over = refusalWhereOver(warranty)
  return over ?? accept([{ type: 'WarrantyCancelled', data }])
}
