import { event, events, streamOf } from '../contract/sample-events.js'
import type { RecordedEvent } from '../event.js'
import { inMemoryEventStore } from '../in-memory/in-memory-event-store.js'
import type { Checkpoint, SubscriptionStart } from '../subscription.js'
import { consume } from './consume.js'
import type { Consumer, Stalled } from './consumer.js'
import { appendTo, counted, desk, numberAt, numberOf, scripted } from './consuming.fixtures.js'
import { manualClock, turnsOfTheLoop } from './manual-clock.fixtures.js'

const everything: SubscriptionStart = { to: 'all', after: 'beginning' }

/** A consumer of events 0, 1, 2 …, whose handlers, clock and checkpoints the test has in hand. */
const consuming = async (streams: ReadonlyArray<number>, settings: Partial<Consumer> = {}, start = everything) => {
  const store = inMemoryEventStore()
  await appendTo(store, streams)
  const [hands, clock, saved] = [desk(), manualClock(), new Array<number | undefined>()]
  const subscription = counted(store.subscribe(start))
  const consumer: Consumer = {
    handle: hands.handle,
    saveCheckpoint: async (checkpoint) => void saved.push(numberAt(checkpoint)),
    saveEvery: { events: 2, milliseconds: 1000 },
    ...settings,
  }
  const consumption = consume(subscription, consumer, clock)
  await turnsOfTheLoop()
  const finish = async (...numbers: ReadonlyArray<number>) => {
    for (const number of numbers) {
      hands.finish(number)
      await turnsOfTheLoop()
    }
  }
  const refuse = async (number: number, why?: string) => {
    hands.refuse(number, why)
    await turnsOfTheLoop()
  }
  const pass = async (milliseconds: number) => {
    clock.pass(milliseconds)
    await turnsOfTheLoop()
  }
  const handledUpTo = () => numberAt(consumption.handledUpTo())
  return { store, hands, clock, saved, subscription, consumption, finish, refuse, pass, handledUpTo }
}

describe('A consumer', () => {
  it('handles events of one stream one after the other, and those of several at once', async () => {
    const { hands, finish } = await consuming([1, 1, 2, 1])
    expect(hands.inHand()).toEqual([0, 2])
    await finish(0)
    expect(hands.inHand()).toEqual([2, 1])
    await finish(2, 1)
    expect(hands.inHand()).toEqual([3])
  })

  it('keeps in order what has the same key', async () => {
    const { hands } = await consuming([1, 2, 3, 4], { keyOf: (one) => (numberOf(one) % 2 === 0 ? 'even' : 'odd') })
    expect(hands.inHand()).toEqual([0, 1])
  })

  it('works on so many keys at once and pulls no further', async () => {
    const { hands, subscription, finish } = await consuming([1, 2, 3, 4, 5, 6], { concurrency: 2 })
    expect(hands.inHand()).toEqual([0, 1])
    expect(subscription.pulled()).toBe(2)
    await finish(1)
    expect(hands.inHand()).toEqual([0, 2])
    expect(subscription.pulled()).toBe(3)
  })

  it('holds so many events at most, from the lowest unhandled one on, and pulls no further', async () => {
    const { hands, subscription, finish, handledUpTo } = await consuming([1, 2, 3, 4, 5, 6, 7], { holdAtMost: 4 })
    await finish(1, 2, 3)
    expect(hands.inHand()).toEqual([0])
    expect(subscription.pulled()).toBe(4)
    expect(handledUpTo()).toBeUndefined()
    await finish(0)
    expect(handledUpTo()).toBe(3)
    expect(hands.inHand()).toEqual([4, 5, 6])
  })

  it('holds a long row of one key within the same bound', async () => {
    const ofOneKey = Array.from({ length: 20 }, () => 1)
    const { hands, subscription, finish } = await consuming(ofOneKey, { holdAtMost: 5 })
    expect(hands.inHand()).toEqual([0])
    expect(subscription.pulled()).toBe(5)
    await finish(0)
    expect(hands.inHand()).toEqual([1])
    expect(subscription.pulled()).toBe(6)
  })

  it('pulls what is appended while it waits', async () => {
    const { store, hands, finish, handledUpTo } = await consuming([1])
    await finish(0)
    await appendTo(store, [1, 2], 1)
    await turnsOfTheLoop()
    expect(hands.inHand()).toEqual([1, 2])
    await finish(2, 1)
    expect(handledUpTo()).toBe(2)
  })

  it.each([
    ['concurrency', { concurrency: 0 }],
    ['holdAtMost', { holdAtMost: 0.5 }],
    ['retry.attempts', { retry: { attempts: 0, waitMilliseconds: () => 0 } }],
    ['saveEvery.events', { saveEvery: { events: Number.NaN, milliseconds: 1 } }],
    ['saveEvery.milliseconds', { saveEvery: { events: 1, milliseconds: -1 } }],
    ['stall.afterMilliseconds', { stall: { afterMilliseconds: Number.POSITIVE_INFINITY, onStall: () => undefined } }],
  ])('is refused where %s is none', (setting, settings) => {
    const consumer = { handle: async () => undefined, saveCheckpoint: async () => undefined, ...settings }
    expect(() => consume(scripted([]), consumer)).toThrow(new RegExp(`^${setting}: `))
  })
})

