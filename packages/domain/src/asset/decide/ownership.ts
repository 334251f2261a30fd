import { accept, alreadyDone, reject } from '@aftersale/decider'
import { laterOf, sameFields } from '@aftersale/messages'
import { type AssetId, assetIdOf, assetIdOfUnit } from '../asset-id.js'
import type { AssetOwner, RetirementCause } from '../asset-vocabulary.js'
import type {
  CoverAsset,
  RegisterAsset,
  ReplaceAsset,
  RetireAsset,
  TransferAsset,
  UncoverAsset,
} from '../commands/ownership.js'
import { type Asset, coverOf, lastSaleOf, ownerAt, type SaleOfAsset } from '../state.js'
import { type AssetDecision, type RegisteredState, retirementBefore, retirementOf } from './asset-decision.js'
import { endOfService } from './end-of-service.js'

export const register = ({ data }: RegisterAsset): AssetDecision => {
  const expected = derivedIdOf(data)
  if (expected !== data.assetId) return reject({ reason: 'AssetIdNotDerived', expected })
  return accept([{ type: 'AssetRegistered', data }])
}

/** Once more: the same sale told again, its purchase that nobody knew, or the next sale of one that had come back. */
export const registerAgain = (command: RegisterAsset, state: RegisteredState): AssetDecision => {
  const { data } = command
  const { asset } = state
  const expected = derivedIdOf(data)
  if (expected !== data.assetId) return reject({ reason: 'AssetIdNotDerived', expected })
  const last = lastSaleOf(asset)
  if (data.sku !== asset.sku) return reject({ reason: 'AssetAlreadyRegistered', registeredAt: asset.sales[0].soldAt })

  const told = asset.sales.find((sale) => isTheSaleOf(sale, data))
  if (told !== undefined) {
    return areCompatible(data.owner, told.boughtBy)
      ? alreadyDone
      : reject({ reason: 'AssetAlreadyRegistered', registeredAt: told.soldAt })
  }
  if (state.status === 'retired') return resell(command, state)
  if (data.purchase === undefined) {
    return areCompatible(data.owner, last.boughtBy) || areCompatible(data.owner, ownerAt(asset, data.registeredAt))
      ? alreadyDone
      : reject({ reason: 'AssetAlreadyRegistered', registeredAt: last.soldAt })
  }
  if (last.purchase !== undefined) return reject({ reason: 'SerialOnAnotherPurchase', purchase: last.purchase })
  const { assetId, purchase, owner: boughtBy, registeredAt: tracedAt } = data
  const owner = last.owner.customerId === undefined ? boughtBy : last.owner
  return accept([{ type: 'AssetTracedToPurchase', data: { assetId, owner, boughtBy, purchase, tracedAt } }])
}

const resell = (
  { data }: RegisterAsset,
  state: Extract<RegisteredState, { readonly status: 'retired' }>,
): AssetDecision => {
  const { because, retiredAt } = state.retired
  if (data.purchase === undefined || !CAN_BE_SOLD_AGAIN.includes(because)) {
    return reject({ reason: 'AssetIsRetired', because, retiredAt })
  }
  if (data.registeredAt < retiredAt) return reject({ reason: 'SoldBeforeItCameBack', retiredAt })
  const { registeredAt: resoldAt, ...unit } = data
  const saleNumber = (state.asset.sales.length + 1) as typeof data.purchase.unit
  return accept([{ type: 'AssetResold', data: { ...unit, saleNumber, resoldAt } }])
}

const CAN_BE_SOLD_AGAIN: ReadonlyArray<RetirementCause> = ['returned', 'replaced']

/** The id itself where nothing says what it should be: of a unit that has no serial and was not bought here. */
const derivedIdOf = ({ assetId, sku, serial, purchase }: RegisterAsset['data']): AssetId => {
  if (serial !== undefined) return assetIdOf({ sku, serial })
  return purchase === undefined ? assetId : assetIdOfUnit(purchase)
}

const isTheSaleOf = (sale: SaleOfAsset, { purchase, registeredAt }: RegisterAsset['data']): boolean =>
  purchase === undefined
    ? sale.purchase === undefined && sale.soldAt === registeredAt
    : sale.purchase !== undefined && sameFields(purchase, sale.purchase, ['purchaseId', 'lineId', 'unit'])

