import { type Instant, instantOf, laterOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Occurrence, Process } from '../process.js'
import type { AnyAggregate } from '../reaction.js'
import { type Step, type StepAnswer, stepsOf, type UnansweredRejection } from '../steps-of.js'

/** An event of a world, as it lies in its stream. */
export interface Logged {
  readonly category: string
  readonly occurrence: Occurrence<{ readonly type: string; readonly data: unknown }>
  /** The state of its aggregate, with it. */
  readonly after: unknown
  /** The time of the world, whatever the event says. */
  readonly loggedAt: Instant
}

interface Stream {
  state: unknown
  readonly commandIds: Set<string>
  readonly events: Array<Logged>
}

/** A rule of an aggregate as it is, or, to see whether a test notices, as it is not. */
export type Decide = AnyAggregate['decider']['decide']
export type BrokenRules = ReadonlyMap<string, (decide: Decide) => Decide>

/** Streams in memory, decided on at once: what a store and its command handlers are, without a turn of the event loop. */
export class LedgerWorld {
  readonly streams: Map<string, Stream>
  readonly log: Array<Logged>
  readonly parked: Array<UnansweredRejection & { readonly process: string }> = []
  minutes: number
  private told: { readonly minutes: number; readonly instant: Instant } | undefined

  constructor(
    private readonly brokenRules: BrokenRules = new Map(),
    from?: LedgerWorld,
  ) {
    this.streams = new Map(
      [...(from?.streams ?? [])].map(([name, { state, commandIds, events }]) => [
        name,
        { state, commandIds: new Set(commandIds), events: [...events] },
      ]),
    )
    this.log = [...(from?.log ?? [])]
    this.minutes = from?.minutes ?? 0
  }

  now(): Instant {
    if (this.told?.minutes !== this.minutes) {
      this.told = { minutes: this.minutes, instant: instantOf(MONDAY + this.minutes * 60_000) }
    }
    return this.told.instant
  }

  stateOf<State>({ category, decider }: { category: string; decider: { initial: State } }, id: string): State {
    const stream = this.streams.get(`${category}-${id}`)
    return stream === undefined ? decider.initial : (stream.state as State)
  }

  revisionOf(category: string, id: string): number | 'no-stream' {
    const count = this.streams.get(`${category}-${id}`)?.events.length ?? 0
    return count === 0 ? 'no-stream' : count - 1
  }

  handle(aggregate: AnyAggregate, id: string, command: unknown, commandId: string): StepAnswer {
    const became = this.carryOut(aggregate, id, command, commandId)
    return became.kind === 'rejected' ? became : CARRIED_OUT
  }

  /** As a command handler: an id that the stream holds already is not decided again, a pinned revision is looked at. */
  carryOut(
    aggregate: AnyAggregate,
    id: string,
    command: unknown,
    commandId: string,
    { expectedRevision: expected, recordedAt = this.now() }: Circumstances = {},
  ): Became {
    const { category, decider } = aggregate
    const name = `${category}-${id}`
    const known = this.streams.get(name)
    if (known?.commandIds.has(commandId) === true) return { kind: 'repeated' }
    if (expected !== undefined && expected !== this.revisionOf(category, id)) return { kind: 'moved-on' }
    const state = known === undefined ? decider.initial : known.state
    const decide = this.brokenRules.get(category)?.(decider.decide) ?? decider.decide
    const decision = decide(command, state)
    if (E.isLeft(decision)) return { kind: 'rejected', rejection: decision.left }
    if (decision.right.length === 0) return { kind: 'already-done' }

    const stream: Stream = known ?? { state, commandIds: new Set(), events: [] }
    if (known === undefined) this.streams.set(name, stream)
    stream.commandIds.add(commandId)
    for (const event of decision.right as ReadonlyArray<{ readonly type: string; readonly data: unknown }>) {
      stream.state = decider.evolve(stream.state, event)
      const occurredAt = aggregate.occurredAtOf(event)
      if (occurredAt > recordedAt) throw new Error(`${event.type} is of ${occurredAt}, and recorded at ${recordedAt}`)
      const metadata = {
        eventId: `event-${this.log.length}`,
        occurredAt,
        recordedAt,
        commandId,
        correlationId: 'model',
      }
      const logged: Logged = {
        category,
        occurrence: {
          event,
          metadata: metadata as unknown as Occurrence<unknown>['metadata'],
          id,
          stream: name,
          revision: stream.events.length,
        },
        after: stream.state,
        loggedAt: this.now(),
      }
      stream.events.push(logged)
      this.log.push(logged)
    }
    return { kind: 'recorded' }
  }

