import type { CommandHandler, Handled } from '@aftersale/command-handling'
import type { EventStore } from '@aftersale/event-store'
import { type Instant, instantOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { type Scheduler, scheduler } from '../deadlines/scheduler.js'
import type { TimedAggregate } from '../deadlines/timed-aggregate.js'
import type { AnyAggregate } from '../reaction.js'
import type { Became, LedgerWorld, Logged } from './ledger-world.fixtures.js'
import { kept } from './story.fixtures.js'

/** What befalls one call of a keeper to its world. `meanwhile`: somebody else acts before it is carried out. */
export type KeeperFault = 'none' | 'unanswered' | 'unavailable' | 'meanwhile'

/** A rule of a keeper that is left out, to see whether a test notices. */
export type BrokenKeeping = 'twice' | 'unheard' | 'early' | 'in-a-replay'

export interface KeeperSettings {
  readonly aggregates: ReadonlyArray<TimedAggregate>
  readonly nextFault: () => KeeperFault
  readonly meanwhile: () => void
  readonly broken?: BrokenKeeping | undefined
}

interface Armed {
  readonly heardUpTo: number
  readonly entries: ReturnType<Scheduler['entries']>
}

/**
 * Keeps the deadlines of a world by the real scheduler: its streams are decoded already, all else is as on a store. What
 * it hears of, what it keeps and when it crashes is the schedule's.
 */
export class DeadlineKeeper {
  private scheduler: Scheduler
  private heardUpTo = 0
  private kept: Armed = { heardUpTo: 0, entries: [] }
  private isDisturbed = true
  private fired = 0
  private readonly aggregates: ReadonlyArray<TimedAggregate>
  private readonly byCategory: ReadonlyMap<string, AnyAggregate>

  constructor(
    private readonly world: LedgerWorld,
    private readonly settings: KeeperSettings,
  ) {
    this.aggregates = kept(standing, settings.aggregates, () => settings.aggregates.map(asItStands))
    this.byCategory = new Map(settings.aggregates.map((one) => [one.category, one as unknown as AnyAggregate]))
    this.scheduler = this.begun()
  }

  /** Hears of the next events of the world, of all where no number is given. */
  hear(atMost = Number.POSITIVE_INFINITY): void {
    const upTo = Math.min(this.world.log.length, this.heardUpTo + atMost)
    for (; this.heardUpTo < upTo; this.heardUpTo += 1) {
      const logged = this.world.log[this.heardUpTo]
      if (logged === undefined) break
      if (this.settings.broken === 'unheard' && isWarranty(logged) && logged.occurrence.revision > 0) continue
      if (this.settings.broken === 'in-a-replay') this.fireAsOf(logged)
      this.scheduler.changed(logged.occurrence.stream)
    }
  }

  /** Some steps; fewer where nothing is left, or the world was out of reach. */
  async work(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      const { kind } = await this.scheduler.step()
      if (kind !== 'done') return
    }
  }

  /** Undisturbed, until it has heard of everything and nothing is due. Whether it had anything to fire. */
  async catchUp(): Promise<boolean> {
    this.isDisturbed = false
    const before = this.fired
    for (let steps = 0; ; steps += 1) {
      this.hear()
      const { kind } = await this.scheduler.step()
      if (kind === 'at-rest' && this.heardUpTo === this.world.log.length) break
      if (kind === 'try-again') throw new Error('An undisturbed keeper of deadlines was disturbed')
      if (steps > 5000) throw new Error('The deadlines never come to an end')
    }
    this.isDisturbed = true
    return this.fired > before
  }

  /** What is armed is kept, where nothing heard of is left to be looked at. */
  keep(): void {
    if (!this.scheduler.isBehind()) this.kept = { heardUpTo: this.heardUpTo, entries: this.scheduler.entries() }
  }

  /** What was kept is found again, and, as at every start, all is heard of before anything is fired. */
  crash(): void {
    this.scheduler = this.begun()
    this.scheduler.armAgain(this.kept.entries)
    this.heardUpTo = this.kept.heardUpTo
    this.hear()
  }

  /** What was due by now when that event had just happened, whatever happened since. */
  private fireAsOf({ category, occurrence: { id }, after }: Logged): void {
    const aggregate = this.byCategory.get(category)
    const due = this.aggregates.find((one) => one.category === category)?.decider.deadlines(after as never) ?? []
    for (const { dueAt, command } of due) {
      if (aggregate === undefined || dueAt > this.now()) continue
      this.world.carryOut(aggregate, id, command, `deadline:${dueAt}:${this.world.log.length}`)
    }
  }

  private begun(): Scheduler {
    return scheduler({
      store: { readStream: (stream: string) => this.disturbed(() => this.read(stream)) } as unknown as EventStore,
      handle: this.handle as unknown as CommandHandler,
      aggregates: this.aggregates,
      clock: { now: () => this.now(), at: () => () => undefined },
      runner: 'deadlines' as NonEmptyText,
      concurrency: 4,
      onFired: () => {
        this.fired += 1
      },
    })
  }

  private now(): Instant {
    const { world, settings } = this
    const now = world.now()
    return settings.broken === 'early' ? instantOf(Date.parse(now) + 3 * 86_400_000) : now
  }

  private read(stream: string) {
    const events = this.world.streams.get(stream)?.events ?? []
    return E.right({ events, lastRevision: events.length === 0 ? 'no-stream' : events.length - 1 })
  }

  private readonly handle = (asFound: AnyAggregate, request: Parameters<CommandHandler>[1]) =>
    this.disturbed(() => {
      const aggregate = this.byCategory.get(asFound.category) ?? asFound
      const { id, command, commandId, expectedRevision, recordedAt } = request
      if (this.settings.broken === 'twice') {
        this.world.carryOut(aggregate, id, command, `${commandId}:${this.world.log.length}`, { recordedAt })
        return answerOf(this.world.carryOut(aggregate, id, command, `${commandId}:again`, { recordedAt }))
      }
      return answerOf(this.world.carryOut(aggregate, id, command, commandId, { expectedRevision, recordedAt }))
    })

  private disturbed<Answer>(carryOut: () => E.Either<unknown, Answer>) {
    return async (): Promise<E.Either<unknown, Answer>> => {
      const fault = this.isDisturbed ? this.settings.nextFault() : 'none'
      switch (fault) {
        case 'none':
          return carryOut()
        case 'meanwhile':
          this.settings.meanwhile()
          return carryOut()
        case 'unanswered':
          carryOut()
          return E.left({ failure: 'StoreUnavailable', cause: 'unreachable', why: 'the answer was lost' })
        case 'unavailable':
          return E.left({ failure: 'StoreUnavailable', cause: 'unreachable', why: 'the cable was cut' })
      }
    }
  }
}