describe('The checkpoint of a consumer', () => {
  it('stands before the lowest unhandled event, whatever is handled after it', async () => {
    const { saved, finish, pass, handledUpTo } = await consuming([1, 2, 3, 4])
    await finish(3, 2)
    await pass(5000)
    expect(saved).toEqual([])
    await finish(0)
    await pass(5000)
    expect(saved).toEqual([0])
    await finish(1)
    expect(handledUpTo()).toBe(3)
    expect(saved).toEqual([0, 3])
  })

  it('is saved after so many events, or after so much time', async () => {
    const { saved, finish, pass } = await consuming([1, 1, 1, 1])
    await finish(0)
    expect(saved).toEqual([])
    await finish(1)
    expect(saved).toEqual([1])
    await finish(2)
    await pass(999)
    expect(saved).toEqual([1])
    await pass(1)
    expect(saved).toEqual([1, 2])
    await pass(5000)
    expect(saved).toEqual([1, 2])
  })

  it('is saved one at a time, and then as far as all has come', async () => {
    const saves: Array<{ readonly number: number | undefined; readonly done: () => void }> = []
    const saveCheckpoint = (checkpoint: Checkpoint) =>
      new Promise<void>((done) => void saves.push({ number: numberAt(checkpoint), done }))
    const { finish } = await consuming([1, 1, 1, 1, 1, 1], { saveCheckpoint })
    await finish(0, 1, 2, 3, 4)
    expect(saves.map(({ number }) => number)).toEqual([1])
    saves[0]?.done()
    await turnsOfTheLoop()
    expect(saves.map(({ number }) => number)).toEqual([1, 4])
  })

  it('moves on over a stretch without an event for it', async () => {
    const wanted: SubscriptionStart = { ...everything, filter: { types: ['ReportAdded'] } }
    const { store, saved, pass, consumption } = await consuming([], {}, wanted)
    await store.append(streamOf(1), events(0, 2500), 'any')()
    await turnsOfTheLoop(20)
    await pass(1000)
    expect(saved).toEqual([2499])
    await store.append(streamOf(1), events(2500, 10), 'any')()
    await turnsOfTheLoop()
    await consumption.stop()
    expect(saved).toEqual([2499, 2509])
  })

  it('takes in a stretch without an event only once all before it is handled', async () => {
    const one: RecordedEvent = { ...event(0), stream: streamOf(1), revision: 0, position: { commit: 5, prepare: 4 } }
    const at = (commit: number): Checkpoint => ({ kind: 'all', position: { commit, prepare: commit } })
    const [hands, clock, saved] = [desk(), manualClock(), new Array<number | undefined>()]
    const saveCheckpoint = async (checkpoint: Checkpoint) => void saved.push(numberAt(checkpoint))
    const deliveries = [
      { kind: 'event', event: one, checkpoint: at(5) },
      { kind: 'checkpoint', checkpoint: at(70) },
      { kind: 'checkpoint', checkpoint: at(900) },
    ] as const
    const consumption = consume(scripted(deliveries), { handle: hands.handle, saveCheckpoint }, clock)
    await turnsOfTheLoop()
    clock.pass(5000)
    await turnsOfTheLoop()
    expect(saved).toEqual([])
    hands.finish(0)
    await turnsOfTheLoop()
    await consumption.stop()
    expect(saved).toEqual([900])
  })

  it('never moves back, and is not saved again where it stands still', async () => {
    const at = (commit: number, prepare: number) =>
      ({ kind: 'checkpoint', checkpoint: { kind: 'all', position: { commit, prepare } } }) as const
    const saved: Array<Checkpoint> = []
    const [clock, saveCheckpoint] = [manualClock(), async (checkpoint: Checkpoint) => void saved.push(checkpoint)]
    const deliveries = [at(7, 3), at(7, 3), at(5, 5), at(7, 2), at(7, 4), at(0, 0)]
    const consumption = consume(scripted(deliveries), { handle: async () => undefined, saveCheckpoint }, clock)
    await turnsOfTheLoop()
    await consumption.stop()
    expect(saved).toEqual([at(7, 4).checkpoint])
  })

  it("is an event's own where a delivery after it tells of an earlier place", async () => {
    const at = (commit: number): Checkpoint => ({ kind: 'all', position: { commit, prepare: commit } })
    const one: RecordedEvent = { ...event(0), stream: streamOf(1), revision: 0, position: { commit: 5, prepare: 5 } }
    const [hands, clock, saved] = [desk(), manualClock(), new Array<number | undefined>()]
    const saveCheckpoint = async (checkpoint: Checkpoint) => void saved.push(numberAt(checkpoint))
    const deliveries = [
      { kind: 'event', event: one, checkpoint: at(5) },
      { kind: 'checkpoint', checkpoint: at(3) },
    ] as const
    const consumption = consume(scripted(deliveries), { handle: hands.handle, saveCheckpoint }, clock)
    await turnsOfTheLoop()
    hands.finish(0)
    await turnsOfTheLoop()
    await consumption.stop()
    expect(saved).toEqual([5])
  })

  it('is not saved again where later deliveries stand at the same place', async () => {
    const checkpoint: Checkpoint = { kind: 'all', position: { commit: 7, prepare: 7 } }
    const one: RecordedEvent = { ...event(0), stream: streamOf(1), revision: 0, position: checkpoint.position }
    const [hands, clock, saved] = [desk(), manualClock(), new Array<Checkpoint>()]
    const saveCheckpoint = async (to: Checkpoint) => void saved.push(to)
    const still = { kind: 'checkpoint', checkpoint } as const
    const deliveries = [still, { kind: 'event', event: one, checkpoint: { ...checkpoint } } as const]
    const consumer: Consumer = { handle: hands.handle, concurrency: 1, saveCheckpoint }
    const consumption = consume(scripted(deliveries), consumer, clock)
    await turnsOfTheLoop()
    clock.pass(1000)
    await turnsOfTheLoop()
    expect(saved).toEqual([checkpoint])
    hands.finish(0)
    await turnsOfTheLoop()
    await consumption.stop()
    expect(saved).toEqual([checkpoint])
  })

  it('stops the consumer as failed where the subscription changes what its checkpoints are of', async () => {
    const ofStream = (stream: string): Checkpoint => ({ kind: 'link', stream, revision: 1 })
    const deliveries = ['$ce-purchase', '$ce-serviceTicket'].map(
      (stream) => ({ kind: 'checkpoint', checkpoint: ofStream(stream) }) as const,
    )
    const saved: Array<Checkpoint> = []
    const saveCheckpoint = async (checkpoint: Checkpoint) => void saved.push(checkpoint)
    const consumption = consume(scripted(deliveries), { handle: async () => undefined, saveCheckpoint })
    await consumption.over
    expect(consumption.state()).toMatchObject({ status: 'failed' })
    expect(saved).toEqual([ofStream('$ce-purchase')])
  })

  it('stops the consumer as failed where it cannot be saved, and is not tried again', async () => {
    let tries = 0
    const saveCheckpoint = () => {
      tries += 1
      throw new Error('the disk is full')
    }
    const { finish, consumption, clock } = await consuming([1, 1, 1, 1], { saveCheckpoint })
    await finish(0, 1)
    expect(consumption.state()).toEqual({
      status: 'failed',
      why: 'the checkpoint could not be saved: the disk is full',
    })
    await finish(2)
    await consumption.over
    expect(tries).toBe(1)
    expect(clock.waiting()).toBe(0)
  })
})

