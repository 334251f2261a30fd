import { historyOf } from '@aftersale/decider/testing'
import { type Instant, type NonEmptyText, type PositiveInteger, parseInstant } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { LocalDate } from '../calendar/local-date.js'
import type { Zone } from '../calendar/zone.js'
import type { ServiceTicketId } from '../service-ticket/service-ticket-id.js'
import type { VisitId } from '../service-ticket/visit-id.js'
import type { StaffId } from '../staff/staff-id.js'
import type { TechnicianDayCommand } from './commands.js'
import type { TechnicianDayEvent } from './events.js'
import { technicianDay } from './technician-day.js'
import { technicianDayIdOf } from './technician-day-id.js'

type CommandType = TechnicianDayCommand['type']
type CommandOf<Type extends CommandType> = Extract<TechnicianDayCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const round = (number: number): PositiveInteger => number as PositiveInteger
export const petra = '0197290f-6a00-7000-8000-0000000000e1' as StaffId
export const quentin = '0197290f-6a00-7000-8000-0000000000e2' as StaffId
const ticketId = '0197290f-6a00-7000-8000-000000000001' as ServiceTicketId
export const otherTicketId = '0197290f-6a00-7000-8000-000000000002' as ServiceTicketId
export const visit = (number: number): VisitId => `0197290f-6a00-7000-8000-0000000000f${number}` as VisitId
const berlin = 'Europe/Berlin' as Zone
export const newYork = 'America/New_York' as Zone
export const day = (written: string): LocalDate => written as LocalDate
/** An ordinary Wednesday; the days on which Berlin's clocks go forward and back. */
const wednesday = day('2025-06-04')
export const shortDay = day('2025-03-30')
export const longDay = day('2025-10-26')

export const at = (written: string): Instant =>
  E.getOrElseW(() => {
    throw new Error(`${written} is no instant`)
  })(parseInstant(written))
/** On that Wednesday in Berlin. */
export const wednesdayAt = (time: string): Instant => at(`2025-06-04T${time}:00+02:00`)
const dayBefore = at('2025-06-03T10:00:00+02:00')

/** A builder of one kind of command: its usual data, but for what is said. */
const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const technicianDayId = technicianDayIdOf(petra, wednesday)
const petrasWednesday = { technicianDayId, technicianId: petra, on: wednesday, zone: berlin }

export const book = usual('BookTechnician', {
  ...petrasWednesday,
  visitId: visit(1),
  round: round(1),
  serviceTicketId: ticketId,
  from: wednesdayAt('09:00'),
  until: wednesdayAt('11:00'),
  bookedAt: dayBefore,
})
/** Another visit, right after the usual one. */
export const bookNext = (differing: Partial<DataOf<'BookTechnician'>> = {}): CommandOf<'BookTechnician'> =>
  book({ visitId: visit(2), from: wednesdayAt('11:00'), until: wednesdayAt('13:00'), ...differing })
export const release = usual('ReleaseTechnician', {
  technicianDayId,
  serviceTicketId: ticketId,
  visitId: visit(1),
  round: round(1),
  because: 'cancelled',
  releasedAt: at('2025-06-03T12:00:00+02:00'),
})
/** The whole day. */
export const block = usual('BlockTechnician', {
  ...petrasWednesday,
  blockId: text('sick-note-1'),
  because: 'sick',
  blockedAt: wednesdayAt('07:00'),
})
export const unblock = usual('UnblockTechnician', {
  technicianDayId,
  blockId: text('sick-note-1'),
  unblockedAt: wednesdayAt('08:00'),
})

/** What a day to which all this was said has recorded, none of it refused. */
export const after = (...commands: ReadonlyArray<TechnicianDayCommand>): ReadonlyArray<TechnicianDayEvent> =>
  historyOf(technicianDay, commands)

/** Of the Wednesday, a few of them before and after it. */
const anyMinute = fc.integer({ min: -30, max: 24 * 60 + 30 })
const instantAt = (minute: number): Instant =>
  new Date(Date.parse('2025-06-03T22:00:00.000Z') + minute * 60_000).toISOString() as Instant

/** Any command to the day, sensible or not. */
export const anyCommand: fc.Arbitrary<TechnicianDayCommand> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        number: fc.integer({ min: 1, max: 6 }),
        appointment: fc.integer({ min: 1, max: 3 }),
        start: anyMinute,
        length: fc.integer({ min: -10, max: 240 }),
        travelMinutes: fc.option(fc.integer({ min: 1, max: 90 })),
        zone: fc.constantFrom(berlin, berlin, berlin, berlin, newYork),
        bookedAt: anyMinute,
      })
      .map(({ number, appointment, start, length, travelMinutes, zone, bookedAt }) =>
        book({
          visitId: visit(number),
          round: round(appointment),
          from: instantAt(start),
          until: instantAt(start + length),
          ...(travelMinutes === null ? {} : { travelMinutes: round(travelMinutes) }),
          zone,
          bookedAt: instantAt(bookedAt),
        }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        number: fc.integer({ min: 1, max: 6 }),
        appointment: fc.integer({ min: 1, max: 3 }),
        because: fc.constantFrom('moved' as const, 'cancelled' as const, 'completed' as const, 'no-show' as const),
        releasedAt: anyMinute,
      })
      .map(({ number, appointment, because, releasedAt }) =>
        release({ visitId: visit(number), round: round(appointment), because, releasedAt: instantAt(releasedAt) }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        blockId: fc.constantFrom('block-1', 'block-2', 'block-3').map(text),
        because: fc.constantFrom('sick' as const, 'holiday' as const, 'training' as const),
        start: anyMinute,
        length: fc.integer({ min: -10, max: 300 }),
      })
      .map(({ blockId, because, start, length }) =>
        block({ blockId, because, from: instantAt(start), until: instantAt(start + length) }),
      ),
  },
  fc.constantFrom('block-1', 'block-2', 'block-3').map((blockId) => unblock({ blockId: text(blockId) })),
)
