import { cappedBackoff } from '../backoff.js'
import type { Consumer } from './consumer.js'

export type ConsumerSettings = Required<Pick<Consumer, 'concurrency' | 'holdAtMost' | 'retry' | 'saveEvery'>>

/** What the consumer leaves open, filled in. Throws a RangeError where a setting is no count or no time: a mistake in the program. */
export const consumerSettings = ({
  concurrency = 16,
  holdAtMost = 1000,
  retry = { attempts: 5, waitMilliseconds: cappedBackoff({ mostMilliseconds: 10_000 }) },
  saveEvery = { events: 100, milliseconds: 1000 },
  stall,
}: Consumer): ConsumerSettings => {
  mustBeCount('concurrency', concurrency)
  mustBeCount('holdAtMost', holdAtMost)
  mustBeCount('retry.attempts', retry.attempts)
  mustBeCount('saveEvery.events', saveEvery.events)
  mustBeTime('saveEvery.milliseconds', saveEvery.milliseconds)
  if (stall !== undefined) mustBeTime('stall.afterMilliseconds', stall.afterMilliseconds)
  return { concurrency, holdAtMost, retry, saveEvery }
}

const mustBeCount = (setting: string, value: number): void => {
  if (!(Number.isSafeInteger(value) && value >= 1))
    throw new RangeError(`${setting}: ${value} is no count of at least 1`)
}

/** The longest a timer of Node can wait; what is longer goes off at once. */
export const LONGEST_TIMER = 2 ** 31 - 1

const mustBeTime = (setting: string, value: number): void => {
  if (!(value >= 0 && value <= LONGEST_TIMER))
    throw new RangeError(`${setting}: ${value} is no time up to ${LONGEST_TIMER}`)
}
