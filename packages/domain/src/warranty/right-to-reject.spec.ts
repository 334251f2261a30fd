import { given } from '@aftersale/decider/testing'
import type { Zone } from '../calendar/zone.js'
import { ukConsumerLaw } from '../policy/legal/index.js'
import type { WarrantyCommand } from './commands.js'
import { coverageOn } from './layers/coverage-on.js'
import {
  after,
  at,
  conformityLayer,
  day,
  deliver,
  handBack,
  install,
  noonOf,
  period,
  register,
  stateAfter,
  take,
  termsWith,
  text,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

// The short right to reject of the Consumer Rights Act 2015, section 22, told by commands and events.

const london = 'Europe/London' as Zone
const british = termsWith({ ...conformityLayer, zone: london, period: period('P6Y') })
const bought = noonOf('2025-01-08')
const registered = register({ law: ukConsumerLaw, terms: british, purchasedAt: bought, registeredAt: bought })
const delivered = deliver({ anchoredAt: at('2025-01-10T15:00+00:00') })

const waited = (askedOn: string, backOn: string): ReadonlyArray<WarrantyCommand> => [
  take({ requestedAt: noonOf(askedOn), takenAt: noonOf(askedOn) }),
  handBack({ handedBackAt: noonOf(backOn) }),
]

const rejectableUntil = (...commands: ReadonlyArray<WarrantyCommand>) => {
  const state = stateAfter(registered, ...commands)
  return state.status === 'not-registered' ? undefined : state.warranty.rejectableUntil?.lastOn
}

describe('the short right to reject', () => {
  it('is over 30 days after delivery on 10 January 2025, on Sunday 9 February', () => {
    expect(rejectableUntil(delivered)).toBe('2025-02-09')
    const started = after(registered, delivered).find(({ type }) => type === 'WarrantyStarted')
    expect(started?.type === 'WarrantyStarted' && started.data.rejectableUntil).toStrictEqual({
      lastOn: '2025-02-09',
      endsAtExclusive: '2025-02-10T00:00:00.000Z',
    })
  })

  it('has seven days left after a repair asked for on 4 February and back on the 18th: until 25 February', () => {
    expect(rejectableUntil(delivered, ...waited('2025-02-04', '2025-02-18'))).toBe('2025-02-25')
  })

  it('runs on for what was left after a repair asked for on 20 January and back on 3 February: until the 24th', () => {
    expect(rejectableUntil(delivered, ...waited('2025-01-20', '2025-02-03'))).toBe('2025-02-24')
  })

  it('stands still from the request, not from when the product was taken', () => {
    const taken = take({ requestedAt: noonOf('2025-01-20'), takenAt: noonOf('2025-01-25') })
    expect(rejectableUntil(delivered, taken, handBack({ handedBackAt: noonOf('2025-02-03') }))).toBe('2025-02-24')
  })

  it('does not stand still for an inspection', () => {
    const taken = take({ purpose: 'inspection', takenAt: noonOf('2025-01-20') })
    expect(rejectableUntil(delivered, taken, handBack({ handedBackAt: noonOf('2025-02-03') }))).toBe('2025-02-09')
  })

  it('begins with the installation where the product needs one', () => {
    const needing = register({ ...registered.data, needsInstallation: true })
    const installed = install({ anchoredAt: at('2025-01-15T10:00+00:00') })
    const waiting = stateAfter(needing, delivered)
    expect(waiting.status !== 'not-registered' && waiting.warranty.rejectableUntil).toBeUndefined()
    const begun = stateAfter(needing, delivered, installed)
    expect(begun.status !== 'not-registered' && begun.warranty.rejectableUntil?.lastOn).toBe('2025-02-14')
  })

  it('is said of a day on which it can be used, and not of the day after', () => {
    const state = stateAfter(registered, delivered)
    expect(coverageOn(state, day('2025-02-09')).rejectableUntil?.lastOn).toBe('2025-02-09')
    expect(coverageOn(state, day('2025-02-10')).rejectableUntil).toBeUndefined()
  })

  it('is no right of a contract whose law does not know it', () => {
    const state = stateAfter(register(), deliver())
    expect(state.status !== 'not-registered' && 'rejectableUntil' in state.warranty).toBe(false)
  })

  it('ends later by an installation alone, which no layer waits for', () => {
    const needing = register({ ...registered.data, needsInstallation: true })
    const installed = install({ anchoredAt: at('2025-01-15T10:00+00:00'), evidenceId: text('protocol') })
    given(warranty, after(needing, delivered))
      .when(installed)
      .records({
        type: 'WarrantyStarted',
        data: {
          ...installed.data,
          terms: [],
          rejectableUntil: { lastOn: day('2025-02-14'), endsAtExclusive: at('2025-02-15T00:00+00:00') },
          trace: [],
        },
      })
  })
})
