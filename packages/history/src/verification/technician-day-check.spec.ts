import { technicianDayIdOf } from '@aftersale/domain'
import { faultsOf, ofCredit, told, uuid } from './commerce.fixtures.js'
import { technicianDayCheck } from './technician-day-check.js'

const technicianId = uuid(40)
const on = '2025-06-05'
const technicianDayId = technicianDayIdOf(technicianId as never, on as never)
const at = '2025-06-02T10:00:00.000Z'
const time = (hour: string) => `2025-06-05T${hour}:00.000Z`
const day = { technicianDayId, technicianId, on, zone: 'UTC' }

const booked = (visit: number, from: string, until: string, more: object = {}) =>
  told('TechnicianBooked', {
    ...day,
    visitId: uuid(50 + visit),
    round: 1,
    serviceTicketId: uuid(60),
    from: time(from),
    until: time(until),
    bookedAt: at,
    ...more,
  })
const released = (visit: number, takenUntil?: string) =>
  told('TechnicianReleased', {
    technicianDayId,
    technicianId,
    visitId: uuid(50 + visit),
    round: 1,
    serviceTicketId: uuid(60),
    because: takenUntil === undefined ? 'cancelled' : 'completed',
    ...(takenUntil === undefined ? {} : { takenUntil: time(takenUntil) }),
    releasedAt: at,
  })
const blocked = (from: string, until: string) =>
  told('TechnicianBlocked', {
    ...day,
    blockId: 'b',
    because: 'training',
    from: time(from),
    until: time(until),
    blockedAt: at,
  })
const unblocked = told('TechnicianUnblocked', { technicianDayId, technicianId, blockId: 'b', unblockedAt: at })

const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(technicianDayCheck(technicianDayId), events)

it('finds nothing wrong with visits one after the other, and times that are free again', () => {
  expect(
    found(
      booked(1, '09:00', '10:00'),
      booked(2, '10:00', '11:00'),
      released(2),
      booked(3, '10:00', '12:00'),
      // Done early: the rest of the time is free.
      released(3, '11:00'),
      booked(4, '11:30', '12:30', { travelMinutes: 30 }),
      blocked('14:00', '16:00'),
      unblocked,
      booked(5, '15:00', '16:00'),
    ),
  ).toEqual([])
})

it.each([
  [
    'has two visits at a time',
    [booked(1, '09:00', '10:00'), booked(2, '09:59', '11:00')],
    `1 TechnicianBooked: visit ${uuid(51)} has the technician at that time`,
  ],
  [
    'has a visit on the way to another',
    [booked(1, '09:00', '10:00'), booked(2, '10:00', '11:00', { travelMinutes: 15 })],
    `1 TechnicianBooked: visit ${uuid(51)} has the technician at that time`,
  ],
  [
    'has a visit in a time that was used before it was released',
    [booked(1, '09:00', '10:00'), released(1, '09:30'), booked(2, '09:15', '10:00')],
    `2 TechnicianBooked: visit ${uuid(51)} has the technician at that time`,
  ],
  [
    'has a visit in a block',
    [blocked('09:00', '10:00'), booked(1, '09:30', '11:00')],
    "1 TechnicianBooked: the technician can't be booked then, by block b",
  ],
  [
    'is blocked over a visit',
    [booked(1, '09:00', '10:00'), blocked('09:00', '10:00')],
    `1 TechnicianBlocked: visit ${uuid(51)} has the technician at that time`,
  ],
  ['releases what was not booked', [released(1)], `0 TechnicianReleased: visit ${uuid(51)} has no time of that day`],
  ['lifts no block', [unblocked], '0 TechnicianUnblocked: block b does not stand'],
  [
    'is of another day than its stream',
    [booked(1, '09:00', '10:00', { on: '2025-06-06' })],
    `0 TechnicianBooked: the stream is not that of 2025-06-06 of technician ${technicianId}`,
  ],
  [
    'is of another technician',
    [booked(1, '09:00', '10:00'), booked(2, '12:00', '13:00', { technicianId: uuid(41) })],
    `1 TechnicianBooked: it speaks of technician ${uuid(41)}`,
  ],
  [
    'is no event of a day',
    [ofCredit.issued()],
    "0 StoreCreditIssued does not belong into the stream of a technician's day",
  ],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
