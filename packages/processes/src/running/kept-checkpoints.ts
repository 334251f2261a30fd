import {
  type AppendFailure,
  type Checkpoint,
  type EventStore,
  type ReadFailure,
  streamNameOf,
} from '@aftersale/event-store'
import { type Actor, commandHashOf, eventIdOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { CHECKPOINT_CATEGORY, type CheckpointReached, checkpointCatalogue } from './checkpoint-reached.js'
import { lastPageOf } from './last-page.js'

/** Checkpoints a stream: a full one is followed by the next, so that finding the last reads no long stream. */
const CHECKPOINTS_A_STREAM = 1000

/** A runner's checkpoints, in the store that its processes' commands write to. */
export interface KeptCheckpoints {
  /** The last one that was kept; nothing where there is none, or none that can be read. */
  readonly last: () => Promise<E.Either<ReadFailure, Checkpoint | undefined>>
  readonly keep: (checkpoint: Checkpoint) => Promise<E.Either<AppendFailure, void>>
}

export const keptCheckpoints = (
  store: EventStore,
  runner: NonEmptyText,
  actor: Actor,
  { tenant, now }: { readonly tenant: NonEmptyText | undefined; readonly now: () => Instant },
): KeptCheckpoints => {
  const streamOf = (page: number): string =>
    streamNameOf({
      category: CHECKPOINT_CATEGORY,
      id: eventIdOf(CHECKPOINT_CATEGORY, runner, page),
      ...(tenant === undefined ? {} : { tenant }),
    })

  let page: number | undefined

  const exists = async (candidate: number): Promise<E.Either<ReadFailure, boolean>> => {
    const slice = await store.readStream(streamOf(candidate), { direction: 'backwards', maxCount: 1 })()
    return E.isLeft(slice) ? slice : E.right(slice.right.lastRevision !== 'no-stream')
  }

  const pageToWrite = async (): Promise<E.Either<ReadFailure, number>> =>
    page === undefined ? lastPageOf(exists) : E.right(page)

  return {
    last: async () => {
      const found = await lastPageOf(exists)
      if (E.isLeft(found)) return found
      page = found.right
      const slice = await store.readStream(streamOf(page), { direction: 'backwards', maxCount: 1 })()
      if (E.isLeft(slice)) return slice
      const [event] = slice.right.events
      const decoded = event === undefined ? undefined : checkpointCatalogue.decode(event)
      return E.right(decoded !== undefined && E.isRight(decoded) ? decoded.right.event.data.checkpoint : undefined)
    },
    keep: async (checkpoint) => {
      const found = await pageToWrite()
      if (E.isLeft(found)) return found
      const stream = streamOf(found.right)
      const reached: CheckpointReached = { type: 'CheckpointReached', data: { runner, checkpoint } }
      const { type, data, schemaVersion } = checkpointCatalogue.encode(reached)
      const commandId = `${runner}:${commandHashOf(checkpoint)}` as NonEmptyText
      const recordedAt = now()
      const metadata = {
        eventId: eventIdOf(stream, commandId, 0),
        schemaVersion,
        occurredAt: recordedAt,
        recordedAt,
        actor,
        commandId,
        correlationId: commandId,
        causationId: commandId,
        commandHash: commandHashOf(reached),
        ...(tenant === undefined ? {} : { tenantId: tenant }),
      }
      const appended = await store.append(stream, [{ type, data, metadata }], 'any')()
      if (E.isLeft(appended)) return appended
      const { revision } = appended.right
      const isFull = revision !== 'nothing-appended' && revision + 1 >= CHECKPOINTS_A_STREAM
      page = isFull ? found.right + 1 : found.right
      return E.right(undefined)
    },
  }
}
