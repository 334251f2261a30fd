import { createServer, type Socket } from 'node:net'
import type { SubscriptionState } from '@aftersale/event-store'
import { startWireDouble, type WireDouble } from '@aftersale/wire-double'
import * as E from 'fp-ts/lib/Either.js'
import { doublesOfThisSpec, impatient, note, patient, ticket, until } from '../doubles.fixtures.js'
import { stoppedClock } from '../stopped-clock.fixtures.js'
import { subscribeEsdb } from './esdb-subscription.js'
import { type Reading, read, revisionsOf, upTo } from './followed.fixtures.js'

const doubles = doublesOfThisSpec()
const readings: Array<{ readonly stop: () => Promise<void> }> = []

afterEach(async () => {
  await Promise.all(readings.splice(0).map((reading) => reading.stop()))
})

const stream = ticket(1)

/** Ten events, and a subscription to what is asked; the waits between attempts are written down. */
const followTen = async (
  to: 'all' | 'category' | 'stream' = 'stream',
  misbehave: (double: WireDouble) => void = () => undefined,
  timeoutMilliseconds?: number,
) => {
  const { double, store } = await doubles.storeOnDouble()
  const append = async (from: number, count: number): Promise<void> => {
    for (let n = from; n < from + count; n += 1) {
      const outcome = await store.append(stream, [note(n)], 'any')()
      if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
    }
  }
  await append(1, 10)
  misbehave(double)
  return { double, append, ...following(double.connectionString, to, timeoutMilliseconds) }
}

const following = (
  connectionString: string,
  to: 'all' | 'category' | 'stream' = 'stream',
  timeoutMilliseconds: number = patient.timeoutMilliseconds,
) => {
  const waited: Array<number> = []
  const source = {
    client: doubles.connect(connectionString),
    tenant: undefined,
    timeoutMilliseconds,
    backoffMilliseconds: (attempt: number) => {
      waited.push(attempt)
      return 20
    },
  }
  const target = {
    all: { to: 'all' },
    category: { to: 'category', category: 'serviceTicket' },
    stream: { to: 'stream', stream },
  } as const
  const subscription = subscribeEsdb(source, { ...target[to], after: 'beginning' }, () => undefined)
  readings.push(subscription)
  return { reading: read(subscription), subscription, waited }
}

const hasComeTo = (reading: Reading, count: number): boolean =>
  reading.events().length >= count && reading.deliveries[reading.deliveries.length - 1]?.kind === 'caught-up'

const comesTo = (reading: Reading, count: number): Promise<void> => reading.until(() => hasComeTo(reading, count))

const attemptsIn = (states: ReadonlyArray<SubscriptionState>): ReadonlyArray<number> =>
  states.flatMap((state) => (state.status === 'reconnecting' ? [state.attempt] : []))

const WAYS = ['all', 'category', 'stream'] as const

