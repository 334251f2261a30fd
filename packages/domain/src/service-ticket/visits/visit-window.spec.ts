import * as fc from 'fast-check'
import { at } from '../../calendar/calendar.fixtures.js'
import type { LocalTime } from '../../calendar/local-time.js'
import { spanOfWindow, type VisitWindow } from './visit-window.js'
import { windowOn } from './visits.fixtures.js'

const spans = (startsAt: string, endsAt: string) => ({ startsAt: at(startsAt), endsAt: at(endsAt) })

describe('the window of a visit', () => {
  it.each([
    ['the week before the clocks go forward', '2025-03-27', '2025-03-27T09:00+01:00', '2025-03-27T11:00+01:00'],
    ['the week after', '2025-04-03', '2025-04-03T09:00+02:00', '2025-04-03T11:00+02:00'],
    ['the week before they go back', '2025-10-23', '2025-10-23T09:00+02:00', '2025-10-23T11:00+02:00'],
    ['the week after that', '2025-10-30', '2025-10-30T09:00+01:00', '2025-10-30T11:00+01:00'],
  ])('is from nine to eleven by the clocks of its own day: %s', (_, on, startsAt, endsAt) => {
    expect(spanOfWindow(windowOn(on, '09:00', '11:00'))).toStrictEqual(spans(startsAt, endsAt))
  })

  it('begins with the skip, where its first time is skipped', () => {
    expect(spanOfWindow(windowOn('2025-03-30', '02:15', '05:00'))).toStrictEqual(
      spans('2025-03-30T03:00+02:00', '2025-03-30T05:00+02:00'),
    )
  })

  it('ends with the skip, where its last time is skipped', () => {
    expect(spanOfWindow(windowOn('2025-03-30', '01:00', '02:30'))).toStrictEqual(
      spans('2025-03-30T01:00+01:00', '2025-03-30T03:00+02:00'),
    )
  })

  it('is none, where the clocks skip all of it', () => {
    expect(spanOfWindow(windowOn('2025-03-30', '02:10', '02:50'))).toBeUndefined()
  })

  it('lasts from the first of two times to the second, where the clocks show both twice', () => {
    expect(spanOfWindow(windowOn('2025-10-26', '02:15', '02:45'))).toStrictEqual(
      spans('2025-10-26T02:15+02:00', '2025-10-26T02:45+01:00'),
    )
    expect(spanOfWindow(windowOn('2025-10-26', '01:00', '02:30'))).toStrictEqual(
      spans('2025-10-26T01:00+02:00', '2025-10-26T02:30+01:00'),
    )
    expect(spanOfWindow(windowOn('2025-10-26', '02:30', '04:00'))).toStrictEqual(
      spans('2025-10-26T02:30+02:00', '2025-10-26T04:00+01:00'),
    )
  })

  it('never reaches beyond its day, though that may have 23 or 25 hours', () => {
    expect(spanOfWindow(windowOn('2025-03-30', '00:00', '24:00'))).toStrictEqual(
      spans('2025-03-30T00:00+01:00', '2025-03-31T00:00+02:00'),
    )
    expect(spanOfWindow(windowOn('2025-10-26', '00:00', '24:00'))).toStrictEqual(
      spans('2025-10-26T00:00+02:00', '2025-10-27T00:00+01:00'),
    )
    // At 24:00 the clocks of the Azores went back to 23:00 by the zone's time: midnight comes twice.
    expect(spanOfWindow(windowOn('2025-10-26', '00:00', '02:00', 'Atlantic/Azores'))).toStrictEqual(
      spans('2025-10-26T00:00+00:00', '2025-10-26T02:00-01:00'),
    )
    expect(spanOfWindow(windowOn('2018-11-04', '00:00', '03:00', 'America/Sao_Paulo'))).toStrictEqual(
      spans('2018-11-04T01:00-02:00', '2018-11-04T03:00-02:00'),
    )
  })

  it.each([
    ['ends before it begins', '11:00', '09:00'],
    ['has no time', '09:00', '09:00'],
    ['goes over midnight', '22:00', '02:00'],
  ])('is none where it %s', (_, from, to) => {
    expect(spanOfWindow(windowOn('2025-06-04', from, to))).toBeUndefined()
  })

  it.each(['0000-01-01', '9999-12-31'])('is none on %s, where instants end', (on) => {
    expect(spanOfWindow(windowOn(on, '00:00', '24:00', 'Pacific/Kiritimati'))).toBeUndefined()
    expect(spanOfWindow(windowOn(on, '00:00', '24:00', 'America/Los_Angeles'))).toBeUndefined()
  })

  it('holds every instant at which its clocks show a time of it, and none before or after', () => {
    const anyTime = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` as LocalTime)
    const anyWindow: fc.Arbitrary<VisitWindow> = fc
      .tuple(
        fc.constantFrom('2025-03-30', '2025-10-26', '2025-06-04'),
        fc.constantFrom('Europe/Berlin', 'Atlantic/Azores', 'America/New_York', 'Australia/Lord_Howe'),
        anyTime,
        anyTime,
      )
      .map(([on, zone, from, to]) => windowOn(on, from, to, zone))
    fc.assert(
      fc.property(anyWindow, fc.integer({ min: -26 * 60, max: 38 * 60 }), (window, minutes) => {
        const { on, from, to, zone } = window
        const instant = new Date(Date.parse(`${on}T00:00:00.000Z`) + minutes * 60_000)
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
          .format(instant)
          .split(' ')
        const span = spanOfWindow(window)
        const [shownOn = '', time = ''] = shown
        if (span === undefined || shownOn !== on) return
        if (time >= from && time <= to) expect(instant.toISOString() >= span.startsAt).toBe(true)
        if (time >= from && time <= to) expect(instant.toISOString() <= span.endsAt).toBe(true)
        if (instant.toISOString() < span.startsAt) expect(time < from).toBe(true)
        if (instant.toISOString() > span.endsAt) expect(time > to).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
