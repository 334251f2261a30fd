import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { EventFilter } from '../event.js'
import type { AllRead, EventStore, StreamRead } from '../event-store.js'
import type { ExpectedRevision } from '../expected-revision.js'
import type { Checkpoint, SubscriptionStart } from '../subscription.js'
import type { Following } from './following.js'
import type { ContractCase } from './harness.js'
import { type ListedOutcome, ListOfEvents } from './list-of-events.js'
import { allIn, succeeds } from './outcomes.js'
import { event, idsOf, streamOf, uuid } from './sample-events.js'
import { type Trial, tried } from './trial.js'

const STREAMS = [streamOf(1), streamOf(2), streamOf(1, 'purchase')]
const TYPES = ['Opened', 'Closed']

/** Few ids, so that appends often repeat what is there, in part, in another order, or twice. */
const SMALLEST_FRESH_ID = 100

type Expected = ExpectedRevision | 'current'
type After = 'beginning' | 'end' | number

type Call =
  | {
      readonly call: 'append'
      readonly stream: string
      readonly ids: ReadonlyArray<number> | number
      readonly expected: Expected
    }
  | { readonly call: 'append again'; readonly which: number; readonly expected: Expected | 'the same' }
  | { readonly call: 'read a stream'; readonly stream: string; readonly read: StreamRead }
  | { readonly call: 'read all'; readonly after: number | undefined; readonly read: AllRead }
  | { readonly call: 'subscribe'; readonly after: After; readonly to: Target }
  | { readonly call: 'close and open again' }

type Target =
  | { readonly to: 'all'; readonly filter: EventFilter }
  | { readonly to: 'category'; readonly category: string }
  | { readonly to: 'stream'; readonly stream: string }

const anyStream = fc.constantFrom(...STREAMS)
const anyCategory = fc.constantFrom('serviceTicket', 'purchase', 'quote')
const anyDirection = fc.constantFrom('forwards', 'backwards')
const anyExpected: fc.Arbitrary<Expected> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('current') },
  { weight: 4, arbitrary: fc.constantFrom('no-stream', 'stream-exists', 'any') },
  { weight: 2, arbitrary: fc.nat(5) },
)
const anyFilter: fc.Arbitrary<EventFilter> = fc.record(
  {
    categories: fc.uniqueArray(anyCategory, { maxLength: 2 }),
    types: fc.uniqueArray(fc.constantFrom(...TYPES, 'Reopened'), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)
const anyTarget: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ to: fc.constant('all'), filter: anyFilter }),
  fc.record({ to: fc.constant('category'), category: anyCategory }),
  fc.record({ to: fc.constant('stream'), stream: anyStream }),
)

const anyCall: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      call: fc.constant('append'),
      stream: anyStream,
      // A number is so many events that no stream holds yet.
      ids: fc.oneof(fc.nat(4), fc.array(fc.nat(7), { minLength: 1, maxLength: 3 })),
      expected: anyExpected,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      call: fc.constant('append again'),
      which: fc.nat(20),
      expected: fc.oneof(fc.constant('the same'), anyExpected),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      call: fc.constant('read a stream'),
      stream: anyStream,
      read: fc.record(
        { from: fc.nat(8), direction: anyDirection, maxCount: fc.integer({ min: 1, max: 6 }) },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      call: fc.constant('read all'),
      after: fc.option(fc.nat(12), { nil: undefined }),
      read: fc.record(
        { direction: anyDirection, maxCount: fc.integer({ min: 1, max: 6 }), filter: anyFilter },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      call: fc.constant('subscribe'),
      after: fc.oneof(fc.constantFrom('beginning', 'end'), fc.nat(12)),
      to: anyTarget,
    }),
  },
  { weight: 1, arbitrary: fc.record({ call: fc.constant('close and open again') }) },
)

/** A store beside the list that it is to behave like. */
class Compared {
  private readonly list = new ListOfEvents()
  private readonly appends: Array<{ stream: string; ids: ReadonlyArray<number>; expected: ExpectedRevision }> = []
  /** With each subscription, the ids that it is to deliver by now. */
  private readonly followings: Array<{ following: Following; wanted: () => ReadonlyArray<string> }> = []
  private freshId = SMALLEST_FRESH_ID
  private store: EventStore

  constructor(private readonly own: Trial) {
    this.store = own.store
  }

  async make(call: Call): Promise<void> {
    switch (call.call) {
      case 'append': {
        const { ids } = call
        const chosen = typeof ids === 'number' ? Array.from({ length: ids }, () => this.freshId++) : ids
        return this.append(call.stream, chosen, this.resolved(call.stream, call.expected))
      }
      case 'append again': {
        const before = this.appends[call.which % Math.max(1, this.appends.length)]
        if (before === undefined) return undefined
        const expected = call.expected === 'the same' ? before.expected : this.resolved(before.stream, call.expected)
        return this.append(before.stream, before.ids, expected)
      }
      case 'read a stream':
        return this.readStream(call.stream, call.read)
      case 'read all':
        return this.readAll(call.read, call.after)
      case 'subscribe':
        return this.subscribe(call.to, call.after)
      case 'close and open again':
        await this.followed()
        await this.store.close()
        this.store = await this.own.open()
        return undefined
    }
  }

