import type { Currency } from '../../money/currency.js'
import { spentOn } from '../claims/layer-usage.js'
import type { DecideCoverage } from '../commands/claims.js'
import type { Layer } from '../layers/layers.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'

/** A layer with a limit promises no more than is left of it, whole or in part. */
export const costAgainst = (
  { decision, estimate, coverLimit }: DecideCoverage['data'],
  layer: Layer,
  warranty: Warranty,
): ClaimRejection | undefined => {
  const promised = decision === 'approve' ? estimate : decision === 'partly' ? coverLimit : undefined
  if (promised === undefined) return undefined
  if (coverLimit !== undefined && estimate !== undefined && coverLimit.currency !== estimate.currency) {
    return { reason: 'CurrencyMismatch', expected: coverLimit.currency, found: estimate.currency }
  }
  if (promised.amountMinor < 0n) return { reason: 'NothingPromised' }
  const { amountMinor, currency } = promised
  const leftMinor = leftOfLimit(layer, currency, warranty)
  return leftMinor !== undefined && amountMinor > leftMinor
    ? { reason: 'CostExceedsLimit', leftMinor, currency }
    : undefined
}

/** What all claims on the layer together may still cost; undefined where its terms have no limit in that currency. */
export const leftOfLimit = (
  { layerId, terms: { claimLimits = [] } }: Layer,
  currency: Currency,
  warranty: Warranty,
): bigint | undefined => {
  const limit = claimLimits.find((one) => one.currency === currency)
  if (limit === undefined) return undefined
  const left = limit.amountMinor - spentOn(warranty, layerId, currency)
  return left < 0n ? 0n : left
}
