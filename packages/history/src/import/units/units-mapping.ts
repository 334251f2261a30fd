import { LocalDate, Zone } from '@aftersale/domain'
import { NonEmptyText, optional, record, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

// The format of mapping files, documented in docs/importing.md: add, never rename.

const Column = NonEmptyText
const Texts = t.readonlyArray(NonEmptyText)

/** How the rows of a log of repairs become units that are watched: when each was repaired, and until when it was watched. */
export const UnitsMapping = record(
  {
    name: NonEmptyText,
    /** Under it, ids are made from the log's own keys (uuid v5). */
    namespace: Uuid,
    csv: record({
      delimiter: optional(t.string),
      /** What stands where something isn't known; an empty field always is unknown. */
      unknown: optional(Texts),
    }),
    /** The day from which every unit's days are counted, and the zone in which days begin. */
    dayZero: record({ on: LocalDate, zone: Zone }),
    units: record({
      /** The unit's serial number: rows with the same text in this column are one unit, wherever they stand. */
      serial: Column,
      /** Whole days since day 0. */
      day: Column,
      status: Column,
      /** The texts of the status column that say that the unit was repaired on that day. */
      repaired: Texts,
      /** Those that say that nobody watched it after that day. */
      ended: Texts,
    }),
    /** What the units are. */
    sku: NonEmptyText,
    /** What was repaired. */
    failureMode: optional(NonEmptyText),
  },
  'UnitsMapping',
)
export type UnitsMapping = t.TypeOf<typeof UnitsMapping>
