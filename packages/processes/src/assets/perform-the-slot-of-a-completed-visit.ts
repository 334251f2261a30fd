import { assetAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, nothing } from '../reaction.js'
import { isNoSlotOfTheVisit, reopenSlot } from './slot-of-a-visit.js'

/** What was done is performed; where something is left to do, by another visit, the slot is owed again. */
export const performTheSlotOfACompletedVisit = onDomainEvents({
  name: 'perform-the-slot-of-a-completed-visit',
  reactsTo: ['VisitCompleted'],
  react: ({ event: { data } }) => {
    const { visitId, maintenance, outcome, completedAt } = data
    if (maintenance === undefined) return nothing
    if (outcome !== 'done') {
      return reopenSlot(maintenance, { visitId, because: `visit-${outcome}` as NonEmptyText, reopenedAt: completedAt })
    }
    return issue(
      assetAggregate,
      maintenance.assetId,
      { type: 'CompleteMaintenance', data: { ...maintenance, visitId, performedAt: completedAt } },
      { whenRejected: ({ reason }) => (isNoSlotOfTheVisit(reason) ? nothing : undefined) },
    )
  },
})
