import { setTimeout as wait } from 'node:timers/promises'
import type { EventStoreDBClient } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConsumerGroup, GroupDelivery, GroupFollows, GroupState, GroupSubscription } from '../consumer-group.js'
import { doublesOfThisSpec, idOf, impatient, note, patient, ticket, until } from '../doubles.fixtures.js'
import type { EsdbEventStore } from '../esdb-event-store.js'
import { stoppedClock } from '../stopped-clock.fixtures.js'
import { consumerGroup } from './consumer-group.js'

const subscriptions: Array<GroupSubscription> = []
const groups: Array<ConsumerGroup> = []

// Before the servers end: a real one would keep the groups.
afterEach(async () => {
  await Promise.all(subscriptions.splice(0).map((subscription) => subscription.stop()))
  await Promise.all(groups.splice(0).map((group) => group.delete()()))
})

const doubles = doublesOfThisSpec()

const gives = async <Result>(call: TE.TaskEither<unknown, Result>): Promise<Result> => {
  const outcome = await call()
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const append = async (store: EsdbEventStore, stream: string, ...notes: ReadonlyArray<number>): Promise<void> => {
  for (const n of notes) await gives(store.append(stream, [note(n)], 'any'))
}

const nameOfOwn = (): string => `relay-${Date.now()}-${Math.floor(Math.random() * 1e6)}`

const groupOn = (client: EventStoreDBClient, follows: GroupFollows, name = nameOfOwn()): ConsumerGroup => {
  const group = consumerGroup({ client, ...patient }, { group: name, follows })
  groups.push(group)
  return group
}

const roundRobin = { strategy: 'round-robin', from: 'beginning' } as const

interface Consuming {
  readonly deliveries: ReadonlyArray<GroupDelivery>
  readonly subscription: GroupSubscription
  readonly states: ReadonlyArray<GroupState>
  readonly until: (count: number) => Promise<void>
  readonly over: Promise<void>
}

/** Takes deliveries and handles each; a handler that does nothing leaves it unanswered. */
const consume = (
  group: ConsumerGroup,
  handle: (delivery: GroupDelivery) => Promise<void> | void,
  inFlight?: number,
): Consuming => {
  const subscription = group.subscribe(inFlight === undefined ? {} : { inFlight })
  subscriptions.push(subscription)
  const deliveries: Array<GroupDelivery> = []
  const states: Array<GroupState> = []
  const look = (): void => {
    const state = subscription.state()
    if (state.status !== states[states.length - 1]?.status) states.push(state)
  }
  const watch = setInterval(look, 1)
  const loop = async (): Promise<void> => {
    for await (const delivery of subscription) {
      deliveries.push(delivery)
      await handle(delivery)
    }
  }
  const over = loop().finally(() => {
    clearInterval(watch)
    look()
  })
  const until = async (count: number): Promise<void> => {
    for (const last = Date.now() + 120_000; deliveries.length < count; await wait(2)) {
      if (Date.now() > last) throw new Error(`${deliveries.length} of ${count} came; ${JSON.stringify(states)}`)
    }
  }
  return { deliveries, subscription, states, until, over }
}

const notesOf = (deliveries: ReadonlyArray<GroupDelivery>): ReadonlyArray<unknown> =>
  deliveries.map(({ event }) => (event?.data as { readonly note?: unknown } | undefined)?.note)

const noteOf = (delivery: GroupDelivery): unknown => notesOf([delivery])[0]

/** Waits until as many events are set aside. */
const parkedUntil = async (group: ConsumerGroup, count: number) => {
  for (const last = Date.now() + 120_000; ; await wait(10)) {
    const parked = await gives(group.parked())
    if (parked.length === count) return parked
    if (Date.now() > last) throw new Error(`${parked.length} are parked, not ${count}`)
  }
}

describe.each(doubles.servers)('A group of consumers on $name', ({ name, start }) => {
  const ownCategory = (): string => `grp${name.length}${Date.now()}${Math.floor(Math.random() * 1e6)}`

  /** Six notes in two streams of a category of their own. */
  const six = async () => {
    const store = doubles.storeOn(await start())
    const category = ownCategory()
    const [odd, even] = [`${category}-${idOf(1)}`, `${category}-${idOf(2)}`]
    for (let n = 1; n <= 6; n += 2) {
      await append(store, odd, n)
      await append(store, even, n + 1)
    }
    return { store, category, odd, even, client: store.client }
  }

  it('is created once, is found by its name and what it follows, and is gone when it is deleted', async () => {
    const { client, category, odd } = await six()
    const named = nameOfOwn()
    const group = groupOn(client, { to: 'stream', stream: odd }, named)
    expect(await gives(group.create(roundRobin))).toBe('created')
    expect(await gives(group.create({ ...roundRobin, from: 'end' }))).toBe('existed')
    const other = groupOn(client, { to: 'category', category }, named)
    expect(await other.delete()()).toEqual(E.left({ failure: 'GroupNotFound', group: named }))
    await gives(group.delete())
    const gone = consume(group, () => undefined)
    await gone.over
    expect(gone.subscription.state()).toEqual({
      status: 'stopped',
      because: { failure: 'GroupNotFound', group: named },
    })
  })

  it.each([
    ['a stream', [1, 3, 5]],
    ['a category', [1, 2, 3, 4, 5, 6]],
    ['all of some categories', [1, 2, 3, 4, 5, 6]],
  ])('is given each event of %s, as it is read, and what is new', async (what, notes) => {
    const { client, store, category, odd } = await six()
    const follows: Record<string, GroupFollows> = {
      'a stream': { to: 'stream', stream: odd },
      'a category': { to: 'category', category },
      'all of some categories': { to: 'all', categories: [category] },
    }
    const group = groupOn(client, follows[what] ?? { to: 'all' })
    await gives(group.create(roundRobin))
    const consuming = consume(group, (delivery) => delivery.ack())
    await consuming.until(notes.length)
    await append(store, odd, 7)
    await consuming.until(notes.length + 1)
    expect(notesOf(consuming.deliveries)).toEqual([...notes, 7])
    expect(consuming.subscription.state()).toEqual({ status: 'live' })
    const { events } = await gives(store.readStream(odd))
    expect(consuming.deliveries.flatMap(({ event }) => (event?.stream === odd ? [event] : []))).toEqual(events)
  })

  it('is given again what is to be tried again, and counts how often', async () => {
    const { client, odd } = await six()
    const group = groupOn(client, { to: 'stream', stream: odd })
    await gives(group.create(roundRobin))
    const consuming = consume(group, (delivery) =>
      noteOf(delivery) === 3 && delivery.retryCount < 2 ? delivery.retry('the courier is away') : delivery.ack(),
    )
    await consuming.until(5)
    const third = consuming.deliveries.filter((delivery) => noteOf(delivery) === 3)
    expect(third.map(({ retryCount }) => retryCount)).toEqual([0, 1, 2])
  })

  it.each(['stream', 'category', 'all'] as const)(
    'sets aside what cannot be handled, tells it with the reason, and gives it again when it is asked to: %s',
    async (to) => {
      const { client, category, odd, store } = await six()
      const follows = { stream: { to, stream: odd }, category: { to, category }, all: { to, categories: [category] } }
      const group = groupOn(client, follows[to] as GroupFollows)
      await gives(group.create(roundRobin))
      expect(await gives(group.parked())).toEqual([])
      const bad = [1, 3, 5]
      const first = consume(group, (delivery) =>
        bad.includes(Number(noteOf(delivery)))
          ? delivery.park(`no address in ${String(noteOf(delivery))}`)
          : delivery.ack(),
      )
      const parked = await parkedUntil(group, 3)
      await first.subscription.stop()
      expect(parked.map(({ why }) => why)).toEqual(['no address in 1', 'no address in 3', 'no address in 5'])
      expect(parked.map(({ event }) => event)).toEqual((await gives(store.readStream(odd))).events)
      for (const { parkedAt } of parked) expect(parkedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)

      await gives(group.replayParked(1))
      const second = consume(group, (delivery) => delivery.ack())
      await second.until(1)
      expect((await parkedUntil(group, 2)).map(({ why }) => why)).toEqual(['no address in 3', 'no address in 5'])
      await gives(group.replayParked())
      await second.until(3)
      expect(notesOf(second.deliveries)).toEqual(bad)
      expect(second.deliveries.map(({ event }) => event)).toEqual((await gives(store.readStream(odd))).events)
      await parkedUntil(group, 0)
    },
  )

  it('goes on behind links to deleted events, and lists what was set aside though it was deleted since', async () => {
    const { client, category, odd, store } = await six()
    const group = groupOn(client, { to: 'category', category })
    await gives(group.create(roundRobin))
    const parking = consume(group, (delivery) =>
      noteOf(delivery) === 1 ? delivery.park('no address') : delivery.ack(),
    )
    await parkedUntil(group, 1)
    await parking.until(6)
    await parking.subscription.stop()
    await client.deleteStream(odd)
    expect(await gives(group.parked())).toEqual([{ why: 'no address', parkedAt: expect.any(String) }])

    const late = groupOn(client, { to: 'category', category })
    await gives(late.create(roundRobin))
    await append(store, `${category}-${idOf(3)}`, 8)
    const consuming = consume(late, (delivery) => delivery.ack())
    for (let count = 1; !notesOf(consuming.deliveries).includes(8); count += 1) await consuming.until(count)
    expect(notesOf(consuming.deliveries).filter((told) => told !== undefined)).toEqual([2, 4, 6, 8])
  })

  it('is given no more at once than may be unanswered, and the rest when there is room', async () => {
    const { client, category } = await six()
    const group = groupOn(client, { to: 'category', category })
    await gives(group.create(roundRobin))
    const consuming = consume(group, () => undefined, 2)
    await consuming.until(2)
    await wait(100)
    expect(consuming.deliveries).toHaveLength(2)
    for (const { ack } of consuming.deliveries) await ack()
    await consuming.until(4)
    await wait(100)
    expect(notesOf(consuming.deliveries)).toEqual([1, 2, 3, 4])
  })

  it('gives what one consumer left unanswered to the next', async () => {
    const { client, odd } = await six()
    const group = groupOn(client, { to: 'stream', stream: odd })
    await gives(group.create(roundRobin))
    const leaving = consume(group, (delivery) => (noteOf(delivery) === 1 ? delivery.ack() : undefined))
    await leaving.until(3)
    await leaving.subscription.stop()
    const next = consume(group, (delivery) => delivery.ack())
    await next.until(2)
    expect(new Set(notesOf(next.deliveries))).toEqual(new Set([3, 5]))
  })

  it('shares the events of its streams among its consumers', async () => {
    const { client, store, odd } = await six()
    const group = groupOn(client, { to: 'stream', stream: odd })
    await gives(group.create(roundRobin))
    const consumers = [1, 2].map(() => consume(group, (delivery) => delivery.ack(), 1))
    await append(store, odd, 7, 9, 11, 13, 15, 17, 19, 21)
    await until(() => consumers.reduce((sum, { deliveries }) => sum + deliveries.length, 0) >= 11)
    const all = consumers.flatMap(({ deliveries }) => notesOf(deliveries)).map(Number)
    expect(all.toSorted((left, right) => left - right)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21])
  })

  it('ends, for those who are in it, when it is deleted', async () => {
    const { client, odd } = await six()
    const group = groupOn(client, { to: 'stream', stream: odd })
    await gives(group.create(roundRobin))
    const consuming = consume(group, (delivery) => delivery.ack())
    await consuming.until(3)
    await gives(group.delete())
    await consuming.over
    expect(consuming.subscription.state()).toMatchObject({ status: 'stopped', because: { failure: 'GroupNotFound' } })
  })
})

