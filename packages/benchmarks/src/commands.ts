import { commandHandler } from '@aftersale/command-handling'
import { inMemoryEventStore } from '@aftersale/event-store'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import { CommandHandler, getInMemoryEventStore } from '@event-driven-io/emmett'
import * as E from 'fp-ts/lib/Either.js'
import { type LockerState, locker, lockerAggregate, type ParcelPutIntoLocker, type PutIntoLocker } from './locker.js'

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

/** Sends one command after another to streams of one event each. */
export interface CommandRun {
  /** Commands a second over the last of the rounds, the median of them. */
  readonly measure: (commands: number, rounds: number) => Promise<number>
}

const measuring = (streams: number, send: (stream: number, commandId: string) => Promise<unknown>): CommandRun => {
  const chosen = randomStreams(streams)
  let sent = 0
  return {
    measure: async (commands, rounds) => {
      const speeds: Array<number> = []
      for (let round = 0; round <= rounds; round += 1) {
        const started = performance.now()
        for (let count = 0; count < commands; count += 1) {
          sent += 1
          await send(chosen.next().value, `command-${sent}`)
        }
        // The first round only warms up.
        if (round > 0) speeds.push((commands * 1000) / (performance.now() - started))
      }
      return speeds.toSorted((left, right) => left - right)[Math.floor(speeds.length / 2)] ?? 0
    },
  }
}

/** Our command handler on the in-memory store, with `streams` streams in it. */
export const ourCommands = async (streams: number): Promise<CommandRun> => {
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
  return measuring(streams, send)
}

/** The same rules, through Emmett's command handler on its in-memory store. */
export const emmettsCommands = async (streams: number): Promise<CommandRun> => {
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
  return measuring(streams, send)
}
