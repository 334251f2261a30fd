import type { Instant } from '@aftersale/messages'
import { aroundTheClock } from './business-calendar.js'
import { at, berlin, calendar, hours, newYork, nightShift, officeHours, wholeDays } from './calendar.fixtures.js'
import { type Duration, durationOf, millisecondsOf } from './duration.js'
import { dueAfter, workingMilliseconds } from './working-time.js'
import type { Zone } from './zone.js'

const ms = (duration: string): number => millisecondsOf(duration as Duration)
const span = (from: string, until: string) => ({ from: at(from), until: at(until) })

/** Monday 2 June 2025, 09:00 in Berlin. */
const mondayMorning = at('2025-06-02T09:00+02:00')

describe('a clock over a business calendar is due', () => {
  it('S1: at the end of the day that has just enough time', () => {
    expect(dueAfter(officeHours, mondayMorning, ms('PT8H'))).toBe(at('2025-06-02T17:00+02:00'))
  })

  it('S2: at the end of that day still when it only rested while the desk was closed', () => {
    const overnight = span('2025-06-02T17:00+02:00', '2025-06-03T09:00+02:00')
    expect(dueAfter(officeHours, mondayMorning, ms('PT8H'), [overnight])).toBe(at('2025-06-02T17:00+02:00'))
  })

  it('S3: as much later in working time as it rested', () => {
    const rest = span('2025-06-02T11:00+02:00', '2025-06-02T13:00+02:00')
    expect(dueAfter(officeHours, mondayMorning, ms('PT8H'), [rest])).toBe(at('2025-06-03T11:00+02:00'))
  })

  it('S4: after every rest, not only the last', () => {
    const rests = [
      span('2025-06-02T11:00+02:00', '2025-06-02T12:00+02:00'),
      span('2025-06-02T14:00+02:00', '2025-06-02T15:00+02:00'),
    ]
    expect(dueAfter(officeHours, mondayMorning, ms('PT8H'), rests)).toBe(at('2025-06-03T11:00+02:00'))
  })

  it('S5: with its rests kept where its target is changed', () => {
    const rest = span('2025-06-02T10:00+02:00', '2025-06-02T12:00+02:00')
    expect(dueAfter(officeHours, mondayMorning, ms('PT8H'), [rest])).toBe(at('2025-06-03T11:00+02:00'))
    expect(dueAfter(officeHours, mondayMorning, ms('PT4H'), [rest])).toBe(at('2025-06-02T15:00+02:00'))
  })

  it('S6: on Monday where it started at the weekend, whose hours do not count', () => {
    const saturdayNoon = at('2025-05-31T12:00+02:00')
    expect(dueAfter(officeHours, saturdayNoon, ms('PT2H'))).toBe(at('2025-06-02T11:00+02:00'))
    const untilReply = { from: saturdayNoon, until: at('2025-06-02T09:30+02:00') }
    expect(workingMilliseconds(officeHours, untilReply)).toBe(ms('PT30M'))
  })

  it('S7: past the weekend and the holiday after it', () => {
    const withWhitMonday = calendar(berlin, { weekdays: [hours('09:00', '17:00')] }, '2025-06-09')
    expect(dueAfter(withWhitMonday, at('2025-06-06T16:00+02:00'), ms('PT2H'))).toBe(at('2025-06-10T10:00+02:00'))
  })

  it('S8: after the hours that passed in the night the clocks went forward', () => {
    expect(dueAfter(aroundTheClock(berlin), at('2025-03-29T22:00+01:00'), ms('PT8H'))).toBe(
      at('2025-03-30T07:00+02:00'),
    )
  })

  it('S9: after the hours that passed in the night the clocks went back', () => {
    expect(dueAfter(aroundTheClock(berlin), at('2025-10-25T22:00+02:00'), ms('PT8H'))).toBe(
      at('2025-10-26T05:00+01:00'),
    )
  })

  it('S10: by the offset of the day it falls on, not of the day it started on', () => {
    const office = calendar(newYork, { weekdays: [hours('09:00', '17:00')] })
    expect(dueAfter(office, at('2025-03-07T16:00-05:00'), ms('PT4H'))).toBe(at('2025-03-10T12:00-04:00'))
  })
})

