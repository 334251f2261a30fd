import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'
import { v5 } from 'uuid'
import type { LocalDate } from '../calendar/local-date.js'
import type { StaffId } from '../staff/staff-id.js'

export interface TechnicianDayIdBrand {
  readonly TechnicianDayId: unique symbol
}

/** One technician's one local day. A UUID, version 5 of both. */
export const TechnicianDayId = t.brand(Uuid, everyOne<Uuid, TechnicianDayIdBrand>, 'TechnicianDayId')
export type TechnicianDayId = t.TypeOf<typeof TechnicianDayId>

/** The same technician and day, the same id, anywhere: so that one stream decides about that day. */
export const technicianDayIdOf = (technicianId: StaffId, on: LocalDate): TechnicianDayId =>
  v5(on, technicianId) as TechnicianDayId