describe('An event that cannot be handled', () => {
  const retry = { attempts: 3, waitMilliseconds: (attempt: number) => attempt * 100 }

  it('is tried again after a wait, with nothing of its key before it', async () => {
    const { hands, refuse, finish, pass } = await consuming([1, 1, 2], { retry })
    await refuse(0)
    expect(hands.inHand()).toEqual([2])
    await pass(199)
    expect(hands.inHand()).toEqual([2])
    await pass(1)
    expect(hands.inHand()).toEqual([2, 0])
    await finish(0)
    expect(hands.begun).toEqual([0, 2, 0, 1])
  })

  it('is told which try it is', async () => {
    const attempts: Array<number> = []
    const handle = async (_event: RecordedEvent, attempt: number) => {
      attempts.push(attempt)
      if (attempt < 3) throw new Error('not yet')
    }
    const { pass, handledUpTo } = await consuming([1], { handle, retry })
    await pass(200)
    await pass(300)
    expect(attempts).toEqual([1, 2, 3])
    expect(handledUpTo()).toBe(0)
  })

  it('is parked after its last try; what comes later of its key waits until it is, and goes on', async () => {
    const parked: Array<string> = []
    let parkIt: () => void = () => undefined
    const park = (one: RecordedEvent, why: string) =>
      new Promise<void>((resolve) => {
        parked.push(`${numberOf(one)}: ${why}`)
        parkIt = resolve
      })
    const { hands, refuse, finish, pass, handledUpTo } = await consuming([1, 1, 2], { retry, park })
    await refuse(0)
    await pass(200)
    await refuse(0)
    await pass(300)
    expect(parked).toEqual([])
    await refuse(0, 'no such customer')
    expect(parked).toEqual(['0: no such customer'])
    expect(hands.inHand()).toEqual([2])
    expect(handledUpTo()).toBeUndefined()
    parkIt()
    await turnsOfTheLoop()
    expect(hands.inHand()).toEqual([2, 1])
    expect(handledUpTo()).toBe(0)
    await finish(2, 1)
    expect(handledUpTo()).toBe(2)
  })

  it('is parked at once where its error says that no further try can help', async () => {
    const parked: Array<string> = []
    const park = async (one: RecordedEvent, why: string) => void parked.push(`${numberOf(one)}: ${why}`)
    const isPoison = (error: unknown) => error instanceof Error && error.message === 'gone'
    const { hands, refuse, pass, handledUpTo } = await consuming([1, 2], { retry: { ...retry, isPoison }, park })
    await refuse(0, 'busy')
    expect(parked).toEqual([])
    await pass(200)
    await refuse(0, 'gone')
    expect(parked).toEqual(['0: gone'])
    expect(hands.begun).toEqual([0, 1, 0])
    expect(handledUpTo()).toBe(0)
  })

  it('is waited with as its error asks, and no longer than a timer can', async () => {
    const waitMilliseconds = (attempt: number, error: unknown) =>
      attempt === 2 && error instanceof Error ? Number(error.message) : 1e12
    const { hands, refuse, pass } = await consuming([1], { retry: { attempts: 3, waitMilliseconds } })
    await refuse(0, '7000')
    await pass(6999)
    expect(hands.inHand()).toEqual([])
    await pass(1)
    expect(hands.inHand()).toEqual([0])
    await refuse(0)
    await pass(2 ** 31 - 2)
    expect(hands.inHand()).toEqual([])
    await pass(1)
    expect(hands.inHand()).toEqual([0])
  })

  it('stops the consumer where nothing parks it, with the checkpoint before it', async () => {
    const { refuse, finish, consumption, saved, hands } = await consuming([1, 2, 2, 3], {
      retry: { ...retry, attempts: 1 },
    })
    await finish(0)
    await refuse(1, 'no such customer')
    expect(consumption.state()).toEqual({
      status: 'failed',
      why: `event 0 of ${streamOf(2)} (NoteAdded) could not be handled: no such customer`,
    })
    await finish(3)
    await consumption.over
    expect(hands.begun).toEqual([0, 1, 3])
    expect(saved).toEqual([0])
  })

  it('stops the consumer where it cannot be parked', async () => {
    const park = async () => {
      throw new Error('the disk is full')
    }
    const { refuse, consumption, saved } = await consuming([1], { retry: { ...retry, attempts: 1 }, park })
    await refuse(0)
    await consumption.over
    expect(consumption.state()).toMatchObject({ why: expect.stringContaining('could not be parked: the disk is full') })
    expect(saved).toEqual([])
  })
})

