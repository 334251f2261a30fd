import type { TechnicianReleased, VisitRescheduled, VisitScheduled } from '@aftersale/domain'
import { berlinInstantOf } from './berlin.fixtures.js'
import { kept, type Story } from './story.fixtures.js'

// Nobody is in two places: neither by the bookings of a technician's days, at any time, nor by the visits that are held,
// once everybody has heard of everything.

interface Time {
  readonly from: number
  readonly until: number
}

const overlap = (one: Time, other: Time): boolean => one.from < other.until && other.from < one.until

/** Two bookings or absences of a technician at one time. */
export const faultInDays = (story: Story): string | undefined => {
  const taken = new Map<string, Map<string, Time>>()
  for (const { event, id } of story) {
    switch (event.type) {
      case 'TechnicianBooked': {
        const { technicianId, serviceTicketId, visitId, round, from, until, travelMinutes = 0 } = event.data
        const times = kept(taken, technicianId, () => new Map<string, Time>())
        const booked = { from: Date.parse(from) - travelMinutes * 60_000, until: Date.parse(until) }
        for (const [key, time] of times) {
          if (overlap(time, booked)) return `technician ${technicianId} is booked for ${visitId}, and has ${key}`
        }
        times.set(`${id}/${serviceTicketId}/${visitId}/${round}`, booked)
        break
      }
      case 'TechnicianReleased': {
        const { technicianId, serviceTicketId, visitId, round, takenUntil } = event.data
        const times = taken.get(technicianId)
        const key = `${id}/${serviceTicketId}/${visitId}/${round}`
        const time = times?.get(key)
        if (takenUntil === undefined) times?.delete(key)
        else if (time !== undefined) {
          times?.delete(key)
          times?.set(`over/${key}`, { from: time.from, until: Math.max(time.from, Date.parse(takenUntil)) })
        }
        break
      }
      case 'TechnicianBlocked': {
        const { technicianId, blockId, from, until } = event.data
        const times = kept(taken, technicianId, () => new Map<string, Time>())
        const blocked = { from: Date.parse(from), until: Date.parse(until) }
        for (const [key, time] of times) {
          if (key.startsWith(`${id}/`) && !key.includes('/block/') && overlap(time, blocked)) {
            return `technician ${technicianId} is out, and has ${key}`
          }
        }
        times.set(`${id}/block/${blockId}`, blocked)
        break
      }
      case 'TechnicianUnblocked':
        taken.get(event.data.technicianId)?.delete(`${id}/block/${event.data.blockId}`)
        break
      default:
        break
    }
  }
  return undefined
}

/** A visit as its ticket tells it. */
interface Visit {
  readonly technicianId: string | undefined
  readonly time: Time
  readonly round: number
  hold: 'asked' | 'held' | 'refused'
  isOver: boolean
}

/** In the end: held visits of one technician at one time, and visits and bookings that do not know of each other. */
export const faultInVisits = (story: Story): string | undefined => {
  const visits = new Map<string, Visit>()
  const bookings = new Map<string, string>()
  for (const { event, id } of story) {
    switch (event.type) {
      case 'VisitScheduled':
      case 'VisitRescheduled':
        visits.set(`${id}/${event.data.visitId}`, appointed(event))
        break
      case 'VisitTechnicianHeld':
      case 'VisitTechnicianRefused': {
        const visit = visits.get(`${id}/${event.data.visitId}`)
        if (visit !== undefined) visit.hold = event.type === 'VisitTechnicianHeld' ? 'held' : 'refused'
        break
      }
      case 'VisitCompleted':
      case 'VisitNoShowRecorded':
      case 'VisitCancelled': {
        const visit = visits.get(`${id}/${event.data.visitId}`)
        if (visit !== undefined) visit.isOver = true
        break
      }
      case 'TechnicianBooked':
        bookings.set(bookingOf(event.data), `${event.data.serviceTicketId}/${event.data.visitId}`)
        break
      case 'TechnicianReleased':
        bookings.delete(bookingOf(event.data))
        break
      default:
        break
    }
  }
  return overlapping(visits) ?? unknownToEachOther(visits, bookings)
}

const bookingOf = ({
  technicianId,
  serviceTicketId,
  visitId,
  round,
}: Pick<TechnicianReleased['data'], 'technicianId' | 'serviceTicketId' | 'visitId' | 'round'>): string =>
  `${technicianId}/${serviceTicketId}/${visitId}/${round}`

const appointed = (event: VisitScheduled | VisitRescheduled): Visit => {
  const { window, performer } = event.data
  return {
    technicianId: performer.kind === 'in-house' ? performer.technicianId : undefined,
    time: {
      from: Date.parse(berlinInstantOf(window.on, window.from)),
      until: Date.parse(berlinInstantOf(window.on, window.to)),
    },
    round: event.type === 'VisitScheduled' ? 1 : event.data.round,
    hold: 'asked',
    isOver: false,
  }
}

const overlapping = (visits: ReadonlyMap<string, Visit>): string | undefined => {
  const held = [...visits].filter(([, { hold, isOver }]) => hold === 'held' && !isOver)
  for (const [index, [visitId, visit]] of held.entries()) {
    for (const [otherId, other] of held.slice(index + 1)) {
      if (visit.technicianId === other.technicianId && overlap(visit.time, other.time)) {
        return `technician ${visit.technicianId} is held for visits ${visitId} and ${otherId} at one time`
      }
    }
  }
  return undefined
}

const unknownToEachOther = (
  visits: ReadonlyMap<string, Visit>,
  bookings: ReadonlyMap<string, string>,
): string | undefined => {
  for (const [visitId, { technicianId, round, hold, isOver }] of visits) {
    if (technicianId === undefined || isOver) continue
    if (hold === 'asked') return `visit ${visitId} waits for its technician for ever`
    const isBooked = bookings.has(`${technicianId}/${visitId}/${round}`)
    if (hold === 'held' && !isBooked) return `visit ${visitId} is held, and booked on no day`
  }
  for (const [key, visitId] of bookings) {
    const visit = visits.get(visitId)
    const isLive = visit !== undefined && key === `${visit.technicianId}/${visitId}/${visit.round}` && !visit.isOver
    if (!isLive) return `booking ${key} is of no visit that is to be made`
  }
  return undefined
}
