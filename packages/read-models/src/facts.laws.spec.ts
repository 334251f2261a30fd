import { isServiceTicketEvent } from '@aftersale/domain/events'
import * as fc from 'fast-check'
import { helpDeskFacts, type RecordedEvent } from './index.js'
import { closed, contacted, factsOf, opened, reopened, replied, resolved, uuid } from './story.fixtures.js'

type What = 'opened' | 'contacted' | 'replied' | 'resolved' | 'closed' | 'reopened'

/** Tickets 1 to 4, each with some of the events of a story, in any interleaving, any of them missing. */
const anyHistory: fc.Arbitrary<ReadonlyArray<RecordedEvent>> = fc
  .array(
    fc.record({
      ticket: fc.integer({ min: 1, max: 4 }),
      hour: fc.integer({ min: 10, max: 20 }),
      what: fc.constantFrom<What>('opened', 'contacted', 'replied', 'resolved', 'closed', 'reopened'),
      episode: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 40 },
  )
  .map((steps) =>
    steps.map(({ ticket, hour, what, episode }, index) => {
      const [id, of, at] = [index + 100, uuid(ticket), `2025-06-02T${hour}:00`]
      switch (what) {
        case 'opened':
          return opened(id, of, at, { issueId: uuid(1 + (ticket % 3)) })
        case 'contacted':
          return contacted(id, of, at)
        case 'replied':
          return replied(id, of, at, { episode })
        case 'resolved':
          return resolved(id, of, at, episode)
        case 'closed':
          return closed(id, of, at, episode)
        case 'reopened':
          return reopened(id, of, at, episode + 1)
      }
    }),
  )

const ticketOf = ({ event }: RecordedEvent): string => (isServiceTicketEvent(event) ? event.data.serviceTicketId : '')

it('takes any history, however broken, and is the same each time', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      expect(factsOf(...history)).toEqual(factsOf(...history))
    }),
    { numRuns: 100 },
  )
})

it('gives the same rows in the same order, however the tickets are interleaved', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const ticketByTicket = [4, 3, 2, 1].flatMap((ticket) => history.filter((told) => ticketOf(told) === uuid(ticket)))
      expect(factsOf(...ticketByTicket)).toEqual(factsOf(...history))
    }),
    { numRuns: 200 },
  )
})

it('gives rows that stay as they were when more is recorded', () => {
  fc.assert(
    fc.property(anyHistory, anyHistory, (history, more) => {
      const fold = helpDeskFacts()
      for (const told of history) fold.record(told)
      const rows = fold.facts()
      const copy = structuredClone(rows)
      for (const told of more) fold.record(told)
      expect(rows).toEqual(copy)
    }),
    { numRuns: 100 },
  )
})
