import { commandHandler } from '@aftersale/command-handling'
import {
  type Checkpoint,
  cappedBackoff,
  comparePositions,
  describeFailure,
  type EventStore,
  subscriptionLife,
} from '@aftersale/event-store'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { afterOnThisMachine } from '../running/after-on-this-machine.js'
import { isFinal } from '../running/is-final.js'
import type { DeadlinesSettings } from './deadlines-settings.js'
import { eventsHeard } from './events-heard.js'
import { keptDeadlines } from './kept-deadlines.js'
import { scheduler } from './scheduler.js'

/** `arming`: it has not heard of all events yet, and fires nothing. */
export type DeadlinesState =
  | { readonly status: 'arming' | 'running' | 'stopped' }
  | { readonly status: 'waiting' | 'failed'; readonly why: string }

export interface CountsOfDeadlines {
  /** Streams in which something falls due. */
  readonly armed: number
  /** Since the run began. What two runs fire at the same moment both count, though it is recorded once. */
  readonly fired: number
  readonly parked: number
}

/** The deadlines of a store, kept by a clock. */
export interface DeadlinesRun {
  readonly state: () => DeadlinesState
  readonly counts: () => CountsOfDeadlines
  /** When something falls due next; nothing where nothing is armed. */
  readonly nextDueAt: () => Instant | undefined
  /** Resolves once all that was recorded before is heard of, and nothing that is due is left; or when the run is over. */
  readonly settled: () => Promise<void>
  /** Lets the command in hand end, and stops. Never rejects. */
  readonly stop: () => Promise<void>
  /** Resolves when it is over: stopped, or the store was closed. Never rejects. */
  readonly over: Promise<void>
}

/**
 * Issues the commands of everything that falls due in a store's streams, in order of the instants at which it is due,
 * once the clock has passed them and all events were heard of. A run that begins late makes up for what was due before.
 * Not for replaying: it writes, and only where it is given a clock.
 */
