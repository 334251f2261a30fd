import { occurredAtOf } from '@aftersale/domain/events'
import { none } from './appended.js'
import { interning } from './interned.js'
import type { RecordedEvent } from './recorded-event.js'
import { isFollowUpEvent } from './were-follow-ups-done/follow-up-event.js'
import type { FollowUpFact } from './were-follow-ups-done/follow-up-fact.js'
import { type FollowUpHistories, followUpFacts, tellFollowUp } from './were-follow-ups-done/follow-up-histories.js'
import { isPromiseEvent } from './were-promises-kept/promise-event.js'
import type { PromiseFact } from './were-promises-kept/promise-fact.js'
import { type PromiseHistories, promiseFacts, tellPromise } from './were-promises-kept/promise-histories.js'
import { isClockEvent } from './were-service-levels-met/clock-event.js'
import type { ClockFact } from './were-service-levels-met/clock-fact.js'
import { type ClockHistories, clockFacts, tellClock } from './were-service-levels-met/clock-histories.js'
import type { IssueFact } from './what-became-of-each-issue/issue-fact.js'
import { issueFacts } from './what-became-of-each-issue/issue-facts.js'
import { mergesOf } from './what-became-of-each-issue/merges.js'
import {
  type CaseOfTicket,
  circumstancesOf,
  excludedBy,
  exclusionOf,
} from './what-happened-to-each-ticket/case-of-ticket.js'
import { tell } from './what-happened-to-each-ticket/tell.js'
import type { TicketEvent } from './what-happened-to-each-ticket/ticket-event.js'
import { historyOf, type TicketHistory } from './what-happened-to-each-ticket/ticket-history.js'
import type { ContactFact } from './who-contacted-us/contact-fact.js'
import { contactFacts } from './who-contacted-us/contact-facts.js'

/** What a help desk's history says, one row a case. Plain data: every part names the event that told it. */
export interface HelpDeskFacts {
  readonly issues: ReadonlyArray<IssueFact>
  readonly contacts: ReadonlyArray<ContactFact>
  readonly clocks: ReadonlyArray<ClockFact>
  readonly promises: ReadonlyArray<PromiseFact>
  readonly followUps: ReadonlyArray<FollowUpFact>
  /** No moment in the rows is later, in milliseconds since 1970-01-01T00:00:00Z; absent where that isn't known. */
  readonly lastHappenedAt?: number
}

/** Reduces a history to facts. */
export interface HelpDeskFactsFold {
  /** Takes the next event of the history, in store order. Total: a gap before it changes the facts of its own case alone. */
  readonly record: (recorded: RecordedEvent) => void
  /** The facts as far as the history was told. What was recorded later doesn't change rows already given. */
  readonly facts: () => HelpDeskFacts
}

/**
 * A fold that keeps what the facts need and none of the events. For the facts as they were known at some time, record
 * only what was recorded (`recordedAt`) by then.
 */
export const helpDeskFacts = (): HelpDeskFactsFold => {
  const interned = interning()
  const tickets = new Map<string, TicketHistory>()
  const clocks: ClockHistories = new Map()
  const promises: PromiseHistories = new Map()
  const followUps: FollowUpHistories = new Map()
  let lastHappened = ''

  const ticketOf = (event: TicketEvent, eventId: string): TicketHistory => {
    const { serviceTicketId } = event.data
    const known = tickets.get(serviceTicketId)
    if (known !== undefined) return known
    const ticket = historyOf(serviceTicketId, { at: Date.parse(occurredAtOf(event)), eventId })
    tickets.set(serviceTicketId, ticket)
    return ticket
  }

  return {
    record: ({ event, metadata: { eventId }, revision }) => {
      const occurredAt = occurredAtOf(event)
      if (occurredAt > lastHappened) lastHappened = occurredAt
      if (isClockEvent(event)) tellClock(clocks, event, eventId)
      else if (isPromiseEvent(event)) tellPromise(promises, event, eventId)
      else if (isFollowUpEvent(event)) tellFollowUp(followUps, event, eventId)
      else tell(ticketOf(event, eventId), event, { eventId, revision }, interned)
    },

    facts: () => {
      const merges = mergesOf(tickets)
      const caseOf = (ticketId: string): CaseOfTicket => {
        const ticket = tickets.get(ticketId)
        if (ticket === undefined) return { circumstances: { toldBy: {} }, exclusion: 'incomplete', excludedBy: none() }
        const exclusion = exclusionOf(ticket, merges.into(ticketId))
        return {
          circumstances: circumstancesOf(ticket),
          ...(exclusion !== undefined && { exclusion }),
          excludedBy: excludedBy(ticket, exclusion, merges.toldBy(ticketId)),
          ...(ticket.withdrawnByCustomer !== undefined && { withdrawn: ticket.withdrawnByCustomer }),
        }
      }
      const issues = issueFacts(tickets, merges)
      return {
        issues,
        contacts: contactFacts(issues),
        clocks: clockFacts(clocks, caseOf),
        promises: promiseFacts(promises, caseOf),
        followUps: followUpFacts(followUps, caseOf),
        ...(lastHappened !== '' && { lastHappenedAt: Date.parse(lastHappened) }),
      }
    },
  }
}
