import type { Zone } from '../calendar/zone.js'
import type { TechnicianBlocked, TechnicianBooked, TechnicianReleased, TechnicianUnblocked } from './events.js'
import type { TechnicianDayId } from './technician-day-id.js'

/** A visit's time, and whether it was given up. */
export interface Booking {
  readonly booked: TechnicianBooked['data']
  readonly released?: TechnicianReleased['data']
}

export interface Block {
  readonly blocked: TechnicianBlocked['data']
  readonly unblocked?: TechnicianUnblocked['data']
}

export type TechnicianDayState =
  /** Nobody ever asked for it. */
  | { readonly status: 'untouched' }
  | {
      readonly status: 'planned'
      readonly technicianDayId: TechnicianDayId
      readonly technicianId: TechnicianBooked['data']['technicianId']
      readonly on: TechnicianBooked['data']['on']
      /** The zone whose day it is: that of the first booking or block. */
      readonly zone: Zone
      /** As they were made; those given up stay known. */
      readonly bookings: ReadonlyArray<Booking>
      readonly blocks: ReadonlyArray<Block>
    }

export type PlannedDay = Extract<TechnicianDayState, { readonly status: 'planned' }>

export const initial: TechnicianDayState = { status: 'untouched' }
