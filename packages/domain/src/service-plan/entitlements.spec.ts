import { given } from '@aftersale/decider/testing'
import { at } from '../calendar/calendar.fixtures.js'
import type { ServicePlanCommand } from './commands.js'
import { entitlementLeft } from './entitled-now.js'
import {
  activate,
  after,
  berlinDay,
  cancel,
  consume,
  count,
  endOfFirstTerm,
  eur,
  expire,
  planId,
  quote,
  renew,
  reset,
  restore,
  resume,
  running,
  sell,
  soldAt,
  suspend,
  termsWith,
  twoYearProtection,
  visit,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

const twice = [...running, consume(), consume({ usedFor: visit(2) })]
const third = consume({ usedFor: visit(3) })

/** The reasons for which it is refused, with what would have turned it. */
const refusal = (history: ReadonlyArray<ServicePlanCommand>, command: ServicePlanCommand) => {
  const event = after(...history, command).at(-1)
  return event?.type === 'EntitlementRefused' ? [event.data.reasons, event.data.wouldHaveTurned] : event?.type
}

describe('ConsumeEntitlement', () => {
  it('counts it within its term, and says what is left', () => {
    given(servicePlan, after(...running))
      .when(consume())
      .records({
        type: 'EntitlementConsumed',
        data: {
          servicePlanId: planId,
          kind: 'visits',
          quantity: count(1),
          usedFor: visit(1),
          termId: 'first' as never,
          allowanceFrom: '2025-06-05' as never,
          allowanceLastOn: '2026-06-04' as never,
          used: 1,
          left: 1,
          valueMinor: 4900n,
          currency: eur,
          trace: [
            {
              ruleId: 'allowance',
              facts: {
                kind: 'visits',
                quantity: 1,
                used: 1,
                left: 1,
                from: '2025-06-05',
                lastOn: '2026-06-04',
              },
              outcome: 'paid-by-the-plan',
              policyRef: { policyId: 'washing-machine-care', version: 1 },
            },
          ] as never,
          consumedAt: berlinDay('2025-08-01'),
        },
      })
  })

  it('is one deed for one visit, whatever came between', () => {
    for (const since of [[], [restore()], [suspend()], [cancel()], [expire()]]) {
      given(servicePlan, after(...running, consume(), ...since))
        .when(consume({ consumedAt: berlinDay('2025-08-02') }))
        .recordsNothing()
    }
    given(servicePlan, after(...running, consume()))
      .when(consume({ quantity: count(2) }))
      .rejects({ reason: 'ConsumptionDiffers', kind: 'visits', usedFor: visit(1) })
  })

  it('takes another kind for the same visit', () => {
    expect(after(...running, consume(), consume({ kind: 'training-places' })).at(-1)).toMatchObject({
      type: 'EntitlementConsumed',
      data: { kind: 'training-places', used: 1, left: 0, valueMinor: 2900n },
    })
  })

  it('goes to the last one, and is no more than what is left', () => {
    expect(after(...twice).at(-1)).toMatchObject({ data: { used: 2, left: 0 } })
    expect(refusal(twice, third)).toStrictEqual([['UsedUp'], undefined])
    expect(refusal([...running, consume()], consume({ usedFor: visit(2), quantity: count(2) }))).toStrictEqual([
      ['UsedUp'],
      { quantityAtMost: 1 },
    ])
  })

  it('tells a no by an event with its trace, since it is the plan’s answer to its customer', () => {
    const refused = after(...twice, third).at(-1)
    expect(refused).toStrictEqual({
      type: 'EntitlementRefused',
      data: {
        servicePlanId: planId,
        kind: 'visits',
        quantity: 1,
        usedFor: visit(3),
        reasons: ['UsedUp'],
        trace: [
          {
            ruleId: 'allowance',
            facts: { kind: 'visits', quantity: 1, used: 2, left: 0, from: '2025-06-05', lastOn: '2026-06-04' },
            outcome: 'used-up',
            policyRef: { policyId: 'washing-machine-care', version: 1 },
          },
        ],
        refusedAt: berlinDay('2025-08-01'),
      },
    })
  })

  it('says no once for the same reason, and decides anew where that is gone', () => {
    given(servicePlan, after(...twice, third))
      .when(third)
      .recordsNothing()
    expect(after(...twice, third, restore(), third).at(-1)).toMatchObject({
      type: 'EntitlementConsumed',
      data: { used: 2, left: 0 },
    })
    expect(
      refusal([...twice, third, suspend()], { ...third, data: { ...third.data, consumedAt: berlinDay('2025-09-02') } }),
    ).toStrictEqual([['PlanSuspended'], undefined])
    expect(refusal([...twice, third], consume({ usedFor: visit(3), quantity: count(2) }))).toStrictEqual([
      ['UsedUp'],
      undefined,
    ])
  })

  it('is refused of what the terms do not promise', () => {
    expect(refusal(running, consume({ kind: 'roadside' }))).toStrictEqual([['NotEntitled'], undefined])
  })

  it('is unlimited where the terms set no limit', () => {
    const terms = termsWith(washingMachineCare, { entitlements: [{ kind: 'roadside', unitValueMinor: '100' }] })
    const history = [quote({ terms }), sell(), activate(), consume({ kind: 'roadside', quantity: count(50) })]
    expect(after(...history).at(-1)).toMatchObject({ data: { used: 50, valueMinor: 5000n } })
    const event = after(...history).at(-1)
    expect(event?.type === 'EntitlementConsumed' && 'left' in event.data).toBe(false)
  })

  it('makes no sense of what is there the whole time', () => {
    for (const kind of ['response-time', 'discount'] as const) {
      given(servicePlan, after(...running))
        .when(consume({ kind }))
        .rejects({ reason: 'EntitlementNotCounted', kind })
    }
  })

  it('is refused before the first term, and after the last', () => {
    expect(refusal([quote(), sell()], consume())).toStrictEqual([['PlanNotActive'], undefined])
    expect(refusal(running, consume({ consumedAt: berlinDay('2025-06-05', '11:59') }))).toStrictEqual([
      ['OutsideTerm'],
      { from: '2025-06-05' },
    ])
    expect(refusal(running, consume({ consumedAt: berlinDay('2025-05-01') }))).toStrictEqual([
      ['OutsideTerm'],
      { from: '2025-06-05' },
    ])
    expect(refusal(running, consume({ consumedAt: endOfFirstTerm }))).toStrictEqual([['OutsideTerm'], undefined])
    expect(after(...running, consume({ consumedAt: at('2026-06-04T23:59+02:00') })).at(-1)?.type).toBe(
      'EntitlementConsumed',
    )
  })

  it('is taken of a plan that is over, where it was done within the term and is heard of late', () => {
    expect(after(...running, expire(), consume()).at(-1)).toMatchObject({ type: 'EntitlementConsumed' })
    expect(refusal([...running, cancel()], consume())).toStrictEqual([['PlanCancelled'], undefined])
  })

  it('is refused while the plan was suspended, not before and not after', () => {
    const suspended = [...running, suspend(), resume()]
    const on = (day: string, time?: string) => consume({ consumedAt: berlinDay(day, time) })
    expect(refusal(suspended, on('2025-09-01'))).toStrictEqual([['PlanSuspended'], undefined])
    expect(refusal(suspended, on('2025-10-01', '11:59'))).toStrictEqual([['PlanSuspended'], undefined])
    expect(refusal(suspended, on('2025-10-01'))).toBe('EntitlementConsumed')
    expect(refusal(suspended, on('2025-09-01', '11:59'))).toBe('EntitlementConsumed')
    expect(refusal([...running, suspend()], on('2026-01-01'))).toStrictEqual([['PlanSuspended'], undefined])
  })

  it('is refused where its value could not be recorded', () => {
    const amountMinor = 4900n * 9_007_199_254_740_991n
    const terms = termsWith(washingMachineCare, { entitlements: [{ kind: 'visits', unitValueMinor: '4900' }] })
    given(servicePlan, after(quote({ terms }), sell(), activate()))
      .when(consume({ quantity: count(9_007_199_254_740_991) }))
      .rejects({ reason: 'AmountOutOfBounds', amountMinor, currency: eur })
  })
})

describe('RestoreEntitlement', () => {
  it('gives back what was used for a visit that did not happen', () => {
    given(servicePlan, after(...twice))
      .when(restore())
      .records({
        type: 'EntitlementRestored',
        data: {
          servicePlanId: planId,
          kind: 'visits',
          quantity: count(1),
          usedFor: visit(1),
          because: 'visit-cancelled' as never,
          restoredAt: berlinDay('2025-08-10'),
        },
      })
    expect(after(...twice, restore(), third).at(-1)).toMatchObject({ data: { used: 2, left: 0 } })
  })

  it('is one deed', () => {
    given(servicePlan, after(...twice, restore()))
      .when(restore())
      .recordsNothing()
  })

  it('is refused of what was never used, of another kind, and once the plan was reckoned', () => {
    for (const unknown of [restore({ usedFor: visit(9) }), restore({ kind: 'training-places' })]) {
      const { kind, usedFor } = unknown.data
      given(servicePlan, after(...twice))
        .when(unknown)
        .rejects({ reason: 'ConsumptionUnknown', kind, usedFor })
    }
    given(servicePlan, after(...twice, cancel()))
      .when(restore())
      .rejects({ reason: 'PlanGivenUp', cancelledAt: berlinDay('2025-11-01') })
  })
})

describe('quantities begin anew', () => {
  it('with each term', () => {
    const renewed = [...twice, renew({ renewedAt: berlinDay('2025-12-01') })]
    expect(refusal(renewed, third)).toStrictEqual([['UsedUp'], { from: '2026-06-05' }])
    expect(
      after(...renewed, consume({ usedFor: visit(3), consumedAt: berlinDay('2026-06-05', '00:00') })).at(-1),
    ).toMatchObject({
      data: { termId: 'renewal-1', allowanceFrom: '2026-06-05', allowanceLastOn: '2027-06-04', used: 1, left: 1 },
    })
  })

  it('and what was left of the last one is lost, by an event that says how much', () => {
    given(servicePlan, after(...running, consume(), renew()))
      .when(reset())
      .records({
        type: 'EntitlementsReset',
        data: {
          servicePlanId: planId,
          allowanceFrom: '2026-06-05' as never,
          allowanceLastOn: '2027-06-04' as never,
          unused: [
            { kind: 'visits', quantity: 1 },
            { kind: 'training-places', quantity: 1 },
          ],
          resetAt: endOfFirstTerm,
        },
      })
    given(servicePlan, after(...running, renew(), reset()))
      .when(reset())
      .recordsNothing()
    given(servicePlan, after(...running, renew()))
      .when(reset({ dueAt: berlinDay('2025-12-01') }))
      .recordsNothing()
    given(servicePlan, after(...running))
      .when(reset())
      .recordsNothing()
  })

  it('each month from 31 January: on the last day of February, and on 31 March again', () => {
    const monthly = termsWith(twoYearProtection, { period: 'P1Y', allowanceEvery: 'P1M' })
    const history = soldAt(monthly, at('2025-01-31T12:00-05:00'))
    const { state } = given(servicePlan, after(...history))
    const daysOn = (day: string) => {
      const { from, lastOn } = entitlementLeft(state, 'incidents', at(`${day}T12:00-05:00`)) ?? {}
      return [from, lastOn]
    }
    expect(daysOn('2025-01-31')).toStrictEqual(['2025-01-31', '2025-02-28'])
    expect(daysOn('2025-02-28')).toStrictEqual(['2025-01-31', '2025-02-28'])
    expect(daysOn('2025-03-01')).toStrictEqual(['2025-03-01', '2025-03-30'])
    expect(daysOn('2025-03-31')).toStrictEqual(['2025-03-31', '2025-04-30'])
    expect(daysOn('2025-05-01')).toStrictEqual(['2025-05-01', '2025-05-30'])
    // The last one ends with the term.
    expect(daysOn('2026-01-30')).toStrictEqual(['2025-12-31', '2026-01-30'])
    expect(daysOn('2026-01-31')).toStrictEqual([undefined, undefined])
  })

  it('after a part of the term that is cut off by its end', () => {
    const odd = termsWith(twoYearProtection, { period: 'P100D', allowanceEvery: 'P45D' })
    const { state } = given(servicePlan, after(...soldAt(odd, at('2025-01-01T12:00-05:00'))))
    const lastOn = (day: string) => entitlementLeft(state, 'incidents', at(`${day}T12:00-05:00`))?.lastOn
    expect(['2025-02-14', '2025-02-15', '2025-04-01'].map(lastOn)).toStrictEqual([
      '2025-02-14',
      '2025-03-31',
      '2025-04-10',
    ])
  })

  it('and a no says from when on there is more', () => {
    const monthly = termsWith(washingMachineCare, { allowanceEvery: 'P1M' })
    const used = [quote({ terms: monthly }), sell(), activate(), consume({ quantity: count(2) })]
    expect(refusal(used, consume({ usedFor: visit(2) }))).toStrictEqual([['UsedUp'], { from: '2025-08-05' }])
    expect(refusal(used, consume({ usedFor: visit(2), quantity: count(3) }))).toStrictEqual([['UsedUp'], undefined])
  })

  it('for a term of 10,000 years of days, too', () => {
    const daily = termsWith(washingMachineCare, { period: 'P2900000D', allowanceEvery: 'P1D', renewal: undefined })
    const history = [quote({ terms: daily }), sell(), activate()]
    expect(after(...history, consume({ consumedAt: at('9000-01-01T12:00Z') })).at(-1)).toMatchObject({
      data: { allowanceFrom: '9000-01-01', allowanceLastOn: '9000-01-01' },
    })
  })
})

describe('what is left of an entitlement', () => {
  it('is told for the allowance that runs', () => {
    const { state } = given(servicePlan, after(...running, consume()))
    expect(entitlementLeft(state, 'visits', berlinDay('2025-09-01'))).toStrictEqual({
      used: 1,
      left: 1,
      from: '2025-06-05',
      lastOn: '2026-06-04',
    })
  })

  it('is nothing that is not given then', () => {
    const at1 = berlinDay('2025-09-02')
    const { state } = given(servicePlan, after(...running))
    expect(entitlementLeft(state, 'roadside', at1)).toBeUndefined()
    expect(entitlementLeft(state, 'discount', at1)).toBeUndefined()
    expect(entitlementLeft(state, 'visits', endOfFirstTerm)).toBeUndefined()
    expect(entitlementLeft(given(servicePlan, after(...running, suspend())).state, 'visits', at1)).toBeUndefined()
    expect(entitlementLeft(given(servicePlan, after(...running, cancel())).state, 'visits', at1)).toBeUndefined()
  })
})
