import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface StaffIdBrand {
  readonly StaffId: unique symbol
}

/** One member of the staff: who goes out, repairs, installs. A UUID, never a name. */
export const StaffId = t.brand(Uuid, everyOne<Uuid, StaffIdBrand>, 'StaffId')
export type StaffId = t.TypeOf<typeof StaffId>
