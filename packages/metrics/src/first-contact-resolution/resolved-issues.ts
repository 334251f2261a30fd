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

/** Had the customer come back before it was resolved? Sessions stand in order of time. */
export const judgeReturns = judgeResolved(({ sessions }, resolvedAt) => {
  const again = sessions[1]
  return again === undefined || again.at > resolvedAt
})

/** Did it take so many public replies by persons, from and to included? */
export const judgeTouches = (from: number, to: number) =>
  judgeResolved((issue) => {
    const touches = touchesOf(issue)
    return touches >= from && touches <= to
  })

const touchesOf = ({ episodes }: IssueFact): number => {
  let touches = 0
  for (const { replies } of episodes) for (const { by } of replies) if (by === 'human') touches += 1
  return touches
}