/** An aggregate whose events lie in the world as they are, each with the state after it and with what falls due then. */
const asItStands = (aggregate: TimedAggregate): TimedAggregate => {
  const { initial, deadlines } = aggregate.decider
  const known = new WeakMap<object, ReturnType<typeof deadlines>>()
  return {
    ...aggregate,
    catalogue: { decode: (logged: Logged) => E.right({ event: logged, metadata: logged.occurrence.metadata }) },
    decider: {
      initial,
      evolve: (_: unknown, { after }: Logged) => after,
      deadlines: (state: object) => kept(known, state, () => deadlines(state as never)),
    },
  } as unknown as TimedAggregate
}

/** Made once: what falls due in a state is found once for all who look at it. */
const standing = new WeakMap<ReadonlyArray<TimedAggregate>, ReadonlyArray<TimedAggregate>>()

const isWarranty = ({ category }: Logged): boolean => category === 'warranty'

const answerOf = (became: Became): E.Either<unknown, Pick<Handled<unknown>, 'outcome'>> => {
  switch (became.kind) {
    case 'rejected':
      return E.left({ failure: 'CommandRejected', rejection: became.rejection })
    case 'moved-on':
      return E.left({ failure: 'StreamMovedOn' })
    case 'recorded':
    case 'repeated':
    case 'already-done':
      return E.right({ outcome: became.kind })
  }
}
