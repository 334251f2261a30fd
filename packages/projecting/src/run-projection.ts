import {
  type Checkpoint,
  compareCheckpoints,
  comparePositions,
  type EventStore,
  type LagQuestion,
  lagOf,
  type Position,
} from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { TargetUnavailable } from './failures.js'
import { type FollowerSettings, waitingForTheLock } from './follower.js'
import { GenerationsAtWork } from './generations-at-work.js'
import { type Progress, positionOf } from './progress.js'
import type { Follows, Projection } from './projection.js'
import { projectorOf } from './projector.js'
import type { Reached, Run, RunOptions, RunOver } from './run.js'
import { Signal } from './signal.js'
import { stallAlarm } from './stall-alarm.js'
import type { ProjectionOutput, ProjectionTarget } from './target.js'
import { systemTimers } from './timers.js'

/**
 * Runs a projection: makes its rows from what is in the store, then follows what is appended. Begins at once; opening,
 * catching up and whatever goes wrong is told by the run. Throws a TypeError where the definition can't be one.
 */
export const runProjection = <Event, Rows, Layout, PreviousEvent = never>(
  store: EventStore,
  projection: Projection<Event, Rows> & Layout,
  target: ProjectionTarget<Rows, Layout>,
  options: RunOptions<Rows, PreviousEvent> = {},
): Run => {
  const projector = projectorOf<Event, Rows>(projection)
  const previous = options.previous === undefined ? [] : [projectorOf<PreviousEvent, Rows>(options.previous)]
  const settings = settingsOf(options)
  const { timers } = settings
  const changed = new Signal()
  const work = new GenerationsAtWork(store, [projector, ...previous], settings, {
    onChange: () => changed.tell(),
    onMoved: () => alarm.moved(),
    onParked: (event) => options.onParked?.(event),
    onSwitched: (done) => options.onSwitched?.(done),
  })
  const lag = () => lagOf(store, lagQuestion(projector.follows, work.progress(), timers.now()))
  const stalled = async () => {
    const { checkpoint } = work.progress()
    const found = await lag()()
    if (E.isLeft(found)) return { checkpoint }
    return work.isBehind || found.right.events > 0 ? { checkpoint, lag: found.right } : undefined
  }
  const alarm = stallAlarm(timers, options.stall, stalled, (thrown) => work.fail(thrown))
  const opened = work.begin(() => target.open(projector, projection))
  void work.over.then(() => alarm.callOff())

  const asked = async <Failure extends { readonly failure: string }, Result>(
    ask: (output: ProjectionOutput<Rows>) => Promise<E.Either<Failure, Result>>,
  ): Promise<E.Either<Failure | RunOver, Result>> => {
    const output = await opened
    return output === undefined
      ? E.left({ failure: 'RunOver', end: await work.over })
      : waitingForTheLock(timers, settings.lockWaitMilliseconds, () => ask(output))
  }
  const askedAndSeen = <Failure extends { readonly failure: string }, Result>(
    ask: (output: ProjectionOutput<Rows>) => Promise<E.Either<Failure, Result>>,
  ): Promise<E.Either<Failure | RunOver, Result>> =>
    asked(async (output) => {
      const answer = await ask(output)
      await work.refresh(output)
      return answer
    })

  const caughtUp = async (): Promise<boolean> => {
    for (;;) {
      const state = work.state()
      if (state.status === 'live') return true
      if (state.status === 'stopped' || state.status === 'failed') return false
      if (state.status === 'rebuilding' && state.stoppedBecause !== undefined) return false
      await changed.next()
    }
  }

  const reached = async (place: Position | Checkpoint, timeoutMilliseconds: number): Promise<Reached> => {
    const waiting = { isTimeOver: false }
    const callOff = timers.after(timeoutMilliseconds, () => {
      waiting.isTimeOver = true
      changed.tell()
    })
    try {
      while (!hasReached(work.progress(), place)) {
        const { status } = work.state()
        if (status === 'stopped' || status === 'failed') return notProjected('stopped')
        if (waiting.isTimeOver) return notProjected('timeout')
        await changed.next()
      }
    } finally {
      callOff()
    }
    if (work.progress().parked === 0) return { committed: true, projected: true }
    const parked = await asked((output) => output.parkedEvents())
    const isParked =
      E.isRight(parked) &&
      parked.right.some(({ generation, recorded }) => generation === work.served && standsAt(recorded, place))
    return isParked ? notProjected('parked') : { committed: true, projected: true }
  }

  return {
    state: () => work.state(),
    progress: () => work.progress(),
    lag,
    caughtUp,
    reached,
    rebuild:
      (ifDifferent = 'switch') =>
      () =>
        asked(async (output): Promise<E.Either<TargetUnavailable | RunOver, NonNullable<typeof work.lastSwitch>>> => {
          const begun = await work.rebuild(output, ifDifferent)
          if (E.isLeft(begun)) return begun
          for (;;) {
            if (work.lastSwitch?.to === begun.right.generation) return E.right(work.lastSwitch)
            const state = work.state()
            if (state.status === 'stopped' || state.status === 'failed') {
              return E.left({ failure: 'RunOver', end: state })
            }
            if (state.status === 'rebuilding' && state.stoppedBecause !== undefined) {
              return E.left({ failure: 'RunOver', end: { status: 'stopped', because: state.stoppedBecause } })
            }
            await changed.next()
          }
        }),
    parkedEvents: () => () => asked((output) => output.parkedEvents()),
    skippedEvents: () => () => asked((output) => output.skippedEvents()),
    retryParked: () => () => askedAndSeen((output) => output.retryParked(projector)),
    skipParked: (id, reason) => () => askedAndSeen((output) => output.skipParked(projector, id, reason)),
    stop: () => work.stop(),
    over: work.over,
  }
}