describe('the night shift', () => {
  const worked = (from: string, until: string) => durationOf(workingMilliseconds(nightShift, span(from, until)))

  it('S11: works 7 hours in the night the clocks go forward', () => {
    expect(worked('2025-03-29T12:00+01:00', '2025-03-30T12:00+02:00')).toBe('PT7H')
  })

  it('S11: works 9 hours in the night the clocks go back', () => {
    expect(worked('2025-10-25T12:00+02:00', '2025-10-26T12:00+01:00')).toBe('PT9H')
  })

  it('works 8 hours in any other night', () => {
    expect(worked('2025-06-02T12:00+02:00', '2025-06-03T12:00+02:00')).toBe('PT8H')
  })

  it('belongs to the day it starts on: a holiday has no evening, and still the morning of the night before', () => {
    const shift = { weekdays: [hours('22:00', '06:00')], weekends: [hours('22:00', '06:00')] }
    const offOnTuesday = calendar(berlin, shift, '2025-06-03')
    const measured = (from: string, until: string) =>
      durationOf(workingMilliseconds(offOnTuesday, span(`${from}+02:00`, `${until}+02:00`)))
    expect(measured('2025-06-03T00:00', '2025-06-03T12:00')).toBe('PT6H')
    expect(measured('2025-06-03T12:00', '2025-06-04T12:00')).toBe('PT0S')
    expect(measured('2025-06-04T12:00', '2025-06-05T12:00')).toBe('PT8H')
  })

  it('reaches into a Saturday where it works on weekdays alone', () => {
    const weekdayNights = calendar(berlin, { weekdays: [hours('22:00', '06:00')] })
    const weekend = span('2025-06-07T00:00+02:00', '2025-06-09T00:00+02:00')
    expect(durationOf(workingMilliseconds(weekdayNights, weekend))).toBe('PT6H')
  })

  it('works its hours of the turn of the year once', () => {
    expect(worked('2024-12-31T12:00+01:00', '2025-01-01T12:00+01:00')).toBe('PT8H')
  })
})

describe('whole days', () => {
  it.each([
    '2025-06-02T00:00:00.000Z',
    '2025-06-01T21:59:59.999Z',
    '2025-03-29T12:34:56.789Z',
    '2025-10-25T23:30:00.000Z',
    '2024-12-31T22:15:00.000Z',
  ])('S12: hold 48 hours in 48 hours from %s, no minute of midnight lost', (start) => {
    const from = at(start)
    const until = at(new Date(Date.parse(start) + 48 * 3_600_000).toISOString())
    expect(dueAfter(wholeDays, from, ms('PT48H'))).toBe(until)
    expect(workingMilliseconds(wholeDays, { from, until })).toBe(ms('PT48H'))
  })

  it('lose a minute at midnight only where they are said to end at 23:59', () => {
    const until2359 = { weekdays: [hours('00:00', '23:59')], weekends: [hours('00:00', '23:59')] }
    const twoDays = span('2025-06-02T12:00+02:00', '2025-06-04T12:00+02:00')
    expect(durationOf(workingMilliseconds(calendar(berlin, until2359), twoDays))).toBe('PT47H58M')
  })

  it('lose nothing where midnight is the hour that clocks skip', () => {
    const saoPaulo = aroundTheClock('America/Sao_Paulo' as Zone)
    const threeDays = span('2018-11-03T12:00-03:00', '2018-11-06T12:00-03:00')
    expect(workingMilliseconds(saoPaulo, threeDays)).toBe(ms('PT72H'))
  })
})

