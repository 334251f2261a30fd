import assert from 'node:assert/strict'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { AllRead, EventStore, RecordedEvent, StreamRead } from '../event-store.js'
import { everyPage } from '../every-page.js'
import { events } from './sample-events.js'

/** What the call gives; rejects where it fails. */
export const succeeds = async <Result>(call: TE.TaskEither<unknown, Result>): Promise<Result> => {
  const outcome = await call()
  if (E.isLeft(outcome)) assert.fail(`It failed: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

/** The failure of the call; rejects where it succeeds or fails otherwise. */
export const failsAs = async <Failure extends { readonly failure: string }, Kind extends Failure['failure']>(
  call: TE.TaskEither<Failure, unknown>,
  kind: Kind,
): Promise<Extract<Failure, { readonly failure: Kind }>> => {
  const outcome = await call()
  if (E.isRight(outcome)) assert.fail(`It should fail as ${kind} and gave ${JSON.stringify(outcome.right)}`)
  assert.equal(outcome.left.failure, kind, JSON.stringify(outcome.left))
  return outcome.left as Extract<Failure, { readonly failure: Kind }>
}

export const streamIn = async (
  store: EventStore,
  stream: string,
  read?: StreamRead,
): Promise<ReadonlyArray<RecordedEvent>> => (await succeeds(store.readStream(stream, read))).events

/** Every event that `read` asks for, over all its pages. */
export const allIn = async (store: EventStore, read: AllRead = {}): Promise<ReadonlyArray<RecordedEvent>> => {
  const all: Array<RecordedEvent> = []
  for await (const page of everyPage(store, read)) {
    if (E.isLeft(page)) assert.fail(`A page failed: ${JSON.stringify(page.left)}`)
    assert.ok(page.right.length <= (read.maxCount ?? 1000), 'A page has more events than were asked for')
    all.push(...page.right)
  }
  return all
}

/** Appends `count` events with the ids from `first` on, in as few appends as any store's limit allows. */
export const fill = async (
  store: EventStore,
  stream: string,
  first: number,
  count: number,
  type?: string,
): Promise<void> => {
  for (let done = 0; done < count; done += 100) {
    await succeeds(store.append(stream, events(first + done, Math.min(100, count - done), type), 'any'))
  }
}