/** Nothing is said against an owner by who knows none. */
const areCompatible = (one: AssetOwner, other: AssetOwner): boolean =>
  one.customerId === undefined || other.customerId === undefined || one.customerId === other.customerId

export const transfer = ({ data }: TransferAsset, state: RegisteredState): AssetDecision => {
  const { asset } = state
  const { assetId, to, transferredAt } = data
  if (asset.transfers.some((one) => sameFields(data, one, ['to', 'transferredAt']))) return alreadyDone
  const { soldAt } = asset.sales[0]
  if (transferredAt < soldAt) return reject({ reason: 'BeforeItsSale', soldAt })
  const retirement = retirementBefore(state, transferredAt)
  if (retirement !== undefined) return reject(retirement)
  const from = ownerAt(asset, transferredAt)
  if (from.customerId === to.customerId) return alreadyDone
  return accept([{ type: 'AssetTransferred', data: { assetId, from, to, transferredAt } }])
}

/** Decided here, since all warranties of a serial ask the same asset: so that no two cover it at a time. */
export const cover = ({ data }: CoverAsset, state: RegisteredState): AssetDecision => {
  const { warrantyId, coveredAt } = data
  const covering = coverOf(state.asset)
  if (covering === warrantyId) return alreadyDone
  const before = coverBy(state.asset, warrantyId)
  // By what was heard it may have ended before it began: it begins anew after both.
  const over = before?.uncoveredAt === undefined ? undefined : laterOf(before.coveredAt, before.uncoveredAt)
  if (over !== undefined && coveredAt <= over) return alreadyDone
  const retirement = retirementOf(state)
  if (retirement !== undefined) return reject(retirement)
  if (covering !== undefined) return reject({ reason: 'AssetAlreadyCovered', warrantyId: covering })
  return accept([{ type: 'AssetCovered', data }])
}

export const uncover = ({ data }: UncoverAsset, { asset }: RegisteredState): AssetDecision => {
  const { warrantyId, uncoveredAt } = data
  const known = coverBy(asset, warrantyId)
  if (known === undefined) return reject({ reason: 'CoverUnknown', warrantyId })
  if (known.uncoveredAt !== undefined) return alreadyDone
  // A cover begins after the end of the one before it: what is heard again of that end is no end of this one.
  const isHeardAgain = asset.covers.some(
    (one) => one.warrantyId === warrantyId && one.uncoveredAt !== undefined && uncoveredAt <= one.uncoveredAt,
  )
  return isHeardAgain ? alreadyDone : accept([{ type: 'AssetUncovered', data }])
}

const coverBy = ({ covers }: Asset, warrantyId: string) => covers.findLast((one) => one.warrantyId === warrantyId)

export const replace = ({ data }: ReplaceAsset, state: RegisteredState): AssetDecision => {
  const { assetId, byAssetId, replacedAt } = data
  const { asset } = state
  if (byAssetId === assetId) return reject({ reason: 'ReplacedByItself' })
  if (asset.replacements.some((one) => one.byAssetId === byAssetId)) return alreadyDone
  const last = asset.replacements.at(-1)
  if (state.status === 'retired' && state.retired.because === 'replaced' && last !== undefined) {
    return reject({ reason: 'ReplacedByAnother', byAssetId: last.byAssetId })
  }
  const retirement = retirementOf(state)
  if (retirement !== undefined) return reject(retirement)
  const { soldAt } = lastSaleOf(asset)
  if (replacedAt < soldAt) return reject({ reason: 'BeforeItsSale', soldAt })
  return accept([{ type: 'AssetReplaced', data }, ...endOfService(asset, 'replaced', replacedAt)])
}

export const retire = ({ data }: RetireAsset, state: RegisteredState): AssetDecision => {
  const { because, retiredAt } = data
  const { asset } = state
  if (state.status === 'retired') {
    return state.retired.because === because
      ? alreadyDone
      : reject({ reason: 'AssetIsRetired', because: state.retired.because, retiredAt: state.retired.retiredAt })
  }
  if (asset.retirements.some((one) => sameFields(data, one, ['because', 'retiredAt']))) return alreadyDone
  const { soldAt } = lastSaleOf(asset)
  if (retiredAt < soldAt) return reject({ reason: 'BeforeItsSale', soldAt })
  return accept(endOfService(asset, because, retiredAt))
}
