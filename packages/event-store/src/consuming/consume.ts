import type { RecordedEvent } from '../event.js'
import type { Delivery, Subscription } from '../subscription.js'
import { subscriptionLife } from '../subscription-life.js'
import { checkpointSaving } from './checkpoint-saving.js'
import { type Clock, systemClock } from './clock.js'
import type { Consumer, Consumption } from './consumer.js'
import { consumerSettings, LONGEST_TIMER } from './consumer-settings.js'
import { contiguousPrefix, type HeldEvent } from './contiguous-prefix.js'
import { reasonOf } from './reason-of.js'
import { stallWatch } from './stall-watch.js'

/** The events of one key that are held and unhandled, and the work on the first of them. */
interface Lane {
  readonly waiting: Array<HeldEvent>
  readonly work: Promise<void>
}

/**
 * Works through a subscription: events of one key in order, one at a time; several keys at once. Each event is handled
 * once, and once more only after a start from a checkpoint before it. Subscribe after the checkpoint that was saved last.
 * Throws a RangeError where a setting is no count or no time.
 */
export const consume = (subscription: Subscription, consumer: Consumer, clock: Clock = systemClock): Consumption => {
  const { concurrency, holdAtMost, retry, saveEvery } = consumerSettings(consumer)
  const lanes = new Map<string, Lane>()
  let failedBecause: string | undefined
  let wakePulling: () => void = () => undefined

  const life = subscriptionLife(() => {
    subscription.stop().catch((thrown: unknown) => fail(`the subscription could not be stopped: ${reasonOf(thrown)}`))
  })
  const fail = (why: string): void => {
    failedBecause ??= why
    life.end('asked')
  }

  const saving = checkpointSaving((checkpoint) => consumer.saveCheckpoint(checkpoint), saveEvery, clock, fail)
  const prefix = contiguousPrefix(saving.advanced)
  const watch = consumer.stall === undefined ? undefined : stallWatch(consumer.stall, prefix.lowest, clock, fail)

  const hasRoom = (): boolean => lanes.size < concurrency && prefix.size() < holdAtMost

  /** Whether the event is done with; where it isn't, everything is about to end. */
  const isDone = async ({ event }: HeldEvent): Promise<boolean> => {
    for (let attempt = 1; !life.isStopped(); attempt += 1) {
      let milliseconds: number
      try {
        await consumer.handle(event, attempt)
        return true
      } catch (thrown) {
        if (attempt >= retry.attempts || retry.isPoison?.(thrown) === true) return isParked(event, reasonOf(thrown))
        milliseconds = Math.min(LONGEST_TIMER, retry.waitMilliseconds(attempt + 1, thrown))
      }
      await life.sleep((wake) => clock.after(milliseconds, wake))
    }
    return false
  }

  const isParked = async (event: RecordedEvent, why: string): Promise<boolean> => {
    const poison = `event ${event.revision} of ${event.stream} (${event.type})`
    if (consumer.park === undefined) {
      fail(`${poison} could not be handled: ${why}`)
      return false
    }
    try {
      await consumer.park(event, why)
      return true
    } catch (thrown) {
      fail(`${poison} could not be parked: ${reasonOf(thrown)}`)
      return false
    }
  }

  const workThrough = async (key: string, waiting: Array<HeldEvent>): Promise<void> => {
    try {
      for (let held = waiting[0]; held !== undefined; held = waiting[0]) {
        held.begunAt = clock.now()
        watch?.look()
        if (!(await isDone(held))) return
        waiting.shift()
        prefix.handled(held)
        watch?.look()
        if (hasRoom()) wakePulling()
      }
    } catch (thrown) {
      fail(reasonOf(thrown))
    } finally {
      lanes.delete(key)
      wakePulling()
    }
  }

  const take = (delivery: Delivery): void => {
    if (delivery.kind === 'caught-up') return
    if (delivery.kind === 'checkpoint') {
      prefix.passed(delivery.checkpoint)
      return
    }
    const { event, checkpoint } = delivery
    const key = consumer.keyOf === undefined ? event.stream : consumer.keyOf(event)
    const held = prefix.delivered(event, checkpoint)
    const lane = lanes.get(key)
    if (lane !== undefined) {
      lane.waiting.push(held)
      return
    }
    const waiting = [held]
    lanes.set(key, { waiting, work: workThrough(key, waiting) })
  }

  const pull = async (): Promise<void> => {
    try {
      for await (const delivery of subscription) {
        if (life.isStopped()) return
        take(delivery)
        while (!hasRoom() && !life.isStopped()) {
          await life.sleep((wake) => {
            wakePulling = wake
            return () => undefined
          })
        }
        if (life.isStopped()) return
      }
    } catch (thrown) {
      fail(reasonOf(thrown))
    }
  }

  const work = async (): Promise<void> => {
    await pull()
    life.end('asked')
    await Promise.all(Array.from(lanes.values(), (lane) => lane.work))
    await saving.finish()
    watch?.end()
  }
  const over = work()

  return {
    state: () => (failedBecause === undefined ? subscription.state() : { status: 'failed', why: failedBecause }),
    handledUpTo: saving.upTo,
    stop: () => {
      life.end('asked')
      return over
    },
    over,
  }
}
