import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type { DeclareReturnLost, ExpireReturn, RecordReturnHandover, RecordReturnScan } from '../commands.js'
import type { ReturnInTransit, ReturnParcelScanned } from '../events.js'
import type { RequestedReturn } from '../state.js'
import { isParcelOnItsWay } from '../status-of.js'
import { expiryDueAt } from '../transit-due.js'
import { awaitedUnits, expirableUnits, withSerials } from '../units-held.js'
import { unitsOfParts } from './parts.js'
import { ended, type ReturnCaseDecision } from './refusals.js'

/** Taken however late it is heard of, of what is over too: it may still arrive. */
export const recordHandover = ({ data }: RecordReturnHandover, { returnCase }: RequestedReturn): ReturnCaseDecision => {
  const { parcelId } = data
  const known = returnCase.handovers.find((one) => one.parcelId === parcelId)
  if (known !== undefined) {
    return sameContent(known, data) ? alreadyDone : reject({ reason: 'ParcelIdReused', parcelId })
  }
  return returnCase.authorisation === undefined
    ? reject({ reason: 'ReturnNotAuthorised' })
    : accept([{ type: 'ReturnInTransit', data }])
}

/** The first scan of a parcel that moves is its handover; a printed label moves nothing. */
export const recordScan = ({ data }: RecordReturnScan, { returnCase }: RequestedReturn): ReturnCaseDecision => {
  const { returnCaseId, parcelId, carrierEventId, code, scannedAt } = data
  const known = returnCase.scans.find((one) => one.carrierEventId === carrierEventId)
  if (known !== undefined) {
    return sameContent(known, data) ? alreadyDone : reject({ reason: 'ScanIdReused', carrierEventId })
  }
  if (returnCase.authorisation === undefined) return reject({ reason: 'ReturnNotAuthorised' })
  const scanned: ReturnParcelScanned = { type: 'ReturnParcelScanned', data }
  const isKnown = returnCase.handovers.some((one) => one.parcelId === parcelId)
  if (isKnown || !MOVES.has(code)) return accept([scanned])
  const inTransit: ReturnInTransit = {
    type: 'ReturnInTransit',
    data: { returnCaseId, parcelId, handedOverAt: scannedAt },
  }
  return accept([scanned, inTransit])
}

const MOVES: ReadonlySet<string> = new Set(['handed-over', 'in-transit', 'out-for-delivery', 'delivered'])

/** Does nothing where it was overtaken: something came, is on its way, or was cancelled meanwhile. */
export const expireReturn = ({ data }: ExpireReturn, { returnCase }: RequestedReturn): ReturnCaseDecision => {
  const { returnCaseId, dueAt } = data
  if (expiryDueAt(returnCase) !== dueAt) return alreadyDone
  const lines = withSerials(returnCase, expirableUnits(returnCase))
  return accept([{ type: 'ReturnExpired', data: { returnCaseId, lines, expiredAt: dueAt } }])
}

export const declareLost = ({ data }: DeclareReturnLost, state: RequestedReturn): ReturnCaseDecision => {
  const { returnCase } = state
  const { parcelId, parts } = data
  const known = returnCase.losses.find((one) => one.parcelId === parcelId)
  if (known !== undefined) {
    const { lines: _, ...asked } = known
    return sameContent(asked, data) ? alreadyDone : reject({ reason: 'ParcelIdReused', parcelId })
  }
  const blocked = ended(state)
  if (blocked !== undefined) return reject(blocked)
  if (!isParcelOnItsWay(returnCase, parcelId)) return reject({ reason: 'ParcelNotInTransit', parcelId })
  const awaited = awaitedUnits(returnCase)
  if (awaited.length === 0) return reject({ reason: 'NothingAwaited' })
  const lost = parts === undefined ? awaited : unitsOfParts(returnCase, awaited, parts)
  return 'reason' in lost
    ? reject(lost)
    : accept([{ type: 'ReturnLostInTransit', data: { ...data, lines: withSerials(returnCase, lost) } }])
}
