import { epochMillisecondsOf, type Instant } from '@aftersale/domain/calendar'
import { isServiceTicketEvent, occurredAtOf } from '@aftersale/domain/events'
import { none } from './appended.js'
import { isVisitEvent } from './did-somebody-come/visit-event.js'
import type { VisitFact } from './did-somebody-come/visit-fact.js'
import { tellVisit, type VisitHistories, visitFacts } from './did-somebody-come/visit-histories.js'
import { interning } from './interned.js'
import { momentAt } from './moment.js'
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
  caseOf,
  neverHeardOf,
  type TicketCase,
} from './what-happened-to-each-ticket/case-of-ticket.js'
import { inOrder } from './what-happened-to-each-ticket/in-order.js'
import { tell } from './what-happened-to-each-ticket/tell.js'
import { historyOf, type TicketHistory } from './what-happened-to-each-ticket/ticket-history.js'
import type { ComplaintFact } from './what-was-complained-about/complaint-fact.js'
import { complaintFact } from './what-was-complained-about/complaint-histories.js'
import type { ContactFact } from './who-contacted-us/contact-fact.js'
import { contactFacts } from './who-contacted-us/contact-facts.js'

/** What a help desk's history says, one row a case. Plain data: every part names the event that told it. */
export interface HelpDeskFacts {
  readonly issues: ReadonlyArray<IssueFact>
  readonly contacts: ReadonlyArray<ContactFact>
  readonly clocks: ReadonlyArray<ClockFact>
  readonly promises: ReadonlyArray<PromiseFact>
  readonly followUps: ReadonlyArray<FollowUpFact>
  readonly complaints: ReadonlyArray<ComplaintFact>
  readonly visits: ReadonlyArray<VisitFact>
  /** No moment in the rows is later, in milliseconds since 1970-01-01T00:00:00Z; absent where that isn't known. */
  readonly lastHappenedAt?: number
}

/** Reduces a history to facts. */
export interface HelpDeskFactsFold {
  /** Takes the next event of the history, in store order; what isn't of a ticket is passed over. Total: a gap before it changes the facts of its own case alone. */
  readonly record: (recorded: RecordedEvent) => void
  /** The facts as far as the history was told. What was recorded later doesn't change rows already given. */
  readonly facts: () => HelpDeskFacts
}

/** All that was told of one ticket; no history of its own where only clocks, promises, follow-ups or visits were. */
interface TicketFile extends ClockHistories, PromiseHistories, FollowUpHistories, VisitHistories {
  readonly serviceTicketId: string
  history: TicketHistory | undefined
}

/**
 * A fold that keeps what the facts need and none of the events. For the facts as they were known at some time, record
 * only what was recorded (`recordedAt`) by then.
 */
export const helpDeskFacts = (): HelpDeskFactsFold => {
  const interned = interning()
  const files = new Map<string, TicketFile>()
  let latest: TicketFile | undefined
  let lastHappened = ''

  /** Events of one ticket mostly follow each other: the latest file is asked first. */
  const fileOf = (serviceTicketId: string): TicketFile => {
    if (latest?.serviceTicketId === serviceTicketId) return latest
    const known = files.get(serviceTicketId)
    latest = known ?? {
      serviceTicketId,
      history: undefined,
      clocks: none(),
      promises: none(),
      followUps: none(),
      visits: none(),
    }
    if (known === undefined) files.set(serviceTicketId, latest)
    return latest
  }

  return {
    record: ({ event, metadata: { eventId }, revision }) => {
      if (!isServiceTicketEvent(event)) return
      const occurredAt = occurredAtOf(event)
      if (occurredAt > lastHappened) lastHappened = occurredAt
      const file = fileOf(event.data.serviceTicketId)
      if (isClockEvent(event)) tellClock(file, event, eventId)
      else if (isPromiseEvent(event)) tellPromise(file, event, eventId)
      else if (isFollowUpEvent(event)) tellFollowUp(file, event, eventId)
      else if (isVisitEvent(event)) tellVisit(file, event, eventId)
      else {
        const moment = momentAt(occurredAt, eventId)
        file.history ??= historyOf(file.serviceTicketId, moment)
        tell(file.history, event, moment, revision, interned)
      }
    },

    facts: () => {
      const tickets: Array<TicketHistory> = []
      for (const { history } of files.values()) if (history !== undefined) tickets.push(history)
      const merges = mergesOf(tickets, (ticketId) => files.get(ticketId)?.history)
      const cases: Array<TicketCase> = []
      const rows: RowsOfTickets = { clocks: [], promises: [], followUps: [], complaints: [], visits: [] }
      for (const file of files.values()) {
        const ofTicket = file.history === undefined ? undefined : caseOf(file.history, merges)
        if (ofTicket !== undefined) cases.push(ofTicket)
        addRows(rows, file, ofTicket ?? neverHeardOf)
      }
      const issues = issueFacts(cases, merges)
      // At the same time by ticket, whichever stream was read first.
      return {
        issues,
        contacts: contactFacts(issues),
        clocks: rows.clocks.sort(inOrder(({ started }) => started.at)),
        promises: rows.promises.sort(inOrder(({ made }) => made.at)),
        followUps: rows.followUps.sort(inOrder(({ requested }) => requested.at)),
        complaints: rows.complaints.sort(inOrder(({ registered }) => registered.at)),
        visits: rows.visits.sort(inOrder(({ scheduled }) => scheduled.at)),
        ...(lastHappened !== '' && { lastHappenedAt: epochMillisecondsOf(lastHappened as Instant) }),
      }
    },
  }
}

/** Rows of which a ticket may have any number. */
interface RowsOfTickets {
  readonly clocks: Array<ClockFact>
  readonly promises: Array<PromiseFact>
  readonly followUps: Array<FollowUpFact>
  readonly complaints: Array<ComplaintFact>
  readonly visits: Array<VisitFact>
}

/** Most tickets have few kinds of these: for what isn't there nothing is made. */
const addRows = (rows: RowsOfTickets, file: TicketFile, ofTicket: CaseOfTicket): void => {
  const { serviceTicketId, history } = file
  if (file.clocks.length > 0) addTo(rows.clocks, clockFacts(file, serviceTicketId, ofTicket))
  if (file.promises.length > 0) addTo(rows.promises, promiseFacts(file, serviceTicketId, ofTicket))
  if (file.followUps.length > 0) addTo(rows.followUps, followUpFacts(file, serviceTicketId, ofTicket))
  if (file.visits.length > 0) addTo(rows.visits, visitFacts(file, serviceTicketId, ofTicket))
  const complaint = history && complaintFact(history, serviceTicketId, ofTicket)
  if (complaint !== undefined) rows.complaints.push(complaint)
}

/** One by one: a call takes only so many arguments. */
const addTo = <Row>(rows: Array<Row>, more: ReadonlyArray<Row>): void => {
  for (const row of more) rows.push(row)
}
