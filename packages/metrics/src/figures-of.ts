import type { AfterSalesFacts } from '@aftersale/read-models'
import type { Figure } from './answering/figure.js'
import { happenedBy } from './answering/happened-by.js'
import type { Metric, MetricDefinition } from './answering/metric.js'
import { type Question, scopeOf } from './answering/question.js'
import { averageResolutionTime } from './average-resolution-time/average-resolution-time.js'
import { complaintRate } from './complaints/complaint-rate.js'
import { complaintsAcknowledged } from './complaints/complaints-acknowledged.js'
import { complaintsFounded } from './complaints/complaints-founded.js'
import { deliveryAccuracy, deliveryAsPromised } from './delivery-as-promised/delivery-as-promised.js'
import { deviceAlerts } from './device-alerts/device-alerts.js'
import { firstContactResolution } from './first-contact-resolution/first-contact-resolution.js'
import { firstResponseTime } from './first-response-time/first-response-time.js'
import { followUpCoverage } from './follow-up-coverage/follow-up-coverage.js'
import { issues, neverResolved, reopenedIssues, reopenings, untouchedIssues } from './issues/issue-counts.js'
import { meanCumulativeRepairsOfUnits } from './mean-cumulative-repairs/mean-cumulative-repairs.js'
import { missingDuties } from './missing-duties/missing-duties.js'
import { noticeLeadTime, proactivity } from './proactivity/proactivity.js'
import { promiseAccuracy, promiseKeeping } from './promise-keeping/promise-keeping.js'
import { purchases } from './purchases/purchases.js'
import { refunds } from './refunds/refunds.js'
import { repeatContact } from './repeat-contact/repeat-contact.js'
import { repeatServiceRate, repeatShare } from './repeat-service/repeat-service.js'
import { dispositionMix } from './returns/disposition-mix.js'
import { returnCost } from './returns/return-cost.js'
import { returnRate } from './returns/return-rate.js'
import { returnRequests } from './returns/return-requests.js'
import { slaAttainment } from './sla-attainment/sla-attainment.js'
import { timeToClose } from './time-to-close/time-to-close.js'

const metrics: ReadonlyArray<Metric> = [
  issues,
  firstContactResolution,
  averageResolutionTime,
  timeToClose,
  neverResolved,
  firstResponseTime,
  slaAttainment,
  reopenings,
  reopenedIssues,
  untouchedIssues,
  repeatContact,
  repeatServiceRate,
  repeatShare,
  meanCumulativeRepairsOfUnits,
  promiseKeeping,
  promiseAccuracy,
  followUpCoverage,
  deviceAlerts,
  purchases,
  returnRequests,
  returnRate,
  returnCost,
  dispositionMix,
  refunds,
  complaintRate,
  complaintsFounded,
  complaintsAcknowledged,
  deliveryAsPromised,
  deliveryAccuracy,
  proactivity,
  noticeLeadTime,
  missingDuties,
]

/** Every metric there is, in the order in which they are answered. */
export const metricDefinitions: ReadonlyArray<MetricDefinition> = metrics.map(({ definition }) => definition)

/**
 * The figures a question asks for: metric by metric, variant by variant, segment by segment. Without `by`, each variant
 * has one figure, even of an empty history. `asOf` leaves out what happened later; what was heard of later is left out by
 * whoever folds the facts, who records only events with `recordedAt` up to `asOf`. Throws a RangeError for a metric, a window or a period that is none.
 */
export const figuresOf = (facts: AfterSalesFacts, question: Question): ReadonlyArray<Figure> => {
  const scope = scopeOf(question)
  const { lastHappenedAt } = facts
  // Asked as of the end of the history, as it mostly is, nothing has to be cut off.
  const isWhole = lastHappenedAt !== undefined && lastHappenedAt <= scope.asOf
  const known = isWhole ? facts : happenedBy(facts, scope.asOf)
  return metricsCalled(question.metrics).flatMap(({ figures }) => figures(known, scope))
}

const metricsCalled = (names: Question['metrics']): ReadonlyArray<Metric> => {
  if (names === undefined) return metrics
  const unknown = names.find((name) => metrics.every(({ definition }) => definition.name !== name))
  if (unknown !== undefined) throw new RangeError(`${unknown} is not a metric`)
  return metrics.filter(({ definition }) => names.includes(definition.name))
}
