import type { RecordedEvent } from '@aftersale/event-store'
import type { EventStoreDBClient } from '@eventstore/db-client'
import type { GroupDelivery, GroupFailure, GroupState, GroupSubscription } from '../consumer-group.js'
import { dropOf } from '../subscribing/dropped.js'
import { wireReader } from '../subscribing/wire-reading.js'
import { connectionOf } from '../wire/client-connection.js'
import { joinGroup } from './group-call.js'
import { GroupConnection, type GroupOver } from './group-connection.js'
import { failureToEndOn } from './group-failure.js'
import type { GroupTarget } from './group-target.js'
import { placedEvent, type SentEvent } from './sent-event.js'

export interface GroupSource {
  readonly client: EventStoreDBClient
  readonly timeoutMilliseconds: number
  readonly backoffMilliseconds: (attempt: number) => number
}

/** One consumer of the group, for as long as there is any hope. */
export const subscribeGroup = (
  source: GroupSource,
  target: GroupTarget | GroupFailure,
  inFlight: number,
): GroupSubscription => {
  const reader = wireReader(connectionOf(source.client), source.timeoutMilliseconds)
  let state: GroupState = { status: 'connecting' }
  let connection: GroupConnection | undefined
  let cutShort: () => void = () => undefined
  let isIterated = false

  const isStopped = (): boolean => state.status === 'stopped'
  const become = (next: Exclude<GroupState, { readonly status: 'stopped' }>): void => {
    if (!isStopped()) state = next
  }
  let closing: Promise<void> = Promise.resolve()
  const end = (because: 'asked' | GroupFailure): void => {
    if (isStopped()) return
    state = { status: 'stopped', because }
    if (connection !== undefined) closing = connection.close()
    cutShort()
  }
  if ('failure' in target) end(target)
  else if (!(Number.isSafeInteger(inFlight) && inFlight >= 1)) {
    end({ failure: 'BadArgument', why: `inFlight: ${inFlight} is no count of deliveries` })
  }

  /** Until there is news of the connection, or for so long; true where it was for so long. */
  const sleep = (milliseconds: number | undefined, current?: GroupConnection): Promise<boolean> =>
    new Promise((resolve) => {
      if (isStopped()) return resolve(false)
      const finish = (isQuiet: boolean): void => {
        clearTimeout(timer)
        callOff?.()
        resolve(isQuiet)
      }
      const timer = milliseconds === undefined ? undefined : setTimeout(() => finish(true), milliseconds)
      const callOff = current?.onNews(() => finish(false))
      cutShort = () => finish(false)
    })

  const deliveryOf = (sent: SentEvent, event: RecordedEvent | undefined, current: GroupConnection): GroupDelivery => {
    let isAnswered = false
    const answer = async (what: 'ack' | 'retry' | 'park', why = ''): Promise<void> => {
      if (isAnswered) return
      isAnswered = true
      await current.answer(sent, what, why)
    }
    return {
      ...(event === undefined ? {} : { event }),
      retryCount: sent.retryCount,
      ack: () => answer('ack'),
      retry: (why) => answer('retry', why),
      park: (why) => answer('park', why),
    }
  }

  async function* deliveries(followed: GroupTarget): AsyncGenerator<GroupDelivery, void, undefined> {
    for (let attempt = 0; !isStopped(); ) {
      const current = new GroupConnection(joinGroup(source.client, followed, inFlight))
      connection = current
      let over: GroupOver | undefined
      try {
        const confirmBy = performance.now() + source.timeoutMilliseconds
        while (!isStopped()) {
          const sent = current.take()
          if (sent !== undefined) {
            attempt = 0
            const event = await placedEvent(sent, reader.firstOfStreamFrom)
            if (isStopped()) return
            const delivery = deliveryOf(sent, event, current)
            // What the server's filter let through and is none of the group's must not come again.
            if (delivery.event !== undefined && !followed.isWanted(delivery.event)) await delivery.ack()
            else yield delivery
            continue
          }
          over = current.over
          if (over !== undefined) break
          if (current.isConfirmed) become({ status: 'live' })
          const left = current.isConfirmed ? undefined : Math.max(0, confirmBy - performance.now())
          if (!(await sleep(left, current))) continue
          over = UNCONFIRMED
          break
        }
      } catch (thrown) {
        over = { drop: dropOf(thrown), thrown }
      } finally {
        connection = undefined
        if (!isStopped()) void current.close()
      }
      if (isStopped()) return
      const { drop, thrown } = over ?? UNCONFIRMED
      const failure = failureToEndOn(thrown, drop, followed)
      if (failure !== undefined) return end(failure)
      attempt += 1
      become({ status: 'reconnecting', attempt, why: drop.why })
      await sleep(source.backoffMilliseconds(attempt))
    }
  }

  async function* nothing(): AsyncGenerator<GroupDelivery, void, undefined> {
    // It never began.
  }

  return {
    state: () => state,
    stop: async () => {
      end('asked')
      await closing
    },
    [Symbol.asyncIterator]: () => {
      if (isIterated) throw new TypeError('A subscription is iterated once; subscribe to the group again')
      isIterated = true
      const generator = 'failure' in target ? nothing() : deliveries(target)
      return {
        next: () => generator.next(),
        return: async () => {
          end('asked')
          generator.return().catch(() => undefined)
          await closing
          return { done: true, value: undefined }
        },
      }
    },
  }
}

const UNCONFIRMED: GroupOver = {
  drop: { fault: 'no-answer', why: 'the server did not confirm the subscription in time' },
}
