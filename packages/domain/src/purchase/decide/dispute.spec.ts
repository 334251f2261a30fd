import { given } from '@aftersale/decider/testing'
import type { PurchaseCommand } from '../commands.js'
import type { DisputeLost, DisputeOpened } from '../events.js'
import { lostMinorOf, refundableMinorOf } from '../money/money-ledger.js'
import {
  after,
  buy,
  card,
  dispute,
  fail,
  giftCard,
  laptop,
  monday,
  purchaseAfter,
  purchaseId,
  refundOf,
  settle,
  text,
  wednesday,
  yen,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'

const had = (...commands: ReadonlyArray<PurchaseCommand>) => given(purchase, after(buy(), ...commands))
const lost = dispute({ outcome: 'lost', happenedAt: wednesday('13:00') })
const won = dispute({ outcome: 'won', happenedAt: wednesday('13:00') })
const of = { purchaseId, disputeId: text('dp_1'), paymentId: card, minor: 100_000n }
const opened: DisputeOpened = { type: 'DisputeOpened', data: { ...of, openedAt: wednesday('12:00') } }
const lostEvent = (lostMinor: bigint, alreadyRefundedMinor: bigint): DisputeLost => ({
  type: 'DisputeLost',
  data: { ...of, lostMinor, alreadyRefundedMinor, lostAt: wednesday('13:00') },
})
/** 400.00 of the laptops, on the card. */
const laptopRefund = refundOf(40_000n, { lineId: laptop })

describe('RecordDispute', () => {
  it('records that it was opened, and once only', () => {
    had().when(dispute()).records(opened)
    had(dispute()).when(dispute()).recordsNothing()
    had(dispute(), lost).when(dispute()).recordsNothing()
  })

  it('records that it was won, and the payment is as before', () => {
    had(dispute())
      .when(won)
      .records({ type: 'DisputeWon', data: { ...of, wonAt: wednesday('13:00') } })
    had(dispute(), won).when(won).recordsNothing()
    const payment = purchaseAfter(buy(), dispute(), won).money.payments.get(card)
    expect(payment && refundableMinorOf(payment)).toBe(100_000n)
  })

  it('records that it was lost, and the payment is gone', () => {
    had(dispute()).when(lost).records(lostEvent(100_000n, 0n))
    had(dispute(), lost).when(lost).recordsNothing()
    had(dispute(), lost)
      .when(laptopRefund)
      .rejects({ reason: 'ExceedsCaptured', paymentId: card, requestedMinor: 40_000n, leftMinor: 0n })
  })

  it('loses no more than there was, where a part was refunded or is on its way', () => {
    had(laptopRefund, settle(), dispute()).when(lost).records(lostEvent(60_000n, 40_000n))
    had(laptopRefund, dispute()).when(lost).records(lostEvent(60_000n, 40_000n))
  })

  it('takes the rest once a refund on its way fails', () => {
    const payment = purchaseAfter(buy(), laptopRefund, dispute(), lost, fail()).money.payments.get(card)
    expect(payment && [lostMinorOf(payment), refundableMinorOf(payment)]).toStrictEqual([100_000n, 0n])
  })

  it('leaves what it was not about', () => {
    const part = [dispute({ minor: 30_000n }), dispute({ minor: 30_000n, outcome: 'lost' })]
    const payment = purchaseAfter(buy(), ...part).money.payments.get(card)
    expect(payment && refundableMinorOf(payment)).toBe(70_000n)
  })

  it('may end about less than it began with', () => {
    const part = dispute({ minor: 30_000n, outcome: 'lost', happenedAt: wednesday('13:00') })
    had(dispute())
      .when(part)
      .records({
        type: 'DisputeLost',
        data: { ...of, minor: 30_000n, lostMinor: 30_000n, alreadyRefundedMinor: 0n, lostAt: wednesday('13:00') },
      })
    had(dispute(), part).when(part).recordsNothing()
    had(dispute(), part)
      .when(lost)
      .rejects({ reason: 'DisputeIdReused', disputeId: text('dp_1') })
  })

  it('whose end is heard of first is recorded with its beginning', () => {
    had()
      .when(lost)
      .records({ ...opened, data: { ...opened.data, openedAt: wednesday('13:00') } }, lostEvent(100_000n, 0n))
    had(lost).when(lost).recordsNothing()
    had(lost).when(dispute()).recordsNothing()
    had()
      .when(won)
      .records(
        { ...opened, data: { ...opened.data, openedAt: wednesday('13:00') } },
        { type: 'DisputeWon', data: { ...of, wonAt: wednesday('13:00') } },
      )
  })

  it('is refused where it was decided otherwise', () => {
    const over = { reason: 'DisputeAlreadyOver', disputeId: text('dp_1') } as const
    had(dispute(), won)
      .when(lost)
      .rejects({ ...over, outcome: 'won' })
    had(dispute(), lost)
      .when(won)
      .rejects({ ...over, outcome: 'lost' })
  })

  it('is refused under an id that is about something else', () => {
    const reused = { reason: 'DisputeIdReused', disputeId: text('dp_1') } as const
    had(dispute())
      .when(dispute({ paymentId: giftCard }))
      .rejects(reused)
    had(dispute())
      .when(dispute({ minor: 1n }))
      .rejects(reused)
  })

  it('is refused about a payment that there is not, in another currency, and before the purchase', () => {
    had()
      .when(dispute({ paymentId: text('cash') }))
      .rejects({ reason: 'PaymentUnknown', paymentId: text('cash') })
    had()
      .when(dispute({ currency: yen }))
      .rejects({ reason: 'CurrencyMismatch', expected: buy().data.currency, found: yen })
    had()
      .when(dispute({ happenedAt: monday('08:59') }))
      .rejects({ reason: 'HappenedBeforePurchase', purchasedAt: monday('09:00') })
  })

  it('goes on while another about the same payment is over', () => {
    const other = dispute({ disputeId: text('dp_2'), minor: 1n })
    had(dispute(), other, won)
      .when(laptopRefund)
      .rejects({ reason: 'PaymentDisputed', paymentId: card, disputeIds: [text('dp_2')] })
  })
})
