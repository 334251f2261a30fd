import { berlin } from '../../calendar/calendar.fixtures.js'
import type { LocalDate } from '../../calendar/local-date.js'
import type { CustomerId } from '../../customer/customer-id.js'
import { caseOf, kettles, rejectedBy, text, toldBy } from '../return-case.fixtures.js'
import { refundLegOf, settledIn, withdrawalOfOwnAccord } from './rounds.fixtures.js'
import {
  cameBack,
  choose,
  creditId,
  exchangeOf,
  followedBy,
  offered,
  outOfStock,
  propose,
  purchaseOf,
  refundFor,
  refundId,
  refundOf,
} from './settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const evidence = [bought]
const back = cameBack(bought)
const credit = (customerAgreed: boolean, differing: object = {}) => ({
  credit: { creditId: creditId(1), customerAgreed, ...differing },
})

describe('a refund leg', () => {
  const leg = {
    kind: 'refund',
    legId: 'leg-1',
    purchaseId: bought.purchaseId,
    lines: [
      {
        purchaseId: bought.purchaseId,
        lineId: 'kettles',
        reservationId: caseOf(back).reservations[0]?.reservationId,
        units: [{ first: 1, last: 1 }],
      },
    ],
    currency: 'EUR',
    refundId: refundId(1),
    components: [
      { component: 'goods', lineId: 'kettles', minor: 3000n },
      { component: 'goods-tax', lineId: 'kettles', minor: 570n },
    ],
    minor: 3570n,
    tenders: [{ paymentId: 'card-1', minor: 3570n }],
  }

  it('goes back the way that the money came, and says no more than that', () => {
    expect(refundFor(back, bought, { kettles: [1] })).toStrictEqual({ ...leg, payout: 'original-tender' })
  })

  it('is store credit with its last day, where it has one', () => {
    const expiry = { expiresOn: '2028-12-31' as LocalDate, zone: berlin }
    const asCredit = { ...leg, payout: 'store-credit', creditId: creditId(1) }
    expect(refundFor(back, bought, { kettles: [1] }, { leg: credit(true) })).toStrictEqual(asCredit)
    expect(refundFor(back, bought, { kettles: [1] }, { leg: credit(true, { expiry }) })).toStrictEqual({
      ...asCredit,
      expiry,
    })
  })
})

describe('store credit that nobody agreed to', () => {
  const refused = { reason: 'StoreCreditNotAgreed', legId: 'leg-1' }

  it('is refused where the policy gives money back', () => {
    const command = propose({ legs: [refundOf({ kettles: [1] }, credit(false))], evidence })
    expect(rejectedBy(back, command)).toStrictEqual(refused)
  })

  it('is refused to who withdraws, though the shop that gives that right offers nothing else', () => {
    const terms = withdrawalOfOwnAccord
    const withdrawn = cameBack(bought, { asked: { kind: 'withdrawal', terms } })
    const command = propose({ legs: [refundOf({ kettles: [1] }, credit(false))], evidence, terms })
    expect(rejectedBy(withdrawn, command)).toStrictEqual(refused)
  })
})

it('gives store credit for another choice that costs less to a known customer who agrees to it', () => {
  const customerId = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
  const even = exchangeOf({ kettles: [1] }, [offered('kettle', 1)])
  const known = cameBack(bought, { asked: { customerId } })
  const empty = followedBy(settledIn(known, 1, [even], { evidence }), outOfStock())
  const mug = choose({
    replacement: [offered('mug', 1, [1000n, 190n])],
    difference: { refundId: refundId(5), ...credit(true) },
    evidence: bought,
  })
  expect(toldBy(empty, mug, 'StoreCreditRequested')).toMatchObject({ creditId: creditId(1), minor: 2380n, customerId })
})

describe('a plan that says how much goes on which payment', () => {
  const payment = { tender: text('card'), disputed: false }
  const onTwo = purchaseOf([kettles()], {
    payments: [
      { ...payment, paymentId: text('card-1'), refundableMinor: 3000n },
      { ...payment, paymentId: text('card-2'), refundableMinor: 7710n },
    ],
  })
  const planned = (...minors: ReadonlyArray<bigint>) =>
    refundFor(
      cameBack(onTwo),
      onTwo,
      { kettles: [1] },
      {
        leg: {
          tenderPlan: {
            tenders: minors.map((minor, index) => ({ paymentId: text(`card-${index + 1}`), minor })),
          },
        },
      },
    ).tenders

  it('may fill a payment to the last cent', () => {
    expect(planned(3000n, 570n)).toStrictEqual([
      { paymentId: 'card-1', minor: 3000n },
      { paymentId: 'card-2', minor: 570n },
    ])
  })

  it('puts nothing on a payment that it names with 0', () => {
    expect(planned(0n, 3570n)).toStrictEqual([{ paymentId: 'card-2', minor: 3570n }])
  })
})

it('takes no unit twice: a second round is of those that the first one left', () => {
  const first = settledIn(back, 1, [refundLegOf(1, { kettles: [1] })], { evidence })
  const again = propose({ settlementId: text('settlement-2'), legs: [refundLegOf(2, { kettles: [1, 2] })], evidence })
  expect(rejectedBy(first, again)).toMatchObject({ reason: 'UnitsAlreadySettled', quantity: 1 })
})
