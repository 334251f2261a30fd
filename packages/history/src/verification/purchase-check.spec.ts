import { faultsOf, ofCredit, ofPurchase, purchaseId, uuid } from './commerce.fixtures.js'
import { purchaseCheck } from './purchase-check.js'

const { recorded, handedOver, reserved, consumed, refundReserved, refundSettled, refundFailed } = ofPurchase
const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(purchaseCheck(purchaseId), events)
const other = { reservationId: uuid(6) }

it('finds nothing wrong where units are taken once, and money is paid back once', () => {
  expect(
    found(
      recorded(),
      handedOver(),
      reserved(1, 2),
      consumed(1, 2),
      refundReserved(2000),
      refundFailed(),
      refundReserved(2000, { refundId: uuid(6) }),
      refundSettled(uuid(6)),
      reserved(3, 3, other),
    ),
  ).toEqual([])
})

it.each([
  [
    'is reserved twice',
    [recorded(), handedOver(), reserved(1, 2), reserved(2, 3, other)],
    '3 UnitsReserved: A unit is held or consumed once. (kettles)',
  ],
  [
    'is reserved before it was delivered',
    [recorded(), handedOver(1, 2), reserved(1, 3)],
    '2 UnitsReserved: A held unit was delivered; for non-receipt it was shipped, and was not delivered. (kettles)',
  ],
  [
    'is consumed that nobody holds',
    [recorded(), handedOver(), reserved(1, 1), consumed(1, 2)],
    '3 UnitsConsumed: Only what a reservation holds is released or consumed. (kettles)',
  ],
  [
    'was never ordered',
    [recorded(), handedOver(1, 4)],
    '1 UnitsFulfilled: A unit is one of those that were ordered. (kettles)',
  ],
  [
    'is paid back beyond what was paid',
    [recorded(), refundReserved(3001)],
    '1 RefundReserved: Of each payment no more is reserved, settled and lost than was captured. (card)',
  ],
  [
    'is paid back of a line beyond its value',
    [recorded(), refundReserved(2000), refundReserved(1001, { refundId: uuid(6) })],
    '2 RefundReserved: Of each component no more is reserved, settled and moved than was charged. (goods kettles)',
  ],
  [
    'is paid that was never set aside',
    [recorded(), refundSettled()],
    `1 RefundSettled: A refund is reserved before anything becomes of it, and once. (${uuid(5)})`,
  ],
  [
    'fails after it was paid',
    [recorded(), refundReserved(1), refundSettled(), refundFailed()],
    `3 RefundFailed: A settled refund stays settled. (${uuid(5)})`,
  ],
  ['is recorded twice', [recorded(), recorded()], '1 PurchaseRecorded: it was recorded before'],
  ['comes before the sale', [handedOver()], '0 UnitsFulfilled: it comes before the purchase was recorded'],
  ['is another purchase', [recorded({ purchaseId: uuid(8) })], `0 it speaks of purchase ${uuid(8)}`],
  [
    'is no event of a purchase',
    [ofCredit.issued()],
    '0 StoreCreditIssued does not belong into the stream of a purchase',
  ],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
