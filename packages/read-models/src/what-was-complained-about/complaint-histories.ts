import type { Instant } from '@aftersale/domain/calendar'
import type { ComplaintEvent } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { type Moment, momentAt } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { ComplaintFact } from './complaint-fact.js'
import type { Assessed, ComplaintHistory, ComplaintOfTicket } from './complaint-history.js'

/** Takes one step of a complaint in. Total: steps of a complaint that was never registered make it an incomplete one. */
export const tellComplaint = (ofTicket: ComplaintOfTicket, event: ComplaintEvent, eventId: string): void => {
  const at = (instant: Instant): Moment => momentAt(instant, eventId)
  const complaintHeardOf = (moment: Moment): ComplaintHistory => {
    ofTicket.complaint ??= { firstHeardOf: moment, assessments: none(), answers: none(), redress: none() }
    return ofTicket.complaint
  }

  switch (event.type) {
    case 'ComplaintRegistered': {
      const registered = at(event.data.registeredAt)
      const complaint = complaintHeardOf(registered)
      complaint.registered ??= registered
      const { text: _, ...alleged } = event.data
      complaint.alleged ??= alleged
      return
    }
    case 'ComplaintAcknowledged': {
      const acknowledged = at(event.data.acknowledgedAt)
      complaintHeardOf(acknowledged).acknowledged ??= acknowledged
      return
    }
    case 'ComplaintAssessed': {
      const { finding: value, causes, severity, importance, priceBand, momentOfUse } = event.data
      const assessed = at(event.data.assessedAt)
      const complaint = complaintHeardOf(assessed)
      complaint.assessments = appended<Assessed>(complaint.assessments, {
        ...assessed,
        value,
        causes,
        severity,
        ...(importance !== undefined && { importance }),
        ...(priceBand !== undefined && { priceBand }),
        ...(momentOfUse !== undefined && { momentOfUse }),
      })
      return
    }
    case 'ComplaintResponded': {
      const responded = at(event.data.respondedAt)
      const complaint = complaintHeardOf(responded)
      complaint.responded = earlier(complaint.responded, responded)
      return
    }
    case 'ComplaintDecisionCommunicated': {
      const decided = at(event.data.communicatedAt)
      const complaint = complaintHeardOf(decided)
      complaint.decided = earlier(complaint.decided, decided)
      return
    }
    case 'ComplaintDecisionAnswered': {
      const answered = at(event.data.answeredAt)
      const complaint = complaintHeardOf(answered)
      complaint.answers = appended(complaint.answers, { ...answered, value: event.data.answer })
      return
    }
    case 'RedressOffered': {
      const offered = at(event.data.offeredAt)
      const complaint = complaintHeardOf(offered)
      complaint.redress = appended(complaint.redress, { ...offered, value: event.data.kind })
      return
    }
    case 'ComplaintEscalatedExternally': {
      const escalated = at(event.data.escalatedAt)
      const complaint = complaintHeardOf(escalated)
      complaint.escalated = earlier(complaint.escalated, escalated)
      return
    }
    case 'ComplaintClosed': {
      const closed = at(event.data.closedAt)
      complaintHeardOf(closed).closed ??= { ...closed, value: event.data.because }
      return
    }
    case 'ExternalRecourseConcluded':
      return
  }
}

/** The row of the ticket's complaint, where it has one. */
export const complaintFact = (
  { complaint }: ComplaintOfTicket,
  serviceTicketId: string,
  { circumstances, exclusion, excludedBy }: CaseOfTicket,
): ComplaintFact | undefined => {
  if (complaint === undefined) return undefined
  const { alleged, registered, firstHeardOf, acknowledged, responded, decided, escalated, closed } = complaint
  const assessments = inTime<Assessed>(complaint.assessments)
  const about = assessments.at(-1) ?? alleged
  const sku = alleged?.sku
  return {
    serviceTicketId,
    registered: registered ?? firstHeardOf,
    allegedDefect: alleged?.allegedDefect ?? 'unknown',
    sku,
    batch: alleged?.batch,
    severity: about?.severity ?? 'minor',
    importance: about?.importance,
    priceBand: about?.priceBand,
    momentOfUse: about?.momentOfUse,
    acknowledged,
    assessments: assessments.map(({ at, eventId, value, causes }) => ({ at, eventId, value, causes })),
    responded,
    decided,
    answers: inTime(complaint.answers),
    redress: inTime(complaint.redress),
    escalated,
    closed,
    circumstances: sku === undefined ? circumstances : { ...circumstances, sku },
    exclusion: exclusion ?? (registered === undefined ? 'incomplete' : undefined),
    excludedBy,
  }
}

const earlier = (known: Moment | undefined, moment: Moment): Moment =>
  known === undefined || moment.at < known.at ? moment : known

/** Of the same time, as they were heard of. */
const inTime = <Item extends Moment>(items: ReadonlyArray<Item>): ReadonlyArray<Item> =>
  items.length < 2 ? items : [...items].sort((left, right) => left.at - right.at)
