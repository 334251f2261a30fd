import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameFields } from '@aftersale/messages'
import { epochDayOf } from '../../calendar/local-date.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import { claimOf } from '../claims/claims.js'
import { judgeClaim } from '../claims/judge-claim.js'
import type { OpenClaim } from '../commands/claims.js'
import type { ClaimOpened, ClaimRefused } from '../events/claims.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'
import type { WarrantyDecision } from './warranty-decision.js'

type Report = OpenClaim['data']

/** The report is heard whatever comes of it: a claim that no layer answers for is refused in an event, with the reasons. */
export const openClaim = ({ data }: OpenClaim, warranty: Warranty): WarrantyDecision => {
  const known = claimOf(warranty.claims, data.claimId)?.opened
  const refused = warranty.claims.refused.find(({ claimId }) => claimId === data.claimId)
  if (known !== undefined) {
    return isRepeated(known, known.reportedAt, data)
      ? alreadyDone
      : reject({ reason: 'ClaimAlreadyOpened', claimId: data.claimId })
  }
  if (refused !== undefined) {
    const { claimId, refusedAt } = refused
    return isRepeated(refused, refusedAt, data)
      ? alreadyDone
      : reject({ reason: 'ClaimAlreadyRefused', claimId, refusedAt })
  }
  const nonsense = senselessIn(data)
  if (nonsense !== undefined) return reject(nonsense)

  const judged = judgeClaim(data, warranty)
  const clarified = isPartyClarified(data, warranty)
  const { reportedAt, ...report } = data
  const reported = {
    ...report,
    responsiblePartyClarified: clarified,
    trace: [...judged.trace, clarification(data, clarified)] satisfies RuleTrace,
  }
  if (judged.layerIds.length > 0) {
    const opened: ClaimOpened = { type: 'ClaimOpened', data: { ...reported, layerIds: judged.layerIds, reportedAt } }
    return accept([opened])
  }
  const { reasons, layers, sameDefectAs, wouldHaveTurned } = judged
  const refusal: ClaimRefused = {
    type: 'ClaimRefused',
    data: {
      ...reported,
      reasons,
      layers,
      ...(sameDefectAs === undefined ? {} : { sameDefectAs }),
      ...(wouldHaveTurned === undefined ? {} : { wouldHaveTurned }),
      refusedAt: reportedAt,
    },
  }
  return accept([refusal])
}

type Reported = Omit<Report, 'description' | 'reportedAt'>

/** What was reported, whatever the warranty came to since. What a person wrote is no part of it: it may be forgotten. */
const isRepeated = (known: Reported, knownAt: Report['reportedAt'], data: Report): boolean =>
  knownAt === data.reportedAt && sameFields(known, data, REPORTED)

const REPORTED = [
  'failureMode',
  'defect',
  'failedOn',
  'failedAt',
  'channel',
  'evidence',
  'proofs',
  'unmet',
  'territory',
  'preferredLayerId',
] as const

const senselessIn = ({ failedOn, failedAt, reportedAt }: Report): ClaimRejection | undefined => {
  if (failedAt !== undefined) {
    const day = epochDayOf(failedOn)
    if (day < earliestDay(failedAt) || day > latestDay(failedAt)) {
      return { reason: 'FailureDayDiffers', failedOn, failedAt }
    }
    if (failedAt > reportedAt) return { reason: 'FailedAfterReport', failedOn, reportedAt }
  }
  return epochDayOf(failedOn) > latestDay(reportedAt)
    ? { reason: 'FailedAfterReport', failedOn, reportedAt }
    : undefined
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

// No zone is further from UTC than 12 hours behind and 14 before it.
const earliestDay = (instant: string): number => Math.floor((Date.parse(instant) - 12 * HOUR) / DAY)
const latestDay = (instant: string): number => Math.floor((Date.parse(instant) + 14 * HOUR) / DAY)

const isPartyClarified = ({ failureMode, reportedAt }: Report, { clarifications }: Warranty): boolean =>
  clarifications.some(({ failureModes, informedAt }) => informedAt <= reportedAt && failureModes.includes(failureMode))

const clarification = ({ failureMode, channel }: Report, clarified: boolean) =>
  ruleApplied('responsible-party-clarified', { failureMode, channel }, clarified ? 'clarified' : 'not-clarified')