  /** As a runner: recorded not before the event that is reacted to. */
  answer(step: Step, since: Instant = this.now()): StepAnswer {
    if (step.kind === 'command') {
      const { aggregate, id, command, commandId } = step
      const became = this.carryOut(aggregate, id, command, commandId, { recordedAt: laterOf(this.now(), since) })
      return became.kind === 'rejected' ? became : CARRIED_OUT
    }
    const { category } = step.aggregate
    return {
      kind: 'found',
      state: this.stateOf(step.aggregate, step.id),
      revision: this.revisionOf(category, step.id),
    }
  }
}

/** At which revision a command is meant to be decided, any where absent, and when its events are recorded, now where absent. */
interface Circumstances {
  readonly expectedRevision?: number | 'no-stream' | undefined
  readonly recordedAt?: Instant | undefined
}

/** What became of a command. */
export type Became =
  | { readonly kind: 'recorded' | 'repeated' | 'already-done' | 'moved-on' }
  | { readonly kind: 'rejected'; readonly rejection: unknown }

const CARRIED_OUT: StepAnswer = { kind: 'carried-out' }
const MONDAY = Date.parse('2025-06-02T07:00:00.000Z')

export const text = (words: string): NonEmptyText => words as NonEmptyText

/** What befalls a step. `unanswered`: it is carried out and nobody is told; `unavailable`: it is not. */
export type StepFault = 'none' | 'unanswered' | 'unavailable'

interface Lane {
  /** The place in the stream of the event in hand, and which of its processes are done with it. */
  next: number
  done: number
  steps: Generator<Step, ReadonlyArray<UnansweredRejection>, StepAnswer> | undefined
  asked: Step | undefined
}

/** A runner of processes over a world, one step at a time: as the real one, in the order of each stream, at least once. */
export class ModelRunner {
  private readonly lanes = new Map<string, Lane>()
  private readonly interested = new Map<string, ReadonlyArray<Process>>()

  constructor(
    private readonly world: LedgerWorld,
    processes: ReadonlyArray<Process>,
  ) {
    for (const process of processes) {
      for (const type of process.reactsTo) {
        this.interested.set(type, [...(this.interested.get(type) ?? []), process])
      }
    }
  }

  /** The streams with something left to react to. */
  waiting(): ReadonlyArray<string> {
    const names: Array<string> = []
    for (const [name, { events }] of this.world.streams) {
      const lane = this.lane(name)
      for (let logged = events[lane.next]; logged !== undefined; logged = events[lane.next]) {
        if (this.interested.has(logged.occurrence.event.type)) break
        lane.next += 1
      }
      if (lane.next < events.length) names.push(name)
    }
    return names
  }

  /** One step of the reaction in hand on that stream. */
  step(name: string, fault: StepFault): void {
    const lane = this.lane(name)
    const logged = this.world.streams.get(name)?.events[lane.next]
    if (logged === undefined) return
    const processes = this.interested.get(logged.occurrence.event.type) ?? []
    const process = processes[lane.done]
    if (process === undefined) {
      lane.next += 1
      lane.done = 0
      return
    }
    if (lane.steps === undefined) {
      lane.steps = stepsOf(process, logged.occurrence)
      this.follow(lane, process, lane.steps.next())
      return
    }
    if (lane.asked === undefined) return
    if (fault === 'unavailable') {
      lane.steps = undefined
      return
    }
    const answer = this.world.answer(lane.asked, logged.occurrence.metadata.recordedAt)
    if (fault === 'unanswered') {
      lane.steps = undefined
      return
    }
    this.follow(lane, process, lane.steps.next(answer))
  }

  /** What was in hand is lost, and what was done since some checkpoint before it is heard again. */
  crash(heardAgain: number): void {
    for (const lane of this.lanes.values()) {
      lane.next = Math.max(0, lane.next - heardAgain)
      lane.done = 0
      lane.steps = undefined
    }
  }

  private follow(lane: Lane, process: Process, next: IteratorResult<Step, ReadonlyArray<UnansweredRejection>>): void {
    if (next.done !== true) {
      lane.asked = next.value
      return
    }
    this.world.parked.push(...next.value.map((unanswered) => ({ ...unanswered, process: process.name })))
    lane.steps = undefined
    lane.asked = undefined
    lane.done += 1
  }

  private lane(name: string): Lane {
    const known = this.lanes.get(name)
    if (known !== undefined) return known
    const lane: Lane = { next: 0, done: 0, steps: undefined, asked: undefined }
    this.lanes.set(name, lane)
    return lane
  }
}

/** Lets a runner do all that is left to do, undisturbed. Throws where it never comes to an end. */
export const drain = (runner: ModelRunner): void => {
  for (let steps = 0; ; ) {
    const waiting = runner.waiting()
    if (waiting.length === 0) return
    for (const name of waiting) {
      runner.step(name, 'none')
      steps += 1
    }
    if (steps > 20_000) throw new Error('The processes never come to an end')
  }
}
