import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type { CancelReturn } from '../commands.js'
import type { RequestedReturn } from '../state.js'
import { cancellableUnits, withSerials } from '../units-held.js'
import { unitsOfParts } from './parts.js'
import { ended, pendingReservations, type ReturnCaseDecision } from './refusals.js'

/**
 * Of what did not arrive, in transit too: what comes after all is unexpected then. Before the purchases reserved
 * everything only the whole can be cancelled, since nobody knows the units yet.
 */
export const cancelReturn = ({ data }: CancelReturn, state: RequestedReturn): ReturnCaseDecision => {
  const { returnCase } = state
  const { cancellationId, parts } = data
  const known = returnCase.cancellations.find((one) => one.cancellationId === cancellationId)
  if (known !== undefined) {
    const { lines: _, ...asked } = known
    return sameContent(asked, data) ? alreadyDone : reject({ reason: 'CancellationIdReused', cancellationId })
  }
  const blocked = ended(state)
  if (blocked !== undefined) return reject(blocked)
  const reservationIds = pendingReservations(returnCase)
  if (parts !== undefined && reservationIds.length > 0) return reject({ reason: 'UnitsNotReserved', reservationIds })

  const cancellable = cancellableUnits(returnCase)
  if (cancellable.length === 0 && reservationIds.length === 0) return reject({ reason: 'NothingAwaited' })
  const cancelled = parts === undefined ? cancellable : unitsOfParts(returnCase, cancellable, parts)
  return 'reason' in cancelled
    ? reject(cancelled)
    : accept([{ type: 'ReturnCancelled', data: { ...data, lines: withSerials(returnCase, cancelled) } }])
}
