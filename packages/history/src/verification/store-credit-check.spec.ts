import { creditId, faultsOf, ofCredit, ofReturn, uuid } from './commerce.fixtures.js'
import { storeCreditCheck } from './store-credit-check.js'

const { issued, authorised, captured, voided, credited, expired, invalidated } = ofCredit
const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(storeCreditCheck(creditId), events)

it('finds nothing wrong with a credit that is spent, given back in part, set free and lost', () => {
  expect(
    found(
      issued(),
      authorised('a', 600),
      captured('x', 'a', 400),
      voided('a', 200),
      credited('x', 100),
      authorised('b', 300),
      // 1000 − 400 + 100 are held, of which 300 are set aside.
      expired(400),
      captured('y', 'b', 300),
    ),
  ).toEqual([])
  expect(found(issued(), authorised('a', 600), voided('a', 600), invalidated(1000))).toEqual([])
})

it.each([
  [
    'is set aside beyond the balance',
    [issued(), authorised('a', 600), authorised('b', 401)],
    '2 StoreCreditAuthorised: 1001 is set aside of the 1000 that it holds',
  ],
  [
    'is captured beyond its authorisation',
    [issued(), authorised('a', 600), captured('x', 'a', 601)],
    '2 StoreCreditCaptured: 601 is captured of the 600 that authorisation a sets aside',
  ],
  [
    'is captured without one',
    [issued(), captured('x', 'a', 1)],
    '1 StoreCreditCaptured: authorisation a was never made',
  ],
  [
    'is captured twice',
    [issued(), authorised('a', 600), captured('x', 'a', 1), captured('x', 'a', 1)],
    '3 StoreCreditCaptured: capture x was made before',
  ],
  [
    'is set aside twice',
    [issued(), authorised('a', 1), authorised('a', 1)],
    '2 StoreCreditAuthorised: authorisation a was made before',
  ],
  [
    'comes free beyond what was set aside',
    [issued(), authorised('a', 600), voided('a', 601)],
    '2 StoreCreditVoided: 601 is set free of the 600 that authorisation a sets aside',
  ],
  [
    'is given back beyond the capture',
    [issued(), authorised('a', 600), captured('x', 'a', 600), credited('x', 601)],
    '3 StoreCreditCredited: 601 is given back of the 600 that is left of capture x',
  ],
  ['is given back of no capture', [issued(), credited('x', 1)], '1 StoreCreditCredited: capture x was never made'],
  [
    'is lost though it is set aside',
    [issued(), authorised('a', 600), expired(401)],
    '2 StoreCreditExpired: 600 is set aside of the 599 that it holds',
  ],
  [
    'is not lost as a whole',
    [issued(), invalidated(999)],
    '1 StoreCreditInvalidated: 999 is lost of the 1000 that it holds',
  ],
  [
    'is spent after it was made invalid',
    [issued(), authorised('a', 5), voided('a', 5), invalidated(1000), voided('a', 0)],
    '4 StoreCreditVoided: it comes after the credit was made invalid',
  ],
  [
    'is of another currency',
    [issued(), authorised('a', 600, 'USD')],
    '1 StoreCreditAuthorised: it is of USD, the credit of EUR',
  ],
  ['is spent before it was issued', [voided('a', 0)], '0 StoreCreditVoided: it comes before the credit was issued'],
  ['is issued twice', [issued(), issued()], '1 StoreCreditIssued: it was issued before'],
  ['is another credit', [issued({ creditId: uuid(8) })], `0 it speaks of store credit ${uuid(8)}`],
  [
    'is no event of a credit',
    [ofReturn.refundSettled()],
    '0 RefundLegSettled does not belong into the stream of a store credit',
  ],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
