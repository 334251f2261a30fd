import type { EventStore } from '@aftersale/event-store'
import { noteAdded, streamNumber, surveyAnswered, ticketResolved } from './tickets.fixtures.js'

const STREAMS = 40

/** The `number`-th event of every history here. */
export const appendNumber = async (store: EventStore, number: number): Promise<void> => {
  const stream = streamNumber((number * 7) % STREAMS)
  const event =
    number % 11 === 0
      ? surveyAnswered(stream, number)
      : number % 5 === 0
        ? ticketResolved(stream, number, `agent-${number}`)
        : noteAdded(stream, number, `${number};`, 1 + (number % 9))
  await store.append(stream, [event], 'any')()
}
