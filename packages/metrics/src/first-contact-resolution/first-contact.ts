import type { IssueFact, Resolution } from '@aftersale/read-models'
import type { Scope } from '../answering/question.js'
import { failure, type Judged, pending, success, type Verdict } from '../answering/verdict.js'
import type { RelatedContacts } from './related-contacts.js'

/** The instant by which an issue belongs to a period: its first contact; without one, what the desk began it with. */
export const firstContactAt = ({ sessions, outbound, opened }: IssueFact): number =>
  (sessions[0] ?? outbound[0] ?? opened).at

/** Why an issue has no first contact to be resolved at; undefined where it has one. */
export const withoutFirstContact = (issue: IssueFact): Verdict | undefined => {
  const { exclusion, sessions } = issue
  if (exclusion !== undefined) return { excluded: exclusion }
  if (sessions.length > 0) return undefined
  return { excluded: deskReachedOut(issue) ? 'outbound' : 'no-contact' }
}

/** By a contact of its own, or by writing on a ticket that an agent opened unasked. */
const deskReachedOut = ({ outbound, episodes }: IssueFact): boolean =>
  outbound.length > 0 || episodes.some(({ byTheDesk, replies }) => byTheDesk && replies.length > 0)

/** The first resolution, in the order of the episodes. */
export const firstResolutionOf = ({ episodes }: IssueFact): Resolution | undefined => {
  for (const { resolution } of episodes) if (resolution !== undefined) return resolution
  return undefined
}

export const judgeFirstContact =
  (scope: Scope, window: number, related: RelatedContacts) =>
  (issue: IssueFact): Judged => ({
    at: firstContactAt(issue),
    verdict: withoutFirstContact(issue) ?? verdictOn(issue, scope, window, related),
  })

const verdictOn = (issue: IssueFact, { asOf }: Scope, window: number, related: RelatedContacts): Verdict => {
  if (issue.episodes.some(({ number }) => number > 1)) return failure

  const resolvedAt = firstResolutionOf(issue)?.at
  if (resolvedAt === undefined) return cameMoreThanOnce(issue, Number.POSITIVE_INFINITY, related) ? failure : pending
  const [first] = issue.sessions
  if (first === undefined || first.at > resolvedAt) return failure
  if (cameMoreThanOnce(issue, resolvedAt + window, related)) return failure
  return asOf < resolvedAt + window ? pending : success
}

/** On this issue or about the same thing, by then. */
const cameMoreThanOnce = (issue: IssueFact, until: number, related: RelatedContacts): boolean => {
  const again = issue.sessions[1]
  if (again !== undefined && again.at <= until) return true
  const [other] = related(issue, until)
  return other !== undefined
}