describe('A group of consumers', () => {
  const onDouble = async () => {
    const { double, store } = await doubles.storeOnDouble()
    const named = nameOfOwn()
    const group = groupOn(store.client, { to: 'stream', stream: ticket(1) }, named)
    await append(store, ticket(1), 1, 2, 3)
    await gives(group.create(roundRobin))
    return { double, store, group, named }
  }

  it('comes back when the server does; what was unanswered comes again, and late answers reach nobody', async () => {
    const { double, store, group } = await onDouble()
    let isBack = false
    const consuming = consume(group, (delivery) => (isBack || noteOf(delivery) === 1 ? delivery.ack() : undefined))
    await consuming.until(3)
    await double.kill()
    await Promise.all(consuming.deliveries.slice(1, 3).map((delivery) => delivery.park('too late')))
    isBack = true
    await double.start()
    await append(store, ticket(1), 4)
    for (let count = 4; !notesOf(consuming.deliveries).includes(4); count += 1) await consuming.until(count)
    expect(notesOf(consuming.deliveries.slice(3))).toEqual(expect.arrayContaining([2, 3, 4]))
    expect(await gives(group.parked())).toEqual([])
    expect(consuming.states.map(({ status }) => status)).toContain('reconnecting')
  })

  it.each([
    ['is cut', { does: 'drop', when: 'after', call: 'persistent', after: 1 }],
    ['is ended', { does: 'end', call: 'persistent', after: 1 }],
    ['is refused', { does: 'refuse', call: 'persistent', code: 14, times: 2 }],
  ] as const)('connects again where the connection %s', async (_what, misbehaviour) => {
    const { double, group } = await onDouble()
    double.misbehave(misbehaviour)
    const consuming = consume(group, (delivery) => delivery.ack())
    for (let count = 1; !notesOf(consuming.deliveries).includes(3); count += 1) await consuming.until(count)
    expect(new Set(notesOf(consuming.deliveries))).toEqual(new Set([1, 2, 3]))
    expect(consuming.states.map(({ status }) => status)).toContain('reconnecting')
  })

  it('does not wait for ever for a server that never confirms', async () => {
    const clock = stoppedClock()
    const { double, store, named } = await onDouble()
    double.misbehave({ does: 'silence', carriedOut: false, call: 'persistent' })
    const group = consumerGroup(
      { client: store.client, ...impatient },
      { group: named, follows: { to: 'stream', stream: ticket(1) } },
    )
    const consuming = consume(group, (delivery) => delivery.ack())
    await clock.passesUntil(() => consuming.deliveries.length >= 3)
    expect(notesOf(consuming.deliveries)).toEqual([1, 2, 3])
  })

  it('stops where access is denied', async () => {
    const { double, group } = await onDouble()
    double.misbehave({ does: 'refuse', call: 'persistent', code: 7, exception: 'access-denied' })
    const consuming = consume(group, (delivery) => delivery.ack())
    await consuming.over
    expect(consuming.subscription.state()).toMatchObject({
      status: 'stopped',
      because: { failure: 'StoreUnavailable', cause: 'access-denied' },
    })
  })

  it('hands out raw what is no JSON', async () => {
    const { double, group } = await onDouble()
    double.misbehave({ does: 'malformed', part: 'data', call: 'persistent' })
    const consuming = consume(group, (delivery) => delivery.ack())
    await consuming.until(3)
    expect(consuming.deliveries[0]?.event?.data).toBe('{"this is": no JSON')
    expect(notesOf(consuming.deliveries.slice(1))).toEqual([2, 3])
  })

  it('answers once, whatever is called after it', async () => {
    const { group } = await onDouble()
    const consuming = consume(group, async (delivery) => {
      await delivery.ack()
      await delivery.park('after all')
      await delivery.retry('after all')
    })
    await consuming.until(3)
    await consuming.subscription.stop()
    expect(await gives(group.parked())).toEqual([])
    expect(consuming.deliveries).toHaveLength(3)
  })

  it('refuses names, tenants, counts and settings that cannot be', async () => {
    const { double } = await doubles.storeOnDouble()
    const client = doubles.connect(double.connectionString)
    const of = (follows: GroupFollows, tenant?: string, group = 'relay'): ConsumerGroup =>
      consumerGroup({ client, ...(tenant === undefined ? {} : { tenant }) }, { group, follows })
    const stream = { to: 'stream', stream: ticket(1) } as const
    const refused: ReadonlyArray<readonly [ConsumerGroup, string]> = [
      [of({ to: 'stream', stream: '$all' }), 'NameNotAllowed'],
      [of({ to: 'category', category: '$ce' }), 'NameNotAllowed'],
      [of({ to: 'all', categories: [''] }), 'NameNotAllowed'],
      [of(stream, 'acme'), 'WrongTenant'],
      [of(stream, undefined, ' '), 'BadArgument'],
    ]
    for (const [group, failure] of refused) {
      for (const call of [group.create(roundRobin), group.parked(), group.replayParked(), group.delete()]) {
        expect(await (call as TE.TaskEither<unknown, unknown>)()).toMatchObject({ left: { failure } })
      }
      const subscription = group.subscribe()
      expect(subscription.state()).toMatchObject({ status: 'stopped', because: { failure } })
      for await (const delivery of subscription) throw new Error(`It gave ${JSON.stringify(delivery)}`)
    }
    const sound = of(stream)
    expect(await sound.create({ ...roundRobin, maxRetryCount: -1 })()).toMatchObject({
      left: { failure: 'BadArgument' },
    })
    expect(await sound.create({ ...roundRobin, messageTimeoutMilliseconds: 0 })()).toMatchObject({
      left: { failure: 'BadArgument' },
    })
    expect(await sound.replayParked(0)()).toMatchObject({ left: { failure: 'BadArgument' } })
    expect(sound.subscribe({ inFlight: 0 }).state()).toMatchObject({ because: { failure: 'BadArgument' } })
  })
})
