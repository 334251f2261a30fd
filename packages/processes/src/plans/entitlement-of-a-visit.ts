import {
  type EntitlementKind,
  type ServicePlanState,
  serviceTicketAggregate,
  type UsedFor,
  type VisitCompleted,
} from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'

type Visit = VisitCompleted['data']

/** What was taken from a plan for a visit, and not given back. */
export const takenFor = (state: ServicePlanState, visitId: Visit['visitId']): EntitlementKind | undefined => {
  const { aggregate, id } = usedForVisit(visitId)
  return saleOf(state)?.consumptions.find(
    ({ consumed: { usedFor }, restored }) => !restored && usedFor.aggregate === aggregate && usedFor.id === id,
  )?.consumed.kind
}

/**
 * What a visit takes from a plan: a training a place in one, a repair an incident where the plan promises those, all else a
 * visit.
 */
export const entitlementKindOf = (
  state: ServicePlanState,
  { purpose }: Pick<Visit, 'purpose'>,
  at: Instant,
): EntitlementKind => {
  if (purpose === 'training') return 'training-places'
  return purpose === 'repair' && promisesIncidents(state, at) ? 'incidents' : 'visits'
}

const promisesIncidents = (state: ServicePlanState, at: Instant): boolean => {
  if (state.status === 'not-quoted') return false
  const held = saleOf(state)?.held.find(({ term }) => term.startsAt <= at && at < term.endsAtExclusive)
  return (held?.terms ?? state.plan.quoted.terms).entitlements.some(({ kind }) => kind === 'incidents')
}

const saleOf = (state: ServicePlanState) =>
  state.status === 'not-quoted' || state.status === 'quoted' || state.status === 'quote-expired'
    ? undefined
    : state.plan.sale

/** Visits are counted each by itself, whatever ticket they belong to. */
export const usedForVisit = (visitId: Visit['visitId']): UsedFor => ({
  aggregate: serviceTicketAggregate.category as NonEmptyText,
  id: visitId,
})
