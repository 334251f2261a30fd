import {
  EventStoreDBClient,
  START,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
} from '@eventstore/db-client'
import {
  eventually,
  everything,
  followed,
  newStream,
  noted,
  notesOf,
  patiently,
  rejection,
} from './servers.fixtures.js'
import { startWireDouble } from './start-wire-double.js'
import type { Misbehaviour, WireDouble } from './wire-double.js'

/** Credentials of a call make the client send an append by a call of its own. */
const aloneInItsCall = { credentials: { username: 'admin', password: 'changeit' } }

let double: WireDouble
let client: EventStoreDBClient
const stream = newStream()

beforeEach(async () => {
  double = await startWireDouble()
  client = EventStoreDBClient.connectionString(patiently(double.connectionString))
})

afterEach(async () => {
  await client.dispose()
  await double.stop()
})

const append = (note: number, way: object = {}) => client.appendToStream(stream, noted(note), way)
const read = () => everything(client.readStream(stream))
const written = () =>
  double.log.written(stream, 0).map(({ data }) => JSON.parse(Buffer.from(data).toString('utf8')).note)

describe('A double that misbehaves to appends', () => {
  const both: ReadonlyArray<readonly ['batch-append' | 'append', object]> = [
    ['batch-append', {}],
    ['append', aloneInItsCall],
  ]

  it.each(both)('drops a connection before or after it has carried out one by %s', async (call, way) => {
    double.misbehave({ does: 'drop', when: 'before', call })
    expect((await rejection(append(1, way))).type).toBe('unavailable')
    double.misbehave({ does: 'drop', when: 'after', call })
    expect((await rejection(append(2, way))).type).toBe('unavailable')
    await append(3, way)
    expect(written()).toEqual([2, 3])
  })

  it.each(both)('never answers one by %s, whether it has carried it out or not', async (call, way) => {
    await append(0, way)
    double.misbehave({ does: 'silence', carriedOut: false, call })
    double.misbehave({ does: 'silence', carriedOut: true, call, after: 1 })
    const answers: Array<unknown> = []
    for (const note of [1, 2])
      void append(note, way).then(
        (answer) => answers.push(answer),
        () => undefined,
      )
    await eventually(() => double.calls()[call] === 3)
    await append(3, way)
    expect([written(), answers]).toEqual([[0, 2, 3], []])
  })

  it.each(both)('answers one by %s late', async (call, way) => {
    double.misbehave({ does: 'delay', milliseconds: 200, call })
    let [writtenAt, answeredAt] = [0, 0]
    const callOff = double.log.onWrite(() => {
      writtenAt ||= performance.now()
    })
    await append(1, way).then(() => {
      answeredAt = performance.now()
    })
    callOff()
    expect(written()).toEqual([1])
    // A timer may be early by less than a millisecond.
    expect(answeredAt - writtenAt).toBeGreaterThan(199)
  })

  it.each(both)('refuses one by %s', async (call, way) => {
    for (const exception of [
      'access-denied',
      'stream-deleted',
      'wrong-expected-version',
      'maximum-append-size-exceeded',
    ]) {
      double.misbehave({ does: 'refuse', code: 7, exception, call })
      expect((await rejection(append(1, way))).type).toBe(exception)
    }
    double.misbehave({ does: 'refuse', code: 14, call })
    expect((await rejection(append(1, way))).type).toBe('unavailable')
    await append(2, way)
    expect(written()).toEqual([2])
  })

  it.each(both)('says to one by %s that another leads, and the client goes there', async (call, way) => {
    const leader = await startWireDouble({ log: double.log })
    double.misbehave({ does: 'leader-elsewhere', host: '127.0.0.1', port: leader.port, call, times: 'always' })
    const refused = await rejection(append(1, way))
    expect(refused).toMatchObject({ type: 'not-leader', leader: { address: '127.0.0.1', port: leader.port } })
    await append(2, way)
    expect([double.calls()[call], leader.calls()[call], written()]).toEqual([1, 1, [2]])
    await client.dispose()
    await leader.stop()
  })

  it.each([1, 2])('answers a batch append after the next one, %d times, and forgets none', async (times) => {
    await append(0)
    double.misbehave({ does: 'reorder', call: 'batch-append', times })
    const order: Array<number> = []
    const notes = [1, 2, 3].slice(0, times + 1)
    await Promise.all(notes.map((note) => append(note).then(() => order.push(note))))
    expect([written(), order]).toEqual([[0, ...notes], notes.toReversed()])
  })

  it('ends the call of a batch append without an answer, which the client waits for in vain', async () => {
    // It is never disposed of: that, too, would wait for the end of the call.
    const waiting = EventStoreDBClient.connectionString(patiently(double.connectionString))
    let isAnswered = false
    const answered = () => {
      isAnswered = true
    }
    double.misbehave({ does: 'end', call: 'batch-append' })
    void waiting.appendToStream(stream, noted(1)).then(answered, answered)
    await eventually(() => double.calls()['batch-append'] === 1)
    await append(2)
    expect([written(), isAnswered]).toEqual([[2], false])
  })

  it('lets as many go well as it is told, and misbehaves as often', async () => {
    double.misbehave({ does: 'refuse', code: 7, exception: 'access-denied', call: 'any', after: 2, times: 2 })
    const outcomes: Array<string> = []
    for (const note of [1, 2, 3, 4, 5]) {
      outcomes.push(
        await append(note).then(
          () => 'written',
          ({ type }: { readonly type: string }) => type,
        ),
      )
    }
    expect(outcomes).toEqual(['written', 'written', 'access-denied', 'access-denied', 'written'])
  })

  it('behaves when it is told to', async () => {
    double.misbehave({ does: 'refuse', code: 14, call: 'any', times: 'always' })
    double.behave()
    await append(1)
    expect(written()).toEqual([1])
  })
})