describe('A stall', () => {
  const watched = async (streams: ReadonlyArray<number>) => {
    const stalls: Array<readonly [number, number]> = []
    const onStall = ({ event: of, forMilliseconds }: Stalled) => void stalls.push([numberOf(of), forMilliseconds])
    const stall = { afterMilliseconds: 30_000, onStall }
    return { stalls, ...(await consuming(streams, { stall })) }
  }

  it('is told once, of the event that holds the checkpoint back', async () => {
    const { stalls, finish, pass, store, hands } = await watched([1, 2])
    await finish(1)
    await pass(29_999)
    expect(stalls).toEqual([])
    await pass(1)
    expect(stalls).toEqual([[0, 30_000]])
    await pass(90_000)
    await appendTo(store, [3], 2)
    await turnsOfTheLoop()
    expect(hands.inHand()).toEqual([0, 2])
    expect(stalls).toEqual([[0, 30_000]])
  })

  it('is told of the next event at once where that has been in hand for as long', async () => {
    const { stalls, finish, pass } = await watched([1, 2])
    await pass(40_000)
    await finish(0)
    expect(stalls).toEqual([
      [0, 30_000],
      [1, 40_000],
    ])
  })

  it('is counted for each event from its own first try, however long it waited for that', async () => {
    const { stalls, finish, pass } = await watched([1, 1, 1, 2])
    for (const number of [0, 1, 2]) {
      await pass(20_000)
      await finish(number)
    }
    // Event 3 was begun at the start, and has held the checkpoint back since 60,000.
    expect(stalls).toEqual([[3, 60_000]])
  })

  it('is told in time of an event that was begun before the one that held the checkpoint back until now', async () => {
    const { store, stalls, finish, pass } = await watched([1, 1])
    await pass(15_000)
    await appendTo(store, [2], 2)
    await turnsOfTheLoop()
    await pass(5000)
    await finish(0)
    // Event 1 is watched from 20,000 on, until it is handled at 40,000; event 2 was begun at 15,000.
    await pass(20_000)
    await finish(1)
    await pass(4999)
    expect(stalls).toEqual([])
    await pass(1)
    expect(stalls).toEqual([[2, 30_000]])
  })
})