describe('Coming back', () => {
  it.each(WAYS)('goes on with exactly the rest where the connection is cut in the middle: %s', async (to) => {
    const { reading, append, double } = await followTen(to, (server) =>
      server.misbehave({ does: 'drop', when: 'after', call: 'subscribe', after: 3 }),
    )
    await comesTo(reading, 10)
    double.misbehave({ does: 'drop', when: 'before', call: 'subscribe' })
    await append(11, 2)
    await comesTo(reading, 12)
    expect(revisionsOf(reading.events())).toEqual(upTo(12))
  })

  it('shows why and for which time it connects again, then catches up, then is live', async () => {
    const { reading } = await followTen('stream', (server) =>
      server.misbehave({ does: 'drop', when: 'after', call: 'subscribe', after: 3 }),
    )
    await comesTo(reading, 10)
    expect(reading.states).toEqual([
      { status: 'catching-up' },
      { status: 'reconnecting', attempt: 1, why: expect.stringMatching(/./) },
      { status: 'catching-up' },
      { status: 'live' },
    ])
  })

  it.each(WAYS)('takes the end of a call for a cut, though the server says that all is well: %s', async (to) => {
    const { reading } = await followTen(to, (server) => server.misbehave({ does: 'end', call: 'subscribe', after: 4 }))
    await comesTo(reading, 10)
    expect(revisionsOf(reading.events())).toEqual(upTo(10))
    expect(reading.states).toContainEqual({
      status: 'reconnecting',
      attempt: 1,
      why: 'the server ended the subscription',
    })
  })

  it.each([
    ['CANCELLED', 1],
    ['UNKNOWN', 2],
    ['DEADLINE_EXCEEDED', 4],
    ['RESOURCE_EXHAUSTED', 8],
    ['INTERNAL', 13],
    ['UNAVAILABLE', 14],
  ])('asks again where the server refuses with %s', async (_name, code) => {
    const { reading, waited } = await followTen('all', (server) =>
      server.misbehave({ does: 'refuse', call: 'subscribe', code, times: 3 }),
    )
    await comesTo(reading, 10)
    expect(waited).toEqual([1, 2, 3])
  })

  it('waits ever again while nothing comes, and counts from one when something came', async () => {
    const { reading, waited } = await followTen('stream', (server) => {
      server.misbehave({ does: 'refuse', call: 'subscribe', code: 14, times: 2 })
      server.misbehave({ does: 'drop', when: 'after', call: 'subscribe', after: 5 })
    })
    await comesTo(reading, 10)
    expect(waited).toEqual([1, 2, 1])
  })

  it('does not wait where the server lets go of it for being slow', async () => {
    const { reading, waited } = await followTen('all', (server) =>
      server.misbehave({ does: 'refuse', call: 'subscribe', code: 10 }),
    )
    await comesTo(reading, 10)
    expect(waited).toEqual([])
    expect(revisionsOf(reading.events())).toEqual(upTo(10))
  })

  it('goes to the leader that it is told of', async () => {
    const { reading } = await followTen('stream', () => undefined)
    await comesTo(reading, 10)
    const { double, store } = await doubles.storeOnDouble()
    await store.append(stream, [note(1)], 'any')()
    const leader = await doubles.start({ log: double.log })
    double.misbehave({
      does: 'leader-elsewhere',
      call: 'subscribe',
      host: '127.0.0.1',
      port: leader.port,
      times: 'always',
    })
    const followed = following(double.connectionString)
    await comesTo(followed.reading, 1)
    expect(leader.calls()['subscribe']).toBe(1)
  })

  it('waits for a server that is away, and goes on when it is back', async () => {
    const { reading, double, append } = await followTen('all')
    await comesTo(reading, 10)
    await double.kill()
    await reading.until(() => attemptsIn(reading.states).includes(3))
    await double.start()
    await append(11, 3)
    await comesTo(reading, 13)
    expect(revisionsOf(reading.events())).toEqual(upTo(13))
    expect(reading.states[reading.states.length - 1]).toEqual({ status: 'live' })
  })

  it('does not take a server for well that accepts and never confirms', async () => {
    const clock = stoppedClock()
    const { reading } = await followTen(
      'stream',
      (server) => server.misbehave({ does: 'silence', carriedOut: false, call: 'subscribe' }),
      impatient.timeoutMilliseconds,
    )
    await clock.passesUntil(() => hasComeTo(reading, 10))
    expect(reading.states).toContainEqual({
      status: 'reconnecting',
      attempt: 1,
      why: 'the server did not confirm the subscription for 400 ms',
    })
  })

  it.each(WAYS)('does not take a server for well that keeps to itself what it holds: %s', async (to) => {
    const clock = stoppedClock()
    const { reading } = await followTen(
      to,
      (server) => server.misbehave({ does: 'silence', carriedOut: false, call: 'subscribe', after: 6 }),
      impatient.timeoutMilliseconds,
    )
    await clock.passesUntil(() => hasComeTo(reading, 10))
    expect(revisionsOf(reading.events())).toEqual(upTo(10))
    expect(reading.states).toContainEqual({
      status: 'reconnecting',
      attempt: 1,
      why: 'the server sent nothing of what it holds for 400 ms',
    })
  })

  it('gives up waiting on a connection that nobody answers, and tries again', async () => {
    const sockets: Array<Socket> = []
    const mute = createServer((socket) => sockets.push(socket))
    await new Promise<void>((resolve) => {
      mute.listen(0, '127.0.0.1', resolve)
    })
    const address = mute.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { reading, subscription } = following(`esdb://127.0.0.1:${port}?tls=false`, 'stream', 200)
    await reading.until(() => attemptsIn(reading.states).includes(2))
    await subscription.stop()
    await reading.over
    expect(reading.deliveries).toEqual([])
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => {
      mute.close(resolve)
    })
  })

  it('tells the end again only when something was delivered since', async () => {
    const { reading, double, append } = await followTen('stream')
    await comesTo(reading, 10)
    await double.kill()
    await double.start()
    await reading.until(
      () => attemptsIn(reading.states).length > 0 && reading.states[reading.states.length - 1]?.status === 'live',
    )
    expect(reading.deliveries.filter(({ kind }) => kind === 'caught-up')).toHaveLength(1)
    await append(11, 1)
    await comesTo(reading, 11)
    expect(reading.deliveries.filter(({ kind }) => kind === 'caught-up')).toHaveLength(2)
  })
})

