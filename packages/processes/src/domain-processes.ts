import {
  assetAggregate,
  purchaseAggregate,
  returnCaseAggregate,
  servicePlanAggregate,
  serviceTicketAggregate,
  staffCertificationAggregate,
  storeCreditAggregate,
  technicianDayAggregate,
  type VisitCalendar,
  warrantyAggregate,
} from '@aftersale/domain'
import { assetProcesses } from './assets/asset-processes.js'
import { askWhetherToRecoverOrKeep } from './deliveries/ask-whether-to-recover-or-keep.js'
import { freeLostUnitsThatWereFound } from './deliveries/free-lost-units-that-were-found.js'
import { holdLostUnitsForOneEntitlement } from './deliveries/hold-lost-units-for-one-entitlement.js'
import { openATicketAtTheSecondSlip } from './deliveries/open-a-ticket-at-the-second-slip.js'
import { type Notices, tellTheCustomerOfADelay } from './deliveries/tell-the-customer-of-a-delay.js'
import type { Desk } from './desk.js'
import { planProcesses } from './plans/plan-processes.js'
import type { Process } from './process.js'
import { authoriseWhenAllUnitsAreReserved, type TermsOf } from './returns/authorise-when-all-units-are-reserved.js'
import { cancelAReplacementThatNeverWentOut } from './returns/cancel-a-replacement-that-never-went-out.js'
import { closeAReturnWhenAllIsSettled } from './returns/close-a-return-when-all-is-settled.js'
import { holdWhatThePurchaseReserved } from './returns/hold-what-the-purchase-reserved.js'
import { issueStoreCreditWhenASettlementAsksForIt } from './returns/issue-store-credit-when-a-settlement-asks-for-it.js'
import { openATicketWhenARefundFails } from './returns/open-a-ticket-when-a-refund-fails.js'
import { refundOnAnotherPaymentWhenOneFails } from './returns/refund-on-another-payment-when-one-fails.js'
import { refundWhenASettlementIsApproved } from './returns/refund-when-a-settlement-is-approved.js'
import { releaseUnitsWhenAReturnEnds } from './returns/release-units-when-a-return-ends.js'
import { replaceUnitsOnceAnExchangeIsPaid } from './returns/replace-units-once-an-exchange-is-paid.js'
import { replaceUnitsWhenGoodsWentOut } from './returns/replace-units-when-goods-went-out.js'
import { reserveUnitsBeforeAuthorising } from './returns/reserve-units-before-authorising.js'
import { tellTheCaseWhatBecameOfItsRefund } from './returns/tell-the-case-what-became-of-its-refund.js'
import { tellThePurchaseWhatBecameOfARefund } from './returns/tell-the-purchase-what-became-of-a-refund.js'
import { holdTheTechnicianOfAScheduledVisit } from './visits/hold-the-technician-of-a-scheduled-visit.js'
import { releaseTheTechnicianWhenAVisitMovesOrEnds } from './visits/release-the-technician-when-a-visit-moves-or-ends.js'
import { tellTheTicketWhenItsTechnicianIsOut } from './visits/tell-the-ticket-when-its-technician-is-out.js'
import type { WarrantyChoices } from './warranties/warranty-choices.js'
import { warrantyProcesses } from './warranties/warranty-processes.js'

/** What the processes take from the shop that runs them. */
export interface ShopChoices extends WarrantyChoices {
  readonly termsOf: TermsOf
  readonly notices: Notices
  readonly desk: Desk
  /** The days on which visits are made; Monday to Friday where absent. */
  readonly visitCalendar?: VisitCalendar
}

/** Those that move units and money between purchases, returns and credits. */
export const ledgerProcesses = ({
  termsOf,
  notices,
  desk,
}: Pick<ShopChoices, 'termsOf' | 'notices' | 'desk'>): ReadonlyArray<Process> => [
  reserveUnitsBeforeAuthorising,
  holdWhatThePurchaseReserved,
  authoriseWhenAllUnitsAreReserved(termsOf),
  releaseUnitsWhenAReturnEnds,
  refundWhenASettlementIsApproved,
  issueStoreCreditWhenASettlementAsksForIt,
  tellTheCaseWhatBecameOfItsRefund,
  tellThePurchaseWhatBecameOfARefund,
  refundOnAnotherPaymentWhenOneFails,
  openATicketWhenARefundFails(desk),
  replaceUnitsOnceAnExchangeIsPaid,
  replaceUnitsWhenGoodsWentOut(desk),
  cancelAReplacementThatNeverWentOut(desk),
  closeAReturnWhenAllIsSettled,
  tellTheCustomerOfADelay(notices),
  openATicketAtTheSecondSlip(desk),
  holdLostUnitsForOneEntitlement(desk),
  freeLostUnitsThatWereFound,
  askWhetherToRecoverOrKeep(desk),
]

/** Every process of the domain. */
export const domainProcesses = (choices: ShopChoices): ReadonlyArray<Process> => [
  ...ledgerProcesses(choices),
  ...warrantyProcesses(choices.desk, choices),
  ...planProcesses(choices),
  ...assetProcesses(choices.desk),
  holdTheTechnicianOfAScheduledVisit,
  releaseTheTechnicianWhenAVisitMovesOrEnds,
  tellTheTicketWhenItsTechnicianIsOut,
]

/** The aggregates whose events they follow. */
export const followedAggregates = [
  purchaseAggregate,
  returnCaseAggregate,
  storeCreditAggregate,
  serviceTicketAggregate,
  servicePlanAggregate,
  assetAggregate,
  warrantyAggregate,
  technicianDayAggregate,
  staffCertificationAggregate,
]
