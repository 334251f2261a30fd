// A toaster is exchanged for a dearer one: it counts what was paid for it, discount and all, and the difference is asked
// for, never taken. What was paid carries over: the new toaster can come back for all of it.

import { purchaseAggregate, returnCaseAggregate } from '@aftersale/domain'
import { clerk, customer, openShop, terms } from '../shop-with-processes.mjs'

const purchaseId = '01972f8c-5c00-7000-8000-000000000001'
const returnCaseId = '01972f8c-5c00-7000-8000-000000000002'
const replacementId = '01972f8c-5c00-7000-8000-0000000000c1'
const shop = openShop({
  ExchangeConfirmed: ['valueMinor', 'priceMinor', 'dueFromCustomerMinor'],
  ExchangeSurplusPaid: ['minor'],
  PaymentRecorded: ['capturedMinor'],
  ReplacementUnitsAdded: ['lineageOf', 'paidOnTop'],
})
const purchase = (at, type, data, actor) =>
  shop.send(at, purchaseAggregate, purchaseId, type, { purchaseId, ...data }, actor)
const returns = (at, type, data, actor) =>
  shop.send(at, returnCaseAggregate, returnCaseId, type, { returnCaseId, ...data }, actor)

console.log('# A toaster of 29.95, sold for 26.96')
const bought = '2025-03-03T10:00:00.000Z'
await purchase(
  bought,
  'RecordPurchase',
  {
    customerId: customer.id,
    purchasedAt: bought,
    zone: 'Europe/Berlin',
    marketCode: 'DE',
    channel: 'store',
    currency: 'EUR',
    lines: [
      {
        lineId: 'toaster',
        sku: 'toaster',
        kind: 'goods',
        quantity: 1,
        serialTracked: false,
        netMinor: 2_517n,
        discountMinor: 251n,
        taxMinor: 430n,
        grossMinor: 2_696n,
      },
    ],
    shipping: [],
    fees: [],
    payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 2_696n, capturedAt: bought }],
    totalMinor: 2_696n,
  },
  clerk,
)
await purchase(bought, 'IssueReceipt', { kind: 'receipt', ref: 'R-1', amountMinor: 2_696n, issuedAt: bought })
await purchase(bought, 'RecordFulfilment', {
  fulfilmentId: 'counter',
  lines: [{ lineId: 'toaster', quantity: 1 }],
  by: 'handed-over-the-counter',
  fulfilledAt: bought,
})

console.log('\n# The customer would rather have the one with four slots')
const asked = '2025-03-08T11:00:00.000Z'
await returns(
  asked,
  'RequestReturn',
  {
    customerId: customer.id,
    kind: 'exchange',
    lines: [{ requestLineId: '1', purchaseId, lineId: 'toaster', quantity: 1 }],
    wanted: { remedy: 'exchange', exchange: [{ sku: 'toaster-4', quantity: 1 }] },
    evidence: [await shop.evidenceOf(purchaseId)],
    terms,
    requestedBy: customer,
    requestedAt: asked,
  },
  customer,
)
const received = '2025-03-08T11:05:00.000Z'
await returns(received, 'ReceiveItems', {
  parcelId: 'counter',
  items: [{ itemId: 'toaster', purchaseId, lineId: 'toaster', sku: 'toaster', quantity: 1 }],
  receivedAt: received,
})

console.log('\n# 44.95 against the 26.96 that were paid: 17.99 is due from the customer')
const proposed = '2025-03-08T11:10:00.000Z'
await returns(proposed, 'ProposeSettlement', {
  settlementId: 'exchange',
  legs: [
    {
      kind: 'exchange',
      legId: 'exchange',
      purchaseId,
      lines: [{ lineId: 'toaster', units: [{ first: 1, last: 1 }] }],
      replacementId,
      replacement: [
        {
          lineId: 'toaster-4',
          sku: 'toaster-4',
          kind: 'goods',
          quantity: 1,
          serialTracked: false,
          price: { netMinor: 3_777n, taxMinor: 718n },
        },
      ],
    },
  ],
  evidence: [await shop.evidenceOf(purchaseId)],
  terms,
  proposedBy: clerk,
  proposedAt: proposed,
})
await returns(proposed, 'ApproveSettlement', { settlementId: 'exchange', approvedBy: clerk, approvedAt: proposed })

console.log('\n# Not before it is paid')
const early = '2025-03-08T11:11:00.000Z'
await returns(early, 'RecordExchangeDispatch', { legId: 'exchange', replacementId, dispatchedAt: early })

console.log('\n# It is paid, and the new toaster goes over the counter')
const paid = '2025-03-08T11:12:00.000Z'
await returns(paid, 'RecordExchangePayment', {
  legId: 'exchange',
  paymentId: 'card-2',
  minor: 1_799n,
  currency: 'EUR',
  paidAt: paid,
})
const gone = '2025-03-08T11:14:00.000Z'
await returns(gone, 'RecordExchangeDispatch', { legId: 'exchange', replacementId, dispatchedAt: gone })
await purchase(gone, 'RecordFulfilment', {
  fulfilmentId: 'counter-2',
  lines: [{ lineId: 'toaster-4', quantity: 1 }],
  by: 'handed-over-the-counter',
  fulfilledAt: gone,
})
await returns(gone, 'RecordExchangeDelivery', { legId: 'exchange', replacementId, deliveredAt: gone })

const evidence = await shop.evidenceOf(purchaseId)
for (const { lineId, netLeftMinor, taxLeftMinor, available } of evidence.lines) {
  console.log(`${lineId}: ${netLeftMinor + taxLeftMinor} cents could go back, for units ${JSON.stringify(available)}`)
}
await shop.close()
