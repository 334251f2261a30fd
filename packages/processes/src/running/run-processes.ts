import { commandHandler } from '@aftersale/command-handling'
import {
  type Checkpoint,
  type Consumption,
  type ConsumptionState,
  cappedBackoff,
  consume,
  describeFailure,
  type EventStore,
  type SubscriptionState,
  subscriptionLife,
} from '@aftersale/event-store'
import { type Actor, instantOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { afterOnThisMachine } from './after-on-this-machine.js'
import type { Workplace } from './carry-out.js'
import { isFinal } from './is-final.js'
import { keptCheckpoints } from './kept-checkpoints.js'
import type { ProcessesSettings } from './processes-settings.js'
import { type CountsOfARun, reactTo } from './react-to.js'

export type ProcessesState =
  | SubscriptionState
  | { readonly status: 'waiting'; readonly why: string }
  | { readonly status: 'failed'; readonly why: string }

/** Processes at work. */
export interface ProcessesRun {
  readonly state: () => ProcessesState
  readonly counts: () => CountsOfARun
  /** Up to where everything is done, kept or not; nothing before the first progress. */
  readonly handledUpTo: () => Checkpoint | undefined
  /** Lets the reactions in hand end, keeps the checkpoint, and stops. Never rejects. */
  readonly stop: () => Promise<void>
  /** Resolves when it is over: stopped, or the store was closed. Never rejects. */
  readonly over: Promise<void>
}

/** Own events, and those of others that pass by unread, advance the checkpoint; only after so many is it worth keeping. */
const QUIET_ADVANCES = 100

/**
 * Runs processes over a store: one subscription, from the checkpoint kept in the store itself, events of one stream in
 * order. At a restart events may be heard again, which has no effect twice. Not for replaying: a read model has its own.
 */
export const runProcesses = (store: EventStore, settings: ProcessesSettings): ProcessesRun => {
  const {
    aggregates,
    tenant,
    name = 'processes' as NonEmptyText,
    saveEvery = { events: 1000, milliseconds: 60_000 },
    waitMilliseconds = cappedBackoff({ mostMilliseconds: 10_000 }),
    now = () => instantOf(Date.now()),
    onTrouble = () => undefined,
    clock,
  } = settings
  const workplace: Workplace = {
    store,
    handle: commandHandler(store, { now, ...(tenant === undefined ? {} : { tenant }) }),
    tenant,
    now,
  }
  const kept = keptCheckpoints(store, name, { kind: 'system', id: name } as Actor, { tenant, now })
  const reacting = reactTo(workplace, settings)

  let waiting: string | undefined
  let failed: string | undefined
  let consumption: Consumption | undefined
  let upTo: Checkpoint | undefined
  const life = subscriptionLife(() => {
    // Never rejects.
    void consumption?.stop()
  })
  const after = clock?.after ?? afterOnThisMachine

  /** Reactions since a checkpoint was last kept, and advances without any. */
  let reactedAtLastKeep = 0
  let quietAdvances = 0

  const keep = async (checkpoint: Checkpoint): Promise<void> => {
    const reacted = reacting.counts().heard
    if (reacted === reactedAtLastKeep) {
      quietAdvances += 1
      if (quietAdvances < QUIET_ADVANCES) return
    }
    const done = await kept.keep(checkpoint)
    if (E.isLeft(done)) {
      // Nothing is lost: more events are heard again after a restart. The next advance tries again.
      onTrouble({ why: `the checkpoint could not be kept: ${describeFailure(done.left)}`, attempt: 1 })
      return
    }
    reactedAtLastKeep = reacted
    quietAdvances = 0
  }

  const pause = async (attempt: number, why: string): Promise<void> => {
    onTrouble({ why, attempt })
    waiting = why
    await life.sleep((wake) => after(waitMilliseconds(attempt + 1), wake))
    waiting = undefined
  }

  const findCheckpoint = async (): Promise<void> => {
    for (let attempt = 1; !life.isStopped(); attempt += 1) {
      const last = await kept.last()
      if (E.isRight(last)) {
        upTo = last.right
        return
      }
      const why = describeFailure(last.left)
      if (isFinal(last.left)) fail(why)
      else await pause(attempt, why)
    }
  }

  const fail = (why: string): void => {
    failed = why
    life.end('asked')
  }

  const consumeOnce = async (): Promise<ConsumptionState> => {
    const subscription = store.subscribe({
      to: 'all',
      after: upTo ?? 'beginning',
      filter: { categories: aggregates.map(({ category }) => category) },
    })
    consumption = consume(
      subscription,
      {
        handle: reacting.handle,
        // What no try can help is parked by the reaction itself; all else is tried until it works, or until it is stopped.
        retry: { attempts: Number.MAX_SAFE_INTEGER, waitMilliseconds },
        saveCheckpoint: keep,
        saveEvery,
        ...(settings.concurrency === undefined ? {} : { concurrency: settings.concurrency }),
      },
      clock,
    )
    await consumption.over
    upTo = consumption.handledUpTo() ?? upTo
    return consumption.state()
  }

  const work = async (): Promise<void> => {
    if (settings.from !== 'beginning') await findCheckpoint()
    for (let attempt = 1; !life.isStopped(); attempt += 1) {
      const before = upTo
      const state = await consumeOnce()
      if (upTo !== before) attempt = 1
      if (life.isStopped()) return
      if (state.status === 'stopped' && state.because !== 'asked') {
        // The kept checkpoint is of no use here. All is heard again, and nothing done twice.
        if (state.because.failure === 'CheckpointNotUsable') upTo = undefined
        const why = describeFailure(state.because)
        if (isFinal(state.because)) fail(why)
        else await pause(attempt, why)
      } else {
        await pause(attempt, state.status === 'failed' ? state.why : 'the subscription ended')
      }
    }
  }
  const over = work()

  return {
    state: () => {
      if (failed !== undefined) return { status: 'failed', why: failed }
      if (waiting !== undefined) return { status: 'waiting', why: waiting }
      return consumption === undefined ? life.state() : consumption.state()
    },
    counts: reacting.counts,
    handledUpTo: () => consumption?.handledUpTo() ?? upTo,
    stop: async () => {
      life.end('asked')
      await over
    },
    over,
  }
}
