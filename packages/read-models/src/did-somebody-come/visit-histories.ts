import type { Instant } from '@aftersale/domain/calendar'
import type { VisitEvent, VisitScheduled } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { type Moment, momentAt } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { VisitFact } from './visit-fact.js'

type Told = Pick<VisitFact, 'window' | 'performer' | 'arrived' | 'completed' | 'noShow' | 'cancelled'>

interface VisitHistory extends Pick<VisitFact, 'rescheduled' | 'windowsMissed'> {
  readonly visitId: string
  readonly firstHeardOf: Moment
  scheduled?: Moment
  purpose?: VisitScheduled['data']['purpose']
  assetId?: string
  sku?: string
  window?: NonNullable<Told['window']>
  performer?: NonNullable<Told['performer']>
  rescheduled: ReadonlyArray<Moment>
  windowsMissed: ReadonlyArray<Moment>
  arrived?: NonNullable<Told['arrived']>
  completed?: NonNullable<Told['completed']>
  noShow?: NonNullable<Told['noShow']>
  cancelled?: Moment
}

/** The visits of one ticket. */
export interface VisitHistories {
  visits: ReadonlyArray<VisitHistory>
}

/** Takes one event of a visit in. Total: what was never scheduled is kept as an incomplete visit. */
export const tellVisit = (ofTicket: VisitHistories, event: VisitEvent, eventId: string): void => {
  const visit = (heardOf: Instant): VisitHistory => visitOf(ofTicket, event.data.visitId, momentAt(heardOf, eventId))

  switch (event.type) {
    case 'VisitScheduled': {
      const { scheduledAt, purpose, assetId, product, window, performer } = event.data
      const scheduled = visit(scheduledAt)
      scheduled.scheduled ??= momentAt(scheduledAt, eventId)
      scheduled.purpose ??= purpose
      if (assetId !== undefined) scheduled.assetId ??= assetId
      if (product !== undefined) scheduled.sku ??= product.sku
      scheduled.window ??= window
      scheduled.performer ??= performerOf(performer)
      return
    }
    case 'VisitRescheduled': {
      const { rescheduledAt, window, performer } = event.data
      const moved = visit(rescheduledAt)
      moved.rescheduled = appended(moved.rescheduled, momentAt(rescheduledAt, eventId))
      moved.window = window
      moved.performer = performerOf(performer)
      return
    }
    case 'VisitArrived': {
      const { arrivedAt, timing } = event.data
      visit(arrivedAt).arrived ??= { ...momentAt(arrivedAt, eventId), timing }
      return
    }
    case 'VisitWindowMissed': {
      const { missedAt } = event.data
      const missed = visit(missedAt)
      missed.windowsMissed = appended(missed.windowsMissed, momentAt(missedAt, eventId))
      return
    }
    case 'VisitCompleted': {
      const { completedAt, outcome } = event.data
      visit(completedAt).completed ??= { ...momentAt(completedAt, eventId), outcome }
      return
    }
    case 'VisitNoShowRecorded': {
      const { noShowAt, party } = event.data
      visit(noShowAt).noShow ??= { ...momentAt(noShowAt, eventId), party }
      return
    }
    case 'VisitCancelled':
      visit(event.data.cancelledAt).cancelled ??= momentAt(event.data.cancelledAt, eventId)
      return
    case 'VisitConfirmed':
    case 'VisitTechnicianHeld':
    case 'VisitTechnicianRefused':
    case 'VisitEnRoute':
      return
  }
}

const performerOf = (performer: VisitScheduled['data']['performer']): NonNullable<Told['performer']> =>
  performer.kind === 'provider' ? { kind: 'provider', providerId: performer.providerId } : { kind: 'in-house' }

const visitOf = (ofTicket: VisitHistories, visitId: string, heardOf: Moment): VisitHistory => {
  for (const known of ofTicket.visits) if (known.visitId === visitId) return known
  const visit: VisitHistory = { visitId, firstHeardOf: heardOf, rescheduled: none(), windowsMissed: none() }
  ofTicket.visits = appended(ofTicket.visits, visit)
  return visit
}

/** One row a visit of the ticket, in the order in which they were heard of. */
export const visitFacts = (
  { visits }: VisitHistories,
  serviceTicketId: string,
  { circumstances, exclusion, excludedBy }: CaseOfTicket,
): ReadonlyArray<VisitFact> =>
  visits.map(({ firstHeardOf, scheduled, purpose, assetId, sku, ...told }) => ({
    ...told,
    serviceTicketId,
    purpose: purpose ?? 'unknown',
    scheduled: scheduled ?? firstHeardOf,
    circumstances:
      assetId === undefined && sku === undefined
        ? circumstances
        : { ...circumstances, assetId: assetId ?? circumstances.assetId, sku },
    exclusion: exclusion ?? (scheduled === undefined ? 'incomplete' : undefined),
    excludedBy,
  }))
