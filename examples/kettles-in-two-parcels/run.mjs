// Ten kettles at a discount come back in two parcels, days apart: each parcel is refunded to the cent, and together
// exactly what was paid.

import { purchaseAggregate, returnCaseAggregate } from '@aftersale/domain'
import { clerk, customer, openShop, terms } from '../shop-with-processes.mjs'

const purchaseId = '01972f8c-5c00-7000-8000-000000000001'
const returnCaseId = '01972f8c-5c00-7000-8000-000000000002'
const shop = openShop({
  UnitsReserved: ['lines'],
  ReturnAuthorised: ['shipBy'],
  ItemsReceived: ['parcelId'],
  SettlementProposed: ['toCustomerMinor'],
  UnitsConsumed: ['lines'],
  RefundReserved: ['tenders'],
})
const purchase = (at, type, data, actor) =>
  shop.send(at, purchaseAggregate, purchaseId, type, { purchaseId, ...data }, actor)
const returns = (at, type, data, actor) =>
  shop.send(at, returnCaseAggregate, returnCaseId, type, { returnCaseId, ...data }, actor)

console.log('# Ten kettles, 23.90 each, 25 % off: 179.25 with tax')
const bought = '2025-03-03T10:00:00.000Z'
await purchase(
  bought,
  'RecordPurchase',
  {
    customerId: customer.id,
    purchasedAt: bought,
    zone: 'Europe/Berlin',
    marketCode: 'DE',
    channel: 'online',
    currency: 'EUR',
    lines: [
      {
        lineId: 'kettles',
        sku: 'kettle',
        kind: 'goods',
        quantity: 10,
        serialTracked: false,
        netMinor: 20_084n,
        discountMinor: 5_021n,
        taxMinor: 2_862n,
        grossMinor: 17_925n,
      },
    ],
    shipping: [],
    fees: [],
    payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 17_925n, capturedAt: bought }],
    totalMinor: 17_925n,
  },
  customer,
)
await purchase(bought, 'DisclosePolicy', {
  policyRef: { policyId: terms.policy.policyId, version: terms.policy.version },
  phase: 'pre-purchase',
  channel: 'web',
  conditionsShown: ['withdrawal-right', 'return-shipping'],
  shownAt: '2025-03-03T09:55:00.000Z',
})
const handedOver = '2025-03-05T15:00:00.000Z'
await purchase(handedOver, 'RecordFulfilment', {
  fulfilmentId: 'courier',
  lines: [{ lineId: 'kettles', quantity: 10 }],
  by: 'handed-over-the-counter',
  fulfilledAt: handedOver,
})

console.log('\n# The customer withdraws; the purchase sets the units aside, and only then the return is authorised')
const asked = '2025-03-10T08:00:00.000Z'
await returns(
  asked,
  'RequestReturn',
  {
    customerId: customer.id,
    kind: 'withdrawal',
    lines: [{ requestLineId: '1', purchaseId, lineId: 'kettles', quantity: 10 }],
    wanted: { remedy: 'refund' },
    evidence: [await shop.evidenceOf(purchaseId)],
    terms,
    requestedBy: customer,
    requestedAt: asked,
  },
  customer,
)

const parcel = async (parcelId, quantity, units, refundId, [received, proposed, approved, paid]) => {
  const items = [{ itemId: parcelId, purchaseId, lineId: 'kettles', sku: 'kettle', quantity }]
  await returns(received, 'ReceiveItems', { parcelId, items, receivedAt: received })
  await returns(proposed, 'ProposeSettlement', {
    settlementId: parcelId,
    legs: [{ kind: 'refund', legId: parcelId, purchaseId, lines: [{ lineId: 'kettles', units }], refundId }],
    evidence: [await shop.evidenceOf(purchaseId)],
    terms,
    proposedBy: clerk,
    proposedAt: proposed,
  })
  await returns(approved, 'ApproveSettlement', { settlementId: parcelId, approvedBy: clerk, approvedAt: approved })
  await purchase(paid, 'SettleRefund', { refundId, providerRef: `pay-${parcelId}`, settledAt: paid })
}

console.log('\n# Four of them arrive, and are refunded')
await parcel('first', 4, [{ first: 1, last: 4 }], '01972f8c-5c00-7000-8000-0000000000a1', [
  '2025-03-14T09:00:00.000Z',
  '2025-03-14T10:00:00.000Z',
  '2025-03-14T10:05:00.000Z',
  '2025-03-15T09:00:00.000Z',
])

console.log('\n# The other six arrive: together the customer got 179.25 back, and the return is closed')
await parcel('second', 6, [{ first: 5, last: 10 }], '01972f8c-5c00-7000-8000-0000000000a2', [
  '2025-03-18T09:00:00.000Z',
  '2025-03-18T10:00:00.000Z',
  '2025-03-18T10:05:00.000Z',
  '2025-03-19T09:00:00.000Z',
])

console.log('\n# One more, and the purchase says no')
await purchase('2025-03-20T09:00:00.000Z', 'ReserveUnits', {
  reservationId: '01972f8c-5c00-7000-8000-0000000000b1',
  purpose: 'goodwill',
  holder: { aggregate: 'serviceTicket', id: '01972f8c-5c00-7000-8000-0000000000b2' },
  lines: [{ lineId: 'kettles', quantity: 1 }],
  reservedAt: '2025-03-20T09:00:00.000Z',
})
await shop.close()
