import type { PurchaseCommand } from '../commands.js'
import { refundableMinorOf } from '../money/money-ledger.js'
import type { RefundComponent } from '../money/refund-plan.js'
import {
  boughtAndDelivered,
  buy,
  cancel,
  cancelRefund,
  card,
  count,
  day,
  dispute,
  ebook,
  euro,
  goods,
  kettle,
  laptop,
  monday,
  outcomeOf,
  purchaseAfter,
  refund,
  refundNumber,
  refundOf,
  registerEvidence,
  reserve,
  returnCase,
  settle,
  text,
} from '../purchase.fixtures.js'

const recorded = ['RefundReserved']
const deduction = (lineId: typeof kettle, minor: bigint): RefundComponent => ({
  component: 'deduction',
  lineId,
  minor,
  because: text('wear'),
})
const fee = (minor: bigint): RefundComponent => ({ component: 'fee', feeId: text('cod'), minor })
const feeTax = (minor: bigint): RefundComponent => ({ component: 'fee-tax', feeId: text('cod'), minor })
const onCard = (minor: bigint, ...components: ReadonlyArray<RefundComponent>) =>
  refund({ components, tenders: [{ paymentId: card, minor }] })

describe('a deduction', () => {
  it('is held against what its own line gives, not against the deductions of others', () => {
    const both = [goods(kettle, 150n), goods(ebook, 150n), deduction(kettle, 100n), deduction(ebook, 100n)]
    expect(outcomeOf([buy()], onCard(100n, ...both))).toStrictEqual(recorded)
  })

  it('may take all that its line gives, its tax too', () => {
    const withTax = refund().data.components
    expect(outcomeOf([buy()], onCard(1n, ...withTax, deduction(kettle, 2133n)))).toStrictEqual(recorded)
    expect(outcomeOf([buy()], onCard(1n, ...withTax, goods(ebook, 2n), deduction(kettle, 2135n)))).toBe(
      'DeductionExceedsLine',
    )
  })
})

describe('a fee that is refunded once', () => {
  it('stands in no way of other refunds afterwards', () => {
    expect(outcomeOf([buy(), onCard(300n, fee(300n))], refundOf(1793n, { refundId: refundNumber(2) }))).toStrictEqual(
      recorded,
    )
  })

  it('is not refunded again for its rest, with all of its tax', () => {
    const rest = { ...onCard(257n, fee(200n), feeTax(57n)).data, refundId: refundNumber(2) }
    expect(outcomeOf([buy(), onCard(100n, fee(100n))], { type: 'ReserveRefund', data: rest })).toBe(
      'FeeAlreadyRefunded',
    )
  })
})

describe('the tax of a delivery', () => {
  const taxAlone = refund({
    components: [{ component: 'shipping-tax', shippingId: text('parcel'), minor: 94n }],
    tenders: [{ paymentId: card, minor: 94n }],
  })

  it('goes back alone only where the delivery itself was free', () => {
    const free = buy({
      shipping: [{ shippingId: text('parcel'), netMinor: 0n, taxMinor: 94n }],
      totalMinor: 142_347n - 495n,
      payments: [{ paymentId: card, tender: 'card', capturedMinor: 141_852n, capturedAt: monday('09:00') }],
    })
    expect(outcomeOf([free], taxAlone)).toStrictEqual(recorded)
    expect(outcomeOf([buy()], taxAlone)).toBe('TaxWithoutItsNet')
  })
})

describe('a refund', () => {
  it('is what became of it', () => {
    const statusAfter = (...since: ReadonlyArray<PurchaseCommand>) =>
      purchaseAfter(buy(), refund(), ...since).money.refunds.get(refundNumber(1))?.status
    expect([statusAfter(), statusAfter(settle()), statusAfter(cancelRefund())]).toStrictEqual([
      'reserved',
      'settled',
      'cancelled',
    ])
  })

  it('on its way is not lost by a dispute about the whole payment, and nothing more can be refunded', () => {
    const lost = purchaseAfter(buy(), refund(), dispute(), dispute({ outcome: 'lost' })).money.payments.get(card)
    expect(lost === undefined ? undefined : [lost.reservedMinor, refundableMinorOf(lost)]).toStrictEqual([2134n, 0n])
  })
})

describe('a reservation under a known id', () => {
  const kettlesAndBooks = reserve({
    lines: [
      { lineId: kettle, quantity: count(2) },
      { lineId: ebook, quantity: count(1) },
    ],
  })
  const oneLaptop = reserve({ lines: [{ lineId: laptop, quantity: count(1), serials: [text('SN-A')] }] })

  it.each([
    ['for another kind of holder', reserve(), reserve({ holder: { ...returnCase(1), aggregate: text('exchange') } })],
    ['of fewer lines', kettlesAndBooks, reserve()],
    [
      'of more of one of its lines',
      kettlesAndBooks,
      reserve({
        lines: [
          { lineId: kettle, quantity: count(2) },
          { lineId: ebook, quantity: count(2) },
        ],
      }),
    ],
    [
      'of another piece',
      oneLaptop,
      reserve({ lines: [{ lineId: laptop, quantity: count(1), serials: [text('SN-B')] }] }),
    ],
  ])('is another one %s', (_, first, then) => {
    expect(outcomeOf([...boughtAndDelivered, first], then)).toBe('ReservationIdReused')
    expect(outcomeOf([...boughtAndDelivered, first], first)).toStrictEqual([])
  })
})

describe('what is sold', () => {
  it('may be paid in its own currency by name, and promised for a single day', () => {
    const [byCard, byGiftCard] = buy().data.payments
    if (byCard === undefined || byGiftCard === undefined) throw new Error('Nothing was paid')
    const named = buy({ payments: [{ ...byCard, currency: euro }, byGiftCard] })
    expect(outcomeOf([], named)).toStrictEqual(['PurchaseRecorded'])
    const promised = { fromDate: day('2025-06-04'), toDate: day('2025-06-04') }
    expect(outcomeOf([], buy({ promised }))).toStrictEqual(['PurchaseRecorded'])
    expect(outcomeOf([], buy({ promised: { ...promised, toDate: day('2025-06-03') } }))).toBe(
      'PromiseEndsBeforeItStarts',
    )
  })

  it('can be cancelled in the very instant of the sale', () => {
    expect(outcomeOf([buy()], cancel({ cancelledAt: monday('09:00') }))).toStrictEqual(['UnitsCancelled'])
    expect(outcomeOf([buy()], cancel({ cancelledAt: monday('08:59') }))).not.toStrictEqual(['UnitsCancelled'])
  })

  it('has a receipt for each reference and each kind', () => {
    const had = [buy(), registerEvidence()]
    const another = { evidenceId: text('evidence-2') }
    expect(outcomeOf(had, registerEvidence(another))).toBe('ReceiptRefReused')
    expect(outcomeOf(had, registerEvidence({ ...another, ref: text('2025-4712') }))).toStrictEqual([
      'ReceiptEvidenceRegistered',
    ])
    expect(outcomeOf(had, registerEvidence({ ...another, kind: 'receipt' }))).toStrictEqual([
      'ReceiptEvidenceRegistered',
    ])
  })
})
