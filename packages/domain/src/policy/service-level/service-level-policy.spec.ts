import { isWorkingDay } from '../../calendar/business-calendar.js'
import { at } from '../../calendar/calendar.fixtures.js'
import { millisecondsOf } from '../../calendar/duration.js'
import type { LocalDate } from '../../calendar/local-date.js'
import { dueAfter } from '../../calendar/working-time.js'
import { hotline, retailDesk } from './example-policies.js'
import { calendarRefOf, pausesClock, serviceLevelRefOf, targetFor } from './service-level-policy.js'

it('allows each clock its time by priority', () => {
  expect(targetFor(retailDesk, 'critical', 'first-response')).toBe('PT30M')
  expect(targetFor(retailDesk, 'low', 'resolution')).toBe('PT40H')
})

it('promises nothing where it names no target', () => {
  expect(targetFor(retailDesk, 'planning', 'next-response')).toBeUndefined()
  expect(targetFor(hotline, 'planning', 'resolution')).toBeUndefined()
})

it('rests the clocks it names in the pauses it names, and no other', () => {
  expect(pausesClock(retailDesk, 'resolution', 'waiting-on-customer')).toBe(true)
  expect(pausesClock(retailDesk, 'resolution', 'parts')).toBe(true)
  expect(pausesClock(retailDesk, 'resolution', 'other')).toBe(false)
  expect(pausesClock(retailDesk, 'next-response', 'parts')).toBe(false)
  expect(pausesClock(retailDesk, 'first-response', 'waiting-on-customer')).toBe(false)
})

it('is named by its version, and so is its calendar', () => {
  expect(serviceLevelRefOf(retailDesk)).toEqual({ policyId: 'retail-desk', version: 1 })
  expect(calendarRefOf(retailDesk)).toEqual({ policyId: 'retail-desk-hours', version: 1 })
  expect(calendarRefOf(hotline)).toEqual({ policyId: 'around-the-clock', version: 1 })
})

it('closes the retail desk over Easter', () => {
  const resolution = millisecondsOf('PT8H' as Parameters<typeof millisecondsOf>[0])
  // From Maundy Thursday 16:00: one hour that day, and the next on the Tuesday after Easter Monday.
  expect(dueAfter(retailDesk.calendar, at('2025-04-17T16:00+02:00'), resolution)).toBe(at('2025-04-22T16:00+02:00'))
  expect(isWorkingDay(retailDesk.calendar, '2025-04-21' as LocalDate)).toBe(false)
})