describe('working time', () => {
  it('counts hours once that two windows cover', () => {
    const twoShifts = calendar(berlin, { weekdays: [hours('08:00', '14:00'), hours('12:00', '18:00')] })
    const monday = span('2025-06-02T00:00+02:00', '2025-06-03T00:00+02:00')
    expect(durationOf(workingMilliseconds(twoShifts, monday))).toBe('PT10H')
  })

  it('counts hours once that a night shift and the next morning cover', () => {
    const both = calendar(berlin, { weekdays: [hours('22:00', '08:00'), hours('06:00', '12:00')] })
    const tuesday = span('2025-06-03T00:00+02:00', '2025-06-03T12:00+02:00')
    expect(durationOf(workingMilliseconds(both, tuesday))).toBe('PT12H')
  })

  it('leaves the closed hours of a wait out of what is paused', () => {
    // Asked at 16:00, answered at 10:00 the next day: the wait took two of the desk's hours, not eighteen.
    const interval = span('2025-06-02T09:00+02:00', '2025-06-03T17:00+02:00')
    const wait = span('2025-06-02T16:00+02:00', '2025-06-03T10:00+02:00')
    expect(durationOf(workingMilliseconds(officeHours, interval, [wait]))).toBe('PT14H')
  })

  it('leaves out the hour of a pause that local clocks show in no time at all', () => {
    // From 02:30 in summer time to 02:30 in winter time.
    const night = span('2025-10-26T00:00+02:00', '2025-10-26T06:00+01:00')
    const pause = span('2025-10-26T02:30+02:00', '2025-10-26T02:30+01:00')
    expect(durationOf(workingMilliseconds(aroundTheClock(berlin), night, [pause]))).toBe('PT6H')
  })

  it('goes on by the new hours where a calendar changes while a clock runs', () => {
    // Until Wednesday 18:00 by the old hours, from then on by ones that start at 07:00.
    const early = calendar(berlin, { weekdays: [hours('07:00', '15:00')] })
    const changedAt = at('2025-06-04T18:00+02:00')
    const before = workingMilliseconds(officeHours, { from: at('2025-06-04T09:00+02:00'), until: changedAt })
    expect(durationOf(before)).toBe('PT8H')
    expect(dueAfter(early, changedAt, ms('PT10H') - before)).toBe(at('2025-06-05T09:00+02:00'))
  })

  it('can be asked while a pause is still open', () => {
    const interval = span('2025-06-02T09:00+02:00', '2025-06-02T15:00+02:00')
    expect(durationOf(workingMilliseconds(officeHours, interval, [{ from: at('2025-06-02T11:00+02:00') }]))).toBe(
      'PT2H',
    )
  })

  it('is within a day of hours where a ticket came in on a day off', () => {
    const interval = span('2025-06-01T08:00+02:00', '2025-06-02T09:20+02:00')
    expect(durationOf(workingMilliseconds(officeHours, interval))).toBe('PT20M')
  })

  it('is measured with the offset of its own day, in winter and in summer and in other years', () => {
    const day = (from: string, until: string) => durationOf(workingMilliseconds(officeHours, span(from, until)))
    expect(day('2025-01-15T16:00+01:00', '2025-01-16T00:00+01:00')).toBe('PT1H')
    expect(day('2025-07-15T16:00+02:00', '2025-07-16T00:00+02:00')).toBe('PT1H')
    // Until 1979 Berlin had no summer time; in 1980 it had.
    expect(day('1979-07-16T16:00+01:00', '1979-07-17T00:00+01:00')).toBe('PT1H')
    expect(day('1980-07-15T16:00+02:00', '1980-07-16T00:00+02:00')).toBe('PT1H')
  })

  it('knows an offset that only held in the past', () => {
    // Moscow was four hours ahead from 2011 to 2014, and is three hours ahead since.
    const moscow = calendar('Europe/Moscow' as Zone, { weekdays: [hours('09:00', '17:00')] })
    expect(dueAfter(moscow, at('2013-06-03T00:00Z'), ms('PT1H'))).toBe(at('2013-06-03T06:00Z'))
    expect(dueAfter(moscow, at('2015-06-01T00:00Z'), ms('PT1H'))).toBe(at('2015-06-01T07:00Z'))
  })

  it('has none on a day that the zone left out', () => {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    const apia = calendar('Pacific/Apia' as Zone, { weekdays: [hours('09:00', '17:00')] })
    const holidays = span('2011-12-29T00:00-10:00', '2012-01-01T00:00+14:00')
    expect(durationOf(workingMilliseconds(apia, holidays))).toBe('PT8H')
  })

  it('is 0 over an empty interval and over one that runs backwards', () => {
    expect(workingMilliseconds(officeHours, { from: mondayMorning, until: mondayMorning })).toBe(0)
    expect(workingMilliseconds(officeHours, span('2025-06-03T12:00Z', '2025-06-02T12:00Z'))).toBe(0)
  })

  it('sums whole years', () => {
    // 2024 has 262 weekdays, 2025 has 261.
    const twoYears = span('2024-01-01T00:00+01:00', '2026-01-01T00:00+01:00')
    expect(durationOf(workingMilliseconds(officeHours, twoYears))).toBe(`PT${(262 + 261) * 8}H`)
  })
})

