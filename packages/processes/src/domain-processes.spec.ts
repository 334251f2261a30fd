import { domainEventCatalogue } from '@aftersale/domain'
import { InMemoryEvents, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import { eventIdOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { followedAggregates } from './domain-processes.js'
import type { Logged } from './model/ledger-world.fixtures.js'
import { ask, kettlesComeBack, refundId, settle } from './model/scene.fixtures.js'
import { openedShop, processes } from './model/shop.fixtures.js'
import { parkedReactions } from './running/parked-reactions.js'
import { runProcesses } from './running/run-processes.js'

const june = '2025-06-30T12:00:00.000Z' as Instant

/** The history of a world in a store, as if its commands had been handled there. */
const stored = async (log: ReadonlyArray<Logged>): Promise<InMemoryEvents> => {
  const events = new InMemoryEvents()
  const store = inMemoryEventStore({ events })
  for (const [index, { occurrence }] of log.entries()) {
    const { type, data, schemaVersion } = domainEventCatalogue.encode(occurrence.event as never)
    const commandId = `told-${index}` as NonEmptyText
    const metadata = {
      eventId: eventIdOf(occurrence.stream, commandId, 0),
      schemaVersion,
      occurredAt: occurrence.metadata.occurredAt,
      recordedAt: occurrence.metadata.recordedAt,
      actor: { kind: 'agent', id: 'agent-1' },
      commandId,
      correlationId: commandId,
      causationId: commandId,
      commandHash: eventIdOf('hash', commandId, 0),
    }
    const appended = await store.append(occurrence.stream, [{ type, data, metadata: metadata as never }], 'any')()
    if (E.isLeft(appended)) throw new Error(appended.left.failure)
  }
  return events
}

const isOfTheDomain = ({ stream }: RecordedEvent): boolean => !/^(processCheckpoint|parkedReaction)-/.test(stream)

const run = async (events: InMemoryEvents, from: 'checkpoint' | 'beginning' = 'checkpoint') => {
  const running = runProcesses(inMemoryEventStore({ events }), {
    processes,
    aggregates: followedAggregates,
    now: () => june,
    waitMilliseconds: () => 0,
    from,
  })
  for (;;) {
    const last = events.all.findLast(isOfTheDomain)
    const upTo = running.handledUpTo()
    if (last === undefined || (upTo?.kind === 'all' && upTo.position.commit >= last.position.commit)) break
    await new Promise(setImmediate)
  }
  await running.stop()
}

describe('the processes of the domain over a store', () => {
  it('take a return from its request to its authorisation', async () => {
    const world = openedShop()
    const before = world.log.length
    ask(world, [{ lineId: 'kettle', quantity: 2 }])
    const events = await stored(world.log)

    await run(events)

    expect(
      events.all
        .filter(isOfTheDomain)
        .slice(before)
        .map(({ stream, type }) => `${stream.slice(0, stream.indexOf('-'))}: ${type}`),
    ).toEqual([
      'returnCase: ReturnRequested',
      'purchase: UnitsReserved',
      'returnCase: ReturnUnitsReserved',
      'returnCase: ReturnAuthorised',
    ])
    expect(await parkedReactions(inMemoryEventStore({ events }))).toEqual(E.right([]))
  })

  it('have the same effect once, heard from the beginning again and again', async () => {
    const world = openedShop()
    kettlesComeBack(world)
    settle(world, { kind: 'refund', refundId })
    const events = await stored(world.log)
    await run(events)
    const once = events.all.filter(isOfTheDomain)
    expect(once.map(({ type }) => type)).toContain('RefundReserved')

    await run(events, 'beginning')
    await run(events, 'beginning')

    expect(events.all.filter(isOfTheDomain)).toEqual(once)
  })

  it('have names of their own, each once', () => {
    const names = processes.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/)
  })
})
