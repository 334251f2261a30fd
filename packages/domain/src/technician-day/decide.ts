import { accept, alreadyDone, type Decision, reject } from '@aftersale/decider'
import { earlierOf, epochMillisecondsOf, type Instant, instantOf, sameContent } from '@aftersale/messages'
import type {
  BlockTechnician,
  BookTechnician,
  ReleaseTechnician,
  TechnicianDayCommand,
  UnblockTechnician,
} from './commands.js'
import {
  blockIn,
  bookingIn,
  isEmptySpan,
  isWithinSpan,
  type Span,
  spanOfDay,
  spanOfVisit,
  takenBy,
} from './day-times.js'
import type { TechnicianDayEvent, TechnicianReleased } from './events.js'
import type { TechnicianDayRejection } from './rejections.js'
import type { Booking, PlannedDay, TechnicianDayState } from './state.js'
import { technicianDayIdOf } from './technician-day-id.js'

type TechnicianDayDecision = Decision<TechnicianDayEvent, TechnicianDayRejection>

export const decide = (command: TechnicianDayCommand, state: TechnicianDayState): TechnicianDayDecision => {
  if (state.status === 'planned' && command.data.technicianDayId !== state.technicianDayId) {
    return reject({ reason: 'AddressedToAnotherDay', technicianDayId: state.technicianDayId })
  }
  switch (command.type) {
    case 'BookTechnician':
      return book(command, state)
    case 'ReleaseTechnician':
      return release(command, state)
    case 'BlockTechnician':
      return block(command, state)
    case 'UnblockTechnician':
      return unblock(command, state)
  }
}

/** A later appointment of the same visit takes the place of the earlier one on that day, in the same breath. */
const book = ({ data }: BookTechnician, state: TechnicianDayState): TechnicianDayDecision => {
  const { visitId, round, on, zone } = data
  const { bookings, blocks } = plansOf(state)
  const ofVisit = bookings.filter(({ booked }) => isOfVisit(booked, data))
  const known = ofVisit.find(({ booked }) => booked.round === round)
  if (known !== undefined) {
    return sameContent(known.booked, data) ? alreadyDone : reject({ reason: 'BookingRoundReused', visitId, round })
  }
  const later = ofVisit.find(({ booked }) => booked.round > round)
  if (later !== undefined) return reject({ reason: 'BookedInLaterRound', visitId, round: later.booked.round })
  const misplaced = faultOfPlace(data, state)
  if (misplaced !== undefined) return misplaced

  const span = spanOfVisit(data)
  if (isEmptySpan(span) || data.until <= data.from) return reject({ reason: 'NoTimeAsked' })
  if (!isWithinSpan(span, spanOfDay(on, zone))) return reject({ reason: 'WindowBeyondTheDay', on, zone })
  const others = bookings.filter((booking) => booking.released !== undefined || !isOfVisit(booking.booked, data))
  const busy = bookingIn({ bookings: others }, span)
  if (busy !== undefined) return busyWith(busy)
  const out = blockIn({ blocks }, span)
  if (out !== undefined) {
    return reject({ reason: 'TechnicianOut', blockId: out.blocked.blockId, because: out.blocked.because })
  }
  const replaced = ofVisit.filter(({ released }) => released === undefined)
  return accept([
    ...replaced.map((booking) => released(booking, 'moved', data.bookedAt)),
    { type: 'TechnicianBooked', data },
  ])
}

const release = ({ data }: ReleaseTechnician, state: TechnicianDayState): TechnicianDayDecision => {
  const { visitId, round, because, releasedAt } = data
  const booking = plansOf(state).bookings.find(({ booked }) => isOfVisit(booked, data) && booked.round === round)
  if (booking === undefined) return reject({ reason: 'BookingUnknown', visitId, round })
  return booking.released === undefined ? accept([released(booking, because, releasedAt)]) : alreadyDone
}

