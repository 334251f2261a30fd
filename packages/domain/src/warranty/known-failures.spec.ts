import { given } from '@aftersale/decider/testing'
import { coverageOn } from './layers/coverage-on.js'
import type { TermPolicy } from './layers/term-policy.js'
import {
  after,
  cancel,
  conformity,
  conformityLayer,
  day,
  deliver,
  extend,
  install,
  lastOn,
  motor,
  motorExtension,
  motorLayer,
  noonOf,
  otherWarrantyId,
  period,
  register,
  reverse,
  stateAfter,
  supersede,
  termsWith,
  text,
  unit,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

// The cases of published bug reports that a warranty decides, each by what is right.

const guarantee = (length: string) => register({ terms: termsWith({ ...motorLayer, period: period(length) }) })
const installedOn = (words: string) => install({ anchoredAt: noonOf(words) })
const inJanuary = { purchasedAt: noonOf('2025-01-01'), registeredAt: noonOf('2025-01-01') }

it('D83 counts months as months of the calendar: 24 of them from 10 March 2025 are over on 10 March 2027, not after 720 days', () => {
  const terms = termsWith({ ...conformityLayer, period: period('P24M') })
  expect(lastOn(stateAfter(register({ terms }), deliver()))).toBe('2027-03-10')
  const days = termsWith({ ...conformityLayer, period: period('P720D') })
  expect(lastOn(stateAfter(register({ terms: days }), deliver()))).toBe('2027-02-28')
})

it('D84 covers a yearly contract that starts on 12 March until 11 March: the day it starts on is its first', () => {
  expect(lastOn(stateAfter(guarantee('P1Y'), install()), motor)).toBe('2026-03-11')
  const state = stateAfter(guarantee('P1Y'), install())
  expect(coverageOn(state, day('2026-03-11')).covering).toHaveLength(1)
  expect(coverageOn(state, day('2026-03-12')).covering).toHaveLength(0)
})

it('D85 ends a month from 31 January on the last day of February, and three on 30 April, whatever was clamped before', () => {
  const counted = { ...conformityLayer, period: period('P1M') }
  const registered = register({ ...inJanuary, terms: termsWith(counted) })
  const delivered = deliver({ anchoredAt: noonOf('2025-01-31') })
  expect(lastOn(stateAfter(registered, delivered))).toBe('2025-02-28')
  const month = (number: number) =>
    extend({
      extensionId: text(`month-${number}`),
      layerId: conformity,
      by: period('P1M'),
      extendedAt: noonOf('2025-02-01'),
    })
  expect(lastOn(stateAfter(registered, delivered, month(2)))).toBe('2025-03-31')
  expect(lastOn(stateAfter(registered, delivered, month(2), month(3)))).toBe('2025-04-30')
})

it('D87 extends from the end of what it extends, and leaves the day of purchase as it was', () => {
  const terms = termsWith({ ...motorLayer, startAnchor: 'purchase', period: period('P2Y') })
  const history = after(register({ terms }), extend())
  const { state } = given(warranty, history)
  expect(lastOn(state, motor)).toBe('2028-03-02')
  expect(state.status !== 'not-registered' && state.warranty.registered.purchase?.purchasedAt).toBe(
    noonOf('2025-03-03'),
  )
  given(warranty, history)
    .when(deliver({ anchor: 'purchase', anchoredAt: noonOf('2026-03-03') }))
    .rejects({ reason: 'NotThePurchase', purchasedAt: noonOf('2025-03-03') })
  expect(lastOn(stateAfter(register({ terms }), extend(), reverse()), motor)).toBe('2027-03-02')
})

it('D88 waits where the day of purchase is not known: it covers nothing by a guess, and nothing without end', () => {
  const { purchasedAt: _, ...data } = register({ terms: termsWith({ ...motorLayer, startAnchor: 'purchase' }) }).data
  const unknown = { type: 'RegisterWarranty', data } as const
  const { state, deadlines } = given(warranty, after(unknown))
  expect(state.status).toBe('pending')
  expect(deadlines).toStrictEqual([])
  for (const on of ['2025-03-03', '2026-01-01', '2099-01-01']) {
    expect(coverageOn(state, day(on)).layers.map(({ because }) => because)).toStrictEqual(['not-started'])
  }
  const proof = deliver({ anchor: 'purchase', anchoredAt: noonOf('2025-02-20'), evidenceId: text('bank-statement-1') })
  expect(lastOn(stateAfter(unknown, proof), motor)).toBe('2030-02-19')
})

it('D89 starts what is counted from delivery when it is delivered, and what is counted from installation then', () => {
  const delivered = stateAfter(register(), deliver())
  expect([lastOn(delivered, conformity), lastOn(delivered, motor)]).toStrictEqual(['2027-03-10', undefined])
  const installed = stateAfter(register(), deliver(), installedOn('2025-03-20'))
  expect([lastOn(installed, conformity), lastOn(installed, motor), lastOn(installed, motorExtension)]).toStrictEqual([
    '2027-03-10',
    '2030-03-19',
    '2033-03-19',
  ])
})

describe('D92 a unit given for another has the warranty that the policy says', () => {
  const carriedBy = (termPolicy: TermPolicy) => {
    const superseded = after(register(), deliver(), supersede({ termPolicy, supersededAt: noonOf('2027-02-01') })).at(
      -1,
    )
    if (superseded?.type !== 'WarrantySuperseded') throw new Error('It was not superseded')
    const second = { ...unit, unit: 2 as typeof unit.unit }
    return register({
      warrantyId: otherWarrantyId,
      unit: second,
      carried: superseded.data.carried,
      registeredAt: noonOf('2027-02-01'),
    })
  }
  const deliveredAgain = deliver({ warrantyId: otherWarrantyId, anchoredAt: noonOf('2027-02-05') })

  it('a repaired one the rest of what the old one had', () => {
    expect(lastOn(stateAfter(carriedBy({ kind: 'remainder' }), deliveredAgain))).toBe('2027-03-10')
  })

  it('a refurbished one the rest, but for 90 days at least', () => {
    expect(lastOn(stateAfter(carriedBy({ kind: 'longer-of', atLeast: period('P90D') }), deliveredAgain))).toBe(
      '2027-05-02',
    )
  })

  it('a new one all of it, from its own delivery', () => {
    expect(lastOn(stateAfter(carriedBy({ kind: 'fresh' }), deliveredAgain))).toBe('2029-02-05')
  })
})

it('D92 a unit given back has none', () => {
  expect(coverageOn(stateAfter(register(), deliver(), cancel()), day('2025-03-20')).covering).toHaveLength(0)
})
