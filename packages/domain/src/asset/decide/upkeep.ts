import { accept, alreadyDone, reject } from '@aftersale/decider'
import { epochMillisecondsOf, sameFields } from '@aftersale/messages'
import { MILLISECONDS_A_DAY } from '../../calendar/zone-offsets.js'
import type { InstallAsset, MoveAsset, RecordMeterReading, RecordService } from '../commands/upkeep.js'
import type { AssetEvent } from '../events.js'
import { dueByUse } from '../maintenance/due-by-use.js'
import { usedUnits, withReading } from '../meters/used-units.js'
import { type AssetDecision, type RegisteredState, retirementBefore } from './asset-decision.js'

// Facts of the world, in whatever order they are heard of. Before its sale as well: it may have been registered late.

export const install = ({ data }: InstallAsset, state: RegisteredState): AssetDecision => {
  const { visitId, installedAt } = data
  const same = state.asset.installations.find((one) =>
    visitId === undefined ? sameFields(data, one, ['visitId', 'place', 'installedAt']) : one.visitId === visitId,
  )
  if (same !== undefined) {
    return visitId === undefined || sameFields(data, same, ['place', 'installedAt'])
      ? alreadyDone
      : reject({ reason: 'InstallationOfVisitReused', visitId })
  }
  const retirement = retirementBefore(state, installedAt)
  return retirement === undefined ? accept([{ type: 'AssetInstalled', data }]) : reject(retirement)
}

export const move = ({ data }: MoveAsset, state: RegisteredState): AssetDecision => {
  if (state.asset.moves.some((one) => sameFields(data, one, ['place', 'movedAt']))) return alreadyDone
  const retirement = retirementBefore(state, data.movedAt)
  return retirement === undefined ? accept([{ type: 'AssetMoved', data }]) : reject(retirement)
}

export const recordService = ({ data }: RecordService, state: RegisteredState): AssetDecision => {
  const { serviceId, performedAt } = data
  const known = state.asset.services.find((one) => one.serviceId === serviceId)
  if (known !== undefined) {
    return sameFields(data, known, SERVICE_FIELDS) ? alreadyDone : reject({ reason: 'ServiceIdReused', serviceId })
  }
  if (state.asset.services.some((one) => areOneRepair(one, data) || areOneRepair(data, one))) return alreadyDone
  const retirement = retirementBefore(state, performedAt)
  return retirement === undefined ? accept([{ type: 'AssetServiced', data }]) : reject(retirement)
}

/** The visit that made a repair tells of it, and the claim that it was made for does: within a day of each other it is one. */
const areOneRepair = (ofVisit: RecordService['data'], ofClaim: RecordService['data']): boolean =>
  ofVisit.kind === 'repair' &&
  ofClaim.kind === 'repair' &&
  ofVisit.visitId !== undefined &&
  ofVisit.claimId === undefined &&
  ofClaim.claimId !== undefined &&
  ofClaim.visitId === undefined &&
  Math.abs(epochMillisecondsOf(ofVisit.performedAt) - epochMillisecondsOf(ofClaim.performedAt)) <= MILLISECONDS_A_DAY

const SERVICE_FIELDS = [
  'kind',
  'failureMode',
  'parts',
  'productVersion',
  'performer',
  'ticketId',
  'visitId',
  'claimId',
  'performedAt',
] as const

/** A meter only goes on, in order of time, until one that starts anew. What falls due by use falls due with the reading. */
export const recordMeterReading = ({ data }: RecordMeterReading, state: RegisteredState): AssetDecision => {
  const { meter, value, startsAnew, readAt } = data
  const readings = state.asset.meters.get(meter) ?? []
  const known = readings.find((one) => one.readAt === readAt)
  if (known !== undefined) {
    return sameFields(data, known, ['value', 'startsAnew'])
      ? alreadyDone
      : reject({ reason: 'MeterReadOtherwise', meter, value: known.value })
  }
  const retirement = retirementBefore(state, readAt)
  if (retirement !== undefined) return reject(retirement)
  const before = readings.findLast((one) => one.readAt < readAt)
  const after = readings.find((one) => one.readAt > readAt)
  const contrary =
    before !== undefined && startsAnew !== true && value < before.value
      ? before
      : after !== undefined && after.startsAnew !== true && after.value < value
        ? after
        : undefined
  if (contrary !== undefined) {
    return reject({ reason: 'MeterRanBackwards', meter, value: contrary.value, readAt: contrary.readAt })
  }
  const read: AssetEvent = { type: 'MeterRead', data }
  const used = usedUnits(withReading(readings, data))
  return accept([
    read,
    ...state.asset.schedules.flatMap((schedule) => dueByUse(schedule, { meter, usedUnits: used, readAt })),
  ])
}
