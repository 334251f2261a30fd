import type { Checkpoint, EventStore, Subscription } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { ProjectionFailure, WriteFailure } from './failures.js'
import type { Generation } from './generation.js'
import type { Progress } from './progress.js'
import type { Projector } from './projector.js'
import { type BatchLimits, type Received, ReceivedDeliveries } from './received.js'
import { Signal } from './signal.js'
import { storeWentBack } from './store-went-back.js'
import type { ProjectionOutput, Written } from './target.js'
import { pause, type Timers } from './timers.js'

export interface FollowerSettings {
  readonly limits: BatchLimits
  readonly parkedAtMost: number
  readonly lockWaitMilliseconds: number
  readonly trustStore: boolean
  readonly timers: Timers
  readonly reconnectWaitMilliseconds: (attempt: number) => number
}

/** Why a follower is over. `retired`: a rebuild has taken the place of its rows, or it was not to be switched to. */
export type FollowerEnd = 'asked' | 'retired' | ProjectionFailure

export interface Trouble {
  readonly attempt: number
  readonly why: string
}

/** How often a rebuild that is held back looks whether another process has dealt with what holds it. */
const LOOK_EVERY_MILLISECONDS = 500

/** Brings one generation of rows up to date and keeps it so, until it is stopped or can't go on. */
export class Follower<Rows> {
  progress: Progress
  caughtUp = false
  heldBackBy = 0
  /** Worth telling where the rows that a rebuild waits for have moved, a parked event was dealt with, or more has arrived. */
  readonly worthALook = new Signal()
  private subscription: Subscription | undefined
  private received: ReceivedDeliveries | undefined
  private isToStop = false
  private reconnecting: Trouble | undefined

  constructor(
    private readonly store: EventStore,
    private readonly output: ProjectionOutput<Rows>,
    private readonly projector: Projector<Rows>,
    readonly generation: Generation,
    private readonly settings: FollowerSettings,
    private readonly onWritten: (written: Written) => void,
  ) {
    this.progress = generation.progress
  }

  /** What keeps it from its events, where something does. */
  get trouble(): Trouble | undefined {
    if (this.reconnecting !== undefined) return this.reconnecting
    const state = this.subscription?.state()
    return state?.status === 'reconnecting' ? { attempt: state.attempt, why: state.why } : undefined
  }

  /** Whether it was given something that isn't written yet. */
  get isBehind(): boolean {
    return this.received?.isWaiting ?? false
  }

  async stop(): Promise<void> {
    this.isToStop = true
    this.worthALook.tell()
    await this.subscription?.stop()
  }

  private isStopped(): boolean {
    return this.isToStop
  }

  /** Resolves when it is over. Rejects only for a mistake in a program: the store's, the driver's or ours. */
  async follow(): Promise<FollowerEnd> {
    let attempt = 0
    for (;;) {
      const before = this.progress.checkpoint
      const end = await this.followOnce()
      if (typeof end === 'string') return end
      if (!isPassing(end)) return end
      if (this.isStopped()) return 'asked'
      attempt = this.progress.checkpoint === before ? attempt + 1 : 1
      this.caughtUp = false
      this.reconnecting = { attempt, why: end.why }
      await this.waitAtMost(this.settings.reconnectWaitMilliseconds(attempt))
      if (this.isStopped()) return 'asked'
    }
  }

  private async followOnce(): Promise<FollowerEnd> {
    const { trustStore, limits, timers } = this.settings
    const wentBack = trustStore ? undefined : await storeWentBack(this.store, this.projector.follows, this.progress)
    if (wentBack !== undefined) return wentBack
    if (this.isStopped()) return 'asked'
    const after: Checkpoint | 'beginning' = this.progress.checkpoint ?? 'beginning'
    const subscription = this.store.subscribe({ ...this.projector.follows, after })
    this.subscription = subscription
    const received = new ReceivedDeliveries(subscription, limits, timers)
    this.received = received
    try {
      for (;;) {
        const next = received.next()
        const end = await this.lookUntil(next)
        if (end !== undefined) return end
        const group = await next
        if (group === undefined) return this.isStopped() ? 'asked' : endOf(subscription)
        const endAfter = await this.take(group)
        if (endAfter !== undefined) return endAfter
      }
    } finally {
      await subscription.stop()
    }
  }

