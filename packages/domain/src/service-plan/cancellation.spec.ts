import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import { at } from '../calendar/calendar.fixtures.js'
import type { ServicePlanTerms } from '../policy/plan-terms/service-plan-terms.js'
import { previewCancellation } from './cancellation.js'
import type { ServicePlanCommand } from './commands.js'
import {
  activate,
  after,
  berlinDay,
  cancel,
  consume,
  expire,
  quote,
  renew,
  restore,
  running,
  sell,
  soldAt,
  suspend,
  termsWith,
  text,
  twoYearProtection,
  visit,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

/** What a cancellation then would refund: pro rata, fee, deduction, refund, kept. */
const figures = (history: ReadonlyArray<ServicePlanCommand>, cancelledAt: Instant, withMainContract?: boolean) => {
  const { state } = given(servicePlan, after(...history))
  const reckoning = previewCancellation(state, { cancelledAt, withMainContract })
  if (reckoning === undefined) return undefined
  const { proRataMinor, feeMinor, deductedMinor, refundMinor, keptMinor } = reckoning
  return [proRataMinor, feeMinor, deductedMinor, refundMinor, keptMinor]
}

const newYear = at('2025-01-01T12:00-05:00')
const inNewYork = (day: string, time = '12:00') => at(`${day}T${time}${day.slice(5) < '03-09' ? '-05:00' : '-04:00'}`)
const protection = soldAt(twoYearProtection, newYear)
/** Of which nothing ever goes back whole. */
const strict = { deductsServiceReceived: false, fee: { fixedMinor: '2500', rate: 1000 } }
const under = (terms: ServicePlanTerms, sale = newYear) => soldAt(terms, sale)

describe('what a cancellation refunds', () => {
  it('of 149.00 dollars for 730 days after 200 is 108.18 pro rata, less a fee of 10.82: 97.36', () => {
    expect(figures(protection, inNewYork('2025-07-20'))).toStrictEqual([10818n, 1082n, 0n, 9736n, 5164n])
    const [event] = after(...protection, cancel({ cancelledAt: inNewYork('2025-07-20') })).slice(-1)
    expect(event).toMatchObject({
      type: 'ServicePlanCancelled',
      data: {
        proRataMinor: 10818n,
        feeMinor: 1082n,
        refundMinor: 9736n,
        refunds: [{ termId: 'first', paidMinor: 14900n, totalDays: 730, unexpiredDays: 530, refundMinor: 9736n }],
        trace: [
          {
            ruleId: 'pro-rata',
            facts: { totalDays: 730, unexpiredDays: 530, proRataMinor: '10818' },
            policyRef: { policyId: 'two-year-protection', version: 1 },
          },
          { ruleId: 'cancellation-fee', facts: { feeMinor: '1082', fixedMinor: '2500', rateBasisPoints: 1000 } },
          { ruleId: 'service-received', outcome: 'nothing-kept' },
        ],
      },
    })
  })

  it('is all of it until the 30th day after the sale is over, in the zone of the terms', () => {
    const all = [14900n, 0n, 0n, 14900n, 0n]
    expect(figures(protection, newYear)).toStrictEqual(all)
    expect(figures(protection, at('2025-01-31T23:59:59.999-05:00'))).toStrictEqual(all)
    // 31 of 730 days are behind: 14900 × 699 / 730 = 14267.26, and of it 1426.7.
    expect(figures(protection, at('2025-02-01T00:00-05:00'))).toStrictEqual([14267n, 1427n, 0n, 12840n, 2060n])
  })

  it('on the first day is all of it less the fee, where the terms give nothing back whole', () => {
    expect(figures(under(termsWith(twoYearProtection, { cancellation: strict })), newYear)).toStrictEqual([
      14900n,
      1490n,
      0n,
      13410n,
      1490n,
    ])
  })

  it('on the last day is one day of it: 0.20, less 0.02', () => {
    expect(figures(protection, at('2026-12-31T23:59-05:00'))).toStrictEqual([20n, 2n, 0n, 18n, 14882n])
  })

  it('is nothing once the last day is over, and then it is no cancellation', () => {
    const end = at('2027-01-01T00:00-05:00')
    expect(figures(protection, end)).toStrictEqual([0n, 0n, 0n, 0n, 0n])
    given(servicePlan, after(...protection))
      .when(cancel({ cancelledAt: end }))
      .rejects({ reason: 'PlanOver', endsAtExclusive: end })
  })

  it('is the same where a cancellation of before is heard of after the end', () => {
    const end = at('2027-01-01T00:00-05:00')
    const onTheLastDay = cancel({ cancelledAt: at('2026-12-31T23:59-05:00') })
    const [inTime] = after(...protection, onTheLastDay).slice(-1)
    const [late] = after(...protection, expire({ dueAt: end }), onTheLastDay).slice(-1)
    expect(late).toStrictEqual(inTime)
    given(servicePlan, after(...protection, expire({ dueAt: end })))
      .when(cancel({ cancelledAt: end }))
      .rejects({ reason: 'PlanOver', endsAtExclusive: end })
  })

  it('takes the fixed fee where that is less than the rate', () => {
    // 100000 × 530 / 730 = 72602.74; 10 % of it would be 7260.
    const dear = under(termsWith(twoYearProtection, { priceMinor: '100000' }))
    expect(figures(dear, inNewYork('2025-07-20'))).toStrictEqual([72603n, 2500n, 0n, 70103n, 29897n])
  })

  it.each([
    ['a rate alone', { rate: 1000 }, [10818n, 1082n, 0n, 9736n, 5164n]],
    ['an amount alone', { fixedMinor: '2500' }, [10818n, 2500n, 0n, 8318n, 6582n]],
    ['an amount above what is left', { fixedMinor: '20000' }, [10818n, 10818n, 0n, 0n, 14900n]],
    ['no fee', undefined, [10818n, 0n, 0n, 10818n, 4082n]],
  ])('takes %s as the fee, and never more than there is', (_, fee, expected) => {
    const terms = termsWith(twoYearProtection, { cancellation: { deductsServiceReceived: false, fee } })
    expect(figures(under(terms), inNewYork('2025-07-20'))).toStrictEqual(expected)
  })

  it('is in whole yen, rounded half-up at each step', () => {
    const yen = termsWith(twoYearProtection, {
      currency: 'JPY',
      priceMinor: '9800',
      period: 'P365D',
      zone: 'Asia/Tokyo',
      cancellation: { deductsServiceReceived: false, fee: { fixedMinor: '1000', rate: 1000 } },
    })
    // 9800 × 265 / 365 = 7115.07; of it 711.5, which is 712.
    expect(figures(under(yen, at('2025-04-01T10:00+09:00')), at('2025-07-10T10:00+09:00'))).toStrictEqual([
      7115n,
      712n,
      0n,
      6403n,
      3397n,
    ])
  })

  it('rounds a half up', () => {
    const two = termsWith(twoYearProtection, { priceMinor: '5', period: 'P2D', cancellation: strict })
    expect(figures(under(two), inNewYork('2025-01-02'))).toStrictEqual([3n, 0n, 0n, 3n, 2n])
  })

  it('is nothing of a plan that cost nothing', () => {
    const free = under(termsWith(twoYearProtection, { priceMinor: '0' }))
    expect(figures(free, newYear)).toStrictEqual([0n, 0n, 0n, 0n, 0n])
    expect(figures(free, inNewYork('2025-07-20'))).toStrictEqual([0n, 0n, 0n, 0n, 0n])
  })

  it('counts the leap day: a year from 29 February has 366 days', () => {
    const leap = termsWith(twoYearProtection, { priceMinor: '36600', period: 'P1Y', cancellation: strict })
    // 176 days are left on 6 September 2024, at 1.00 each; the rate takes 17.60, which is less than 25.00.
    expect(figures(under(leap, at('2024-02-29T12:00-05:00')), at('2024-09-06T12:00-04:00'))).toStrictEqual([
      17600n,
      1760n,
      0n,
      15840n,
      20760n,
    ])
  })

  it('counts days that lie wholly behind, however late on a day it is', () => {
    for (const time of ['00:00', '23:59']) {
      expect(figures(protection, inNewYork('2025-07-20', time))?.[0]).toBe(10818n)
    }
    expect(figures(protection, inNewYork('2025-07-19', '23:59'))?.[0]).toBe(10838n)
    expect(figures(protection, inNewYork('2025-07-21', '00:00'))?.[0]).toBe(10797n)
  })

  it('does not count the day of the event where the terms exclude it', () => {
    const terms = termsWith(twoYearProtection, { countingRule: 'event-day-excluded-no-roll', cancellation: strict })
    expect(figures(under(terms), newYear)?.[0]).toBe(14900n)
    expect(figures(under(terms), inNewYork('2025-01-02'))?.[0]).toBe(14900n)
    // Its days are 2 January 2025 to 1 January 2027: 200 of them are behind on 21 July.
    expect(figures(under(terms), inNewYork('2025-07-21'))?.[0]).toBe(10818n)
  })
})

describe('service that was received', () => {
  const used = [...running, consume(), consume({ usedFor: visit(2), valueMinor: 1000n })]
  const onDay100 = berlinDay('2025-09-13')

  it('is taken off what is refunded, where the terms say so', () => {
    // 11900 × 265 / 365 = 8639.73, of it 864 fee; a visit is worth 4900, the other was worth 1000.
    expect(figures([...running, consume()], onDay100)).toStrictEqual([8640n, 864n, 4900n, 2876n, 9024n])
    expect(figures(used, onDay100)).toStrictEqual([8640n, 864n, 5900n, 1876n, 10024n])
  })

  it('takes no more than is left', () => {
    const dear = [...running, consume({ valueMinor: 999_999n })]
    expect(figures(dear, onDay100)).toStrictEqual([8640n, 864n, 7776n, 0n, 11900n])
  })

  it('is not taken off where it was restored, or the terms do not say so, or all goes back', () => {
    expect(figures([...running, consume(), restore()], onDay100)).toStrictEqual([8640n, 864n, 0n, 7776n, 4124n])
    const kind = termsWith(washingMachineCare, { cancellation: { ...strict, deductsServiceReceived: false } })
    expect(figures([quote({ terms: kind }), sell(), activate(), consume()], onDay100)?.[2]).toBe(0n)
    const early = [...running, consume({ consumedAt: berlinDay('2025-06-06') })]
    expect(figures(early, berlinDay('2025-07-02'))).toStrictEqual([11900n, 0n, 0n, 11900n, 0n])
  })
})

describe('all of the price goes back', () => {
  const strictCare = termsWith(washingMachineCare, { cancellation: strict })
  const sold = [quote({ terms: strictCare }), sell()]

  it('while the plan has not begun', () => {
    const cancelled = after(...sold, cancel()).at(-1)
    expect(cancelled).toMatchObject({
      data: {
        refundMinor: 11900n,
        refunds: [{ termId: 'first', refundMinor: 11900n }],
        trace: [{ ruleId: 'full-refund', facts: { because: 'not-begun' } }],
      },
    })
  })

  it('within the cooling-off, though it has begun', () => {
    expect(figures([...sold, activate()], at('2025-06-16T23:59+02:00'))).toStrictEqual([11900n, 0n, 0n, 11900n, 0n])
    // 12 of 365 days: 11900 × 353 / 365 = 11508.77.
    expect(figures([...sold, activate()], at('2025-06-17T00:00+02:00'))).toStrictEqual([
      11509n,
      1151n,
      0n,
      10358n,
      1542n,
    ])
  })

  it('with the sale that it belongs to, where that was withdrawn from', () => {
    expect(figures([...sold, activate()], berlinDay('2025-09-13'), true)).toStrictEqual([11900n, 0n, 0n, 11900n, 0n])
    expect(after(...sold, activate(), cancel({ withMainContract: true })).at(-1)).toMatchObject({
      data: { trace: [{ ruleId: 'full-refund', facts: { because: 'main-contract-withdrawn' } }] },
    })
  })
})

describe('each term is reckoned by itself', () => {
  const renewed = [...running, renew({ renewedAt: berlinDay('2025-12-01') })]

  it('those to come whole, the one that runs pro rata, one that is over not at all', () => {
    // 32 days of 365 are left on 4 May: 11900 × 32 / 365 = 1043.29; fee 104.
    const { state } = given(servicePlan, after(...renewed))
    expect(previewCancellation(state, { cancelledAt: berlinDay('2026-05-04') })).toMatchObject({
      refunds: [
        { termId: 'first', unexpiredDays: 32, proRataMinor: 1043n, feeMinor: 104n, refundMinor: 939n },
        { termId: 'renewal-1', unexpiredDays: 365, proRataMinor: 11900n, feeMinor: 0n, refundMinor: 11900n },
      ],
      refundMinor: 12839n,
      keptMinor: 10961n,
    })
    // The second began on 5 June 2026: 265 of its days are left on 13 September.
    expect(previewCancellation(state, { cancelledAt: berlinDay('2026-09-13') })).toMatchObject({
      refunds: [{ termId: 'renewal-1', totalDays: 365, unexpiredDays: 265, refundMinor: 7776n }],
    })
  })

  it('and within 30 days of its own sale goes back whole', () => {
    const late = [...running, renew({ renewedAt: berlinDay('2026-06-01') })]
    expect(figures(late, berlinDay('2026-07-01'))).toStrictEqual([11900n, 0n, 0n, 11900n, 0n])
    expect(figures(late, berlinDay('2026-07-02'))?.[3]).toBeLessThan(11900n)
  })

  it('with the service that was received in it alone', () => {
    const used = [...renewed, consume(), consume({ usedFor: visit(2), consumedAt: berlinDay('2026-08-01') })]
    expect(figures(used, berlinDay('2026-09-13'))).toStrictEqual([8640n, 864n, 4900n, 2876n, 9024n])
  })
})

describe('CancelServicePlan', () => {
  it('names what was paid by which line, so that it can go back there', () => {
    expect(after(...running, cancel()).at(-1)).toMatchObject({
      data: { cancellationId: 'cancellation-1', refunds: [{ purchase: sell().data.purchase }], currency: 'EUR' },
    })
    const elsewhere = after(quote(), sell({ purchase: undefined } as never), cancel()).at(-1)
    expect(elsewhere?.type === 'ServicePlanCancelled' && 'purchase' in (elsewhere.data.refunds[0] ?? {})).toBe(false)
  })

  it('refunds a plan that is suspended as one that is not', () => {
    expect(figures([...running, suspend()], berlinDay('2025-09-13'))).toStrictEqual(
      figures(running, berlinDay('2025-09-13')),
    )
  })

  it('is one deed by its id, and none by another', () => {
    const history = after(...running, cancel())
    given(servicePlan, history)
      .when(cancel({ cancelledAt: berlinDay('2025-11-02') }))
      .recordsNothing()
    given(servicePlan, history)
      .when(cancel({ cancellationId: text('cancellation-2') }))
      .rejects({ reason: 'PlanGivenUp', cancelledAt: berlinDay('2025-11-01') })
  })

  it('is of a plan that was sold', () => {
    given(servicePlan, after(quote())).when(cancel()).rejects({ reason: 'PlanNotSold' })
    expect(previewCancellation(given(servicePlan, after(quote())).state, { cancelledAt: newYear })).toBeUndefined()
    expect(previewCancellation(servicePlan.initial, { cancelledAt: newYear })).toBeUndefined()
  })

  it('leaves nothing to be asked for again', () => {
    const { state } = given(servicePlan, after(...running, cancel()))
    expect(previewCancellation(state, { cancelledAt: newYear })).toBeUndefined()
  })
})
