import * as fc from 'fast-check'
import type { RecordedEvent } from '../event.js'
import { inMemoryEventStore } from '../in-memory/in-memory-event-store.js'
import type { Checkpoint, SubscriptionStart } from '../subscription.js'
import { consume } from './consume.js'
import type { Consumption } from './consumer.js'
import { appendTo, counted, numberAt, numberOf } from './consuming.fixtures.js'
import { type ManualClock, manualClock, turnsOfTheLoop } from './manual-clock.fixtures.js'

/** Raise it before a release. */
const RUNS = Number(process.env['CONSUMER_RUNS'] ?? 40)

/** What the test does next: `nth` picks among what waits for an answer; `effects` has a bit for each that comes too late. */
type Step =
  | { readonly do: 'finish' | 'refuse'; readonly nth: number }
  | { readonly do: 'pass'; readonly milliseconds: number }
  | { readonly do: 'append'; readonly streams: ReadonlyArray<number> }
  | { readonly do: 'crash'; readonly effects: number }
  | { readonly do: 'stop' }

/** Streams of the events: those of `OTHER` are of a category that nobody consumes. */
const OTHER = 9
const streams = (maxLength: number) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constant(OTHER)), { maxLength })

const stepsBut = (crashes: ReadonlyArray<fc.WeightedArbitrary<Step>>): fc.Arbitrary<ReadonlyArray<Step>> =>
  fc.array(
    fc.oneof<Array<fc.WeightedArbitrary<Step>>>(
      { weight: 12, arbitrary: fc.record({ do: fc.constant('finish'), nth: fc.nat(20) }) },
      { weight: 5, arbitrary: fc.record({ do: fc.constant('refuse'), nth: fc.nat(20) }) },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('pass'), milliseconds: fc.integer({ min: 1, max: 400 }) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('append'), streams: streams(6) }) },
      ...crashes,
    ),
    { minLength: 5, maxLength: 120 },
  )

const withCrashes = stepsBut([
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash'), effects: fc.nat(255) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'stop' }) },
])

const settings = fc.record({
  concurrency: fc.integer({ min: 1, max: 5 }),
  holdAtMost: fc.integer({ min: 1, max: 8 }),
  attempts: fc.integer({ min: 1, max: 3 }),
  saveEvents: fc.integer({ min: 1, max: 5 }),
})

/** What a process waits for: an event to be handled or parked, a checkpoint to be saved. */
interface Pending {
  readonly finish: () => void
  readonly refuse?: () => void
  /** What takes effect outside although the process is gone before it hears of it. */
  readonly effect: () => void
}

type Settings = typeof settings extends fc.Arbitrary<infer Value> ? Value : never

/** The world that outlives a crash: the store, the saved checkpoint, and what was done. */
class World {
  readonly store = inMemoryEventStore()
  readonly done: Array<number> = []
  saved: Checkpoint | undefined
  readonly appended: Array<number> = []
  /** Laws that were broken where the consumer would take what is thrown for a handler's refusal. */
  readonly broken: Array<unknown> = []

  async append(row: ReadonlyArray<number>): Promise<void> {
    const categories = row.map((stream) => (stream === OTHER ? 'purchase' : 'serviceTicket'))
    const first = this.appended.length
    this.appended.push(...row)
    await appendTo(this.store, row, first, categories)
  }

  /** Numbers of the events that are for the consumer: those of one stream, or of all. */
  wanted(stream?: number): ReadonlyArray<number> {
    return this.appended.flatMap((of, number) => (of !== OTHER && (stream ?? of) === of ? [number] : []))
  }

  law(check: () => void): void {
    try {
      check()
    } catch (broken) {
      this.broken.push(broken)
    }
  }

  streamOfNumber(number: number): number {
    return this.appended[number] ?? OTHER
  }
}

/** One process: from its start after the saved checkpoint to its stop or crash. It checks the laws at each moment. */
class Run {
  readonly pending: Array<Pending> = []
  readonly consumption: Consumption
  private readonly subscription
  private readonly begun = new Map<number, Array<number>>()
  private readonly inHand = new Set<number>()
  private readonly handled = new Set<number>()
  private readonly startedAfter: number
  private isAlive = true

  constructor(
    private readonly world: World,
    clock: ManualClock,
    { concurrency, holdAtMost, attempts, saveEvents }: Settings,
  ) {
    this.startedAfter = numberAt(world.saved) ?? -1
    const start: SubscriptionStart = { to: 'category', category: 'serviceTicket', after: world.saved ?? 'beginning' }
    this.subscription = counted(world.store.subscribe(start))
    this.consumption = consume(
      this.subscription,
      {
        concurrency,
        holdAtMost,
        retry: { attempts, waitMilliseconds: () => 50 },
        saveEvery: { events: saveEvents, milliseconds: 200 },
        handle: (event, attempt) => this.handle(event, attempt),
        park: (event) => this.park(event),
        saveCheckpoint: (checkpoint) => this.save(checkpoint),
      },
      clock,
    )
    this.bounds = () => {
      for (const broken of world.broken) throw broken
      expect(this.inHand.size).toBeLessThanOrEqual(concurrency)
      expect(this.subscription.pulled() - this.contiguous()).toBeLessThanOrEqual(holdAtMost)
    }
  }

  readonly bounds: () => void

  /** What nobody hears of any more: the process is gone. */
  crash(): void {
    this.isAlive = false
    this.pending.length = 0
    void this.consumption.stop()
  }

