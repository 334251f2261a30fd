import type { Checkpoint } from '@aftersale/event-store'
import { type EventCatalogue, eventCatalogue, message, NonEmptyText } from '@aftersale/messages'
import * as t from 'io-ts'

/** The streams that a runner keeps its checkpoints in. */
export const CHECKPOINT_CATEGORY = 'processCheckpoint'

export const StoredCheckpoint: t.Type<Checkpoint, unknown> = t.union([
  t.type({ kind: t.literal('all'), position: t.type({ commit: t.number, prepare: t.number }) }),
  t.type({ kind: t.literal('stream'), stream: t.string, revision: t.number }),
  t.type({ kind: t.literal('link'), stream: t.string, revision: t.number }),
])

// Stored format: add, never rename.
const CheckpointReached = message('CheckpointReached', { runner: NonEmptyText, checkpoint: StoredCheckpoint })
export type CheckpointReached = t.TypeOf<typeof CheckpointReached>

export const checkpointCatalogue: EventCatalogue<CheckpointReached> = eventCatalogue([CheckpointReached])
