import assert from 'node:assert/strict'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { comparePositions, type RecordedEvent } from '../event.js'
import { type AllRead, type EventStore, type StreamRead } from '../event-store.js'
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

/** Every event that `read` asks for, over all its pages. Rejects where a page does not go on from the one before. */
export const allIn = async (store: EventStore, read: AllRead = {}): Promise<ReadonlyArray<RecordedEvent>> => {
  const all: Array<RecordedEvent> = []
  let { after } = read
  for (;;) {
    const page = await succeeds(store.readAll(after === undefined ? read : { ...read, after }))
    assert.ok(page.events.length <= (read.maxCount ?? 1000), 'a page has more events than were asked for')
    all.push(...page.events)
    if (page.next === undefined) return all
    if (after !== undefined) {
      const progress = comparePositions(page.next, after)
      assert.ok(read.direction === 'backwards' ? progress < 0 : progress > 0, 'a page has no later one for the next')
    }
    after = page.next
  }
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
