import { reject } from '@aftersale/decider'
import type { ReturnCaseCommand } from './commands.js'
import { authoriseReturn } from './decide/authorise.js'
import { cancelReturn } from './decide/cancel.js'
import { decideDisposition, inspectItem } from './decide/inspect.js'
import { overridePolicy } from './decide/override.js'
import { receiveItems } from './decide/receive.js'
import { recordable } from './decide/recordable.js'
import type { ReturnCaseDecision } from './decide/refusals.js'
import { refuseReturn } from './decide/refuse.js'
import { requestReturn } from './decide/request.js'
import { confirmReservation, refuseReservation } from './decide/reservation.js'
import { decideSettlement, isSettlementCommand } from './decide/settlement.js'
import { declareLost, expireReturn, recordHandover, recordScan } from './decide/transit.js'
import type { RequestedReturn, ReturnCaseState } from './state.js'

export const decide = (command: ReturnCaseCommand, state: ReturnCaseState): ReturnCaseDecision => {
  if (state.status === 'not-requested') {
    return command.type === 'RequestReturn' ? requestReturn(command, state) : reject({ reason: 'ReturnNotRequested' })
  }
  const { returnCaseId } = state.returnCase
  if (returnCaseId !== command.data.returnCaseId) return reject({ reason: 'AddressedToAnotherCase', returnCaseId })
  return recordable(decideRequested(command, state), state.returnCase.request.currency)
}

const decideRequested = (command: ReturnCaseCommand, state: RequestedReturn): ReturnCaseDecision => {
  if (isSettlementCommand(command)) return decideSettlement(command, state.returnCase)
  switch (command.type) {
    case 'RequestReturn':
      return requestReturn(command, state)
    case 'RefuseReturn':
      return refuseReturn(command, state)
    case 'OverridePolicy':
      return overridePolicy(command, state)
    case 'AuthoriseReturn':
      return authoriseReturn(command, state)
    case 'ConfirmReservation':
      return confirmReservation(command, state)
    case 'RefuseReservation':
      return refuseReservation(command, state)
    case 'RecordReturnHandover':
      return recordHandover(command, state)
    case 'RecordReturnScan':
      return recordScan(command, state)
    case 'CancelReturn':
      return cancelReturn(command, state)
    case 'ExpireReturn':
      return expireReturn(command, state)
    case 'DeclareReturnLost':
      return declareLost(command, state)
    case 'ReceiveItems':
      return receiveItems(command, state)
    case 'InspectItem':
      return inspectItem(command, state)
    case 'DecideDisposition':
      return decideDisposition(command, state)
  }
}
