import { accept, type Decider } from '@aftersale/decider'
import { eventCatalogue, Instant, message, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type * as t from 'io-ts'

/** The smallest aggregate that is worth a stream: what is put into a locker. Both sides of a comparison run these rules. */
export const PutIntoLocker = message('PutIntoLocker', { parcelId: NonEmptyText, putAt: Instant })
export const ParcelPutIntoLocker = message('ParcelPutIntoLocker', {
  parcelId: NonEmptyText,
  number: PositiveInteger,
  putAt: Instant,
})

export type PutIntoLocker = t.TypeOf<typeof PutIntoLocker>
export type ParcelPutIntoLocker = t.TypeOf<typeof ParcelPutIntoLocker>

export interface LockerState {
  readonly parcels: number
}

export const locker: Decider<PutIntoLocker, LockerState, ParcelPutIntoLocker, never> = {
  initial: { parcels: 0 },
  decide: ({ data }, { parcels }) =>
    accept([{ type: 'ParcelPutIntoLocker', data: { ...data, number: (parcels + 1) as PositiveInteger } }]),
  evolve: ({ parcels }) => ({ parcels: parcels + 1 }),
  deadlines: () => [],
}

export const lockerAggregate = {
  category: 'locker',
  decider: locker,
  catalogue: eventCatalogue([ParcelPutIntoLocker]),
  occurredAtOf: ({ data }: ParcelPutIntoLocker): Instant => data.putAt,
}
