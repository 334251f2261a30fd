import { commandHandler } from '@aftersale/command-handling'
import { retailDesk, serviceTicketAggregate } from '@aftersale/domain'
import { InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import { type Instant, instantOf, type NonEmptyText } from '@aftersale/messages'
import { runDeadlines, virtualClock } from '@aftersale/processes'
import * as E from 'fp-ts/lib/Either.js'
import { storeSource } from '../history-source.js'
import { storeTarget } from '../history-target.js'
import { verifyHistory } from '../verification/verify-history.js'
import { copyHistory } from './copy-history.js'

const serviceTicketId = '0197290f-6a00-7000-8000-000000000001'
const at = (text: string): Instant => instantOf(Date.parse(text))
const opened = at('2020-03-02T09:00:00Z')

/** A ticket of years ago: nobody answered, and nobody kept its deadlines. */
const forgottenTicket = async (): Promise<InMemoryEvents> => {
  const events = new InMemoryEvents()
  const handled = await commandHandler(inMemoryEventStore({ events }))(serviceTicketAggregate, {
    id: serviceTicketId,
    command: {
      type: 'OpenServiceTicket',
      data: {
        serviceTicketId,
        issueId: serviceTicketId,
        channel: 'email',
        kind: 'question',
        priority: 'critical',
        openedBy: { kind: 'customer', id: 'customer-1' },
        openedAt: opened,
        serviceLevel: retailDesk,
      },
    } as never,
    commandId: 'open' as NonEmptyText,
    actor: { kind: 'customer', id: 'customer-1' as NonEmptyText },
    recordedAt: opened,
  })()
  if (E.isLeft(handled)) throw new Error(handled.left.failure)
  return events
}

const typesIn = (events: InMemoryEvents): ReadonlyArray<string> => events.all.map(({ type }) => type)

describe('a history in which deadlines have passed', () => {
  it('is read, verified, copied and copied again without one of them being fired, in the old store or in the new', async () => {
    const events = await forgottenTicket()
    const before = [...events.all]
    const copied = new InMemoryEvents()
    const source = () => storeSource('old', inMemoryEventStore({ events }))

    for (let time = 0; time < 2; time += 1) {
      const store = inMemoryEventStore({ events: copied })
      const target = storeTarget('new', store)
      const copy = await copyHistory({ source: source(), target, held: storeSource('new', store) })()
      expect(E.isRight(copy) && E.isRight(await target.finish()())).toBe(true)
    }
    await verifyHistory(source(), () => undefined)
    await verifyHistory(storeSource('new', inMemoryEventStore({ events: copied })), () => undefined)

    expect(events.all).toEqual(before)
    expect(typesIn(copied)).toEqual(typesIn(events))
    expect(typesIn(events)).not.toContain('SlaBreached')
  })

  it('has all of them fired once somebody keeps them, by a clock', async () => {
    const events = await forgottenTicket()
    const run = runDeadlines(inMemoryEventStore({ events }), {
      aggregates: [serviceTicketAggregate],
      clock: virtualClock(at('2025-06-02T09:00:00Z')),
    })
    await run.settled()
    await run.stop()
    expect(typesIn(events)).toContain('SlaBreached')
  })
})
