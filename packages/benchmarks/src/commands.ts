import { commandHandler } from '@aftersale/command-handling'
import { inMemoryEventStore } from '@aftersale/event-store'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import { CommandHandler, getInMemoryEventStore } from '@event-driven-io/emmett'
import * as E from 'fp-ts/lib/Either.js'
import { type LockerState, locker, lockerAggregate, type ParcelPutIntoLocker, type PutIntoLocker } from './locker.js'
import type { Contender } from './side-by-side.js'

const putAt = '2025-06-02T09:00:00.000Z' as Instant
const actor = { kind: 'system', id: 'benchmark' } as Actor

const lockerId = (index: number): string => `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`

const put = (parcel: number): PutIntoLocker => ({
  type: 'PutIntoLocker',
  data: { parcelId: `parcel-${parcel}` as NonEmptyText, putAt },
})

/** A fixed walk over the streams, so that both sides meet the same ones. */
const randomStreams = function* (streams: number): Generator<number, never> {
  let seed = 42
  for (;;) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    yield seed % streams
  }
}

/** Sends so many commands a round, one after another, each to a random one of the streams. */
const commandsTo = (
  streams: number,
  commands: number,
  send: (stream: number, commandId: string) => Promise<unknown>,
): Contender => {
  const chosen = randomStreams(streams)
  let sent = 0
  return async () => {
    for (let count = 0; count < commands; count += 1) {
      sent += 1
      await send(chosen.next().value, `command-${sent}`)
    }
    return commands
  }
}

/** Our command handler on the in-memory store, with `streams` streams of one event each in it. */
export const ourCommands = async (streams: number, commands: number): Promise<Contender> => {
  const handle = commandHandler(inMemoryEventStore())
  const send = async (stream: number, commandId: string) => {
    const request = {
      id: lockerId(stream),
      command: put(stream),
      commandId: commandId as NonEmptyText,
      actor,
      recordedAt: putAt,
    }
    const handled = await handle(lockerAggregate, request)()
    if (E.isLeft(handled)) throw new Error(handled.left.failure)
  }
  for (let stream = 0; stream < streams; stream += 1) await send(stream, 'first')
  return commandsTo(streams, commands, send)
}

/** The same rules, through Emmett's command handler on its in-memory store. */
export const emmettsCommands = async (streams: number, commands: number): Promise<Contender> => {
  const store = getInMemoryEventStore()
  const handle = CommandHandler<LockerState, ParcelPutIntoLocker>({
    evolve: locker.evolve,
    initialState: () => locker.initial,
  })
  const send = (stream: number) =>
    handle(store, `locker-${lockerId(stream)}`, (state) => {
      const decision = locker.decide(put(stream), state)
      return E.isRight(decision) ? [...decision.right] : []
    })
  for (let stream = 0; stream < streams; stream += 1) await send(stream)
  return commandsTo(streams, commands, send)
}
