import { spentOn } from '../claims/layer-usage.js'
import type { DecideCoverage } from '../commands/claims.js'
import type { Layer } from '../layers/layers.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'

/** A layer with a limit promises no more than is left of it, whole or in part. */
export const costAgainst = (
  { decision, estimate, coverLimit }: DecideCoverage['data'],
  { layerId, terms: { claimLimits = [] } }: Layer,
  warranty: Warranty,
): ClaimRejection | undefined => {
  const promised = decision === 'approve' ? estimate : decision === 'partly' ? coverLimit : undefined
  if (promised === undefined) return undefined
  if (coverLimit !== undefined && estimate !== undefined && coverLimit.currency !== estimate.currency) {
    return { reason: 'CurrencyMismatch', expected: coverLimit.currency, found: estimate.currency }
  }
  if (promised.amountMinor < 0n) return { reason: 'NothingPromised' }
  const limit = claimLimits.find(({ currency }) => currency === promised.currency)
  if (limit === undefined) return undefined
  const left = limit.amountMinor - spentOn(warranty, layerId, limit.currency)
  const leftMinor = left < 0n ? 0n : left
  return promised.amountMinor > leftMinor
    ? { reason: 'CostExceedsLimit', leftMinor, currency: limit.currency }
    : undefined
}
