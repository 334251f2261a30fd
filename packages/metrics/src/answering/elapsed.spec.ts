import type { BusinessCalendar } from '@aftersale/domain/calendar'
import * as fc from 'fast-check'
import { factsOf, figure, inShort, instant, ticket } from '../help-desk.fixtures.js'
import { basesOf } from './elapsed.js'
import { scopeOf } from './question.js'

const nineToFive = [{ from: '09:00', until: '17:00' }]
const office = (more: object = {}): BusinessCalendar =>
  ({
    calendarId: 'office',
    version: 3,
    zone: 'Europe/Berlin',
    weekly: {
      monday: nineToFive,
      tuesday: nineToFive,
      wednesday: nineToFive,
      thursday: nineToFive,
      friday: nineToFive,
      saturday: [],
      sunday: [],
    },
    holidays: [],
    ...more,
  }) as unknown as BusinessCalendar

const answered = (from: string, until: string, calendar: BusinessCalendar) => {
  const one = ticket('one')
  const facts = factsOf(one.opened(from), one.replied(until))
  return figure(facts, 'first-response-time', 'business-mean', { calendar })
}

describe('business time', () => {
  it('follows the offset of each day: Friday 16:00 to Monday 10:00 is two hours over the spring change (D121)', () => {
    // Berlin: Friday 28 March 2025 16:00+01:00, Monday 31 March 10:00+02:00.
    const figureOfSpring = answered('2025-03-28 15:00', '2025-03-31 08:00', office())
    expect(figureOfSpring.value).toBe(2 * 3600)
    expect(figureOfSpring.parameters).toEqual({ calendar: 'office@3' })
  })

  it('leaves holidays out: the same without the Monday is an hour (D122)', () => {
    expect(answered('2025-03-28 15:00', '2025-03-31 08:00', office({ holidays: ['2025-03-31'] })).value).toBe(3600)
  })

  it('is none on a day off, though nobody had to wait for it (D114)', () => {
    expect(inShort(answered('2025-03-29 10:00', '2025-03-29 12:00', office()))).toBe('0/1')
  })
})

describe('time by the clock', () => {
  const [byTheClock] = basesOf(scopeOf({ zone: 'UTC' as never, asOf: instant('2025-01-01 00:00') }))
  const elapsed = (until: number, pauses: ReadonlyArray<readonly [number, number]>) =>
    byTheClock?.elapsed([100, until], pauses)

  it('counts pauses that overlap once, and only what lies within', () => {
    expect(
      elapsed(200, [
        [120, 140],
        [130, 150],
        [0, 110],
        [190, 300],
        [160, 155],
      ]),
    ).toBe(100 - 30 - 10 - 10)
  })

  it('is what lies in none of the pauses, counted one by one', () => {
    const anyPause = fc.tuple(fc.integer({ min: 90, max: 160 }), fc.integer({ min: 90, max: 160 }))
    fc.assert(
      fc.property(fc.array(anyPause, { maxLength: 6 }), fc.integer({ min: 100, max: 150 }), (pauses, until) => {
        const inside = Array.from({ length: until - 100 }, (_, index) => 100 + index)
        const working = inside.filter((moment) => !pauses.some(([start, end]) => start <= moment && moment < end))
        expect(elapsed(until, pauses)).toBe(working.length)
      }),
      { numRuns: 300 },
    )
  })
})