  /** Waits until every subscription has delivered what it is to deliver, and nothing else. */
  async followed(): Promise<void> {
    for (const { following, wanted } of this.followings.splice(0)) {
      await following.untilCaughtUpAfter(wanted().length)
      assert.deepEqual(idsOf(following.events()), wanted())
      await following.subscription.stop()
    }
  }

  private resolved(stream: string, expected: Expected): ExpectedRevision {
    if (expected !== 'current') return expected
    const { length } = this.list.of(stream)
    return length === 0 ? 'no-stream' : length - 1
  }

  private async append(stream: string, ids: ReadonlyArray<number>, expected: ExpectedRevision): Promise<void> {
    if (ids.length > 0) this.appends.push({ stream, ids, expected })
    const typed = ids.map((id) => ({ id, type: TYPES[id % 2] ?? 'Opened' }))
    const events = typed.map(({ id, type }) => event(id, type))
    const listed = typed.map(({ id, type }) => ({ stream, id: uuid(id), type }))
    const outcome = await this.store.append(stream, events, expected)()
    assert.deepEqual(told(outcome), this.list.append(stream, listed, expected))
  }

  private async readStream(stream: string, read: StreamRead): Promise<void> {
    const { events, lastRevision } = await succeeds(this.store.readStream(stream, read))
    const found = events.map((recorded, index) => [recorded.revision, idsOf(events)[index]])
    assert.deepEqual(found, this.list.read(stream, read))
    assert.equal(lastRevision, this.resolved(stream, 'current'))
  }

  private async readAll(read: AllRead, place: number | undefined): Promise<void> {
    const position = place === undefined ? undefined : (await allIn(this.store))[place]?.position
    const after = position === undefined ? undefined : place
    const found = await allIn(this.store, position === undefined ? read : { ...read, after: position })
    assert.deepEqual(idsOf(found), this.list.readAll(read, after))
  }

  private async subscribe(target: Target, after: After): Promise<void> {
    const wantedFrom = (): ReadonlyArray<string> => {
      if (target.to === 'stream') return this.list.of(target.stream).map(({ id }) => id)
      const filter = target.to === 'all' ? target.filter : { categories: [target.category] }
      return this.list.readAll({ filter }, undefined)
    }
    const before = wantedFrom().length
    const resumed = typeof after === 'number' ? await this.checkpointAfter(target, Math.min(after, before)) : undefined
    const start: SubscriptionStart = { ...target, after: resumed ?? (after === 'end' ? 'end' : 'beginning') }
    const skipped = after === 'end' ? before : resumed === undefined ? 0 : Math.min(Number(after), before)
    const following = this.own.follow(start, this.store)
    this.followings.push({ following, wanted: () => wantedFrom().slice(skipped) })
    // What is new begins where the end was found: only then may there be more.
    if (after === 'end') await following.untilCaughtUpAfter(0)
  }

  /** The checkpoint that stands with the `count`-th event that is delivered; none with the first 0. */
  private async checkpointAfter(target: Target, count: number): Promise<Checkpoint | undefined> {
    if (count === 0) return undefined
    const following = this.own.follow({ ...target, after: 'beginning' }, this.store)
    await following.until((so) => so.events().length >= count, `${count} events`)
    await following.subscription.stop()
    const delivery = following.deliveries.filter(({ kind }) => kind === 'event')[count - 1]
    return delivery?.kind === 'event' ? delivery.checkpoint : undefined
  }
}

const told = (outcome: Awaited<ReturnType<ReturnType<EventStore['append']>>>): ListedOutcome | object => {
  if (E.isRight(outcome)) return { revision: outcome.right.revision }
  const { left } = outcome
  return left.failure === 'StreamMovedOn' ? { failure: left.failure, actual: left.actual } : { failure: left.failure }
}

export const anySequence: ContractCase = {
  sentence: 'behaves like a list of events under any sequence of appends, reads, subscriptions and reopenings',
  run: async (harness) => {
    const behavesLikeAList = fc.asyncProperty(fc.array(anyCall, { maxLength: 30, size: 'max' }), (calls) =>
      tried(harness, async (own) => {
        const compared = new Compared(own)
        for (const call of calls) await compared.make(call)
        await compared.followed()
      }),
    )
    await fc.assert(behavesLikeAList, {
      numRuns: harness.modelRuns ?? 20,
      // Finding the shortest sequence that fails may take as many waits as there are sequences.
      interruptAfterTimeLimit: 5 * (harness.patienceMs ?? 30_000),
      markInterruptAsFailure: true,
    })
  },
}