  /** While a rebuild is held back it tries again to be switched to, whether or not there is more to read. */
  private async lookUntil(next: Promise<unknown>): Promise<FollowerEnd | undefined> {
    const arrival = { isThere: false }
    const arrived = (): void => {
      arrival.isThere = true
      this.worthALook.tell()
    }
    void next.then(arrived, arrived)
    const isToLook = (): boolean => !arrival.isThere && this.heldBackBy > 0 && !this.isStopped()
    while (isToLook()) {
      await this.waitAtMost(LOOK_EVERY_MILLISECONDS)
      if (!isToLook()) return undefined
      const end = await this.take({ deliveries: [], caughtUp: false })
      if (end !== undefined) return end
    }
    return undefined
  }

  /** Writes a group, in parts where a rebuild comes to where the served rows stand. */
  private async take({ deliveries, caughtUp }: Received): Promise<FollowerEnd | undefined> {
    let rest = deliveries
    for (;;) {
      const written = await this.write(rest, caughtUp)
      if (E.isLeft(written)) return written.left
      const { taken, progress, switched, heldBackBy = 0, retired, stop } = written.right
      if (retired === true) return 'retired'
      this.progress = progress
      this.heldBackBy = heldBackBy
      this.reconnecting = undefined
      rest = rest.slice(taken)
      if (rest.length === 0 && caughtUp) this.caughtUp = true
      this.onWritten(written.right)
      if (switched?.outcome === 'kept-old') return 'retired'
      if (stop !== undefined) return stop
      if (rest.length === 0) return undefined
      if (this.isStopped()) return 'asked'
      if (taken === 0 && switched === undefined) await this.waitAtMost(LOOK_EVERY_MILLISECONDS)
    }
  }

  /** A lock that another connection holds is waited for; nothing was written then. */
  private async write(deliveries: Received['deliveries'], caughtUp: boolean): Promise<E.Either<WriteFailure, Written>> {
    const { timers, lockWaitMilliseconds, parkedAtMost } = this.settings
    const { generation } = this.generation
    return waitingForTheLock(timers, lockWaitMilliseconds, () =>
      this.output.write(this.projector, {
        generation,
        after: this.progress.checkpoint,
        deliveries,
        caughtUp,
        parkedAtMost,
      }),
    )
  }

  /** Or until there is something that is worth a look. */
  private async waitAtMost(milliseconds: number): Promise<void> {
    const callOffs: Array<() => void> = []
    await new Promise<void>((resolve) => {
      callOffs.push(this.settings.timers.after(milliseconds, resolve), this.worthALook.whenTold(resolve))
    })
    for (const callOff of callOffs) callOff()
  }
}

/** Tries again while another connection holds the lock, up to so long. */
export const waitingForTheLock = async <Failure extends { readonly failure: string }, Result>(
  timers: Timers,
  milliseconds: number,
  attempt: () => Promise<E.Either<Failure, Result>>,
): Promise<E.Either<Failure, Result>> => {
  const giveUpAt = timers.now() + milliseconds
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    const outcome = await attempt()
    if (E.isRight(outcome) || !isLock(outcome.left) || timers.now() >= giveUpAt) return outcome
    await pause(timers, wait)
  }
}

const isLock = (failure: { readonly failure: string; readonly cause?: unknown }): boolean =>
  failure.failure === 'TargetUnavailable' &&
  (failure.cause === 'locked' || failure.cause === 'busy-with-another-transaction')

const endOf = (subscription: Subscription): FollowerEnd => {
  const state = subscription.state()
  if (state.status === 'stopped') return state.because
  return { failure: 'StoreUnavailable', cause: 'unreachable', why: 'the subscription ended without saying why' }
}

/** Worth another try by itself: the store can't be reached now. */
const isPassing = (
  end: ProjectionFailure,
): end is Extract<ProjectionFailure, { readonly failure: 'StoreUnavailable' }> =>
  end.failure === 'StoreUnavailable' && (end.cause === 'unreachable' || end.cause === 'locked')
