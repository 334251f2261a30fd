import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import type { MinorUnits } from '../money/minor-units.js'
import {
  activate,
  ada,
  after,
  bela,
  berlinDay,
  cancel,
  endCoolingOff,
  endOfCoolingOff,
  endOfFirstTerm,
  eur,
  expire,
  expireQuote,
  planId,
  planLine,
  quote,
  running,
  sell,
  suspend,
  termsWith,
  text,
  usd,
  washingMachine,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

const careRef = { policyId: 'washing-machine-care', version: 1 }
const typesOf = (events: ReadonlyArray<{ readonly type: string }>) => events.map(({ type }) => type)
const firstTerm = {
  termId: 'first',
  startsOn: '2025-06-05',
  lastOn: '2026-06-04',
  startsAt: berlinDay('2025-06-05'),
  endsAtExclusive: endOfFirstTerm,
}

describe('QuoteServicePlan', () => {
  it('names the price and the service level of its terms', () => {
    const { business: _, ...asked } = quote().data
    given(servicePlan)
      .when(quote())
      .records({
        type: 'ServicePlanQuoted',
        data: {
          ...asked,
          isBusiness: false,
          priceMinor: 11900n,
          currency: eur,
          serviceLevelRef: { policyId: 'retail-desk', version: 1 } as never,
          trace: [
            {
              ruleId: 'plan-price',
              facts: { priceMinor: '11900', source: 'consumer' },
              outcome: 'quoted',
              policyRef: careRef,
            },
          ] as never,
        },
      })
  })

  it('gives a business what its terms have for businesses, and before that what was agreed with it', () => {
    expect(after(quote({ business: {} }))).toMatchObject([
      { data: { isBusiness: true, priceMinor: 9900n, serviceLevelRef: { policyId: 'hotline' } } },
    ])
    const agreed = {
      priceMinor: 8800n,
      serviceLevelRef: { policyId: 'acme-desk', version: 3 },
      accountManagerId: text('manager-1'),
    } as never
    expect(after(quote({ business: agreed }))).toMatchObject([
      {
        data: {
          priceMinor: 8800n,
          serviceLevelRef: { policyId: 'acme-desk', version: 3 },
          accountManagerId: 'manager-1',
          trace: [{ facts: { source: 'agreed' } }],
        },
      },
    ])
    const plain = termsWith(washingMachineCare, { business: undefined })
    expect(after(quote({ terms: plain, business: {} }))).toMatchObject([
      { data: { isBusiness: true, priceMinor: 11900n, serviceLevelRef: { policyId: 'retail-desk' } } },
    ])
  })

  it('records nothing when repeated, and is refused with other content', () => {
    const history = after(quote())
    given(servicePlan, history)
      .when(quote({ quotedAt: berlinDay('2025-06-03') }))
      .recordsNothing()
    for (const other of [
      quote({ customerId: bela }),
      quote({ cover: {} }),
      quote({ business: {} }),
      quote({ terms: termsWith(washingMachineCare, { version: 2 }) }),
      quote({ validUntil: berlinDay('2025-07-02') }),
    ]) {
      given(servicePlan, history)
        .when(other)
        .rejects({ reason: 'PlanAlreadyQuoted', quotedAt: berlinDay('2025-06-01') })
    }
  })

  it('is refused where it would be over at once, or its term ends with the calendar', () => {
    const quotedAt = berlinDay('2025-06-01')
    given(servicePlan)
      .when(quote({ validUntil: quotedAt }))
      .rejects({ reason: 'QuoteOverBeforeItBegins', quotedAt, validUntil: quotedAt })
    given(servicePlan)
      .when(quote({ terms: termsWith(washingMachineCare, { period: 'P9000Y' }) }))
      .rejects({ reason: 'TermOutOfCalendar' })
  })

  it('is over once it is no longer valid', () => {
    const history = after(quote(), expireQuote())
    expect(history.at(-1)).toStrictEqual({
      type: 'ServicePlanQuoteExpired',
      data: { servicePlanId: planId, expiredAt: berlinDay('2025-07-01') },
    })
    given(servicePlan, history).when(expireQuote()).recordsNothing()
    given(servicePlan, history)
      .when(sell())
      .rejects({ reason: 'QuoteOver', validUntil: berlinDay('2025-07-01') })
    given(servicePlan, after(quote()))
      .when(expireQuote({ dueAt: berlinDay('2025-06-30') }))
      .recordsNothing()
    given(servicePlan, after(quote(), sell())).when(expireQuote()).recordsNothing()
  })
})

describe('SellServicePlan', () => {
  const sold = {
    type: 'ServicePlanSold',
    data: {
      servicePlanId: planId,
      customerId: ada,
      cover: { unit: washingMachine },
      start: 'delivery',
      purchase: planLine,
      paidMinor: 11900n as MinorUnits,
      currency: eur,
      soldAt: berlinDay('2025-06-02'),
    },
  } as const

  it('starts the cooling-off with the day of the sale, which is not counted', () => {
    given(servicePlan, after(quote()))
      .when(sell())
      .records(sold, {
        type: 'ServicePlanCoolingOffStarted',
        data: {
          servicePlanId: planId,
          lastOn: '2025-06-16' as never,
          coolingOffUntil: endOfCoolingOff,
          startedAt: berlinDay('2025-06-02'),
        },
      })
    expect(given(servicePlan, after(quote(), sell())).state.status).toBe('cooling-off')
  })

  it('begins the first term, where its terms wait for nothing', () => {
    const terms = termsWith(washingMachineCare, { start: 'sale' })
    const history = after(quote({ terms }), sell())
    expect(typesOf(history).slice(1)).toStrictEqual([
      'ServicePlanSold',
      'ServicePlanCoolingOffStarted',
      'ServicePlanActivated',
    ])
    expect(history.at(-1)).toMatchObject({
      data: { anchor: 'sale', term: { startsOn: '2025-06-02', lastOn: '2026-06-01' } },
    })
    expect(given(servicePlan, history).state.status).toBe('active')
  })

  it('waits without a cooling-off where the terms have none', () => {
    const terms = termsWith(washingMachineCare, { coolingOff: undefined })
    const history = after(quote({ terms }), sell())
    expect(typesOf(history)).toStrictEqual(['ServicePlanQuoted', 'ServicePlanSold'])
    expect(given(servicePlan, history).state.status).toBe('sold')
  })

  it('takes less than was quoted, and no more, in no other currency', () => {
    given(servicePlan, after(quote()))
      .when(sell({ paidMinor: 11901n }))
      .rejects({ reason: 'PriceAboveQuote', priceMinor: 11900n, paidMinor: 11901n })
    given(servicePlan, after(quote()))
      .when(sell({ currency: usd }))
      .rejects({ reason: 'CurrencyMismatch', expected: eur, found: usd })
    expect(after(quote(), sell({ paidMinor: 0n }))).toHaveLength(3)
  })

  it('is refused once the quote is over, to the instant', () => {
    const validUntil = berlinDay('2025-07-01')
    given(servicePlan, after(quote()))
      .when(sell({ soldAt: validUntil }))
      .rejects({ reason: 'QuoteOver', validUntil })
    expect(after(quote(), sell({ soldAt: berlinDay('2025-07-01', '11:59') }))).toHaveLength(3)
  })

  it('records nothing when repeated, whatever became of the plan, and is refused otherwise', () => {
    for (const history of [after(quote(), sell()), after(...running, cancel()), after(...running, expire())]) {
      given(servicePlan, history)
        .when(sell({ soldAt: berlinDay('2025-06-03') }))
        .recordsNothing()
      given(servicePlan, history)
        .when(sell({ paidMinor: 1n }))
        .rejects({ reason: 'PlanAlreadySold', soldAt: berlinDay('2025-06-02') })
    }
  })

  it('is refused before it was quoted', () => {
    given(servicePlan, after(quote()))
      .when(sell({ soldAt: berlinDay('2025-05-31') }))
      .rejects({ reason: 'BeforeQuote', quotedAt: berlinDay('2025-06-01') })
    given(servicePlan).when(sell()).rejects({ reason: 'PlanNotQuoted' })
  })
})

describe('ActivateServicePlan', () => {
  it('begins the first term with the delivery, within the cooling-off too', () => {
    given(servicePlan, after(quote(), sell()))
      .when(activate())
      .records({
        type: 'ServicePlanActivated',
        data: {
          servicePlanId: planId,
          anchor: 'delivery',
          cover: { unit: washingMachine },
          term: firstTerm as never,
          trace: [
            {
              ruleId: 'term',
              facts: {
                anchor: 'delivery',
                anchoredAt: berlinDay('2025-06-05'),
                period: 'P1Y',
                countingRule: 'start-day-included',
                lastOn: '2026-06-04',
              },
              outcome: 'begins-with-the-anchor',
              policyRef: careRef,
            },
          ] as never,
          activatedAt: berlinDay('2025-06-05'),
        },
      })
  })

  it('begins no term before the sale: a plan covers nothing that was over', () => {
    expect(after(quote(), sell(), activate({ anchoredAt: berlinDay('2025-03-01') })).at(-1)).toMatchObject({
      data: {
        term: { startsOn: '2025-06-02', startsAt: berlinDay('2025-06-02') },
        trace: [{ outcome: 'begins-with-the-sale' }],
        activatedAt: berlinDay('2025-06-02'),
      },
    })
  })

  it('records nothing once it began, and waits for its own anchor alone', () => {
    for (const history of [after(...running), after(...running, suspend()), after(...running, expire())]) {
      given(servicePlan, history)
        .when(activate({ anchoredAt: berlinDay('2025-06-09') }))
        .recordsNothing()
    }
    given(servicePlan, after(quote(), sell()))
      .when(activate({ anchor: 'sale' }))
      .rejects({ reason: 'AnchorNotOfTerms', expected: 'delivery' })
    given(servicePlan, after(quote(), sell(), cancel()))
      .when(activate())
      .rejects({ reason: 'PlanGivenUp', cancelledAt: berlinDay('2025-11-01') })
    given(servicePlan, after(quote())).when(activate()).rejects({ reason: 'PlanNotSold' })
  })

  it('is refused where the term would end with the calendar', () => {
    given(servicePlan, after(quote(), sell()))
      .when(activate({ anchoredAt: '9999-06-01T10:00:00.000Z' as Instant }))
      .rejects({ reason: 'TermOutOfCalendar' })
  })
})

describe('EndCoolingOff', () => {
  const ended = {
    type: 'ServicePlanCoolingOffEnded',
    data: { servicePlanId: planId, endedAt: endOfCoolingOff },
  } as const

  it('leaves the plan waiting for its delivery, or running', () => {
    given(servicePlan, after(quote(), sell())).when(endCoolingOff()).records(ended)
    expect(given(servicePlan, after(quote(), sell(), endCoolingOff())).state.status).toBe('sold')
    given(servicePlan, after(...running))
      .when(endCoolingOff())
      .records(ended)
    expect(given(servicePlan, after(...running, endCoolingOff())).state.status).toBe('active')
    expect(given(servicePlan, after(...running, suspend(), endCoolingOff())).state.status).toBe('suspended')
  })

  it('begins the first term, where the terms wait for it', () => {
    const terms = termsWith(washingMachineCare, { start: 'end-of-cooling-off' })
    const history = after(quote({ terms }), sell(), endCoolingOff())
    expect(typesOf(history).slice(-2)).toStrictEqual(['ServicePlanCoolingOffEnded', 'ServicePlanActivated'])
    expect(history.at(-1)).toMatchObject({
      data: { anchor: 'end-of-cooling-off', term: { startsOn: '2025-06-17', lastOn: '2026-06-16' } },
    })
    given(servicePlan, history).when(endCoolingOff()).recordsNothing()
  })

  it('does nothing at another instant, twice, or of a plan that is over', () => {
    given(servicePlan, after(quote(), sell()))
      .when(endCoolingOff({ dueAt: berlinDay('2025-06-17') }))
      .recordsNothing()
    for (const history of [
      after(quote(), sell(), endCoolingOff()),
      after(quote(), sell(), cancel()),
      after(...running, expire()),
    ]) {
      given(servicePlan, history).when(endCoolingOff()).recordsNothing()
    }
  })
})
