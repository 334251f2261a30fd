import type { Instant } from '@aftersale/messages'
import type {
  ComplaintAcknowledged,
  ComplaintAssessed,
  ComplaintClosed,
  ComplaintDecisionAnswered,
  ComplaintDecisionCommunicated,
  ComplaintEscalatedExternally,
  ComplaintRegistered,
  ComplaintResponded,
  ExternalRecourseConcluded,
  RedressOffered,
} from '../events/complaint.js'
import { latestBy } from '../latest.js'

/** What `decide` must know of the complaint on a ticket, step by step in the order of ISO 10002. */
export interface Complaint {
  readonly registered: ComplaintRegistered['data']
  readonly acknowledged?: ComplaintAcknowledged['data']
  /** This and the rest as they were heard of: each may be taken again where the customer does not accept the decision. */
  readonly assessments: ReadonlyArray<ComplaintAssessed['data']>
  readonly responses: ReadonlyArray<ComplaintResponded['data']>
  readonly redress: ReadonlyArray<RedressOffered['data']>
  readonly decisions: ReadonlyArray<ComplaintDecisionCommunicated['data']>
  readonly answers: ReadonlyArray<ComplaintDecisionAnswered['data']>
  readonly escalations: ReadonlyArray<ComplaintEscalatedExternally['data']>
  readonly conclusions: ReadonlyArray<ExternalRecourseConcluded['data']>
  readonly closed?: ComplaintClosed['data']
}

/** What a complaint waits for. */
export type ComplaintStep = 'acknowledgement' | 'assessment' | 'response' | 'decision' | 'answer'

/** The first step that was not taken yet; the answer, where all of the desk's were. */
export const nextStepOf = ({ acknowledged, assessments, responses, decisions }: Complaint): ComplaintStep => {
  if (acknowledged === undefined) return 'acknowledgement'
  if (assessments.length === 0) return 'assessment'
  if (responses.length === 0) return 'response'
  return decisions.length === 0 ? 'decision' : 'answer'
}

export const lastDecisionOf = ({ decisions }: Complaint): ComplaintDecisionCommunicated['data'] | undefined =>
  latestBy(decisions, ({ communicatedAt }) => communicatedAt)

/** What the customer said last to the last decision; nothing said before it counts. */
export const answerOf = (complaint: Complaint): ComplaintDecisionAnswered['data'] | undefined => {
  const decision = lastDecisionOf(complaint)
  if (decision === undefined) return undefined
  const answers = complaint.answers.filter(({ answeredAt }) => answeredAt >= decision.communicatedAt)
  return latestBy(answers, ({ answeredAt }) => answeredAt)
}

/**
 * The bodies that could still decide otherwise at that instant: those the customer was told of with the last decision,
 * neither concluded nor out of time, and those called upon and not concluded.
 */
export const openRecourseOf = (complaint: Complaint, instant: Instant): ReadonlyArray<string> => {
  const { escalations, conclusions } = complaint
  const isConcluded = (body: string): boolean =>
    conclusions.some((known) => known.body === body && known.concludedAt <= instant)
  const offered = (lastDecisionOf(complaint)?.recourse ?? []).filter(
    ({ availableUntil }) => availableUntil === undefined || instant < availableUntil,
  )
  const bodies = [...offered, ...escalations].map(({ body }): string => body)
  return [...new Set(bodies)].filter((body) => !isConcluded(body))
}