describe('The end of a consumer', () => {
  it('lets what is in hand end, begins nothing more, and saves how far it has come', async () => {
    const { consumption, hands, finish, saved, clock, subscription } = await consuming([1, 1, 2, 2])
    let isOver = false
    const stopped = consumption.stop().then(() => {
      isOver = true
    })
    await turnsOfTheLoop()
    await finish(2)
    expect(isOver).toBe(false)
    await finish(0)
    await stopped
    expect(hands.begun).toEqual([0, 2])
    expect(saved).toEqual([0])
    expect(consumption.state()).toEqual({ status: 'stopped', because: 'asked' })
    expect(subscription.state()).toEqual({ status: 'stopped', because: 'asked' })
    expect(clock.waiting()).toBe(0)
    await consumption.stop()
    await consumption.over
  })

  it('does not wait for the next try of an event', async () => {
    const { consumption, refuse, saved, clock } = await consuming([1])
    await refuse(0)
    await consumption.stop()
    expect(saved).toEqual([])
    expect(clock.waiting()).toBe(0)
  })

  it('comes while it has no room to pull', async () => {
    const { consumption, finish } = await consuming([1, 2, 3], { concurrency: 1 })
    const stopped = consumption.stop()
    await finish(0)
    await stopped
    expect(consumption.state()).toEqual({ status: 'stopped', because: 'asked' })
  })

  it('comes with the end of the subscription, and tells its reason', async () => {
    const { store, consumption, finish, saved } = await consuming([1, 1])
    await store.close()
    await turnsOfTheLoop()
    await finish(0)
    await consumption.over
    expect(consumption.state()).toEqual({ status: 'stopped', because: { failure: 'StoreClosed' } })
    expect(saved).toEqual([0])
  })

  it('comes as a failure where the subscription throws, or the key of an event cannot be told', async () => {
    const store = inMemoryEventStore()
    await appendTo(store, [1])
    const consumer: Consumer = { handle: async () => undefined, saveCheckpoint: async () => undefined }
    const taken = store.subscribe(everything)
    taken[Symbol.asyncIterator]()
    const again = consume(taken, consumer)
    await again.over
    expect(again.state()).toMatchObject({ status: 'failed', why: expect.stringContaining('iterated once') })

    const keyOf = () => {
      throw new Error('no key')
    }
    const keyless = consume(store.subscribe(everything), { ...consumer, keyOf })
    await keyless.over
    expect(keyless.state()).toEqual({ status: 'failed', why: 'no key' })
  })
})
