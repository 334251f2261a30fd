import { describeBadInput, type Examples } from '../bad-input.fixtures.js'
import { unitsOf } from '../units/index.js'
import { type PurchaseCommand, purchaseCommands } from './commands.js'
import type { PurchaseEvent } from './events.js'
import * as sold from './purchase.fixtures.js'
import { after, boughtAndDelivered, card, kettle, quarter, text } from './purchase.fixtures.js'
import { purchase } from './purchase.js'
import { purchaseRejections } from './rejections.js'
import * as parcel from './shipment.fixtures.js'
import { june, lost, threeKettles, underWay } from './shipment.fixtures.js'

const bought = after(sold.buy())
const delivered = after(...boughtAndDelivered)
const held = after(...boughtAndDelivered, sold.reserve())
const refunding = after(sold.buy(), sold.refund())
const sent = after(...underWay)
const delayed = after(...underWay, parcel.revise())
const madeGood = [
  ...lost,
  sold.reserve({ purpose: 'non-receipt', reservedAt: june(14, '09:00') }),
  sold.consume({ consumedAt: june(14, '10:00') }),
]
const ofKettles = [{ lineId: kettle, units: unitsOf([1]) }]
const quantity = [{ lineId: kettle, quantity: sold.count(1) }]

const examples: Examples<PurchaseCommand, PurchaseEvent> = {
  RecordPurchase: {
    usual: sold.buy({ promotions: [quarter] }),
    words: [
      'lines.sku',
      'lines.returnPolicyRef.policyId',
      'lines.lineId',
      'shipping.shippingId',
      'fees.feeId',
      'fees.kind',
      'payments.paymentId',
      'promotions.promotionId',
    ],
    currencies: ['currency'],
    ids: ['purchaseId'],
  },
  RecordPayment: { after: bought, usual: sold.pay(), words: ['paymentId'] },
  DisclosePolicy: {
    after: bought,
    usual: sold.disclose({ maxTime: 'P30D' as never }),
    words: ['policyRef.policyId', 'conditionsShown'],
  },
  IssueReceipt: { after: bought, usual: sold.issue(), words: ['ref'] },
  RegisterReceiptEvidence: {
    after: bought,
    usual: sold.registerEvidence({ amountMinor: 5n }),
    words: ['evidenceId', 'ref'],
  },
  AnnounceShipment: {
    after: after(threeKettles),
    usual: parcel.announce(),
    words: ['carrier', 'trackingNumber', 'policy.policyId'],
    ids: ['shipmentId'],
  },
  CancelShipment: { after: after(threeKettles, parcel.announce()), usual: parcel.cancelShipment(), words: ['because'] },
  RecordCarrierScan: {
    after: sent,
    usual: parcel.scan('delivered', june(4, '09:00'), {
      place: text('Hamburg'),
      proof: { kind: 'signature', ref: text('signature-1') },
    } as never),
    texts: ['place'],
    words: ['carrierEventId', 'proof.ref'],
  },
  ConfirmDelivery: { after: sent, usual: parcel.confirm({ lines: quantity }) },
  ReviseEta: { after: sent, usual: parcel.revise({ cause: text('storm') }), words: ['source', 'cause'] },
  ReportNonReceipt: { after: sent, usual: parcel.reportMissing(), words: ['reportedBy.id'] },
  DeclareLost: { after: sent, usual: parcel.declareLost({ because: text('searched-for') }), words: ['because'] },
  RecordFound: { after: after(...lost), usual: parcel.found({ place: 'Depot' }), texts: ['place'] },
  DecideRecoverOrKeep: {
    after: after(...madeGood, parcel.found()),
    usual: parcel.decideOnFound({ because: text('too-far') }),
    words: ['decidedBy.id', 'because'],
  },
  DetectDelay: { after: sent, usual: parcel.detect() },
  NotifyCustomer: { after: delayed, usual: parcel.notify(), words: ['noticeId', 'template'] },
  MissProactiveNotice: { after: delayed, usual: parcel.miss() },
  RecordFulfilment: { after: bought, usual: sold.fulfil({ proof: { kind: 'signature' } }), words: ['fulfilmentId'] },
  CancelUnits: { after: bought, usual: sold.cancel(), words: ['cancellationId', 'because'] },
  ReserveUnits: {
    after: delivered,
    usual: sold.reserve(),
    words: ['holder.aggregate'],
    ids: ['reservationId', 'holder.id'],
  },
  ReleaseUnits: { after: held, usual: sold.release({ lines: ofKettles }), words: ['because'] },
  ConsumeUnits: { after: held, usual: sold.consume({ lines: ofKettles }) },
  AddReplacementUnits: {
    after: held,
    usual: sold.replace({
      newLines: [{ ...sold.newKettle, netMinor: 1788n }],
      paidOnTop: [{ paymentId: card, minor: 5n }],
    }),
    words: ['newLines.lineId', 'newLines.sku'],
    ids: ['replacementId'],
  },
  ReserveRefund: {
    after: bought,
    usual: sold.refund({
      components: [
        { component: 'goods', lineId: kettle, minor: 2137n },
        { component: 'fee', feeId: text('cod'), minor: 2n },
        { component: 'deduction', lineId: kettle, because: text('promotion'), minor: 5n, keptBack: 'goods' },
      ],
    }),
    words: ['holder.aggregate', 'components.because'],
    ids: ['refundId', 'holder.id'],
  },
  SettleRefund: { after: refunding, usual: sold.settle({ minor: 2134n }), words: ['providerRef'] },
  FailRefund: { after: refunding, usual: sold.fail(), words: ['because'] },
  CancelRefund: { after: refunding, usual: sold.cancelRefund(), words: ['because'] },
  RecordDispute: { after: bought, usual: sold.dispute(), words: ['disputeId'] },
}

describeBadInput({ decider: purchase, codecs: purchaseCommands, rejections: purchaseRejections, examples })
