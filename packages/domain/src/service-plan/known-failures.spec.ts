import { given } from '@aftersale/decider/testing'
import { at } from '../calendar/calendar.fixtures.js'
import type { ServicePlanCommand } from './commands.js'
import { after, renew, soldAt, termsWith, text, twoYearProtection, usd } from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

// The cases of published bug reports that a service plan decides, each by what is right.

const lastDaysOf = (...commands: ReadonlyArray<ServicePlanCommand>) => {
  const { state } = given(servicePlan, after(...commands))
  return state.status === 'active' ? state.plan.sale.held.map(({ term }) => term.lastOn) : []
}

const contract = (period: string) => termsWith(twoYearProtection, { period, renewal: { noticeDays: 30 } })
const again = (number: number) =>
  renew({ renewalId: text(`r${number}`), currency: usd, paidMinor: 0n, renewedAt: at('2025-02-01T12:00-05:00') })

it('D83 counts months by the calendar, and not as 30 days', () => {
  expect(lastDaysOf(...soldAt(contract('P24M'), at('2025-03-10T12:00-04:00')))).toStrictEqual(['2027-03-09'])
  expect(lastDaysOf(...soldAt(contract('P720D'), at('2025-03-10T12:00-04:00')))).toStrictEqual(['2027-02-27'])
})

it('D84 ends a yearly contract on the day before the same day of the next year', () => {
  expect(lastDaysOf(...soldAt(contract('P1Y'), at('2022-01-01T12:00-05:00')))).toStrictEqual(['2022-12-31'])
})

it('D85 ends a month from 31 January with February, and goes on from the anchor', () => {
  expect(lastDaysOf(...soldAt(contract('P1M'), at('2025-01-31T12:00-05:00')), again(1), again(2))).toStrictEqual([
    '2025-02-28',
    '2025-03-30',
    '2025-04-30',
  ])
})