export const runDeadlines = (store: EventStore, settings: DeadlinesSettings): DeadlinesRun => {
  const {
    aggregates,
    clock,
    tenant,
    name = 'deadlines' as NonEmptyText,
    concurrency = 16,
    keepAfterEvents = (armed) => Math.max(1000, 4 * armed),
    waitMilliseconds = cappedBackoff({ mostMilliseconds: 10_000 }),
    waitingBy = { after: afterOnThisMachine },
    onTrouble = () => undefined,
  } = settings
  const filter = { categories: aggregates.map(({ category }) => category) }
  const inTenant = tenant === undefined ? {} : { tenant }
  const handle = commandHandler(store, { now: clock.now, ...inTenant })
  const kept = keptDeadlines(store, name, { tenant, now: clock.now })
  const schedule = scheduler({ store, handle, aggregates, clock, runner: name, concurrency, ...pick(settings) })

  let failed: string | undefined
  let waiting: string | undefined
  let unkept = 0
  let isIdle = false
  let idleUpTo: Checkpoint | undefined
  let wakeUp: () => void = () => undefined
  const waiters = new Set<() => void>()
  const life = subscriptionLife(() => heard.stop())

  const heard = eventsHeard(store, filter, {
    onEvent: (stream) => {
      unkept += 1
      schedule.changed(stream)
    },
    onNews: () => wakeUp(),
    onLost: () => schedule.forget(),
  })

  const fail = (why: string): void => {
    failed = why
    life.end('asked')
  }

  const pause = async (attempt: number, why: string): Promise<void> => {
    onTrouble({ why, attempt })
    waiting = why
    await life.sleep((wake) => waitingBy.after(waitMilliseconds(attempt + 1), wake))
    waiting = undefined
  }

  const findKept = async (): Promise<void> => {
    for (let attempt = 1; !life.isStopped(); attempt += 1) {
      const last = await kept.last()
      if (E.isRight(last)) {
        if (last.right !== undefined) {
          schedule.armAgain(last.right.armed)
          heard.startAfter(last.right.checkpoint)
        }
        return
      }
      const why = describeFailure(last.left)
      if (isFinal(last.left)) fail(why)
      else await pause(attempt, why)
    }
  }

  const follow = async (): Promise<void> => {
    for (let attempt = 1; !life.isStopped(); attempt += 1) {
      const { progressed, isOver, why } = await heard.follow()
      if (life.isStopped()) return
      if (progressed) attempt = 1
      if (isOver) fail(why)
      else await pause(attempt, why)
    }
  }

  /** Only what was armed of all events up to the checkpoint is kept: there is nothing left to look at. */
  const keepWhereWorthIt = async (): Promise<void> => {
    const checkpoint = heard.upTo()
    const isWorthIt = unkept >= keepAfterEvents(schedule.armed())
    if (checkpoint === undefined || !isWorthIt || schedule.isBehind()) return
    unkept = 0
    const done = await kept.keep({ checkpoint, armed: schedule.entries() })
    // Nothing is lost: more events are heard again after a restart.
    if (E.isLeft(done)) onTrouble({ why: `what is armed could not be kept: ${describeFailure(done.left)}`, attempt: 1 })
  }

  const sleepUntil = async (dueAt: Instant | undefined): Promise<void> => {
    isIdle = heard.isCaughtUp()
    idleUpTo = heard.upTo()
    if (isIdle) for (const tell of waiters) tell()
    await life.sleep((wake) => {
      const awake = (): void => {
        isIdle = false
        wakeUp = () => undefined
        callOff()
        wake()
      }
      const callOff = dueAt === undefined ? () => undefined : clock.at(dueAt, awake)
      wakeUp = awake
      return callOff
    })
  }

  const work = async (): Promise<void> => {
    if (settings.from !== 'beginning') await findKept()
    const following = follow()
    let attempt = 1
    while (!life.isStopped()) {
      if (!heard.isCaughtUp()) {
        await sleepUntil(undefined)
        continue
      }
      const trouble = await schedule.step()
      if (trouble.kind === 'try-again') {
        await pause(attempt, trouble.why)
        attempt += 1
        continue
      }
      attempt = 1
      if (trouble.kind === 'done') continue
      await keepWhereWorthIt()
      if (schedule.isBehind() || life.isStopped()) continue
      const dueAt = schedule.nextDueAt()
      if (dueAt === undefined || dueAt > clock.now()) await sleepUntil(dueAt)
    }
    await following
    for (const tell of waiters) tell()
  }
  const over = work()

  const isSettledAt = (last: Checkpoint | undefined): boolean =>
    life.isStopped() || (isIdle && (last === undefined || reaches(idleUpTo, last)))

  return {
    state: () => {
      if (failed !== undefined) return { status: 'failed', why: failed }
      if (life.isStopped()) return { status: 'stopped' }
      if (waiting !== undefined) return { status: 'waiting', why: waiting }
      return { status: heard.isCaughtUp() ? 'running' : 'arming' }
    },
    counts: () => ({ armed: schedule.armed(), ...schedule.counts() }),
    nextDueAt: schedule.nextDueAt,
    settled: async () => {
      const page = await store.readAll({ direction: 'backwards', maxCount: 1, filter })()
      const position = E.isRight(page) ? page.right.events[0]?.position : undefined
      const last: Checkpoint | undefined = position === undefined ? undefined : { kind: 'all', position }
      while (!isSettledAt(last)) {
        await new Promise<void>((resolve) => {
          const tell = (): void => {
            waiters.delete(tell)
            resolve()
          }
          waiters.add(tell)
        })
      }
    },
    stop: async () => {
      life.end('asked')
      await over
    },
    over,
  }
}

const reaches = (upTo: Checkpoint | undefined, last: Checkpoint): boolean =>
  upTo?.kind === 'all' && last.kind === 'all' && comparePositions(upTo.position, last.position) >= 0

const pick = ({ tenant, onFired, onParked }: DeadlinesSettings) => ({
  ...(tenant === undefined ? {} : { tenant }),
  ...(onFired === undefined ? {} : { onFired }),
  ...(onParked === undefined ? {} : { onParked }),
})
