import {
  type Delivery,
  type EndableSubscription,
  endableSubscription,
  faultOfStart,
  type SubscriptionFailure,
  type SubscriptionStart,
  subscriptionLife,
} from '@aftersale/event-store'
import type { EventStoreDBClient } from '@eventstore/db-client'
import { connectionOf } from '../wire/client-connection.js'
import { beginningOf, followedBy, linkStreamOf } from './beginning.js'
import { Connection } from './connection.js'
import { type Drop, Dropped, dropOf, failureToGiveUpOn } from './dropped.js'
import type { Followed, Place } from './followed.js'
import { type Judgement, type Progress, placeInWords } from './progress.js'
import { Quiet } from './quiet.js'
import { wireReader } from './wire-reading.js'

export interface EsdbSubscriptionSource {
  readonly client: EventStoreDBClient
  readonly tenant: string | undefined
  /** How long the server may be silent where it owes an answer. */
  readonly timeoutMilliseconds: number
  /** How long the n-th attempt to connect again waits (from 1). */
  readonly backoffMilliseconds: (attempt: number) => number
}

/**
 * Follows by a subscription of the server's and stands in for it when it drops: it connects again behind the last
 * delivery, for as long as there is any hope. `onEnd` is called once, when it is over.
 */
export const subscribeEsdb = (
  source: EsdbSubscriptionSource,
  start: SubscriptionStart,
  onEnd: () => void,
): EndableSubscription => {
  const { client, tenant, timeoutMilliseconds } = source
  let connection: Connection | undefined
  const reading = new AbortController()
  const life = subscriptionLife(() => {
    connection?.close()
    reading.abort()
    onEnd()
  })
  const fault = faultOfStart(tenant, start, (category) => linkStreamOf(tenant, category))
  if (fault !== undefined) life.end(fault)

  const wire = connectionOf(client)
  const reader = wireReader(wire, timeoutMilliseconds, reading.signal)
  const followed = followedBy(reader, tenant, start)
  // Where the end is, is settled when the caller subscribes, not when the loop begins.
  const beginning = beginningOf(reader, followed, start, fault === undefined)

  const sleepFor = (milliseconds: number): Promise<void> =>
    life.sleep((wake) => {
      const timer = setTimeout(wake, milliseconds)
      return () => clearTimeout(timer)
    })

  /** What the store answers; whoever stops is not kept waiting for it. Look at `isStopped` after it. */
  const unlessStopped = async <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => {
    await life.sleep((wake) => {
      asked.then(wake, wake)
      return () => undefined
    })
    return life.isStopped() ? undefined : asked
  }

  /** True where nothing was heard of the connection for so long. */
  const isQuietFor = async (milliseconds: number, current: Connection): Promise<boolean> => {
    let isQuiet = false
    await life.sleep((wake) => {
      const timer = setTimeout(() => {
        isQuiet = true
        callOff()
        wake()
      }, milliseconds)
      const callOff = current.onNews(() => {
        clearTimeout(timer)
        wake()
      })
      return () => {
        clearTimeout(timer)
        callOff()
      }
    })
    return isQuiet
  }

  async function* deliveries(): AsyncGenerator<Delivery, void, undefined> {
    let progress: Progress | undefined
    let attempt = 0
    let hasToldEnd = false
    while (!life.isStopped()) {
      let drop: Drop
      try {
        if (progress === undefined) {
          progress = await unlessStopped(beginning())
          if (progress === undefined) return
          const first = progress.tellsLeftOut()
          if (first.is === 'delivery') yield first.delivery
        }
        const { reached } = progress
        const unusable = reached && (await unlessStopped(followed.faultOf(reached)))
        if (unusable !== undefined) life.end(unusable)
        if (life.isStopped()) return

        progress.connects()
        const current = new Connection(wire.read(followed.subscription(reached), false), () => {
          if (life.state().status === 'live') life.become({ status: 'catching-up' })
        })
        connection = current
        const quiet = new Quiet(followed, current, timeoutMilliseconds)
        let isCatchingUp = false
        let hasTaken = false
        for (;;) {
          // Before what came with it: the reader is not to be told that it is away while it catches up.
          if (current.isConfirmed && !isCatchingUp) {
            isCatchingUp = true
            if (life.state().status === 'reconnecting') life.become({ status: 'catching-up' })
          }
          const arrival = current.take()
          if (life.isStopped()) return
          if (arrival !== undefined) {
            hasTaken = true
            quiet.isOver()
            if (arrival.kind === 'caught-up' || arrival.kind === 'fell-behind') {
              quiet.isAtEnd = arrival.kind === 'caught-up'
              continue
            }
            let judgement = progress.judge(arrival)
            if (judgement.is === 'doubtful') {
              await unlessStopped(refuseIfIncomplete(followed, progress.reached, judgement))
              if (life.isStopped()) return
              judgement = progress.judge(arrival, true)
            }
            if (judgement.is === 'too-late') return life.end(outOfOrder(followed, judgement))
            if (judgement.is !== 'delivery') continue
            attempt = 0
            if (judgement.delivery.kind === 'event') hasToldEnd = false
            yield judgement.delivery
            continue
          }
          if (current.over !== undefined) throw new Dropped(current.over)
          if (hasTaken) {
            // Messages come many in a turn, one after another: a wait of its own for each would cost more than all else here.
            hasTaken = false
            await new Promise(setImmediate)
            continue
          }
          if (quiet.isAtEnd && (!hasToldEnd || life.state().status !== 'live')) {
            // What is appended together comes in one turn, and has one end.
            await new Promise(setImmediate)
            if (life.isStopped()) return
            if (current.hasArrivals) continue
            const leftOut = progress.tellsLeftOut()
            if (leftOut.is === 'delivery') {
              yield leftOut.delivery
              continue
            }
            attempt = 0
            life.become({ status: 'live' })
            if (!hasToldEnd) {
              hasToldEnd = true
              yield { kind: 'caught-up' }
            }
            continue
          }
          if (!(await isQuietFor(quiet.waitMilliseconds(), current))) continue
          if (life.isStopped()) return
          const passed = await unlessStopped(quiet.lookAhead(progress.reached))
          if (life.isStopped()) return
          if (passed !== undefined) progress.passes(passed)
          const told = progress.tellsLeftOut()
          if (told.is === 'delivery') yield told.delivery
        }
      } catch (thrown) {
        drop = dropOf(thrown)
      } finally {
        connection?.close()
        connection = undefined
      }
      const failure = failureToGiveUpOn(drop, followed.name)
      if (failure !== undefined) return life.end(failure)
      attempt += 1
      life.become({ status: 'reconnecting', attempt, why: drop.why })
      // The server lets go of whoever does not keep up with what is new; the first to be done is to catch up.
      if (!(attempt === 1 && drop.fault === 'too-slow')) await sleepFor(source.backoffMilliseconds(attempt))
    }
  }

  return endableSubscription(life, deliveries)
}

/** Rejects where the store has something that did not come, so that it is fetched again. */
const refuseIfIncomplete = async (
  followed: Followed,
  reached: Place | undefined,
  { arrival, place }: Extract<Judgement, { readonly is: 'doubtful' }>,
): Promise<void> => {
  if (!(await followed.hasMissed(arrival, reached))) return
  const why = `the server left out what stands before ${placeInWords(followed.checkpointAt(place))}`
  throw new Dropped({ fault: 'incomplete', why })
}

/** Nothing can be taken back from the reader: that it has missed something must not pass in silence. */
const outOfOrder = (
  followed: Followed,
  { place }: Extract<Judgement, { readonly is: 'too-late' }>,
): SubscriptionFailure => ({
  failure: 'StoreUnavailable',
  cause: 'corrupt',
  why: `${followed.name}: what stands at ${placeInWords(followed.checkpointAt(place))} came after what stands behind it`,
})
