import type { CommandHandler } from '@aftersale/command-handling'
import { describeFailure, type EventStore, partsOfStreamName } from '@aftersale/event-store'
import { type Actor, commandHashOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { ArmedDeadlines } from './armed-deadlines.js'
import type { DeadlineClock } from './deadline-clock.js'
import type { FiredDeadline } from './deadlines-settings.js'
import { fireDeadline } from './fire-deadline.js'
import { type FoundDeadline, type FoundDeadlines, foundDeadlines } from './found-deadlines.js'
import { type DeadlineParked, parkedDeadline, parkedDeadlineIdOf } from './parked-deadline.js'
import type { TimedAggregate } from './timed-aggregate.js'

interface Surroundings {
  readonly store: EventStore
  readonly handle: CommandHandler
  readonly aggregates: ReadonlyArray<TimedAggregate>
  readonly clock: DeadlineClock
  readonly runner: NonEmptyText
  readonly concurrency: number
  readonly onFired?: (fired: FiredDeadline) => void
  readonly onParked?: (parked: DeadlineParked['data']) => void
}

/** `done`: there may be more at once; `at-rest`: nothing is left before an event or an instant. */
export type StepOfScheduler =
  | { readonly kind: 'done' | 'at-rest' }
  | { readonly kind: 'try-again'; readonly why: string }

export interface Scheduler {
  /** Something happened to the stream: what it armed is found out anew. */
  readonly changed: (stream: string) => void
  readonly armAgain: (entries: ReadonlyArray<{ readonly stream: string; readonly dueAt: Instant }>) => void
  readonly forget: () => void
  /** Looks at what changed, or, where nothing did, fires the deadline that is due first. Never rejects. */
  readonly step: () => Promise<StepOfScheduler>
  /** Whether there are streams to look at: what is armed is not of all that was heard. */
  readonly isBehind: () => boolean
  readonly nextDueAt: () => Instant | undefined
  readonly armed: () => number
  readonly entries: () => ReturnType<ArmedDeadlines['entries']>
  readonly counts: () => { readonly fired: number; readonly parked: number }
}

/** What was refused in a stream as it was then: not to be tried again before something else happened to it. */
interface Refused {
  readonly revision: number | 'no-stream'
  readonly commandIds: Set<string>
}

export const scheduler = ({
  store,
  handle,
  aggregates,
  clock,
  runner,
  concurrency,
  onFired,
  onParked,
}: Surroundings): Scheduler => {
  const byCategory = new Map(aggregates.map((aggregate) => [aggregate.category, aggregate]))
  const armed = new ArmedDeadlines()
  const changed = new Set<string>()
  const refusedIn = new Map<string, Refused>()
  let [fired, parked] = [0, 0]

  const aggregateOf = (stream: string): TimedAggregate | undefined =>
    byCategory.get(partsOfStreamName(stream)?.category ?? '')

  const park = async (data: Omit<DeadlineParked['data'], 'parkedAt'>): Promise<string | undefined> => {
    const parkedAt = clock.now()
    const whole = { ...data, parkedAt }
    const handled = await handle(parkedDeadline, {
      id: parkedDeadlineIdOf(data),
      command: { type: 'ParkDeadline', data: whole },
      commandId: `park:${commandHashOf({ ...data, why: '' })}` as NonEmptyText,
      actor: { kind: 'system', id: runner } as Actor,
      recordedAt: parkedAt,
    })()
    if (E.isLeft(handled)) {
      const { failure } = handled.left
      return failure === 'CommandIdReused' ? undefined : `a deadline could not be parked: ${failure}`
    }
    if (handled.right.outcome === 'recorded') {
      parked += 1
      onParked?.(whole)
    }
    return undefined
  }

  /** What is due in the stream as it is, without what was refused in this very state. */
  const lookAt = async (
    stream: string,
    aggregate: TimedAggregate,
  ): Promise<E.Either<string, FoundDeadlines | 'nothing-known'>> => {
    try {
      const found = await foundDeadlines(store, aggregate, stream)
      if (E.isRight(found)) {
        const refused = refusedIn.get(stream)
        if (refused === undefined) return found
        if (refused.revision !== found.right.revision) {
          refusedIn.delete(stream)
          return found
        }
        const deadlines = found.right.deadlines.filter(({ commandId }) => !refused.commandIds.has(commandId))
        return E.right({ ...found.right, deadlines })
      }
      // Closed for good by an operator: nothing falls due there any more, and no other stream waits for it.
      if (found.left.failure === 'StreamDeleted') return E.right('nothing-known')
      if (found.left.failure !== 'HistoryUnreadable') return E.left(describeFailure(found.left))
      const { revision, because } = found.left
      const why = `event ${revision} can't be read: ${because.failure} (${because.type})`
      return await unreadable(stream, revision, why)
    } catch (thrown) {
      // A mistake in a decider. Of what was thrown only its name, a message may quote data.
      return unreadable(stream, -1, `a rule threw ${nameOf(thrown)}`)
    }
  }

  const unreadable = async (
    stream: string,
    revision: number,
    why: string,
  ): Promise<E.Either<string, 'nothing-known'>> => {
    const trouble = await park({ stream: stream as NonEmptyText, revision, why: why as NonEmptyText })
    return trouble === undefined ? E.right('nothing-known') : E.left(trouble)
  }

  const arm = async (stream: string): Promise<string | undefined> => {
    const aggregate = aggregateOf(stream)
    if (aggregate === undefined) return undefined
    const found = await lookAt(stream, aggregate)
    if (E.isLeft(found)) return found.left
    armed.arm(stream, found.right === 'nothing-known' ? undefined : found.right.deadlines[0]?.dueAt)
    return undefined
  }

  const lookAtChanged = async (): Promise<StepOfScheduler> => {
    const streams = [...changed].slice(0, concurrency)
    for (const stream of streams) changed.delete(stream)
    const troubles = await Promise.all(streams.map(arm))
    const failed = streams.filter((_, index) => troubles[index] !== undefined)
    for (const stream of failed) changed.add(stream)
    const [why] = troubles.filter((trouble) => trouble !== undefined)
    return why === undefined ? { kind: 'done' } : { kind: 'try-again', why }
  }

  const fireIn = async (stream: string, expectedAt: Instant): Promise<StepOfScheduler> => {
    const aggregate = aggregateOf(stream)
    if (aggregate === undefined) {
      armed.arm(stream, undefined)
      return { kind: 'done' }
    }
    const found = await lookAt(stream, aggregate)
    if (E.isLeft(found)) return { kind: 'try-again', why: found.left }
    const [first] = found.right === 'nothing-known' ? [] : found.right.deadlines
    // What was armed is out of date: whatever is due first now, in this stream or in another, has its turn.
    if (found.right === 'nothing-known' || first === undefined || first.dueAt !== expectedAt) {
      armed.arm(stream, first?.dueAt)
      return { kind: 'done' }
    }
    return fire(stream, aggregate, first, found.right)
  }

  const fire = async (
    stream: string,
    aggregate: TimedAggregate,
    deadline: FoundDeadline,
    found: FoundDeadlines,
  ): Promise<StepOfScheduler> => {
    const { dueAt, command, commandId } = deadline
    const commandType = typeOf(command)
    const outcome = await fireDeadline(handle, aggregate, stream, deadline, found, { now: clock.now(), runner }).catch(
      (thrown: unknown) => ({ kind: 'refused' as const, why: `a rule threw ${nameOf(thrown)}` as NonEmptyText }),
    )
    switch (outcome.kind) {
      case 'try-again':
        return outcome
      case 'fired':
        fired += 1
        onFired?.({ stream, dueAt, commandType })
        changed.add(stream)
        return { kind: 'done' }
      case 'look-again':
        changed.add(stream)
        return { kind: 'done' }
      case 'refused': {
        const trouble = await park({
          stream: stream as NonEmptyText,
          revision: found.revision === 'no-stream' ? -1 : found.revision,
          dueAt,
          commandType: commandType as NonEmptyText,
          commandId,
          why: outcome.why,
        })
        if (trouble !== undefined) return { kind: 'try-again', why: trouble }
        const known = refusedIn.get(stream)
        if (known?.revision === found.revision) known.commandIds.add(commandId)
        else refusedIn.set(stream, { revision: found.revision, commandIds: new Set([commandId]) })
        changed.add(stream)
        return { kind: 'done' }
      }
    }
  }

  const due = () => {
    const next = armed.next()
    return next !== undefined && next.dueAt <= clock.now() ? next : undefined
  }

  return {
    changed: (stream) => changed.add(stream),
    armAgain: (entries) => {
      for (const { stream, dueAt } of entries) armed.arm(stream, dueAt)
    },
    forget: () => {
      armed.clear()
      changed.clear()
    },
    step: async () => {
      if (changed.size > 0) return lookAtChanged()
      const next = due()
      return next === undefined ? { kind: 'at-rest' } : fireIn(next.stream, next.dueAt)
    },
    isBehind: () => changed.size > 0,
    nextDueAt: () => armed.next()?.dueAt,
    armed: () => armed.size,
    entries: () => armed.entries(),
    counts: () => ({ fired, parked }),
  }
}

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'something else than an Error')

const typeOf = (command: unknown): string => {
  const type: unknown = typeof command === 'object' && command !== null ? Reflect.get(command, 'type') : undefined
  return typeof type === 'string' ? type : 'unnamed'
}
