import { reject } from '@aftersale/decider'
import type { PurchaseCommand } from './commands.js'
import { announceShipment, cancelShipment } from './decide/announce-shipment.js'
import { recordCarrierScan } from './decide/carrier-scan.js'
import { confirmDelivery, withConsequences } from './decide/delivery.js'
import { recordDispute } from './decide/dispute.js'
import { detectDelay, reviseEta } from './decide/eta.js'
import { recordFulfilment } from './decide/fulfilment.js'
import { decideRecoverOrKeep, declareLost, recordFound, reportNonReceipt } from './decide/loss.js'
import { missProactiveNotice, notifyCustomer } from './decide/notices.js'
import type { PurchaseDecision } from './decide/purchase-decision.js'
import { cancelRefund, failRefund, reserveRefund, settleRefund } from './decide/refund.js'
import { addReplacementUnits } from './decide/replacement.js'
import { disclosePolicy, issueReceipt, recordPayment, recordPurchase, registerReceiptEvidence } from './decide/sale.js'
import { cancelUnits, consumeUnits, releaseUnits, reserveUnits } from './decide/units.js'
import type { Purchase, PurchaseState } from './state.js'

/** What becomes of a command; every command but the first is to a purchase that was recorded, and names it. */
export const decide = (command: PurchaseCommand, state: PurchaseState): PurchaseDecision => {
  if (state.status === 'recorded') {
    const { purchaseId } = state.purchase.sale.recorded
    if (command.data.purchaseId !== purchaseId) return reject({ reason: 'AddressedToAnotherPurchase', purchaseId })
  }
  if (command.type === 'RecordPurchase') return recordPurchase(command, state)
  return state.status === 'recorded'
    ? decideRecorded(command, state.purchase)
    : reject({ reason: 'PurchaseNotRecorded' })
}

const decideRecorded = (
  command: Exclude<PurchaseCommand, { readonly type: 'RecordPurchase' }>,
  purchase: Purchase,
): PurchaseDecision => {
  switch (command.type) {
    case 'RecordPayment':
      return recordPayment(command, purchase)
    case 'DisclosePolicy':
      return disclosePolicy(command, purchase)
    case 'IssueReceipt':
      return issueReceipt(command, purchase)
    case 'RegisterReceiptEvidence':
      return registerReceiptEvidence(command, purchase)
    case 'AnnounceShipment':
      return announceShipment(command, purchase)
    case 'CancelShipment':
      return cancelShipment(command, purchase)
    case 'RecordCarrierScan':
      return recordCarrierScan(command, purchase)
    case 'ConfirmDelivery':
      return confirmDelivery(command, purchase)
    case 'ReviseEta':
      return reviseEta(command, purchase)
    case 'ReportNonReceipt':
      return reportNonReceipt(command, purchase)
    case 'DeclareLost':
      return declareLost(command, purchase)
    case 'RecordFound':
      return recordFound(command, purchase)
    case 'DecideRecoverOrKeep':
      return decideRecoverOrKeep(command, purchase)
    case 'DetectDelay':
      return detectDelay(command, purchase)
    case 'NotifyCustomer':
      return notifyCustomer(command, purchase)
    case 'MissProactiveNotice':
      return missProactiveNotice(command, purchase)
    case 'RecordFulfilment':
      return recordFulfilment(command, purchase)
    case 'CancelUnits':
      return withConsequences(cancelUnits(command, purchase), purchase)
    case 'ReserveUnits':
      return reserveUnits(command, purchase)
    case 'ReleaseUnits':
      return releaseUnits(command, purchase)
    case 'ConsumeUnits':
      return withConsequences(consumeUnits(command, purchase), purchase)
    case 'AddReplacementUnits':
      return withConsequences(addReplacementUnits(command, purchase), purchase)
    case 'ReserveRefund':
      return reserveRefund(command, purchase)
    case 'SettleRefund':
      return settleRefund(command, purchase)
    case 'FailRefund':
      return failRefund(command, purchase)
    case 'CancelRefund':
      return cancelRefund(command, purchase)
    case 'RecordDispute':
      return recordDispute(command, purchase)
  }
}
