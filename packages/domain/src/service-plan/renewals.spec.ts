import { given } from '@aftersale/decider/testing'
import { at } from '../calendar/calendar.fixtures.js'
import type { ServicePlanCommand } from './commands.js'
import {
  activate,
  after,
  berlinDay,
  cancel,
  consume,
  endOfFirstTerm,
  eur,
  expire,
  planId,
  quote,
  renew,
  restore,
  reverse,
  running,
  sell,
  soldAt,
  termsWith,
  text,
  twoYearProtection,
  usd,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

/** The terms that are left, first and last day of each. */
const daysOf = (history: ReadonlyArray<ServicePlanCommand>): ReadonlyArray<string> => {
  const { state } = given(servicePlan, after(...history))
  if (!('plan' in state) || !('sale' in state.plan)) return []
  return state.plan.sale.held.map(({ term: { termId, startsOn, lastOn } }) => `${termId} ${startsOn} ${lastOn}`)
}

const second = renew({ renewalId: text('renewal-2') })
const third = renew({ renewalId: text('renewal-3') })
const endOfSecondTerm = at('2027-06-05T00:00+02:00')

describe('RenewServicePlan', () => {
  it('sells a further term, from where the last one ends', () => {
    given(servicePlan, after(...running))
      .when(renew())
      .records({
        type: 'ServicePlanRenewed',
        data: {
          ...renew().data,
          terms: washingMachineCare,
          term: {
            termId: 'renewal-1',
            startsOn: '2026-06-05',
            lastOn: '2027-06-04',
            startsAt: endOfFirstTerm,
            endsAtExclusive: endOfSecondTerm,
          } as never,
          trace: [
            {
              ruleId: 'renewal',
              facts: { renewals: 1, lastOn: '2027-06-04', paidMinor: '11900' },
              outcome: 'follows-the-last-term',
              policyRef: { policyId: 'washing-machine-care', version: 1 },
            },
          ] as never,
        },
      })
  })

  it('counts every term from the first day of the plan: from 29 February a year is over on the 28th', () => {
    const yearly = termsWith(twoYearProtection, { period: 'P1Y', renewal: { noticeDays: 30 } })
    const renewal = (number: number) =>
      renew({
        renewalId: text(`r${number}`),
        currency: usd,
        paidMinor: 14900n,
        renewedAt: at('2024-03-01T12:00-05:00'),
      })
    expect(daysOf([...soldAt(yearly, at('2024-02-29T12:00-05:00')), ...[1, 2, 3, 4].map(renewal)])).toStrictEqual([
      'first 2024-02-29 2025-02-28',
      'r1 2025-03-01 2026-02-28',
      'r2 2026-03-01 2027-02-28',
      'r3 2027-03-01 2028-02-28',
      'r4 2028-02-29 2029-02-28',
    ])
  })

  it('lets months from 31 January end with February, and with 30 March', () => {
    const monthly = termsWith(twoYearProtection, { period: 'P1M', renewal: { noticeDays: 3 } })
    const renewal = (number: number) =>
      renew({ renewalId: text(`r${number}`), currency: usd, paidMinor: 1n, renewedAt: at('2025-02-01T12:00-05:00') })
    expect(daysOf([...soldAt(monthly, at('2025-01-31T12:00-05:00')), ...[1, 2, 3].map(renewal)])).toStrictEqual([
      'first 2025-01-31 2025-02-28',
      'r1 2025-03-01 2025-03-30',
      'r2 2025-03-31 2025-04-30',
      'r3 2025-05-01 2025-05-30',
    ])
  })

  it('takes terms of its own, and the next one takes those', () => {
    const halfYear = termsWith(washingMachineCare, { version: 2, period: 'P6M' })
    const history = [...running, renew({ terms: halfYear }), second]
    expect(daysOf(history)).toStrictEqual([
      'first 2025-06-05 2026-06-04',
      'renewal-1 2026-06-05 2026-12-04',
      'renewal-2 2026-12-05 2027-06-04',
    ])
    expect(after(...history).at(-1)).toMatchObject({ data: { terms: { version: 2 } } })
  })

  it('is one deed by its id, be it taken back since', () => {
    for (const since of [[], [reverse()], [cancel({ cancelledAt: berlinDay('2026-06-01') })]]) {
      const history = after(...running, renew(), ...since)
      given(servicePlan, history)
        .when(renew({ renewedAt: berlinDay('2026-05-21') }))
        .recordsNothing()
    }
    for (const other of [
      renew({ paidMinor: 1n }),
      renew({ currency: usd }),
      renew({ purchase: sell().data.purchase } as never),
      renew({ terms: termsWith(washingMachineCare, { version: 2 }) }),
    ]) {
      given(servicePlan, after(...running, renew()))
        .when(other)
        .rejects({ reason: 'RenewalIdReused', renewalId: text('renewal-1') })
    }
    given(servicePlan, after(...running))
      .when(renew({ renewalId: text('first') }))
      .rejects({ reason: 'RenewalIdReused', renewalId: text('first') })
  })

  it('comes before the end, to the instant', () => {
    given(servicePlan, after(...running))
      .when(renew({ renewedAt: endOfFirstTerm }))
      .rejects({ reason: 'PlanOver', endsAtExclusive: endOfFirstTerm })
    given(servicePlan, after(...running, expire()))
      .when(renew())
      .rejects({ reason: 'PlanOver', endsAtExclusive: endOfFirstTerm })
    expect(daysOf([...running, renew({ renewedAt: berlinDay('2026-06-04', '23:59') })])).toHaveLength(2)
  })

  it('is sold no oftener than the terms allow', () => {
    const renewals = [1, 2, 3, 4].map((number) => renew({ renewalId: text(`renewal-${number}`) }))
    given(servicePlan, after(...running, ...renewals))
      .when(renew({ renewalId: text('renewal-5') }))
      .rejects({ reason: 'RenewalNotOffered', maxRenewals: 4 })
    const once = termsWith(washingMachineCare, { renewal: undefined })
    given(servicePlan, after(quote({ terms: once }), sell(), activate()))
      .when(renew())
      .rejects({ reason: 'RenewalNotOffered', maxRenewals: 0 })
  })

  it('costs a business what was agreed with it, under whichever terms, else what they have for businesses', () => {
    const dearer = termsWith(washingMachineCare, { version: 2, business: { priceMinor: '10900' } })
    const agreed = quote({ business: { priceMinor: 8800n as never } })
    for (const terms of [{}, { terms: dearer }]) {
      given(servicePlan, after(agreed, sell({ paidMinor: 8800n }), activate()))
        .when(renew({ paidMinor: 9900n, ...terms }))
        .rejects({ reason: 'PriceAboveQuote', priceMinor: 8800n, paidMinor: 9900n })
    }
    const listed = after(quote({ business: {} }), sell({ paidMinor: 9900n }), activate())
    given(servicePlan, listed)
      .when(renew({ paidMinor: 11900n }))
      .rejects({ reason: 'PriceAboveQuote', priceMinor: 9900n, paidMinor: 11900n })
    given(servicePlan, listed)
      .when(renew({ paidMinor: 11900n, terms: dearer }))
      .rejects({ reason: 'PriceAboveQuote', priceMinor: 10900n, paidMinor: 11900n })
  })

  it('costs no more than the terms say, in the currency of the plan', () => {
    given(servicePlan, after(...running))
      .when(renew({ paidMinor: 11901n }))
      .rejects({ reason: 'PriceAboveQuote', priceMinor: 11900n, paidMinor: 11901n })
    const dearer = termsWith(washingMachineCare, { version: 2, priceMinor: '12900' })
    expect(daysOf([...running, renew({ terms: dearer, paidMinor: 12900n })])).toHaveLength(2)
    const cheaper = termsWith(washingMachineCare, { version: 2, priceMinor: '9000' })
    given(servicePlan, after(...running))
      .when(renew({ terms: cheaper }))
      .rejects({ reason: 'PriceAboveQuote', priceMinor: 9000n, paidMinor: 11900n })
    given(servicePlan, after(...running))
      .when(renew({ currency: usd }))
      .rejects({ reason: 'CurrencyMismatch', expected: eur, found: usd })
    const inDollars = termsWith(washingMachineCare, { version: 2, currency: 'USD' })
    given(servicePlan, after(...running))
      .when(renew({ terms: inDollars }))
      .rejects({ reason: 'CurrencyMismatch', expected: eur, found: usd })
  })

  it('keeps the sum of what was paid within what can be recorded', () => {
    const dear = termsWith(washingMachineCare, { priceMinor: String(10n ** 18n - 1n) })
    const history = [quote({ terms: dear }), sell({ paidMinor: 10n ** 18n - 1n }), activate()]
    given(servicePlan, after(...history))
      .when(renew({ paidMinor: 1n }))
      .rejects({ reason: 'AmountOutOfBounds', amountMinor: 10n ** 18n, currency: eur })
    expect(daysOf([...history, renew({ paidMinor: 0n })])).toHaveLength(2)
  })

  it('ends before the calendar does', () => {
    const long = termsWith(washingMachineCare, { version: 2, period: 'P7973Y' })
    given(servicePlan, after(...running))
      .when(renew({ terms: long, paidMinor: 11900n }))
      .records(...after(...running, renew({ terms: long, paidMinor: 11900n })).slice(-1))
    given(servicePlan, after(...running))
      .when(renew({ terms: termsWith(long, { period: 'P7974Y' }) }))
      .rejects({ reason: 'TermOutOfCalendar' })
  })

  it('makes no sense of a plan that did not begin, or was given up', () => {
    given(servicePlan, after(quote(), sell())).when(renew()).rejects({ reason: 'PlanNotYetActive' })
    given(servicePlan, after(...running, cancel()))
      .when(renew())
      .rejects({ reason: 'PlanGivenUp', cancelledAt: berlinDay('2025-11-01') })
  })
})

describe('ReverseRenewal', () => {
  const renewed = [...running, renew(), second, third]

  it('takes exactly that renewal back, for all of its price, and later ones move up', () => {
    expect(daysOf(renewed)).toStrictEqual([
      'first 2025-06-05 2026-06-04',
      'renewal-1 2026-06-05 2027-06-04',
      'renewal-2 2027-06-05 2028-06-04',
      'renewal-3 2028-06-05 2029-06-04',
    ])
    given(servicePlan, after(...renewed))
      .when(reverse({ renewalId: text('renewal-2') }))
      .records({
        type: 'ServicePlanRenewalReversed',
        data: {
          servicePlanId: planId,
          renewalId: text('renewal-2'),
          because: text('changed-mind'),
          refunds: [
            {
              termId: text('renewal-2'),
              paidMinor: 11900n,
              totalDays: 366,
              unexpiredDays: 366,
              proRataMinor: 11900n,
              feeMinor: 0n,
              deductedMinor: 0n,
              refundMinor: 11900n,
            },
          ],
          refundMinor: 11900n,
          currency: eur,
          termsLeft: [
            {
              termId: 'first',
              startsOn: '2025-06-05',
              lastOn: '2026-06-04',
              startsAt: berlinDay('2025-06-05'),
              endsAtExclusive: endOfFirstTerm,
            },
            {
              termId: 'renewal-1',
              startsOn: '2026-06-05',
              lastOn: '2027-06-04',
              startsAt: endOfFirstTerm,
              endsAtExclusive: endOfSecondTerm,
            },
            {
              termId: 'renewal-3',
              startsOn: '2027-06-05',
              lastOn: '2028-06-04',
              startsAt: endOfSecondTerm,
              endsAtExclusive: at('2028-06-05T00:00+02:00'),
            },
          ] as never,
          trace: [
            {
              ruleId: 'renewal-reversed',
              facts: { renewalId: 'renewal-2', hasBegun: false, refundMinor: '11900' },
              outcome: 'whole-price',
              policyRef: { policyId: 'washing-machine-care', version: 1 },
            },
          ] as never,
          reversedAt: berlinDay('2026-05-25'),
        },
      })
    expect(daysOf([...renewed, reverse({ renewalId: text('renewal-2') })])).toStrictEqual([
      'first 2025-06-05 2026-06-04',
      'renewal-1 2026-06-05 2027-06-04',
      'renewal-3 2027-06-05 2028-06-04',
    ])
  })

  it('leaves the plan as if it had never been sold', () => {
    const without = given(servicePlan, after(...running, renew(), third))
    const taken = given(servicePlan, after(...renewed, reverse({ renewalId: text('renewal-2') })))
    expect(taken.deadlines).toStrictEqual(without.deadlines)
    expect(daysOf([...renewed, reverse(), reverse({ renewalId: text('renewal-2') })])).toStrictEqual(
      daysOf([...running, third]),
    )
  })

  it('records nothing when repeated', () => {
    given(servicePlan, after(...renewed, reverse()))
      .when(reverse({ because: text('other') }))
      .recordsNothing()
  })

  it('ends the plan at once, where nothing else covers the day', () => {
    const [reversed, expired] = after(...running, renew(), reverse({ reversedAt: berlinDay('2026-06-10') })).slice(-2)
    expect(reversed).toMatchObject({ data: { termsLeft: [{ termId: 'first' }], refundMinor: 11900n } })
    expect(expired).toStrictEqual({
      type: 'ServicePlanExpired',
      data: { servicePlanId: planId, expiredAt: berlinDay('2026-06-10') },
    })
  })

  it('is refused once it runs past its full refund, and once it is over', () => {
    // Sold on 20 May 2026: all of it goes back until 19 June.
    const renewalId = text('renewal-1')
    given(servicePlan, after(...running, renew()))
      .when(reverse({ reversedAt: berlinDay('2026-06-20', '00:00') }))
      .rejects({ reason: 'RenewalRunsTooLong', renewalId, startedAt: endOfFirstTerm })
    expect(daysOf([...running, renew(), reverse({ reversedAt: berlinDay('2026-06-19', '23:59') })])).toHaveLength(1)
    given(servicePlan, after(...running, renew(), second))
      .when(reverse({ reversedAt: endOfSecondTerm }))
      .rejects({ reason: 'PlanOver', endsAtExclusive: endOfSecondTerm })
  })

  it('is refused where something was used of it, until that is restored', () => {
    const used = [...running, renew(), consume({ consumedAt: berlinDay('2026-06-08') })]
    const back = reverse({ reversedAt: berlinDay('2026-06-10') })
    given(servicePlan, after(...used))
      .when(back)
      .rejects({ reason: 'RenewalUsed', renewalId: text('renewal-1'), usedFor: consume().data.usedFor })
    expect(daysOf([...used, restore({ restoredAt: berlinDay('2026-06-09') }), back])).toHaveLength(1)
    expect(daysOf([...running, consume(), renew(), back])).toHaveLength(1)
  })

  it('is refused of what was never renewed, and of the first term', () => {
    for (const renewalId of [text('renewal-9'), text('first')]) {
      given(servicePlan, after(...running, renew()))
        .when(reverse({ renewalId }))
        .rejects({ reason: 'RenewalUnknown', renewalId })
    }
  })
})
