import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { countOf } from '../../units/index.js'
import type { ConfirmReservation, RefuseReservation } from '../commands.js'
import type { Draw } from '../draw.js'
import type { ReturnRefused, ReturnReservationRefused } from '../events.js'
import { evolve } from '../evolve.js'
import type { ReturnCaseRejection } from '../rejections.js'
import type { RequestedReturn, ReturnCase } from '../state.js'
import { ended, type ReturnCaseDecision } from './refusals.js'
import { distinctReasons } from './request.js'

export const confirmReservation = ({ data }: ConfirmReservation, state: RequestedReturn): ReturnCaseDecision => {
  const { reservationId } = data
  const known = state.returnCase.reservations.find((one) => one.reservationId === reservationId)
  if (known !== undefined) {
    return sameContent(known.lines, data.lines)
      ? alreadyDone
      : reject({ reason: 'ReservationAlreadyConfirmed', reservationId })
  }
  const blocked = notPending(data, state)
  if (blocked !== undefined) return reject(blocked)
  return holdsWhatIsDrawn(drawsOn(state.returnCase, data), data.lines)
    ? accept([{ type: 'ReturnUnitsReserved', data }])
    : reject({ reason: 'ReservationDiffers', reservationId })
}

/** What was to be drawn on there leaves the case, and with the last of it the case is refused. */
export const refuseReservation = ({ data }: RefuseReservation, state: RequestedReturn): ReturnCaseDecision => {
  const { returnCaseId, reservationId, refusedAt } = data
  const { reservations, reservationRefusals } = state.returnCase
  const known = reservationRefusals.find((one) => one.reservationId === reservationId)
  if (known !== undefined) {
    return known.because === data.because ? alreadyDone : reject({ reason: 'ReservationAlreadyRefused', reservationId })
  }
  if (reservations.some((one) => one.reservationId === reservationId)) {
    return reject({ reason: 'ReservationAlreadyConfirmed', reservationId })
  }
  const blocked = notPending(data, state)
  if (blocked !== undefined) return reject(blocked)

  const refused: ReturnReservationRefused = { type: 'ReturnReservationRefused', data }
  const after = evolve(state, refused)
  if (after.status === 'not-requested' || after.returnCase.draws.length > 0) return accept([refused])
  const nothingLeft: ReturnRefused = {
    type: 'ReturnRefused',
    data: {
      returnCaseId,
      reasons: distinctReasons(after.returnCase.refused),
      counterfactual: after.returnCase.refused.map(({ requestLineId }) => ({ requestLineId, quantityAtMost: 0 })),
      lines: [],
      trace: [ruleApplied('reserved-by-the-purchase', { purchaseId: data.purchaseId, reservationId }, data.because)],
      refusedAt,
    },
  }
  return accept([refused, nothingLeft])
}

/** What stands against an answer that the case does not wait for. */
const notPending = (
  data: ConfirmReservation['data'] | RefuseReservation['data'],
  state: RequestedReturn,
): ReturnCaseRejection | undefined => {
  const { reservationId } = data
  const blocked = ended(state)
  if (blocked !== undefined) return blocked
  if (drawsOn(state.returnCase, data).length > 0) return undefined
  return state.returnCase.reservationRefusals.some((one) => one.reservationId === reservationId)
    ? { reason: 'ReservationAlreadyRefused', reservationId }
    : { reason: 'ReservationUnknown', reservationId }
}

const drawsOn = (
  { draws }: ReturnCase,
  { purchaseId, reservationId }: Pick<Draw, 'purchaseId' | 'reservationId'>,
): ReadonlyArray<Draw> => draws.filter((draw) => draw.reservationId === reservationId && draw.purchaseId === purchaseId)

/** Line by line as many units as are drawn on, and of those tracked by serials the serials that were named. */
const holdsWhatIsDrawn = (draws: ReadonlyArray<Draw>, lines: ConfirmReservation['data']['lines']): boolean =>
  new Set(lines.map(({ lineId }) => lineId)).size === lines.length &&
  draws.every(({ lineId }) => lines.some((line) => line.lineId === lineId)) &&
  lines.every(({ lineId, units, serials }) => {
    const ofLine = draws.filter((draw) => draw.lineId === lineId)
    const quantity = ofLine.reduce((count, draw) => count + draw.quantity, 0)
    const named = ofLine.flatMap((draw) => draw.serials ?? [])
    return (
      countOf(units) === quantity &&
      (serials === undefined || serials.length === quantity) &&
      named.every((serial) => serials?.includes(serial) === true)
    )
  })
