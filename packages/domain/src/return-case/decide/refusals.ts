import type { Decision } from '@aftersale/decider'
import type { NonEmptyText } from '@aftersale/messages'
import type { ReturnCaseEvent } from '../events.js'
import type { ReturnCaseRejection } from '../rejections.js'
import type { RequestedReturn, ReturnCase } from '../state.js'

export type ReturnCaseDecision = Decision<ReturnCaseEvent, ReturnCaseRejection>

/** What the end of a case has against a command that asks for one that goes on. */
export const ended = ({ status, returnCase }: RequestedReturn): ReturnCaseRejection | undefined => {
  switch (status) {
    case 'refused': {
      const { refusal, request } = returnCase
      return { reason: 'ReturnAlreadyRefused', refusedAt: refusal?.refusedAt ?? request.requestedAt }
    }
    case 'cancelled':
      return { reason: 'ReturnAlreadyCancelled' }
    case 'expired': {
      const { expiries, request } = returnCase
      return { reason: 'ReturnAlreadyExpired', expiredAt: expiries.at(-1)?.expiredAt ?? request.requestedAt }
    }
    case 'closed':
      return {
        reason: 'ReturnCaseAlreadyClosed',
        closedAt: returnCase.settlement.closed?.closedAt ?? returnCase.request.requestedAt,
      }
    case 'requested':
    case 'in-review':
    case 'authorised':
    case 'in-transit':
    case 'partially-received':
    case 'received':
    case 'inspected':
    case 'settling':
    case 'lost-in-transit':
      return undefined
  }
}

/** What stands against a command that is for the time before the authorisation. */
export const decidedAlready = (state: RequestedReturn): ReturnCaseRejection | undefined => {
  const end = ended(state)
  if (end !== undefined) return end
  const { authorisation } = state.returnCase
  return authorisation === undefined
    ? undefined
    : { reason: 'ReturnAlreadyAuthorised', authorisedAt: authorisation.authorisedAt }
}

/** The reservations that the case draws on and that were not confirmed yet, each once. */
export const pendingReservations = ({ draws, reservations }: ReturnCase) => [
  ...new Set(
    draws
      .map(({ reservationId }) => reservationId)
      .filter((reservationId) => !reservations.some((reservation) => reservation.reservationId === reservationId)),
  ),
]

/** One serial for each unit, and none twice. */
export const serialsUnfit = (
  quantity: number,
  serials: ReadonlyArray<NonEmptyText> | undefined,
): ReturnCaseRejection | undefined => {
  if (serials === undefined) return undefined
  if (serials.length !== quantity) return { reason: 'SerialsDifferFromQuantity', quantity, serials }
  const serial = serials.find((one, index) => serials.indexOf(one) !== index)
  return serial === undefined ? undefined : { reason: 'SerialRepeated', serial }
}
