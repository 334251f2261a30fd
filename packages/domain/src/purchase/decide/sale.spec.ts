import { given } from '@aftersale/decider/testing'
import { percent } from '../../money/money.fixtures.js'
import type { BasisPoints } from '../../money/rate.js'
import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import type { LineId } from '../../units/index.js'
import type { PurchaseCommand } from '../commands.js'
import {
  after,
  buy,
  buyOnly,
  card,
  count,
  day,
  disclose,
  fourteenDays,
  issue,
  kettle,
  kettles,
  laptop,
  laptops,
  line,
  monday,
  otherPurchaseId,
  pay,
  purchaseAfter,
  purchaseId,
  registerEvidence,
  text,
  tuesday,
  yen,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'

const bought = (...commands: ReadonlyArray<PurchaseCommand>) => given(purchase, after(buy(), ...commands))
const nothing = given(purchase)

describe('RecordPurchase', () => {
  it('records what was bought, charged and paid', () => {
    nothing.when(buy()).records({ type: 'PurchaseRecorded', data: buy().data })
  })

  it('records nothing when repeated', () => {
    bought().when(buy()).recordsNothing()
    given(purchase, after(buy(), pay(), disclose()))
      .when(buy())
      .recordsNothing()
  })

  it('is refused where it was recorded with other content', () => {
    bought()
      .when(buy({ channel: 'store' }))
      .rejects({ reason: 'PurchaseAlreadyRecorded', purchasedAt: monday('09:00') })
  })

  it('is refused in the stream of another purchase', () => {
    bought()
      .when(buy({ purchaseId: otherPurchaseId }))
      .rejects({ reason: 'AddressedToAnotherPurchase', purchaseId })
  })

  it('is refused where the total is not what lines, shipping and fees come to', () => {
    nothing
      .when(buy({ totalMinor: 142_346n }))
      .rejects({ reason: 'TotalMismatch', expectedMinor: 142_347n, foundMinor: 142_346n })
    nothing
      .when(buy({ shipping: [] }))
      .rejects({ reason: 'TotalMismatch', expectedMinor: 142_347n - 589n, foundMinor: 142_347n })
  })

  it('is refused where a line does not come to its gross amount', () => {
    nothing
      .when(buyOnly({ ...kettles, grossMinor: 21_330n }))
      .rejects({ reason: 'LineTotalMismatch', lineId: kettle, expectedMinor: 21_331n, foundMinor: 21_330n })
  })

  it('is refused where a line is discounted by more than its price', () => {
    nothing
      .when(buyOnly(line({ lineId: kettle, netMinor: 100n, discountMinor: 101n, grossMinor: 0n })))
      .rejects({ reason: 'DiscountExceedsNet', lineId: kettle, netMinor: 100n, discountMinor: 101n })
  })

  it('is refused without a line', () => {
    nothing.when(buy({ lines: [] })).rejects({ reason: 'NothingSold' })
  })

  it('is refused where an id is given twice', () => {
    nothing.when(buy({ lines: [kettles, kettles] })).rejects({ reason: 'LineIdRepeated', lineId: kettle })
    const [parcel, fee, payment] = [buy().data.shipping[0], buy().data.fees[0], buy().data.payments[0]]
    if (parcel === undefined || fee === undefined || payment === undefined)
      throw new Error('The usual purchase has them')
    nothing
      .when(buy({ shipping: [parcel, parcel] }))
      .rejects({ reason: 'ShippingIdRepeated', shippingId: text('parcel') })
    nothing.when(buy({ fees: [fee, fee] })).rejects({ reason: 'FeeIdRepeated', feeId: text('cod') })
    nothing.when(buy({ payments: [payment, payment] })).rejects({ reason: 'PaymentIdRepeated', paymentId: card })
  })

  it('is refused where a payment is in another currency', () => {
    const inYen = {
      paymentId: card,
      tender: 'card',
      capturedMinor: 5800n,
      currency: yen,
      capturedAt: monday('09:00'),
    } as const
    nothing
      .when(buy({ payments: [inYen] }))
      .rejects({ reason: 'CurrencyMismatch', expected: buy().data.currency, found: yen })
  })

  it('is refused where serials are not one for each unit, or of no unit', () => {
    const serials = [text('SN-A'), text('SN-B')]
    nothing.when(buyOnly({ ...laptops, serials })).records({
      type: 'PurchaseRecorded',
      data: buyOnly({ ...laptops, serials }).data,
    })
    nothing
      .when(buyOnly({ ...laptops, serials: [text('SN-A')] }))
      .rejects({ reason: 'SerialsIncomplete', lineId: laptop, quantity: 2, serials: 1 })
    nothing
      .when(buyOnly({ ...laptops, serials: [text('SN-A'), text('SN-A')] }))
      .rejects({ reason: 'SerialRepeated', lineId: laptop, serial: text('SN-A') })
    nothing
      .when(buyOnly({ ...laptops, serialTracked: false, serials }))
      .rejects({ reason: 'SerialsNotTracked', lineId: laptop })
  })

  describe('with the promotions of the sale', () => {
    /** 20 % off from 100.00 on: 60.00 and 50.00 for 48.00 and 40.00, and 19 % of it. */
    const lines = [
      line({ lineId: 'coat' as LineId, netMinor: 6000n, discountMinor: 1200n, taxMinor: 912n }),
      line({ lineId: 'boots' as LineId, netMinor: 5000n, discountMinor: 1000n, taxMinor: 760n }),
    ]
    const takes = { kind: 'percentage', basisPoints: percent(20) } as const
    const summer: SalePromotion = { promotionId: text('summer'), leastMinor: 10_000n, takes }
    const sale = (...promotions: ReadonlyArray<SalePromotion>) =>
      buy({ lines, promotions, shipping: [], fees: [], totalMinor: 10_472n })
    const coatAlone = { ...summer, lineIds: ['coat' as LineId] }

    it('records them, and a sale that tells none as ever', () => {
      nothing.when(sale(summer)).records({ type: 'PurchaseRecorded', data: sale(summer).data })
      given(purchase, after(sale(summer)))
        .when(sale(summer))
        .recordsNothing()
    })

    it('is refused where two have the same id', () => {
      nothing.when(sale(summer, summer)).rejects({ reason: 'PromotionIdRepeated', promotionId: text('summer') })
    })

    it('is refused where one is counted on a line that was not sold', () => {
      const lineId = 'hat' as LineId
      nothing
        .when(sale({ ...summer, lineIds: ['coat' as LineId, lineId] }))
        .rejects({ reason: 'PromotionLineUnknown', promotionId: text('summer'), lineId })
    })

    it('is refused where one gives more units for nothing than are bought', () => {
      const giving = (free: number) =>
        sale({ ...summer, takes: { kind: 'free-units', every: count(2), free: count(free) } })
      const reason = 'PromotionFreesMoreThanBought'
      nothing.when(giving(3)).rejects({ reason, promotionId: text('summer'), every: 2, free: 3 })
      nothing.when(giving(2)).rejects({ reason: 'PromotionsMismatch', expectedMinor: 0n, foundMinor: 2200n })
    })

    it('is refused where a line was discounted by none of them', () => {
      nothing
        .when(sale({ ...coatAlone, leastMinor: 6000n }))
        .rejects({ reason: 'DiscountWithoutPromotion', lineId: 'boots' as LineId, discountMinor: 1000n })
      nothing
        .when(sale())
        .rejects({ reason: 'DiscountWithoutPromotion', lineId: 'coat' as LineId, discountMinor: 1200n })
    })

    it('is refused where they come to more or less than the lines were discounted by', () => {
      const foundMinor = 2200n
      nothing
        .when(sale({ ...summer, leastMinor: 11_001n }))
        .rejects({ reason: 'PromotionsMismatch', expectedMinor: 0n, foundMinor })
      for (const [amountMinor, isRight] of [
        [2199n, false],
        [2200n, true],
        [2201n, false],
      ] as const) {
        const voucher = sale({ ...summer, takes: { kind: 'amount', amountMinor } })
        if (isRight) nothing.when(voucher).records({ type: 'PurchaseRecorded', data: voucher.data })
        else nothing.when(voucher).rejects({ reason: 'PromotionsMismatch', expectedMinor: amountMinor, foundMinor })
      }
    })

    it('takes a percentage that was rounded line by line: a third of 0.05 and 0.05 is 0.03 or 0.04', () => {
      const third: SalePromotion = { ...summer, leastMinor: 0n, takes: { ...takes, basisPoints: 3333 as BasisPoints } }
      const cheap = (discountMinor: bigint) =>
        buy({
          lines: [
            line({ lineId: 'coat' as LineId, netMinor: 5n, discountMinor: 2n }),
            line({ lineId: 'boots' as LineId, netMinor: 5n, discountMinor }),
          ],
          promotions: [third],
          shipping: [],
          fees: [],
          totalMinor: 8n - discountMinor,
        })
      for (const each of [1n, 2n, 3n])
        nothing.when(cheap(each)).records({ type: 'PurchaseRecorded', data: cheap(each).data })
      nothing.when(cheap(4n)).rejects({ reason: 'PromotionsMismatch', expectedMinor: 3n, foundMinor: 6n })
    })
  })

  it('takes the same serial for two products', () => {
    const one = line({ lineId: 'one' as LineId, sku: text('a'), serialTracked: true, serials: [text('1')] })
    const other = { ...one, lineId: 'other' as LineId, sku: text('b') }
    expect(purchaseAfter(buy({ lines: [one, other], shipping: [], fees: [], totalMinor: 2000n })).sale.lines.size).toBe(
      2,
    )
  })

  it('is refused where the last promised day lies before the first', () => {
    const promised = { fromDate: day('2025-06-05'), toDate: day('2025-06-04') }
    nothing.when(buy({ promised })).rejects({ reason: 'PromiseEndsBeforeItStarts', ...promised })
  })

  it('takes less than the total, which is still owed', () => {
    const owed = buyOnly(line({ lineId: kettle }), { capturedMinor: 400n })
    nothing.when(owed).records({ type: 'PurchaseRecorded', data: owed.data })
  })

  it('has to come before anything else', () => {
    for (const command of [pay(), disclose(), issue(), registerEvidence()]) {
      nothing.when(command).rejects({ reason: 'PurchaseNotRecorded' })
    }
  })
})

describe('RecordPayment', () => {
  it('records what was captured later', () => {
    bought().when(pay()).records({ type: 'PaymentRecorded', data: pay().data })
  })

  it('records nothing when repeated, at whatever time', () => {
    bought(pay()).when(pay()).recordsNothing()
    bought(pay())
      .when(pay({ capturedAt: tuesday('10:00') }))
      .recordsNothing()
    bought()
      .when(pay({ paymentId: card, capturedMinor: 100_000n }))
      .recordsNothing()
  })

  it('is refused under an id that is known with another amount or tender', () => {
    bought(pay())
      .when(pay({ capturedMinor: 1n }))
      .rejects({ reason: 'PaymentIdReused', paymentId: text('card-2') })
    bought()
      .when(pay({ paymentId: card }))
      .rejects({ reason: 'PaymentIdReused', paymentId: card })
    bought(pay())
      .when(pay({ tender: 'cash' }))
      .rejects({ reason: 'PaymentIdReused', paymentId: text('card-2') })
  })

  it('is refused in another currency', () => {
    bought()
      .when(pay({ currency: yen }))
      .rejects({ reason: 'CurrencyMismatch', expected: buy().data.currency, found: yen })
  })
})

describe('DisclosePolicy', () => {
  it('records what was shown before the purchase', () => {
    bought().when(disclose()).records({ type: 'PolicyDisclosed', data: disclose().data })
    bought()
      .when(disclose({ shownAt: monday('09:00') }))
      .records({ type: 'PolicyDisclosed', data: disclose({ shownAt: monday('09:00') }).data })
  })

  it('records as post-purchase what was shown only afterwards, and says so', () => {
    const late = disclose({ shownAt: monday('09:01') })
    bought()
      .when(late)
      .records({
        type: 'PolicyDisclosed',
        data: { ...late.data, phase: 'post-purchase', toldAs: 'pre-purchase', because: 'DisclosureTooLate' },
      })
  })

  it('leaves at-purchase and post-purchase as they are told', () => {
    for (const phase of ['at-purchase', 'post-purchase'] as const) {
      const told = disclose({ phase, shownAt: monday('09:01') })
      bought().when(told).records({ type: 'PolicyDisclosed', data: told.data })
    }
  })

  it('records nothing when repeated, also where it was too late', () => {
    bought(disclose()).when(disclose()).recordsNothing()
    const late = disclose({ shownAt: monday('09:01') })
    bought(late).when(late).recordsNothing()
  })

  it('records another version, another way or another time beside it', () => {
    for (const changes of [
      { policyRef: { ...fourteenDays, version: count(4) } },
      { channel: 'store' as const },
      { conditionsShown: [] },
      { shownAt: monday('08:56') },
    ]) {
      bought(disclose())
        .when(disclose(changes))
        .records({ type: 'PolicyDisclosed', data: disclose(changes).data })
    }
  })
})

describe('IssueReceipt', () => {
  it('records that the customer was given one', () => {
    bought().when(issue()).records({ type: 'ReceiptIssued', data: issue().data })
  })

  it('records nothing when repeated', () => {
    bought(issue())
      .when(issue({ issuedAt: monday('09:02') }))
      .recordsNothing()
  })

  it('is refused under a number that another receipt has', () => {
    const ref = text('2025-4711')
    bought(issue())
      .when(issue({ amountMinor: 1n }))
      .rejects({ reason: 'ReceiptRefReused', ref })
    bought(issue())
      .when(issue({ kind: 'gift-receipt' }))
      .rejects({ reason: 'ReceiptRefReused', ref })
  })
})

describe('RegisterReceiptEvidence', () => {
  it('records what the customer brings', () => {
    bought().when(registerEvidence()).records({ type: 'ReceiptEvidenceRegistered', data: registerEvidence().data })
  })

  it('records nothing when repeated', () => {
    bought(registerEvidence())
      .when(registerEvidence({ registeredAt: tuesday('11:00') }))
      .recordsNothing()
  })

  it('is refused under an id that other evidence has', () => {
    bought(registerEvidence())
      .when(registerEvidence({ kind: 'bank-statement' }))
      .rejects({ reason: 'EvidenceIdReused', evidenceId: text('evidence-1') })
  })

  it('is refused for a document that is registered already', () => {
    bought(registerEvidence())
      .when(registerEvidence({ evidenceId: text('evidence-2') }))
      .rejects({ reason: 'ReceiptRefReused', ref: text('2025-4711') })
  })

  it('takes the same document once more, and once only, when it turned out to be genuine', () => {
    const verified = registerEvidence({ evidenceId: text('evidence-2'), verified: true })
    bought(registerEvidence()).when(verified).records({ type: 'ReceiptEvidenceRegistered', data: verified.data })
    bought(registerEvidence(), verified)
      .when(registerEvidence({ evidenceId: text('evidence-3'), verified: true }))
      .rejects({ reason: 'ReceiptRefReused', ref: text('2025-4711') })
  })
})
