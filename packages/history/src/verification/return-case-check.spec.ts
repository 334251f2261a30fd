import { faultsOf, ofPurchase, ofReturn, returnCaseId, uuid } from './commerce.fixtures.js'
import { returnCaseCheck } from './return-case-check.js'

const { requested, reserved, received, proposed, approved, givenUp, refundRequested, refundSettled } = ofReturn
const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(returnCaseCheck(returnCaseId), events)

it('finds nothing wrong where each unit is reserved, received and settled once', () => {
  expect(
    found(
      requested(),
      reserved(1, 2),
      received(1, 1),
      received(2, 2),
      proposed('one', 1, 1),
      proposed('other', 2, 2),
      approved('one'),
      approved('other'),
      refundRequested(1000),
      refundSettled(),
    ),
  ).toEqual([])
})

it('lets units be settled again once what they were exchanged for was given up', () => {
  expect(
    found(
      requested(),
      reserved(1, 2),
      proposed('one', 1, 2),
      approved('one'),
      givenUp('one'),
      proposed('two', 1, 2),
      approved('two'),
    ),
  ).toEqual([])
})

it.each([
  [
    'is reserved twice',
    [requested(), reserved(1, 2), reserved(2, 2)],
    '2 ReturnUnitsReserved: units of line kettles are reserved twice',
  ],
  [
    'is received twice',
    [requested(), reserved(1, 2), received(1, 2), received(2, 2)],
    '3 ItemsReceived: units of line kettles are received twice',
  ],
  [
    'is received and not held',
    [requested(), reserved(1, 2), received(2, 3)],
    '2 ItemsReceived: units of line kettles are received that the case does not hold',
  ],
  [
    'is settled twice',
    [requested(), reserved(1, 2), proposed('one', 1, 2), proposed('two', 2, 2), approved('one'), approved('two')],
    '5 SettlementApproved: units of line kettles are settled twice',
  ],
  [
    'is settled and not held',
    [requested(), reserved(1, 2), proposed('one', 3, 3), approved('one')],
    '3 SettlementApproved: units of line kettles are settled that the case does not hold',
  ],
  [
    'is approved and was never proposed',
    [requested(), approved('one')],
    '1 SettlementApproved: settlement one was never proposed',
  ],
  [
    'is paid and was never asked for',
    [requested(), refundSettled()],
    `1 RefundLegSettled: refund ${uuid(5)} was never asked for`,
  ],
  ['is requested twice', [requested(), requested()], '1 ReturnRequested: it was requested before'],
  ['comes before the request', [received(1, 1)], '0 ItemsReceived: it comes before the return was requested'],
  ['is another return', [requested({ returnCaseId: uuid(8) })], `0 it speaks of return ${uuid(8)}`],
  [
    'is no event of a return',
    [ofPurchase.recorded()],
    '0 PurchaseRecorded does not belong into the stream of a return',
  ],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