describe('A double that misbehaves to readers', () => {
  const follow = () => followed(client.subscribeToStream(stream))
  const three = () => client.appendToStream(stream, [noted(1), noted(2), noted(3)])

  const misbehaves = async (misbehaviour: Misbehaviour, reads: () => Promise<unknown>): Promise<unknown> => {
    await three()
    double.misbehave(misbehaviour)
    return reads()
  }

  it('drops the connection of a read, or of a subscription after some events', async () => {
    const dropped = await misbehaves({ does: 'drop', when: 'before', call: 'read', after: 1 }, () => rejection(read()))
    expect(dropped).toMatchObject({ type: 'unavailable' })
    expect(notesOf(await read())).toEqual([1, 2, 3])

    double.misbehave({ does: 'drop', when: 'after', call: 'subscribe', after: 1 })
    const { events, saying } = follow()
    await saying('unavailable')
    expect(notesOf(events)).toEqual([1, 2])
  })

  it('falls silent in the middle of a subscription, or from its beginning', async () => {
    await misbehaves({ does: 'silence', carriedOut: false, call: 'subscribe', after: 2 }, async () => {
      const { said, saying, stop } = follow()
      await saying('1')
      await append(4)
      await append(5)
      expect(said).toEqual(['confirmation', '0', '1'])
      await stop()
    })
    double.misbehave({ does: 'silence', carriedOut: false, call: 'subscribe' })
    const { said, stop } = follow()
    await eventually(() => double.calls()['subscribe'] === 2)
    await append(6)
    expect(said).toEqual([])
    await stop()
  })

  it('sends an event twice, or after the next one', async () => {
    await misbehaves({ does: 'duplicate', call: 'subscribe', after: 1 }, async () => {
      const { events, saying, stop } = follow()
      await saying('caught up')
      expect(notesOf(events)).toEqual([1, 2, 2, 3])
      await stop()
    })
    double.misbehave({ does: 'reorder', call: 'subscribe', after: 1 })
    const { events, saying, stop } = follow()
    await saying('caught up')
    expect(notesOf(events)).toEqual([1, 3, 2])
    await stop()
    double.misbehave({ does: 'reorder', call: 'read', after: 1, times: 2 })
    expect(notesOf(await read())).toEqual([1, 3, 2])
  })

  it('sends data and metadata that are no JSON', async () => {
    await misbehaves({ does: 'malformed', part: 'data', call: 'read', after: 1 }, async () => {
      const [first, second, third] = await read()
      expect([first?.event?.data, third?.event?.data]).toEqual([{ note: 1 }, { note: 3 }])
      expect(second?.event).toMatchObject({ isJson: true, data: '{"this is": no JSON', metadata: { by: 'agent-7' } })
    })
    double.misbehave({ does: 'malformed', part: 'metadata', call: 'read' })
    const [first] = await read()
    expect(first?.event?.data).toEqual({ note: 1 })
    expect(first?.event?.metadata).toBeInstanceOf(Uint8Array)
    expect(written()).toEqual([1, 2, 3])
  })

  it('ends a subscription gracefully in the middle', async () => {
    await misbehaves({ does: 'end', call: 'subscribe', after: 1 }, async () => {
      const { said, ended } = follow()
      await ended()
      expect(said).toEqual(['confirmation', '0'])
    })
  })

  it('tells a subscription that it fell behind, and that it caught up once it has sent what there is', async () => {
    await append(1)
    const { said, saying, stop } = follow()
    await saying('caught up')
    double.misbehave({ does: 'fall-behind', call: 'subscribe' })
    await client.appendToStream(stream, [noted(2), noted(3)])
    await saying('2')
    await append(4)
    await saying('3')
    expect(said).toEqual(['confirmation', '0', 'caught up', 'fell behind', '1', '2', 'caught up', '3'])
    await stop()
  })

  it('sends an event late, and those behind it after it', async () => {
    await misbehaves({ does: 'delay', milliseconds: 100, call: 'subscribe', after: 1 }, async () => {
      const { events, saying, stop } = follow()
      await saying('caught up')
      expect(notesOf(events)).toEqual([1, 2, 3])
      await stop()
    })
  })

  it('refuses reads and subscriptions, or says that another leads', async () => {
    const refused = await misbehaves({ does: 'refuse', code: 7, exception: 'access-denied', call: 'read' }, () =>
      rejection(read()),
    )
    expect(refused).toMatchObject({ type: 'access-denied', code: 7 })
    double.misbehave({ does: 'leader-elsewhere', host: '127.0.0.1', port: double.port, call: 'subscribe' })
    const { said, saying } = follow()
    await saying('not-leader')
    expect(said).toEqual(['not-leader'])
    double.misbehave({ does: 'refuse', code: 1, call: 'subscribe' })
    const cancelled = follow()
    await cancelled.saying('cancelled')
  })

  it('does the same to persistent subscriptions', async () => {
    await three()
    await client.createPersistentSubscriptionToStream(stream, 'desk', settings({ startFrom: START }))
    const consume = () => followed(client.subscribeToPersistentSubscriptionToStream(stream, 'desk'))
    double.misbehave({ does: 'refuse', code: 14, call: 'persistent' })
    await consume().saying('unavailable')
    double.misbehave({ does: 'duplicate', call: 'persistent' })
    double.misbehave({ does: 'drop', when: 'before', call: 'persistent', after: 2 })
    const { said, saying } = consume()
    await saying('unavailable')
    expect(said).toEqual(['confirmation', '0', '0', '1', 'unavailable'])
    const again = consume()
    await eventually(() => again.events.length === 3)
    expect(again.events.map(({ retryCount }) => retryCount)).toEqual([1, 1, 1])
    await again.stop()
  })
})

