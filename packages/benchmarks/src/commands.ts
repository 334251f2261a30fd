import { commandHandler } from '@aftersale/command-handling'
import { inMemoryEventStore } from '@aftersale/event-store'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import { CommandHandler, getInMemoryEventStore } from '@event-driven-io/emmett'
import * as E from 'fp-ts/lib/Either.js'
import { locker, lockerAggregate, type LockerState, type ParcelPutIntoLocker, type PutIntoLocker } from './locker.js'

const putAt = '2025-06-02T09:00:00.000Z' as Instant
const actor = { kind: 'system', id: 'benchmark' } as Actor

const lockerId = (index: number): string => `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`

const put = (parcel: number): PutIntoLocker => ({
  type: 'PutIntoLocker',
  data: { parcelId: `parcel-${parcel}` as NonEmptyText, putAt },
})

/** A fixed walk over the streams, so that both sides meet the same ones. */
const randomStreams = function* (streams: number): Generator<number> {
  let seed = 42
  for (;;) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    yield seed % streams
  }
}

/** Commands a second, one after another, each on a random one of `streams` streams that exist already. */
export const ourCommandsASecond = async (streams: number, commands: number): Promise<number> => {
  const store = inMemoryEventStore()
  const handle = commandHandler(store)
  const send = async (index: number, commandId: string) => {
    const request = { id: lockerId(index), command: put(index), commandId: commandId as NonEmptyText, actor, recordedAt: putAt }
    const handled = await handle(lockerAggregate, request)()
    if (E.isLeft(handled)) throw new Error(handled.left.failure)
  }
  for (let index = 0; index < streams; index += 1) await send(index, 'first')

  const chosen = randomStreams(streams)
  const started = performance.now()
  for (let count = 0; count < commands; count += 1) await send(chosen.next().value as number, `command-${count}`)
  return (commands * 1000) / (performance.now() - started)
}

/** The same, through Emmett's command handler on its in-memory store. */
export const emmettsCommandsASecond = async (streams: number, commands: number): Promise<number> => {
  const store = getInMemoryEventStore()
  const handle = CommandHandler<LockerState, ParcelPutIntoLocker>({
    evolve: locker.evolve,
    initialState: () => locker.initial,
  })
  const send = (index: number) =>
    handle(store, `locker-${lockerId(index)}`, (state) => {
      const decision = locker.decide(put(index), state)
      return E.isRight(decision) ? [...decision.right] : []
    })
  for (let index = 0; index < streams; index += 1) await send(index)

  const chosen = randomStreams(streams)
  const started = performance.now()
  for (let count = 0; count < commands; count += 1) await send(chosen.next().value as number)
  return (commands * 1000) / (performance.now() - started)
}