  private handle(event: RecordedEvent, attempt: number): Promise<void> {
    const number = numberOf(event)
    if (!this.isAlive) return new Promise(() => undefined)
    const stream = this.world.streamOfNumber(number)
    const begun = this.begun.get(stream) ?? []
    this.begun.set(stream, begun)
    if (attempt === 1) begun.push(number)
    this.world.law(() => expect(begun[begun.length - 1]).toBe(number))
    return this.untilAnswered(number, true)
  }

  private park(event: RecordedEvent): Promise<void> {
    return this.untilAnswered(numberOf(event), false)
  }

  private untilAnswered(number: number, mayRefuse: boolean): Promise<void> {
    const stream = this.world.streamOfNumber(number)
    this.world.law(() => expect(this.inHand).not.toContain(stream))
    this.inHand.add(stream)
    return new Promise((resolve, reject) => {
      const effect = () => void this.world.done.push(number)
      const finish = () => {
        effect()
        this.handled.add(number)
        this.inHand.delete(stream)
        resolve()
      }
      const refuse = () => {
        this.inHand.delete(stream)
        reject(new Error('no'))
      }
      this.pending.push(mayRefuse ? { finish, refuse, effect } : { finish, effect })
    })
  }

  private save(checkpoint: Checkpoint): Promise<void> {
    if (!this.isAlive) return new Promise(() => undefined)
    const place = numberAt(checkpoint) ?? -1
    const before = this.world.wanted().filter((number) => number <= place)
    this.world.law(() => {
      expect(place).toBeGreaterThan(numberAt(this.world.saved) ?? -1)
      expect(this.world.done).toEqual(expect.arrayContaining([...before]))
    })
    return new Promise((resolve) => {
      const effect = () => {
        this.world.saved = checkpoint
      }
      const finish = () => {
        effect()
        resolve()
      }
      this.pending.push({ finish, effect })
    })
  }

  /** Events of this run before the first one that is not handled. */
  private contiguous(): number {
    const own = this.world.wanted().filter((number) => number > this.startedAfter)
    const first = own.findIndex((number) => !this.handled.has(number))
    return first === -1 ? own.length : first
  }

  /** Each stream's events were begun in order, from the first after the checkpoint on, and none was skipped. */
  order(): void {
    for (const [stream, begun] of this.begun) {
      const own = this.world.wanted(stream).filter((number) => number > this.startedAfter)
      expect(begun).toEqual(own.slice(0, begun.length))
    }
  }
}

/** Does all the steps, then answers whatever is asked until there is nothing more to do. */
const lived = async (row: ReadonlyArray<number>, steps: ReadonlyArray<Step>, of: Settings): Promise<World> => {
  const [world, clock] = [new World(), manualClock()]
  await world.append(row)
  let run = new Run(world, clock, of)
  await turnsOfTheLoop()

  const answerOne = (nth: number, how: 'finish' | 'refuse'): void => {
    const [one] = run.pending.splice(nth % Math.max(1, run.pending.length), 1)
    if (one === undefined) return
    if (how === 'refuse' && one.refuse !== undefined) one.refuse()
    else one.finish()
  }
  const stopped = async (): Promise<void> => {
    const over = run.consumption.stop().then(() => true)
    while (!(await Promise.race([over, turnsOfTheLoop().then(() => false)]))) answerOne(0, 'finish')
    expect(run.consumption.state()).toEqual({ status: 'stopped', because: 'asked' })
    expect(run.pending).toEqual([])
  }

  for (const step of steps) {
    switch (step.do) {
      case 'finish':
      case 'refuse':
        answerOne(step.nth, step.do)
        break
      case 'pass':
        clock.pass(step.milliseconds)
        break
      case 'append':
        await world.append(step.streams)
        break
      case 'crash': {
        const unheard = [...run.pending]
        run.crash()
        for (const [index, { effect }] of unheard.entries()) if (((step.effects >> index) & 1) === 1) effect()
        run.order()
        run = new Run(world, clock, of)
        break
      }
      case 'stop':
        await stopped()
        run.order()
        run = new Run(world, clock, of)
    }
    await turnsOfTheLoop()
    run.bounds()
  }

  for (let quiet = 0; quiet < 3; ) {
    quiet = run.pending.length === 0 ? quiet + 1 : 0
    answerOne(0, 'finish')
    clock.pass(250)
    await turnsOfTheLoop()
  }
  await stopped()
  run.order()
  run.bounds()
  await world.store.close()
  return world
}

describe('Whatever the handlers do, a consumer', () => {
  it('handles each event exactly once where nothing crashes, and saves how far it has come to the end', async () => {
    await fc.assert(
      fc.asyncProperty(streams(40), stepsBut([]), settings, async (row, steps, of) => {
        const world = await lived(row, steps, of)
        expect([...world.done].sort((left, right) => left - right)).toEqual(world.wanted())
        expect(numberAt(world.saved) ?? -1).toBe(world.appended.length - 1)
      }),
      { numRuns: RUNS },
    )
  })

  it('handles each event at least once, in order by stream, across crashes and stops at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(streams(40), withCrashes, settings, async (row, steps, of) => {
        const world = await lived(row, steps, of)
        expect([...new Set(world.done)].sort((left, right) => left - right)).toEqual(world.wanted())
        expect(numberAt(world.saved) ?? -1).toBe(world.appended.length - 1)
      }),
      { numRuns: RUNS },
    )
  })
})