const settingsOf = ({
  timers = systemTimers,
  lockWaitMilliseconds = 5000,
  parkedAtMost = 1000,
  trustStore = false,
  batch = {},
}: Omit<RunOptions<never>, 'previous'>): FollowerSettings => ({
  timers,
  lockWaitMilliseconds,
  parkedAtMost,
  trustStore,
  limits: { events: 1000, bytes: 4 * 1024 * 1024, lingerMilliseconds: 20, ...batch },
  // Up to a half shorter at random: all who lost a server should not come back at once.
  reconnectWaitMilliseconds: (attempt) =>
    Math.min(30_000, 100 * 2 ** Math.min(attempt - 1, 10)) * (1 - Math.random() / 2),
})

/** A checkpoint of links counts links, which only the store can: there the last event says where the rows stand. */
const lagQuestion = (follows: Follows, progress: Progress, now: number): LagQuestion => {
  const { checkpoint } = progress
  if (follows.to === 'stream') {
    return {
      to: 'stream',
      stream: follows.stream,
      now,
      ...(checkpoint?.kind === 'stream' ? { after: checkpoint.revision } : {}),
    }
  }
  const position = positionOf(progress)
  return { ...follows, now, ...(position === undefined ? {} : { after: position }) }
}

const notProjected = (because: 'timeout' | 'stopped' | 'parked'): Reached => ({
  committed: true,
  projected: false,
  because,
})

const hasReached = (progress: Progress, place: Position | Checkpoint): boolean => {
  if ('kind' in place) {
    const order = progress.checkpoint === undefined ? undefined : compareCheckpoints(progress.checkpoint, place)
    return order !== undefined && order >= 0
  }
  const position = positionOf(progress)
  return position !== undefined && comparePositions(position, place) >= 0
}

const standsAt = (
  { stream, revision, position }: { readonly stream: string; readonly revision: number; readonly position: Position },
  place: Position | Checkpoint,
): boolean => {
  if (!('kind' in place)) return comparePositions(position, place) === 0
  return place.kind === 'all'
    ? comparePositions(position, place.position) === 0
    : place.stream === stream && place.revision === revision
}
