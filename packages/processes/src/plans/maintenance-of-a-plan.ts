import {
  type AssetId,
  type AssetRejection,
  assetAggregate,
  assetIdOf,
  assetIdOfUnit,
  type PlanCover,
  type Purchase,
  type PurchasedUnit,
  planTermsRefOf,
  purchaseAggregate,
  type ServicePlanId,
  type ServicePlanState,
  type ServicePlanTerms,
  type SetUpMaintenance,
  servicePlanAggregate,
  type VisitCalendar,
} from '@aftersale/domain'
import { laterOf, type NonEmptyText, type PositiveInteger } from '@aftersale/messages'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { inItsPlaceSince } from './unit-in-its-place.js'

/** The schedule that a plan sets up at its asset. */
export const scheduleIdOfPlan = (servicePlanId: ServicePlanId): NonEmptyText =>
  `service-plan-${servicePlanId}` as NonEmptyText

/**
 * What follows for the asset that a plan covers, or that stands in its place by now; nothing where it covers none that can be
 * named.
 */
export const withAssetOf = ({ assetId, unit }: PlanCover, follows: (assetId: AssetId) => Reaction): Reaction => {
  if (assetId !== undefined) return withAssetInItsPlace(assetId, follows)
  if (unit === undefined) return nothing
  return lookAt(purchaseAggregate, unit.purchaseId, ({ state }) => {
    if (state.status === 'not-recorded') return nothing
    const inUse = inItsPlaceSince(state.purchase, unit).at(-1) ?? unit
    const assetId = assetIdIn(state.purchase, inUse)
    return assetId === undefined ? nothing : follows(assetId)
  })
}

/**
 * What follows for each asset that the plan covered in turn, its own first: where one was given in place of another, both
 * may still be out there.
 */
export const withEachAssetOf = ({ assetId, unit }: PlanCover, follows: (assetId: AssetId) => Reaction): Reaction => {
  if (assetId !== undefined) return inTurn([follows(assetId), withWhatReplaced(assetId, follows)])
  if (unit === undefined) return nothing
  return lookAt(purchaseAggregate, unit.purchaseId, ({ state }) =>
    state.status === 'not-recorded'
      ? nothing
      : inTurn(
          inItsPlaceSince(state.purchase, unit).map((one) => {
            const assetId = assetIdIn(state.purchase, one)
            return assetId === undefined ? nothing : follows(assetId)
          }),
        ),
  )
}

const assetIdIn = ({ sale, units }: Purchase, unit: PurchasedUnit): AssetId | undefined => {
  const line = sale.lines.get(unit.lineId)
  if (line === undefined) return undefined
  const serials = units.accounts.get(unit.lineId)?.serials ?? new Map<NonEmptyText, number>()
  const serial = [...serials].find(([, number]) => number === unit.unit)?.[0]
  return serial === undefined ? assetIdOfUnit(unit) : assetIdOf({ sku: line.sku, serial })
}

const withWhatReplaced = (
  assetId: AssetId,
  follows: (assetId: AssetId) => Reaction,
  before: ReadonlyArray<AssetId> = [],
): Reaction =>
  lookAt(assetAggregate, assetId, ({ state }) => {
    const next = state.status === 'not-registered' ? undefined : state.asset.replacements.at(-1)?.byAssetId
    return next === undefined || before.includes(next)
      ? nothing
      : inTurn([follows(next), withWhatReplaced(next, follows, [...before, assetId])])
  })

/** Of an asset that was not bought here its own history alone knows what replaced it. */
const withAssetInItsPlace = (
  assetId: AssetId,
  follows: (assetId: AssetId) => Reaction,
  before: ReadonlyArray<AssetId> = [],
): Reaction =>
  lookAt(assetAggregate, assetId, ({ state }) => {
    const next =
      state.status === 'retired' && state.retired.because === 'replaced' ? state.asset.replacements.at(-1) : undefined
    // A circle of replacements is a mistake of who recorded them.
    return next === undefined || before.includes(next.byAssetId)
      ? follows(assetId)
      : withAssetInItsPlace(next.byAssetId, follows, [...before, assetId])
  })

/** Has the asset maintained as the terms of a plan that runs say. Nothing where it is not registered yet, or not any more. */
export const setUpMaintenanceOf = (servicePlanId: ServicePlanId, assetId: AssetId, calendar: VisitCalendar): Reaction =>
  lookAt(servicePlanAggregate, servicePlanId, ({ state }) => {
    const wanted = scheduleOf(state, calendar)
    if (wanted === undefined) return nothing
    return lookAt(assetAggregate, assetId, ({ state: known }) => {
      if (known.status !== 'in-service') return nothing
      const soldAt = known.asset.sales.at(-1)?.soldAt ?? wanted.setUpAt
      return issue(
        assetAggregate,
        assetId,
        {
          type: 'SetUpMaintenance',
          data: {
            ...wanted,
            assetId,
            scheduleId: scheduleIdOfPlan(servicePlanId),
            servicePlanId,
            setUpAt: laterOf(wanted.setUpAt, soldAt),
          },
        },
        { whenRejected: isMoot },
      )
    })
  })

/** Set up before, by another calendar; or nobody has the asset any more. */
const isMoot = ({ reason }: AssetRejection): Reaction | undefined =>
  reason === 'ScheduleIdReused' || reason === 'AssetIsRetired' ? nothing : undefined

type Wanted = Omit<SetUpMaintenance['data'], 'assetId' | 'scheduleId' | 'servicePlanId'>

const scheduleOf = (state: ServicePlanState, calendar: VisitCalendar): Wanted | undefined => {
  if (state.status !== 'active' && state.status !== 'suspended') return undefined
  const { quoted, sale } = state.plan
  const { maintenance, zone } = quoted.terms
  const first = sale.held[0]?.term
  const every = maintenance === undefined ? undefined : intervalOf(maintenance)
  if (maintenance === undefined || every === undefined || first === undefined) return undefined
  const { proposedDaysAhead } = maintenance
  return {
    every,
    anchorOn: first.startsOn,
    zone,
    calendar,
    ...(proposedDaysAhead === undefined
      ? {}
      : { proposedDaysAhead: Math.min(proposedDaysAhead, 366) as PositiveInteger }),
    policyRef: planTermsRefOf(quoted.terms),
    setUpAt: first.startsAt,
  }
}

type Maintenance = NonNullable<ServicePlanTerms['maintenance']>

const intervalOf = ({ every, byUse }: Maintenance): SetUpMaintenance['data']['every'] | undefined =>
  every === undefined ? byUse : { period: every }
