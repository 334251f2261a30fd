import {
  type AppendFailure,
  type Checkpoint,
  type EventStore,
  partsOfStreamName,
  type ReadFailure,
  streamNameOf,
} from '@aftersale/event-store'
import { type Actor, commandHashOf, eventIdOf, type Instant, type NonEmptyText, type Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { lastPageOf } from '../running/last-page.js'
import { ARMED_CATEGORY, type DeadlinesKept, deadlinesKeptCatalogue } from './deadlines-kept.js'

/** Entries an event: some 350 kB, well below what any store takes at once. */
const ENTRIES_A_PART = 5000

type Entry = { readonly stream: string; readonly dueAt: Instant }

/** What was armed, and up to which event. */
export interface Kept {
  readonly checkpoint: Checkpoint
  readonly armed: ReadonlyArray<Entry>
}

/** What a scheduler has armed, in the store itself: whole each time, in a stream of its own that is never added to. */
export interface KeptDeadlines {
  /** What was kept last, and whole; nothing where there is none that can be read. */
  readonly last: () => Promise<E.Either<ReadFailure, Kept | undefined>>
  readonly keep: (kept: Kept) => Promise<E.Either<AppendFailure, void>>
}

export const keptDeadlines = (
  store: EventStore,
  runner: NonEmptyText,
  { tenant, now }: { readonly tenant: NonEmptyText | undefined; readonly now: () => Instant },
): KeptDeadlines => {
  const inTenant = tenant === undefined ? {} : { tenant }
  const streamOf = (page: number): string =>
    streamNameOf({ category: ARMED_CATEGORY, id: eventIdOf(ARMED_CATEGORY, runner, page), ...inTenant })
  const exists = async (page: number): Promise<E.Either<ReadFailure, boolean>> => {
    const slice = await store.readStream(streamOf(page), { direction: 'backwards', maxCount: 1 })()
    return E.isLeft(slice) ? slice : E.right(slice.right.lastRevision !== 'no-stream')
  }

  const read = async (page: number): Promise<E.Either<ReadFailure, Kept | undefined>> => {
    const slice = await store.readStream(streamOf(page))()
    if (E.isLeft(slice)) return slice
    const armed: Array<Entry> = []
    let whole: DeadlinesKept['data'] | undefined
    for (const recorded of slice.right.events) {
      const decoded = deadlinesKeptCatalogue.decode(recorded)
      if (E.isLeft(decoded)) return E.right(undefined)
      const { data } = decoded.right.event
      for (const [category, entries] of Object.entries(data.armed)) {
        for (const [id, dueAt] of entries) armed.push({ stream: streamNameOf({ category, id, ...inTenant }), dueAt })
      }
      if (data.part === data.parts) whole = data
    }
    return E.right(whole === undefined ? undefined : { checkpoint: whole.checkpoint, armed })
  }

  return {
    last: async () => {
      const found = await lastPageOf(exists)
      if (E.isLeft(found)) return found
      // The last may be a torn one, of a run that crashed; the one before it is then as good, and costs more events.
      for (let page = found.right; page >= Math.max(1, found.right - 3); page -= 1) {
        const kept = await read(page)
        if (E.isLeft(kept) || kept.right !== undefined) return kept
      }
      return E.right(undefined)
    },
    keep: async ({ checkpoint, armed }) => {
      const found = await lastPageOf(exists)
      if (E.isLeft(found)) return found
      const stream = streamOf(found.right + 1)
      const commandId = `${runner}:${commandHashOf(checkpoint)}` as NonEmptyText
      const parts = Math.max(1, Math.ceil(armed.length / ENTRIES_A_PART))
      for (let part = 1; part <= parts; part += 1) {
        const recordedAt = now()
        const entries = armed.slice((part - 1) * ENTRIES_A_PART, part * ENTRIES_A_PART)
        const kept: DeadlinesKept = {
          type: 'DeadlinesKept',
          data: { runner, checkpoint, part, parts, armed: byCategory(entries) },
        }
        const { type, data, schemaVersion } = deadlinesKeptCatalogue.encode(kept)
        const metadata = {
          eventId: eventIdOf(stream, commandId, part - 1),
          schemaVersion,
          occurredAt: recordedAt,
          recordedAt,
          actor: { kind: 'system', id: runner } as Actor,
          commandId,
          correlationId: commandId,
          causationId: commandId,
          commandHash: commandHashOf(kept),
          ...(tenant === undefined ? {} : { tenantId: tenant }),
        }
        // Where another runner of this name began the same page, its own is the one that counts.
        const expected = part === 1 ? 'no-stream' : part - 2
        const appended = await store.append(stream, [{ type, data, metadata }], expected)()
        if (E.isLeft(appended)) return appended
      }
      return E.right(undefined)
    },
  }
}

const byCategory = (entries: ReadonlyArray<Entry>): DeadlinesKept['data']['armed'] => {
  const armed: Record<string, Array<[Uuid, Instant]>> = {}
  for (const { stream, dueAt } of entries) {
    const { category, id } = partsOfStreamName(stream) as { readonly category: string; readonly id: string }
    const known = armed[category] ?? []
    known.push([id as Uuid, dueAt])
    armed[category] = known
  }
  return armed
}
