import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { TechnicianDayCommand } from './commands.js'
import { technicianDayEvents } from './events.js'
import { type TechnicianDayRejection, technicianDayRejections } from './rejections.js'
import {
  after,
  at,
  block,
  book,
  bookNext,
  day,
  newYork,
  petra,
  quentin,
  release,
  round,
  unblock,
  wednesdayAt,
} from './technician-day.fixtures.js'
import { technicianDay } from './technician-day.js'
import { technicianDayIdOf } from './technician-day-id.js'

const lastDay = day('9999-12-31')

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<TechnicianDayRejection['reason'], ReadonlyArray<TechnicianDayCommand>>> = {
  AddressedToAnotherDay: [book({ technicianId: quentin })],
  DayKeptInAnotherZone: [book(), block({ zone: newYork })],
  DayOutOfCalendar: [block({ on: lastDay, technicianDayId: technicianDayIdOf(petra, lastDay) })],
  NoTimeAsked: [book({ until: wednesdayAt('08:00') })],
  WindowBeyondTheDay: [book({ until: at('2025-06-05T02:00:00+02:00') })],
  TechnicianBusy: [book(), bookNext({ from: wednesdayAt('10:59') })],
  TechnicianOut: [block(), book()],
  BookingRoundReused: [book(), book({ from: wednesdayAt('08:00') })],
  BookedInLaterRound: [book({ round: round(2) }), book()],
  BookingUnknown: [release()],
  BlockIdReused: [block(), block({ because: 'training' })],
  BlockUnknown: [book(), unblock()],
}

it.each(Object.entries(waysTo))('%s is come to by commands', (reason, commands) => {
  const command = commands.at(-1)
  if (command === undefined) throw new Error('No command')
  const { decision } = given(technicianDay, after(...commands.slice(0, -1))).when(command)
  expect(E.isLeft(decision) && decision.left.reason).toBe(reason)
})

it('has a reason of no event’s name, each with a sentence', () => {
  const names: ReadonlyArray<string> = technicianDayEvents.map(({ messageType }) => messageType)
  for (const [reason, sentence] of Object.entries(technicianDayRejections)) {
    expect(names).not.toContain(reason)
    expect(sentence).toMatch(/\.$/)
  }
})
