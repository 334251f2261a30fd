import { type EntitlementKind, serviceTicketAggregate, type UsedFor, type VisitCompleted } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'

/** A training takes a place in one, every other visit a visit. */
export const entitlementKindOf = (purpose: VisitCompleted['data']['purpose']): EntitlementKind =>
  purpose === 'training' ? 'training-places' : 'visits'

/** Visits are counted each by itself, whatever ticket they belong to. */
export const usedForVisit = (visitId: VisitCompleted['data']['visitId']): UsedFor => ({
  aggregate: serviceTicketAggregate.category as NonEmptyText,
  id: visitId,
})
