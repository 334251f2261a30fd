import { type SettlementCommand, settlementCommands } from '../commands/settlement.js'
import type { ReturnCase } from '../state.js'
import {
  chargeUnreturned,
  recordAdvanceReplacementDelivery,
  recordAdvanceReplacementReturn,
  reverseUnreturnedCharge,
  sendAdvanceReplacement,
} from './advance-replacement.js'
import { closeReturnCase, recordRefundOverdue } from './close-return-case.js'
import {
  chooseReplacement,
  giveUpExchange,
  recordExchangeDelivery,
  recordExchangeDispatch,
  recordExchangePayment,
  reportOutOfStock,
} from './exchange.js'
import { proposeSettlement } from './propose-settlement.js'
import { recordRefundOutcome, recordReturnToCustomer, retryRefund } from './refund-outcome.js'
import { approveSettlement, rejectSettlement } from './settle.js'
import type { SettlementDecision } from './settlement-decision.js'

const types: ReadonlySet<string> = new Set(settlementCommands.map(({ messageType }) => messageType))

/** Tells the commands of a settlement from the others of a case. */
export const isSettlementCommand = <Command extends { readonly type: string }>(
  command: Command | SettlementCommand,
): command is SettlementCommand => types.has(command.type)

export const decideSettlement = (command: SettlementCommand, returnCase: ReturnCase): SettlementDecision => {
  switch (command.type) {
    case 'ProposeSettlement':
      return proposeSettlement(command, returnCase)
    case 'ApproveSettlement':
      return approveSettlement(command, returnCase)
    case 'RejectSettlement':
      return rejectSettlement(command, returnCase)
    case 'RecordRefundOutcome':
      return recordRefundOutcome(command, returnCase)
    case 'RetryRefund':
      return retryRefund(command, returnCase)
    case 'RecordReturnToCustomer':
      return recordReturnToCustomer(command, returnCase)
    case 'RecordExchangePayment':
      return recordExchangePayment(command, returnCase)
    case 'ReportOutOfStock':
      return reportOutOfStock(command, returnCase)
    case 'ChooseReplacement':
      return chooseReplacement(command, returnCase)
    case 'GiveUpExchange':
      return giveUpExchange(command, returnCase)
    case 'RecordExchangeDispatch':
      return recordExchangeDispatch(command, returnCase)
    case 'RecordExchangeDelivery':
      return recordExchangeDelivery(command, returnCase)
    case 'SendAdvanceReplacement':
      return sendAdvanceReplacement(command, returnCase)
    case 'RecordAdvanceReplacementDelivery':
      return recordAdvanceReplacementDelivery(command, returnCase)
    case 'RecordAdvanceReplacementReturn':
      return recordAdvanceReplacementReturn(command, returnCase)
    case 'ChargeUnreturned':
      return chargeUnreturned(command, returnCase)
    case 'ReverseUnreturnedCharge':
      return reverseUnreturnedCharge(command, returnCase)
    case 'RecordRefundOverdue':
      return recordRefundOverdue(command, returnCase)
    case 'CloseReturnCase':
      return closeReturnCase(command, returnCase)
  }
}
