import { NonEmptyText, personal, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { StaffId } from './staff-id.js'

/** Who does the work: one of our own technicians, or another company by its name. */
export const Performer = t.union(
  [
    record({ kind: t.literal('in-house'), technicianId: StaffId }, 'InHousePerformer'),
    record({ kind: t.literal('provider'), providerId: NonEmptyText, providerName: personal(NonEmptyText) }, 'Provider'),
  ],
  'Performer',
)
export type Performer = t.TypeOf<typeof Performer>
