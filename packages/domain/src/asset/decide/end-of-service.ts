import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { RetirementCause } from '../asset-vocabulary.js'
import type { AssetEvent } from '../events.js'
import { openFaultOf } from '../faults/fault-history.js'
import { endOfSchedule } from '../maintenance/end-of-schedule.js'
import { type Asset, coverOf } from '../state.js'

/** Nobody has it any more: what is open about it ends, and then itself. */
export const endOfService = (asset: Asset, because: RetirementCause, retiredAt: Instant): ReadonlyArray<AssetEvent> => {
  const { assetId } = asset
  const faults = [...asset.faults.values()].flatMap((history): AssetEvent[] => {
    const fault = openFaultOf(history)
    if (fault === undefined) return []
    const { faultId, faultCode } = fault.raised
    return [
      { type: 'AssetFaultClosed', data: { assetId, faultId, faultCode, because: 'retired', closedAt: retiredAt } },
    ]
  })
  const schedules = asset.schedules
    .filter(({ ended }) => ended === undefined)
    .flatMap((schedule) => endOfSchedule(schedule, ASSET_RETIRED, retiredAt))
  const warrantyId = coverOf(asset)
  const covers: ReadonlyArray<AssetEvent> =
    warrantyId === undefined
      ? []
      : [{ type: 'AssetUncovered', data: { assetId, warrantyId, because: ASSET_RETIRED, uncoveredAt: retiredAt } }]
  return [...faults, ...schedules, ...covers, { type: 'AssetRetired', data: { assetId, because, retiredAt } }]
}

const ASSET_RETIRED = 'asset-retired' as NonEmptyText