describe('A double that is killed', () => {
  it('refuses everybody until it is started again, on its port and with what it held', async () => {
    await append(1)
    const { said, saying } = followed(client.subscribeToStream(stream))
    await saying('caught up')
    await double.kill()
    await saying('unavailable')
    expect(said).toEqual(['confirmation', '0', 'caught up', 'unavailable'])
    // What asks for the server's features first is refused in gRPC's own words.
    expect(await rejection(append(2))).toMatchObject({ code: 14 })
    await double.start()
    await append(3)
    expect(notesOf(await read())).toEqual([1, 3])
  })

  it('sends a group what follows its checkpoint once more', async () => {
    await client.appendToStream(stream, [noted(1), noted(2), noted(3)])
    const changes = { startFrom: START, checkPointLowerBound: 1, checkPointAfter: 1 } as const
    await client.createPersistentSubscriptionToStream(stream, 'desk', settings(changes))
    const subscription = client.subscribeToPersistentSubscriptionToStream(stream, 'desk')
    const first = followed(subscription)
    await eventually(() => first.events.length === 3)
    await subscription.ack(...first.events.slice(0, 1))
    const checkpoints = () => double.log.written(`$persistentsubscription-${stream}::desk-checkpoint`, 0)
    await eventually(() => checkpoints().length === 1)
    await double.kill()
    await first.saying('unavailable')
    await double.start()
    const second = followed(client.subscribeToPersistentSubscriptionToStream(stream, 'desk'))
    await eventually(() => second.events.length === 2)
    await second.stop()
    expect(notesOf(second.events)).toEqual([2, 3])
  })

  it('is found by gossip among its members, by who leads', async () => {
    const members = () => [
      { port: double.port, leads: false },
      { port: leader.port, leads: true },
    ]
    const leader = await startWireDouble()
    const follower = await startWireDouble({ members })
    const cluster = EventStoreDBClient.connectionString(
      patiently(`esdb://127.0.0.1:${follower.port},127.0.0.1:${follower.port}?tls=false`),
    )
    await cluster.appendToStream(stream, noted(1))
    expect([follower.calls()['gossip'], leader.calls()['batch-append']]).toEqual([1, 1])
    await cluster.dispose()
    await leader.stop()
    await follower.stop()
  })
})