/** A sickness takes the visits off the day that it meets; for anything else they are to be moved first. */
const block = ({ data }: BlockTechnician, state: TechnicianDayState): TechnicianDayDecision => {
  const { on, zone, blockId, because, blockedAt, from: begin, until: end, ...day } = data
  const misplaced = faultOfPlace(data, state)
  if (misplaced !== undefined) return misplaced
  const { bookings, blocks } = plansOf(state)
  const [dayFrom, dayUntil] = spanOfDay(on, zone)
  const from = begin ?? instantOf(dayFrom)
  const until = end ?? instantOf(dayUntil)
  const known = blocks.find(({ blocked }) => blocked.blockId === blockId)
  const blocked = { ...day, on, zone, blockId, because, from, until, blockedAt }
  if (known !== undefined) {
    return sameContent(known.blocked, blocked) ? alreadyDone : reject({ reason: 'BlockIdReused', blockId })
  }
  const span: Span = [epochMillisecondsOf(from), epochMillisecondsOf(until)]
  if (isEmptySpan(span)) return reject({ reason: 'NoTimeAsked' })
  if (!isWithinSpan(span, [dayFrom, dayUntil])) return reject({ reason: 'WindowBeyondTheDay', on, zone })
  const met = bookings.filter(
    (booking) => booking.released === undefined && bookingIn({ bookings: [booking] }, span) !== undefined,
  )
  const [first] = met
  if (first !== undefined && because !== 'sick') return busyWith(first)
  return accept([
    ...met.map((booking) => released(booking, 'technician-out', blockedAt, from)),
    { type: 'TechnicianBlocked', data: blocked },
  ])
}

const unblock = ({ data }: UnblockTechnician, state: TechnicianDayState): TechnicianDayDecision => {
  const { blockId } = data
  const known = plansOf(state).blocks.find(({ blocked }) => blocked.blockId === blockId)
  if (known === undefined) return reject({ reason: 'BlockUnknown', blockId })
  if (known.unblocked !== undefined) return alreadyDone
  return accept([{ type: 'TechnicianUnblocked', data: { ...data, technicianId: known.blocked.technicianId } }])
}

/** A visit is known by its ticket as well: no id that two tickets gave lets one of them release what is the other's. */
const isOfVisit = (
  booked: Booking['booked'],
  { serviceTicketId, visitId }: Pick<Booking['booked'], 'serviceTicketId' | 'visitId'>,
): boolean => booked.visitId === visitId && booked.serviceTicketId === serviceTicketId

const plansOf = (state: TechnicianDayState): Pick<PlannedDay, 'bookings' | 'blocks'> =>
  state.status === 'planned' ? state : { bookings: [], blocks: [] }

/** The stream is that technician's and day's, and the day is one that its zone's clocks have. */
const faultOfPlace = (
  { technicianDayId, technicianId, on, zone }: BookTechnician['data'] | BlockTechnician['data'],
  state: TechnicianDayState,
): TechnicianDayDecision | undefined => {
  const addressed = technicianDayIdOf(technicianId, on)
  if (addressed !== technicianDayId) return reject({ reason: 'AddressedToAnotherDay', technicianDayId: addressed })
  if (state.status === 'planned' && state.zone !== zone) {
    return reject({ reason: 'DayKeptInAnotherZone', zone: state.zone })
  }
  return on < FIRST_DAY || on > LAST_DAY ? reject({ reason: 'DayOutOfCalendar', on }) : undefined
}

/** Before and after these a day may begin or end, in some zone, where no instant can be written. */
const [FIRST_DAY, LAST_DAY] = ['0000-01-03', '9999-12-29']

const busyWith = ({ booked: { visitId, from, until } }: Booking): TechnicianDayDecision =>
  reject({ reason: 'TechnicianBusy', visitId, from, until })

/** Work that was done, or begun, took its time until `usedUntil`: that stays taken. */
const released = (
  booking: Booking,
  because: TechnicianReleased['data']['because'],
  releasedAt: Instant,
  usedUntil: Instant = releasedAt,
): TechnicianReleased => {
  const { technicianDayId, technicianId, visitId, round, serviceTicketId } = booking.booked
  const keepsUsed = because === 'completed' || because === 'technician-out'
  const taken = takenBy(booking)
  const isUsed = keepsUsed && taken !== undefined && epochMillisecondsOf(usedUntil) > taken[0]
  return {
    type: 'TechnicianReleased',
    data: {
      technicianDayId,
      technicianId,
      visitId,
      round,
      serviceTicketId,
      because,
      ...(isUsed ? { takenUntil: earlierOf(usedUntil, booking.booked.until) } : {}),
      releasedAt,
    },
  }
}
