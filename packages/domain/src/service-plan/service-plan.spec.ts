import { given } from '@aftersale/decider/testing'
import { at } from '../calendar/calendar.fixtures.js'
import type { ServicePlanCommand } from './commands.js'
import { accountManagerOf, discountOfPlan, serviceLevelRefOfPlan } from './entitled-now.js'
import {
  activate,
  ada,
  after,
  agent,
  assignManager,
  berlinDay,
  cancel,
  endOfFirstTerm,
  expire,
  notice,
  noticeAt,
  otherPlanId,
  planId,
  quote,
  renew,
  reset,
  resume,
  reverse,
  running,
  sell,
  suspend,
  termsWith,
  text,
  twoYearProtection,
  usd,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

describe('SuspendServicePlan and ResumeServicePlan', () => {
  const suspended = after(...running, suspend())

  it('stop and go on, and the term runs on meanwhile', () => {
    given(servicePlan, after(...running))
      .when(suspend())
      .records({ type: 'ServicePlanSuspended', data: suspend().data })
    given(servicePlan, suspended).when(resume()).records({ type: 'ServicePlanResumed', data: resume().data })
    const resumed = after(...running, suspend(), resume())
    expect(given(servicePlan, resumed).state.status).toBe('active')
    expect(given(servicePlan, resumed).deadlines).toStrictEqual(given(servicePlan, after(...running)).deadlines)
  })

  it('record nothing when repeated', () => {
    given(servicePlan, suspended)
      .when(suspend({ suspendedAt: berlinDay('2025-09-02') }))
      .recordsNothing()
    given(servicePlan, after(...running, suspend(), resume()))
      .when(resume())
      .recordsNothing()
    given(servicePlan, after(...running))
      .when(resume())
      .recordsNothing()
  })

  it('are refused for another reason on top, and before the suspension', () => {
    const suspendedAt = berlinDay('2025-09-01')
    given(servicePlan, suspended)
      .when(suspend({ because: text('fraud') }))
      .rejects({ reason: 'PlanOnHold', suspendedAt })
    given(servicePlan, suspended)
      .when(resume({ resumedAt: berlinDay('2025-08-31') }))
      .rejects({ reason: 'BeforeSuspension', suspendedAt })
  })

  it('are refused of a plan that does not run', () => {
    given(servicePlan, after(quote(), sell())).when(suspend()).rejects({ reason: 'PlanNotYetActive' })
    given(servicePlan, after(...running, expire()))
      .when(resume())
      .rejects({ reason: 'PlanOver', endsAtExclusive: endOfFirstTerm })
  })
})

describe('AssignAccountManager', () => {
  const business = quote({ business: { accountManagerId: text('manager-1') } })

  it('gives a business another one, at any time', () => {
    given(servicePlan, after(business))
      .when(assignManager())
      .records({ type: 'ServicePlanAccountManagerAssigned', data: assignManager().data })
    const history = after(business, sell({ paidMinor: 9900n }), activate(), assignManager(), suspend(), cancel())
    expect(accountManagerOf(given(servicePlan, history).state)).toBe('manager-2')
    expect(accountManagerOf(given(servicePlan, after(business)).state)).toBe('manager-1')
    expect(accountManagerOf(servicePlan.initial)).toBeUndefined()
  })

  it('records nothing when repeated, and consumers have none', () => {
    given(servicePlan, after(business, assignManager()))
      .when(assignManager({ assignedBy: { ...agent, id: text('agent-2') } }))
      .recordsNothing()
    given(servicePlan, after(quote())).when(assignManager()).rejects({ reason: 'NoBusiness' })
  })
})

describe('ExpireServicePlan', () => {
  it('ends the plan with its last term', () => {
    given(servicePlan, after(...running))
      .when(expire())
      .records({ type: 'ServicePlanExpired', data: { servicePlanId: planId, expiredAt: endOfFirstTerm } })
    given(servicePlan, after(...running, suspend()))
      .when(expire())
      .records({ type: 'ServicePlanExpired', data: { servicePlanId: planId, expiredAt: endOfFirstTerm } })
  })

  it('does nothing where the plan was renewed, is over, or never began', () => {
    for (const history of [
      after(...running, renew()),
      after(...running, cancel()),
      after(...running, expire()),
      after(quote(), sell()),
    ]) {
      given(servicePlan, history).when(expire()).recordsNothing()
    }
  })
})

describe('GiveRenewalNotice', () => {
  it('falls due 30 days before the last day', () => {
    given(servicePlan, after(...running))
      .when(notice())
      .records({
        type: 'ServicePlanRenewalNoticeFellDue',
        data: {
          servicePlanId: planId,
          customerId: ada,
          lastOn: '2026-06-04' as never,
          endsAtExclusive: endOfFirstTerm,
          fellDueAt: noticeAt,
        },
      })
  })

  it('does nothing twice, at another instant, or once the plan was renewed', () => {
    given(servicePlan, after(...running, notice()))
      .when(notice())
      .recordsNothing()
    given(servicePlan, after(...running))
      .when(notice({ dueAt: berlinDay('2026-05-05') }))
      .recordsNothing()
    given(servicePlan, after(...running, renew({ renewedAt: berlinDay('2026-01-01') })))
      .when(notice())
      .recordsNothing()
  })
})

describe('every command', () => {
  it('is for the plan that it was sent to', () => {
    given(servicePlan, after(...running))
      .when(suspend({ servicePlanId: otherPlanId }))
      .rejects({ reason: 'AddressedToAnotherPlan', servicePlanId: planId })
  })

  it('tells of what was after the quote, and of what was after the sale', () => {
    given(servicePlan, after(...running))
      .when(suspend({ suspendedAt: berlinDay('2025-06-01', '13:00') }))
      .rejects({ reason: 'BeforeSale', soldAt: berlinDay('2025-06-02') })
    given(servicePlan, after(...running))
      .when(reverse({ reversedAt: berlinDay('2025-05-01') }))
      .rejects({ reason: 'BeforeQuote', quotedAt: berlinDay('2025-06-01') })
    given(servicePlan, after(...running))
      .when(reset())
      .recordsNothing()
  })
})

describe('what a plan entitles to the whole time', () => {
  const { state } = given(servicePlan, after(...running))

  it('is a service level and a discount, in its terms', () => {
    expect(serviceLevelRefOfPlan(state, berlinDay('2026-06-04', '23:59'))).toStrictEqual({
      policyId: 'retail-desk',
      version: 1,
    })
    expect(discountOfPlan(state, berlinDay('2026-06-04', '23:59'))).toBe(1500)
  })

  it('is nothing outside of them, and while it is suspended', () => {
    for (const moment of [berlinDay('2025-06-05', '11:59'), endOfFirstTerm]) {
      expect(serviceLevelRefOfPlan(state, moment)).toBeUndefined()
      expect(discountOfPlan(state, moment)).toBeUndefined()
    }
    const suspended = given(servicePlan, after(...running, suspend())).state
    expect(serviceLevelRefOfPlan(suspended, berlinDay('2025-09-02'))).toBeUndefined()
    expect(discountOfPlan(suspended, berlinDay('2025-09-02'))).toBeUndefined()
  })

  it('is what it was before a suspension, within one that is over by now, and before the end', () => {
    const discounts = (...since: ReadonlyArray<ServicePlanCommand>) =>
      ['2025-08-31', '2025-09-02', '2025-12-01'].map((on) =>
        discountOfPlan(given(servicePlan, after(...running, ...since)).state, berlinDay(on)),
      )
    expect(discounts(suspend())).toStrictEqual([1500, undefined, undefined])
    expect(discounts(suspend(), resume())).toStrictEqual([1500, undefined, 1500])
    expect(discounts(expire())).toStrictEqual([1500, 1500, 1500])
  })

  it('is for businesses what the terms of each term have for them, where nothing else was agreed', () => {
    const newer = termsWith(washingMachineCare, {
      version: 2,
      business: { serviceLevelRef: { policyId: 'hotline', version: 2 } },
    })
    const history = after(quote({ business: {} }), sell({ paidMinor: 9900n }), activate(), renew({ terms: newer }))
    const { state } = given(servicePlan, history)
    expect(serviceLevelRefOfPlan(state, berlinDay('2025-09-02'))).toStrictEqual({ policyId: 'hotline', version: 1 })
    expect(serviceLevelRefOfPlan(state, berlinDay('2026-08-01'))).toStrictEqual({ policyId: 'hotline', version: 2 })
  })

  it('is what was agreed with a business, in every term; for others what the terms of each say', () => {
    const hotline = termsWith(washingMachineCare, {
      version: 2,
      entitlements: [{ kind: 'response-time', serviceLevelRef: { policyId: 'hotline', version: 2 } }],
    })
    const summer = berlinDay('2026-08-01')
    const renewed = given(servicePlan, after(...running, renew({ terms: hotline }))).state
    expect(serviceLevelRefOfPlan(renewed, summer)).toStrictEqual({ policyId: 'hotline', version: 2 })
    const agreed = { serviceLevelRef: { policyId: 'acme-desk', version: 3 } } as never
    const ofAcme = after(
      quote({ business: agreed }),
      sell({ paidMinor: 9900n }),
      activate(),
      renew({ terms: hotline, paidMinor: 9900n }),
    )
    expect(serviceLevelRefOfPlan(given(servicePlan, ofAcme).state, summer)).toMatchObject({ policyId: 'acme-desk' })
  })
})

it('runs from its sale for 730 days, where nothing else is waited for', () => {
  const history = after(
    quote({ terms: twoYearProtection }),
    sell({ paidMinor: 14900n, currency: usd, soldAt: at('2025-06-02T23:30-04:00') }),
  )
  expect(history.at(-1)).toMatchObject({ data: { term: { startsOn: '2025-06-02', lastOn: '2027-06-01' } } })
})
