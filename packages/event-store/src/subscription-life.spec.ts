import type { Delivery } from './subscription.js'
import { endableSubscription, subscriptionLife } from './subscription-life.js'

const unavailable = { failure: 'StoreUnavailable', cause: 'unreachable', why: 'no route to host' } as const
const caughtUp: Delivery = { kind: 'caught-up' }

describe('The life of a subscription', () => {
  it('ends once, for the first reason, and tells of it once', () => {
    let told = 0
    const life = subscriptionLife(() => {
      told += 1
    })
    life.become({ status: 'live' })
    expect(life.state()).toEqual({ status: 'live' })
    life.end(unavailable)
    life.end('asked')
    life.become({ status: 'live' })
    expect(life.state()).toEqual({ status: 'stopped', because: unavailable })
    expect(told).toBe(1)
  })

  it('sleeps until it is woken, and then has nothing to call off', async () => {
    const calledOff = jest.fn()
    const life = subscriptionLife(() => undefined)
    await life.sleep((wake) => {
      setImmediate(wake)
      return calledOff
    })
    life.end('asked')
    expect(calledOff).not.toHaveBeenCalled()
  })

  it('wakes whoever sleeps when it ends, and calls their waking off', async () => {
    const calledOff = jest.fn()
    const life = subscriptionLife(() => undefined)
    const sleepers = [life.sleep(() => calledOff), life.sleep(() => calledOff)]
    life.end('asked')
    await Promise.all(sleepers)
    expect(calledOff).toHaveBeenCalledTimes(2)
  })

  it('does not fall asleep where starting to sleep wakes it, ends it, or comes after the end', async () => {
    const calledOff = jest.fn()
    const life = subscriptionLife(() => undefined)
    await life.sleep((wake) => {
      wake()
      return calledOff
    })
    expect(calledOff).not.toHaveBeenCalled()
    await life.sleep(() => {
      life.end('asked')
      return calledOff
    })
    expect(calledOff).toHaveBeenCalledTimes(1)
    const started = jest.fn()
    await life.sleep(started)
    expect(started).not.toHaveBeenCalled()
  })
})

describe('A subscription that its store can end', () => {
  const waiting = () => {
    const life = subscriptionLife(() => undefined)
    const finished = jest.fn()
    async function* deliveries(): AsyncGenerator<Delivery, void, undefined> {
      try {
        while (!life.isStopped()) {
          yield caughtUp
          await life.sleep(() => () => undefined)
        }
      } finally {
        finished()
      }
    }
    return { subscription: endableSubscription(life, deliveries), finished }
  }

  it('ends the loop that waits, and says why', async () => {
    const { subscription, finished } = waiting()
    const seen: Array<Delivery> = []
    setImmediate(() => subscription.end({ failure: 'StoreClosed' }))
    for await (const delivery of subscription) seen.push(delivery)
    expect(seen).toEqual([caughtUp])
    expect(finished).toHaveBeenCalledTimes(1)
    expect(subscription.state()).toEqual({ status: 'stopped', because: { failure: 'StoreClosed' } })
  })

  it('ends, and lets its deliveries clear up, when the loop is left', async () => {
    const { subscription, finished } = waiting()
    for await (const _delivery of subscription) break
    expect(subscription.state()).toEqual({ status: 'stopped', because: 'asked' })
    expect(finished).toHaveBeenCalledTimes(1)
  })

  it('is iterated once', () => {
    const { subscription } = waiting()
    subscription[Symbol.asyncIterator]()
    expect(() => subscription[Symbol.asyncIterator]()).toThrow(TypeError)
  })
})
