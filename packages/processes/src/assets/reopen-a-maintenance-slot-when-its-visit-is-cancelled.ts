import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { nothing } from '../reaction.js'
import { reopenSlot } from './slot-of-a-visit.js'

/** A visit that is not made leaves its slot owed, not done: cancelled, or one that somebody was not there for. */
export const reopenAMaintenanceSlotWhenItsVisitIsCancelled = onDomainEvents({
  name: 'reopen-a-maintenance-slot-when-its-visit-is-cancelled',
  reactsTo: ['VisitCancelled', 'VisitNoShowRecorded'],
  react: ({ event: { type, data } }) => {
    const { visitId, maintenance } = data
    if (maintenance === undefined) return nothing
    return type === 'VisitCancelled'
      ? reopenSlot(maintenance, {
          visitId,
          because: 'visit-cancelled' as NonEmptyText,
          reopenedAt: data.cancelledAt,
        })
      : reopenSlot(maintenance, {
          visitId,
          because: `${data.party}-not-there` as NonEmptyText,
          reopenedAt: data.noShowAt,
        })
  },
})
