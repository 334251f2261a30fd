import {
  type Appointment,
  type BookTechnician,
  type TechnicianDayId,
  type TechnicianDayState,
  technicianDayAggregate,
  technicianDayIdOf,
} from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import type { Occurrence } from '../process.js'

/** Whose day an appointment lies on; nothing where a provider comes, whose days are not ours. */
export const dayOf = ({
  window: { on, zone },
  performer,
}: Pick<Appointment, 'window' | 'performer'>):
  | Pick<BookTechnician['data'], 'technicianDayId' | 'technicianId' | 'on' | 'zone'>
  | undefined => {
  if (performer.kind === 'provider') return undefined
  const { technicianId } = performer
  return { technicianDayId: technicianDayIdOf(technicianId, on), technicianId, on, zone }
}

/** The stream of that day, in the store in which the event lies. */
export const dayStreamBeside = ({ stream }: Occurrence<unknown>, technicianDayId: TechnicianDayId): NonEmptyText => {
  const tenant = /^[a-z0-9]+\./.exec(stream)?.[0] ?? ''
  return `${tenant}${technicianDayAggregate.category}-${technicianDayId}` as NonEmptyText
}

/** Whether the day has that appointment of the visit, and has not given it up. */
export const isBooked = (
  state: TechnicianDayState,
  { serviceTicketId, visitId, round }: Pick<BookTechnician['data'], 'serviceTicketId' | 'visitId' | 'round'>,
): boolean =>
  state.status === 'planned' &&
  state.bookings.some(
    ({ booked, released }) =>
      released === undefined &&
      booked.serviceTicketId === serviceTicketId &&
      booked.visitId === visitId &&
      booked.round === round,
  )
