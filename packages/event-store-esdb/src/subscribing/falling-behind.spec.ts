import { type Delivery, lagOf } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { doublesOfThisSpec, note, ticket, until } from '../doubles.fixtures.js'
import { read, revisionsOf, upTo } from './followed.fixtures.js'

const doubles = doublesOfThisSpec()
const stream = ticket(1)

const right = <Value>(either: E.Either<unknown, Value>): Value => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

const notes = (from: number, count: number) => Array.from({ length: count }, (_, n) => note(from + n))

describe('A server that says that it fell behind', () => {
  it.each([
    { to: 'all', after: 'beginning' },
    { to: 'category', category: 'serviceTicket', after: 'beginning' },
    { to: 'stream', stream, after: 'beginning' },
  ] as const)('is caught up with, and everything is delivered once: $to', async (start) => {
    const { double, store } = await doubles.storeOnDouble()
    right(await store.append(stream, notes(1, 10), 'no-stream')())
    const reading = read(store.subscribe(start))
    const atEnd = (count: number): Promise<void> =>
      reading.until(() => reading.events().length >= count && reading.deliveries.at(-1)?.kind === 'caught-up')
    await atEnd(10)
    double.misbehave({ does: 'fall-behind', call: 'subscribe' })
    right(await store.append(stream, notes(11, 3), 9)())
    await atEnd(13)
    expect(revisionsOf(reading.events())).toEqual(upTo(13))
    expect(reading.states.map(({ status }) => status)).toEqual(['catching-up', 'live', 'catching-up', 'live'])
  })

  it('is seen, with the lag, while the reader has its hands full, and is over once all is handled', async () => {
    const { double, store } = await doubles.storeOnDouble()
    right(await store.append(stream, notes(1, 3), 'no-stream')())
    const subscription = store.subscribe({ to: 'stream', stream, after: 'beginning' })
    const deliveries = subscription[Symbol.asyncIterator]()
    const take = async (count: number): Promise<ReadonlyArray<Delivery['kind']>> => {
      const taken: Array<Delivery['kind']> = []
      while (taken.length < count) {
        const { done, value } = await deliveries.next()
        if (done === true) break
        taken.push(value.kind)
      }
      return taken
    }
    expect(await take(4)).toEqual(['event', 'event', 'event', 'caught-up'])
    expect(subscription.state()).toEqual({ status: 'live' })
    double.misbehave({ does: 'fall-behind', call: 'subscribe' })
    right(await store.append(stream, notes(4, 2), 2)())
    await until(() => subscription.state().status === 'catching-up')
    const lag = await lagOf(store, { to: 'stream', stream, after: 2, now: 0 })()
    expect(right(lag)).toMatchObject({ events: 2, atLeast: false })
    expect(await take(3)).toEqual(['event', 'event', 'caught-up'])
    expect(subscription.state()).toEqual({ status: 'live' })
    await subscription.stop()
  })
})