describe('Stopping', () => {
  it.each(['read', 'subscribe'] as const)('waits for no answer of a silent server: %s', async (call) => {
    const { double, store } = await doubles.storeOnDouble()
    double.misbehave({ does: 'silence', carriedOut: false, call, times: 'always' })
    const source = {
      client: store.client,
      tenant: undefined,
      timeoutMilliseconds: 2 ** 30,
      backoffMilliseconds: () => 2 ** 30,
    }
    let ends = 0
    const subscription = subscribeEsdb(source, { to: 'all', after: 'end' }, () => {
      ends += 1
    })
    const reading = read(subscription)
    await until(() => double.calls()[call] !== undefined)
    await subscription.stop()
    await reading.over
    expect(subscription.state()).toEqual({ status: 'stopped', because: 'asked' })
    expect(ends).toBe(1)
  })
})

describe('Giving up', () => {
  it('stops where access is denied', async () => {
    const { reading } = await followTen('all', (server) =>
      server.misbehave({ does: 'refuse', call: 'subscribe', code: 7, exception: 'access-denied' }),
    )
    await reading.over
    expect(reading.states[reading.states.length - 1]).toMatchObject({
      status: 'stopped',
      because: { failure: 'StoreUnavailable', cause: 'access-denied' },
    })
  })

  it('stops where the server calls the request wrong', async () => {
    const { reading } = await followTen('all', (server) =>
      server.misbehave({ does: 'refuse', call: 'subscribe', code: 3 }),
    )
    await reading.over
    expect(reading.states[reading.states.length - 1]).toMatchObject({
      status: 'stopped',
      because: { failure: 'BadArgument' },
    })
  })

  it('stops where the stream is closed for good, before it began or while it is live', async () => {
    const { reading, double } = await followTen('stream')
    await comesTo(reading, 10)
    await doubles.connect(double.connectionString).tombstoneStream(stream)
    await reading.over
    const late = following(double.connectionString)
    await late.reading.over
    for (const { states } of [reading, late.reading]) {
      expect(states[states.length - 1]).toEqual({ status: 'stopped', because: { failure: 'StreamDeleted', stream } })
    }
    expect(revisionsOf(reading.events())).toEqual(upTo(10))
    expect(late.reading.events()).toEqual([])
  })

  it.each(WAYS)(
    'stops where the server comes back with less than was delivered, restored from a backup: %s',
    async (to) => {
      const { reading, double } = await followTen(to)
      await comesTo(reading, 10)
      await double.kill()
      const restored = await startWireDouble({ port: double.port })
      await reading.over
      expect(reading.states[reading.states.length - 1]).toMatchObject({
        status: 'stopped',
        because: { failure: 'CheckpointNotUsable' },
      })
      await restored.stop()
    },
  )
})
