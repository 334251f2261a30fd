import { Instant, NonEmptyText, record } from '@aftersale/messages'
import type * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'

/**
 * A term as it lies in the calendar of the plan's zone. The first has the id `first`, each renewal its own; both days are
 * covered.
 */
export const PlanTerm = record(
  { termId: NonEmptyText, startsOn: LocalDate, lastOn: LocalDate, startsAt: Instant, endsAtExclusive: Instant },
  'PlanTerm',
)
export type PlanTerm = t.TypeOf<typeof PlanTerm>

export const FIRST_TERM = 'first' as NonEmptyText
