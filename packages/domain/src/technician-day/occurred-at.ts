import type { Instant } from '@aftersale/messages'
import type { TechnicianDayEvent } from './events.js'

/** When it happened in business. */
export const occurredAtOfTechnicianDay = (event: TechnicianDayEvent): Instant => {
  switch (event.type) {
    case 'TechnicianBooked':
      return event.data.bookedAt
    case 'TechnicianReleased':
      return event.data.releasedAt
    case 'TechnicianBlocked':
      return event.data.blockedAt
    case 'TechnicianUnblocked':
      return event.data.unblockedAt
  }
}
