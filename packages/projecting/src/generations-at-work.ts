import type { EventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { checkpointText } from './checkpoints.js'
import type { OpenFailure, ProjectionFailure, TargetUnavailable, TooManyParked } from './failures.js'
import { Follower, type FollowerEnd, type FollowerSettings, waitingForTheLock } from './follower.js'
import type { Generation, IfDifferent, Switch } from './generation.js'
import type { ParkedEvent } from './parked-event.js'
import { nothingYet, type Progress } from './progress.js'
import type { Projector } from './projector.js'
import type { RunEnd, RunState } from './run.js'
import type { ProjectionOutput, Written } from './target.js'

export interface WorkEvents {
  /** Something that somebody may be waiting for has changed. */
  readonly onChange: () => void
  /** The checkpoint of the rows that readers see has moved. */
  readonly onMoved: () => void
  readonly onParked: (event: ParkedEvent) => void
  readonly onSwitched: (done: Switch) => void
}

/** The generations of one projection, each with whoever brings it up to date: the served one, and one that is to take its place. */
export class GenerationsAtWork<Rows> {
  readonly over: Promise<RunEnd>
  /** The last one that this run has seen. */
  lastSwitch: Switch | undefined
  private end: RunEnd | undefined
  private resolveOver: (end: RunEnd) => void = () => undefined
  private serving: Generation | undefined
  private rebuilding: Generation | undefined
  /** What ended the rebuild alone. */
  private rebuildStopped: TooManyParked | undefined
  private begun: Promise<unknown> = Promise.resolve()
  /** Rows that nobody here follows stand as they did when they were looked at. */
  private seen: Progress = nothingYet
  private readonly followers = new Map<number, Follower<Rows>>()
  private readonly following = new Set<Promise<void>>()

  constructor(
    private readonly store: EventStore,
    private readonly projectors: ReadonlyArray<Projector<Rows>>,
    private readonly settings: FollowerSettings,
    private readonly events: WorkEvents,
  ) {
    this.over = new Promise((resolve) => {
      this.resolveOver = resolve
    })
  }

  /** Opens the rows and begins to follow. Gives the output, also where the run was stopped meanwhile. */
  begin(
    open: () => Promise<E.Either<OpenFailure, ProjectionOutput<Rows>>>,
  ): Promise<ProjectionOutput<Rows> | undefined> {
    const begun = this.opened(open)
    this.begun = begun
    return begun
  }

  private async opened(
    open: () => Promise<E.Either<OpenFailure, ProjectionOutput<Rows>>>,
  ): Promise<ProjectionOutput<Rows> | undefined> {
    const { timers, lockWaitMilliseconds } = this.settings
    try {
      const opened = await waitingForTheLock(timers, lockWaitMilliseconds, open)
      if (E.isLeft(opened)) return this.stopped(opened.left)
      const output = opened.right
      const generations = await waitingForTheLock(timers, lockWaitMilliseconds, output.generations)
      if (E.isLeft(generations)) return this.stopped(generations.left)
      // What can't be dropped now is dropped the next time.
      await output.dropRetired()
      const { serving, rebuilding } = generations.right
      this.serving = serving
      this.seen = serving.progress
      if (this.end !== undefined) return output
      this.follow(output, serving)
      if (rebuilding !== undefined && rebuilding.version === this.projectors[0]?.version) {
        this.rebuilding = rebuilding
        this.follow(output, rebuilding)
      }
      return output
    } catch (thrown) {
      this.finish(failedWith(thrown))
      return undefined
    }
  }

  state(): RunState {
    if (this.end !== undefined) return this.end
    const serving = this.followerOf(this.serving)
    const rebuilding = this.followerOf(this.rebuilding)
    const trouble = serving?.trouble ?? rebuilding?.trouble
    if (trouble !== undefined) return { status: 'reconnecting', ...trouble }
    const isLive = serving?.caughtUp === true
    const served = isLive ? 'live' : serving === undefined ? 'standing-still' : 'catching-up'
    if (this.rebuildStopped !== undefined) {
      return {
        status: 'rebuilding',
        served,
        heldBackBy: this.rebuildStopped.parked,
        stoppedBecause: this.rebuildStopped,
      }
    }
    if (rebuilding === undefined) return { status: isLive ? 'live' : 'catching-up' }
    return { status: 'rebuilding', served, heldBackBy: rebuilding.heldBackBy }
  }

  progress(): Progress {
    return this.followerOf(this.serving)?.progress ?? this.seen
  }

  get served(): number | undefined {
    return this.serving?.generation
  }

  get isBehind(): boolean {
    return [...this.followers.values()].some(({ isBehind }) => isBehind)
  }

  async stop(): Promise<void> {
    this.finish({ status: 'stopped', because: 'asked' })
    await this.over
  }

  /** Ends it for what somebody threw who was told of something. */
  fail(thrown: unknown): void {
    this.finish(failedWith(thrown))
  }

  async rebuild(
    output: ProjectionOutput<Rows>,
    ifDifferent: IfDifferent,
  ): Promise<E.Either<TargetUnavailable, Generation>> {
    const { timers, lockWaitMilliseconds } = this.settings
    const begun = await waitingForTheLock(timers, lockWaitMilliseconds, () => output.beginRebuild(ifDifferent))
    if (E.isRight(begun) && this.end === undefined && !this.followers.has(begun.right.generation)) {
      this.rebuilding = begun.right
      // A number is given out again where the rows that had it were dropped.
      this.lastSwitch = undefined
      this.rebuildStopped = undefined
      this.follow(output, begun.right)
    }
    return begun
  }

  /** Reads again how far the rows are: parked events were dealt with. */
  async refresh(output: ProjectionOutput<Rows>): Promise<void> {
    const generations = await output.generations()
    if (E.isLeft(generations)) return
    for (const generation of [generations.right.serving, generations.right.rebuilding]) {
      const follower = this.followerOf(generation)
      if (generation === undefined) continue
      if (follower !== undefined) {
        // The checkpoint stays what this run wrote: that nobody else moves it is checked against that.
        follower.progress = { ...generation.progress, checkpoint: follower.progress.checkpoint }
        follower.worthALook.tell()
      } else if (generation.status === 'serving') this.seen = generation.progress
    }
    this.events.onChange()
  }

  private followerOf(generation: Generation | undefined): Follower<Rows> | undefined {
    return generation === undefined ? undefined : this.followers.get(generation.generation)
  }

  private follow(output: ProjectionOutput<Rows>, generation: Generation): void {
    const projector = this.projectors.find(({ version }) => version === generation.version)
    if (projector === undefined) return
    let checkpoint = checkpointOf(generation.progress)
    const onWritten = (written: Written): void => {
      const now = checkpointOf(written.progress)
      if (now !== checkpoint && generation.generation === this.serving?.generation) {
        this.followerOf(this.rebuilding)?.worthALook.tell()
        this.events.onMoved()
      }
      checkpoint = now
      for (const event of written.parked) this.events.onParked(event)
      if (written.switched !== undefined) this.switched(output, written.switched, generation)
      this.events.onChange()
    }
    const follower = new Follower(this.store, output, projector, generation, this.settings, onWritten)
    this.followers.set(generation.generation, follower)
    const following = follower
      .follow()
      .then((end) => this.ended(follower, end))
      .catch((thrown: unknown) => this.finish(failedWith(thrown)))
    this.following.add(following)
    void following.finally(() => this.following.delete(following))
  }

  private switched(output: ProjectionOutput<Rows>, done: Switch, rebuilt: Generation): void {
    this.lastSwitch = done
    this.rebuilding = undefined
    const before = this.followers.get(done.from)
    if (done.outcome === 'switched') {
      this.serving = { ...rebuilt, status: 'serving' }
      this.followers.delete(done.from)
      void before?.stop()
    }
    this.events.onSwitched(done)
    void output.dropRetired()
  }

  private ended(follower: Follower<Rows>, end: FollowerEnd): void {
    const { generation } = follower.generation
    // One whose rows were replaced by this run is not missed.
    if (this.followers.get(generation) !== follower) return
    this.seen = generation === this.serving?.generation ? follower.progress : this.seen
    const isAlone = generation === this.rebuilding?.generation && this.followers.size > 1
    if (isAlone && typeof end === 'object' && end.failure === 'TooManyParked') {
      // The rows that readers see are none the worse for it.
      this.followers.delete(generation)
      this.rebuildStopped = end
      return this.events.onChange()
    }
    if (end !== 'retired') return this.finish({ status: 'stopped', because: end })
    this.followers.delete(generation)
    if (this.rebuilding?.generation === generation) this.rebuilding = undefined
    if (this.followers.size > 0) return
    const projection = this.projectors[0]?.name ?? ''
    const why = 'another run has put other rows in the place of these'
    this.finish({ status: 'stopped', because: { failure: 'Overtaken', projection, why } })
  }

  private stopped(because: ProjectionFailure): undefined {
    this.finish({ status: 'stopped', because })
    return undefined
  }

  private finish(end: RunEnd): void {
    if (this.end !== undefined) return
    this.end = end
    this.seen = this.progress()
    const stopping = [...this.followers.values()].map((follower) => follower.stop())
    void Promise.allSettled([this.begun, ...stopping, ...this.following]).then(() => {
      this.seen = this.progress()
      this.events.onChange()
      this.resolveOver(end)
    })
    this.events.onChange()
  }
}

const checkpointOf = ({ checkpoint }: Progress): string => (checkpoint === undefined ? '' : checkpointText(checkpoint))

const failedWith = (thrown: unknown): RunEnd => ({
  status: 'failed',
  why: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
})
