import { Instant, NonEmptyText, record } from '@aftersale/messages'
import type * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'

/** From when until when a layer covers: both days included, until 24:00 of the last in the zone of the layer's terms. */
export const LayerTerm = record(
  { layerId: NonEmptyText, startsOn: LocalDate, lastOn: LocalDate, endsAtExclusive: Instant },
  'LayerTerm',
)
export type LayerTerm = t.TypeOf<typeof LayerTerm>

/** The end of something that is no layer, as a short right by law. */
export const DayEnd = record({ lastOn: LocalDate, endsAtExclusive: Instant }, 'DayEnd')
export type DayEnd = t.TypeOf<typeof DayEnd>
