import { type EventCatalogue, eventCatalogue, Instant, message, NonEmptyText, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'
import { StoredCheckpoint } from '../running/checkpoint-reached.js'

/** The streams that a scheduler keeps what is armed in. */
export const ARMED_CATEGORY = 'armedDeadlines'

// Stored format: add, never rename.
const DeadlinesKept = message('DeadlinesKept', {
  runner: NonEmptyText,
  /** Up to where the events are armed that this was kept of. */
  checkpoint: StoredCheckpoint,
  /** From 1 to `parts`: what is kept at once stands in as many events, and counts when all of them are there. */
  part: t.number,
  parts: t.number,
  /** By category: the id of a stream, and when something falls due there next. */
  armed: t.record(t.string, t.readonlyArray(t.tuple([Uuid, Instant]))),
})
export type DeadlinesKept = t.TypeOf<typeof DeadlinesKept>

export const deadlinesKeptCatalogue: EventCatalogue<DeadlinesKept> = eventCatalogue([DeadlinesKept])
