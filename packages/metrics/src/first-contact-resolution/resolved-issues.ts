import type { IssueFact } from '@aftersale/read-models'
import { failure, type Judged, pending, success } from '../answering/verdict.js'
import { firstContactAt, firstResolutionOf, withoutFirstContact } from './first-contact.js'

/** Judges an issue once it was resolved, at that time; pending until then. */
const judgeResolved =
  (succeeds: (issue: IssueFact, resolvedAt: number) => boolean) =>
  (issue: IssueFact): Judged => {
    const at = firstContactAt(issue)
    const excluded = withoutFirstContact(issue)
    if (excluded !== undefined) return { at, verdict: excluded }
    const resolvedAt = firstResolutionOf(issue)?.at
    if (resolvedAt === undefined) return { at, verdict: pending }
    return { at, verdict: succeeds(issue, resolvedAt) ? success : failure }
  }

/** Had the customer come back before it was resolved? */
export const judgeReturns = judgeResolved(
  ({ sessions }, resolvedAt) => sessions.filter(({ at }) => at <= resolvedAt).length <= 1,
)

/** Did it take so many public replies by persons, from and to included? */
export const judgeTouches = (from: number, to: number) =>
  judgeResolved(({ episodes }) => {
    const touches = episodes.reduce((sum, { replies }) => sum + replies.filter(({ by }) => by === 'human').length, 0)
    return touches >= from && touches <= to
  })
