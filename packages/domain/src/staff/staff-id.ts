import { Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface StaffIdBrand {
  readonly StaffId: unique symbol
}

/** One member of the staff: who goes out, repairs, installs. A UUID, never a name. */
export const StaffId = t.brand(Uuid, (id): id is t.Branded<Uuid, StaffIdBrand> => Uuid.is(id), 'StaffId')
export type StaffId = t.TypeOf<typeof StaffId>
