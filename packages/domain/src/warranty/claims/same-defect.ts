import type { NonEmptyText } from '@aftersale/messages'
import type { OpenClaim } from '../commands/claims.js'
import { dayIn } from '../layers/calendar-bounds.js'
import type { Layer } from '../layers/layers.js'
import { isClaimOpen } from './claim-status.js'
import type { Claim, Claims } from './claims.js'
import { failureDayIn } from './failure-day.js'

export interface Defect {
  readonly failureMode: NonEmptyText
  readonly defect: NonEmptyText
}

export const isSameDefect = (one: Defect, other: Defect): boolean =>
  one.failureMode === other.failureMode && one.defect === other.defect

/** Claims of the same defect, in the order in which they were opened. */
const claimsOfDefect = ({ claims }: Claims, defect: Defect): ReadonlyArray<Claim> =>
  claims.filter(({ opened }) => isSameDefect(opened, defect))

/** Under which claim the same failure is made good already, or was: what fails again after it is another failure. */
export const sameFailure = (
  report: OpenClaim['data'],
  claims: Claims,
  layers: ReadonlyArray<Layer>,
): { readonly claim: Claim; readonly reason: 'DuplicateClaim' | 'AlreadyRemedied' } | undefined => {
  const known = claimsOfDefect(claims, report)
  const open = known.find(isClaimOpen)
  if (open !== undefined) return { claim: open, reason: 'DuplicateClaim' }
  const remedied = known.find((claim) => failedBeforeRemedy(report, claim, layers))
  return remedied === undefined ? undefined : { claim: remedied, reason: 'AlreadyRemedied' }
}

const failedBeforeRemedy = (report: OpenClaim['data'], claim: Claim, layers: ReadonlyArray<Layer>): boolean => {
  const { given } = claim
  const layer = layers.find(({ layerId }) => layerId === given?.data.layerId)
  if (given === undefined || layer === undefined) return false
  const givenAt =
    given.type === 'RepairCompleted'
      ? given.data.completedAt
      : given.type === 'UnitReplaced'
        ? given.data.replacedAt
        : given.data.paidAt
  if (report.failedAt !== undefined) return report.failedAt <= givenAt
  const { zone } = layer.terms
  return failureDayIn(zone, report) < dayIn(zone, givenAt)
}

/**
 * How many repairs of the same defect did not hold: those that failed, and those after which it came back, so that this
 * claim was needed.
 */
export const repairsThatDidNotHold = (claims: Claims, claim: Claim): number =>
  claimsOfDefect(claims, claim.opened).reduce(
    (count, one) =>
      count +
      one.attempts.filter(({ repair }) => repair.type === 'RepairFailed' || one.claimId !== claim.claimId).length,
    0,
  )
