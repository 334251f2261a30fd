import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { at } from '../calendar/calendar.fixtures.js'
import type { ServicePlanCommand } from './commands.js'
import {
  activate,
  after,
  berlinDay,
  cancel,
  endCoolingOff,
  endOfCoolingOff,
  endOfFirstTerm,
  expire,
  expireQuote,
  notice,
  noticeAt,
  quote,
  renew,
  reset,
  reverse,
  running,
  sell,
  soldAt,
  suspend,
  termsWith,
  twoYearProtection,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

const dueOf = (...commands: ReadonlyArray<ServicePlanCommand>) =>
  given(servicePlan, after(...commands)).deadlines.map(({ dueAt, command }) => `${command.type} ${dueAt}`)

const endOfSecondTerm = '2027-06-04T22:00:00.000Z'

describe('what falls due of a plan', () => {
  it('is nothing before it is quoted, and once it is over', () => {
    expect(given(servicePlan).deadlines).toStrictEqual([])
    for (const over of [
      [quote(), expireQuote()],
      [...running, cancel()],
      [quote(), sell(), cancel()],
      [...running, expire()],
    ]) {
      expect(dueOf(...over)).toStrictEqual([])
    }
  })

  it('is the end of its quote, of the cooling-off and of the term, and when to tell of that', () => {
    expect(dueOf(quote())).toStrictEqual([`ExpireServicePlanQuote ${berlinDay('2025-07-01')}`])
    expect(dueOf(quote(), sell())).toStrictEqual([`EndCoolingOff ${endOfCoolingOff}`])
    expect(dueOf(...running)).toStrictEqual([
      `EndCoolingOff ${endOfCoolingOff}`,
      `GiveRenewalNotice ${noticeAt}`,
      `ExpireServicePlan ${endOfFirstTerm}`,
    ])
    expect(dueOf(...running, endCoolingOff(), notice())).toStrictEqual([`ExpireServicePlan ${endOfFirstTerm}`])
    expect(dueOf(...running, suspend())).toStrictEqual(dueOf(...running))
  })

  it('moves with a renewal, and back where that is taken back', () => {
    const later = [
      `EndCoolingOff ${endOfCoolingOff}`,
      `ResetEntitlements ${endOfFirstTerm}`,
      'GiveRenewalNotice 2027-05-04T22:00:00.000Z',
      `ExpireServicePlan ${endOfSecondTerm}`,
    ]
    expect(dueOf(...running, renew())).toStrictEqual(later)
    expect(dueOf(...running, notice(), renew())).toStrictEqual(later)
    expect(dueOf(...running, renew(), reverse())).toStrictEqual(dueOf(...running))
    expect(dueOf(...running, renew(), reset())).toStrictEqual(later.filter((due) => !due.startsWith('Reset')))
  })

  it('tells of no end that no renewal can move', () => {
    const renewalOf = (renewal: object | undefined) => [
      quote({ terms: termsWith(washingMachineCare, { renewal }) }),
      sell(),
      activate(),
      endCoolingOff(),
    ]
    expect(dueOf(...renewalOf(undefined))).toStrictEqual([`ExpireServicePlan ${endOfFirstTerm}`])
    expect(dueOf(...renewalOf({ noticeDays: 30, maxRenewals: 1 }), renew(), reset())).toStrictEqual([
      `ExpireServicePlan ${endOfSecondTerm}`,
    ])
  })

  it('tells of an end that is near with the start of the term', () => {
    const short = termsWith(washingMachineCare, { period: 'P10D' })
    expect(dueOf(quote({ terms: short }), sell(), activate())).toContain(`GiveRenewalNotice ${berlinDay('2025-06-05')}`)
    const exact = termsWith(washingMachineCare, { period: 'P31D' })
    expect(dueOf(quote({ terms: exact }), sell(), activate())).toContain(`GiveRenewalNotice ${berlinDay('2025-06-05')}`)
    const longer = termsWith(washingMachineCare, { period: 'P32D' })
    expect(dueOf(quote({ terms: longer }), sell(), activate())).toContain(
      `GiveRenewalNotice ${at('2025-06-06T00:00+02:00')}`,
    )
  })
})

/** Carries out what is due by then, the earliest first, until nothing is. */
const passTime = (history: ReadonlyArray<ServicePlanCommand>, until: Instant): ReadonlyArray<string> => {
  const told: string[] = []
  let events = after(...history)
  for (;;) {
    const [next] = given(servicePlan, events)
      .deadlines.filter(({ dueAt }) => dueAt <= until)
      .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
    if (next === undefined) return told
    const { decision } = given(servicePlan, events).when(next.command)
    if (E.isLeft(decision) || decision.right.length === 0) throw new Error(`${next.command.type} comes to nothing`)
    events = [...events, ...decision.right]
    told.push(...decision.right.map(({ type }) => `${type} ${next.dueAt.slice(0, 10)}`))
  }
}

it('falls due in order after a standstill, once each', () => {
  expect(passTime([...running, renew({ renewedAt: berlinDay('2025-12-01') })], at('2030-01-01T00:00Z'))).toStrictEqual([
    'ServicePlanCoolingOffEnded 2025-06-16',
    'EntitlementsReset 2026-06-04',
    'ServicePlanRenewalNoticeFellDue 2027-05-04',
    'ServicePlanExpired 2027-06-04',
  ])
})

it('resets what begins anew each month from 31 January on the days after it', () => {
  const monthly = termsWith(twoYearProtection, { period: 'P6M', allowanceEvery: 'P1M' })
  expect(passTime(soldAt(monthly, at('2025-01-31T12:00-05:00')), at('2030-01-01T00:00Z'))).toStrictEqual([
    'EntitlementsReset 2025-03-01',
    'EntitlementsReset 2025-03-31',
    'EntitlementsReset 2025-05-01',
    'EntitlementsReset 2025-05-31',
    'EntitlementsReset 2025-07-01',
    'ServicePlanExpired 2025-07-31',
  ])
})
