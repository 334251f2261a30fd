import {
  type RestoreEntitlement,
  servicePlanAggregate,
  type VisitCancelled,
  type VisitCompleted,
  type VisitNoShowRecorded,
} from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'
import { takenFor, usedForVisit } from './entitlement-of-a-visit.js'

/**
 * What was taken from a plan ahead for a visit goes back to it where the visit is cancelled after all, nobody came, or nothing
 * was done. A customer who was not there had it.
 */
export const restoreAnEntitlementWhenAVisitIsCancelled = onDomainEvents({
  name: 'restore-an-entitlement-when-a-visit-is-cancelled',
  reactsTo: ['VisitCancelled', 'VisitNoShowRecorded', 'VisitCompleted'],
  react: ({ event }) => {
    const { visitId, entitlement } = event.data
    const notMade = notMadeBy(event)
    if (entitlement === undefined || notMade === undefined) return nothing
    const { servicePlanId } = entitlement
    return lookAt(servicePlanAggregate, servicePlanId, ({ state }) => {
      const kind = takenFor(state, visitId)
      if (kind === undefined) return nothing
      return issue(
        servicePlanAggregate,
        servicePlanId,
        { type: 'RestoreEntitlement', data: { servicePlanId, kind, usedFor: usedForVisit(visitId), ...notMade } },
        // Cancelled meanwhile: it was reckoned as it was.
        { whenRejected: ({ reason }) => (reason === 'PlanGivenUp' ? nothing : undefined) },
      )
    })
  },
})

const notMadeBy = (
  event: VisitCancelled | VisitNoShowRecorded | VisitCompleted,
): Pick<RestoreEntitlement['data'], 'because' | 'restoredAt'> | undefined => {
  switch (event.type) {
    case 'VisitCancelled':
      return { because: 'visit-cancelled' as NonEmptyText, restoredAt: event.data.cancelledAt }
    case 'VisitNoShowRecorded':
      return event.data.party === 'technician'
        ? { because: 'technician-not-there' as NonEmptyText, restoredAt: event.data.noShowAt }
        : undefined
    case 'VisitCompleted':
      return event.data.outcome === 'not-done'
        ? { because: 'visit-not-done' as NonEmptyText, restoredAt: event.data.completedAt }
        : undefined
  }
}