describe('local times that a change of the clocks skips or repeats', () => {
  const night = (from: string, until: string) => calendar(berlin, { weekdays: [], weekends: [hours(from, until)] })
  const forward = span('2025-03-30T00:00+01:00', '2025-03-30T12:00+02:00')
  const back = span('2025-10-26T00:00+02:00', '2025-10-26T12:00+01:00')

  it('start as long after the jump as they lie after its local time', () => {
    expect(durationOf(workingMilliseconds(night('02:30', '05:00'), forward))).toBe('PT1H30M')
    expect(dueAfter(night('02:30', '05:00'), forward.from, ms('PT1H'))).toBe(at('2025-03-30T04:30+02:00'))
  })

  it('make a window empty that ends before it starts', () => {
    expect(workingMilliseconds(night('02:45', '03:15'), forward)).toBe(0)
  })

  it('are the first of the two where clocks show them twice', () => {
    expect(durationOf(workingMilliseconds(night('02:30', '05:00'), back))).toBe('PT3H30M')
    expect(durationOf(workingMilliseconds(night('01:00', '02:30'), back))).toBe('PT1H30M')
  })
})

describe('a due instant', () => {
  it('is the start where no time is asked for, even at night', () => {
    const night = at('2025-06-02T23:00+02:00')
    expect(dueAfter(officeHours, night, 0)).toBe(night)
  })

  it('does not exist on a calendar without hours', () => {
    expect(dueAfter(calendar(berlin, { weekdays: [] }), mondayMorning, 1)).toBeUndefined()
  })

  it('does not exist while a pause is open that began before it', () => {
    expect(dueAfter(officeHours, mondayMorning, ms('PT8H'), [{ from: at('2025-06-02T16:00+02:00') }])).toBeUndefined()
  })

  it('exists where the open pause began at it or later', () => {
    const evening = at('2025-06-02T17:00+02:00')
    expect(dueAfter(officeHours, mondayMorning, ms('PT8H'), [{ from: evening }])).toBe(evening)
  })

  it('does not exist beyond the year 9999', () => {
    expect(dueAfter(aroundTheClock(berlin), mondayMorning, Number.MAX_SAFE_INTEGER)).toBeUndefined()
    const lastInstant: Instant = at('9999-12-31T23:59:59.999Z')
    expect(dueAfter(aroundTheClock(berlin), lastInstant, 1)).toBeUndefined()
  })

  it('is the end of the last working day where the year has just enough time', () => {
    expect(dueAfter(officeHours, at('2025-12-29T09:00+01:00'), ms('PT24H'))).toBe(at('2025-12-31T17:00+01:00'))
  })

  it('lies years ahead where the target does', () => {
    // 10 weeks of 40 hours from Monday morning end on the Friday of the tenth.
    expect(dueAfter(officeHours, mondayMorning, ms('PT400H'))).toBe(at('2025-08-08T17:00+02:00'))
    // 2025 has 261 weekdays, the first of 2026 is Thursday 1 January.
    expect(dueAfter(officeHours, at('2025-01-01T00:00+01:00'), ms('PT2089H'))).toBe(at('2026-01-01T10:00+01:00'))
  })
})
