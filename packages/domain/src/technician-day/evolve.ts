import type { TechnicianDayEvent } from './events.js'
import type { PlannedDay, TechnicianDayState } from './state.js'

/** Total: what happened is taken as it is told. What is given up of a day that nobody asked for leaves no trace. */
export const evolve = (state: TechnicianDayState, event: TechnicianDayEvent): TechnicianDayState => {
  switch (event.type) {
    case 'TechnicianBooked': {
      const day = planned(state, event.data)
      return { ...day, bookings: [...day.bookings, { booked: event.data }] }
    }
    case 'TechnicianBlocked': {
      const day = planned(state, event.data)
      return { ...day, blocks: [...day.blocks, { blocked: event.data }] }
    }
    case 'TechnicianReleased': {
      if (state.status === 'untouched') return state
      const { serviceTicketId, visitId, round } = event.data
      return {
        ...state,
        bookings: state.bookings.map((booking) =>
          booking.booked.serviceTicketId === serviceTicketId &&
          booking.booked.visitId === visitId &&
          booking.booked.round === round
            ? { ...booking, released: event.data }
            : booking,
        ),
      }
    }
    case 'TechnicianUnblocked': {
      if (state.status === 'untouched') return state
      return {
        ...state,
        blocks: state.blocks.map((block) =>
          block.blocked.blockId === event.data.blockId ? { ...block, unblocked: event.data } : block,
        ),
      }
    }
  }
}

const planned = (
  state: TechnicianDayState,
  { technicianDayId, technicianId, on, zone }: Omit<PlannedDay, 'status' | 'bookings' | 'blocks'>,
): PlannedDay =>
  state.status === 'planned'
    ? state
    : { status: 'planned', technicianDayId, technicianId, on, zone, bookings: [], blocks: [] }
