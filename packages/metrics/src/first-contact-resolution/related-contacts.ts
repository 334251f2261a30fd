import type { IssueFact, Moment } from '@aftersale/read-models'
import { topicOf } from '../answering/segment.js'

/** The customer's contacts about the same thing on another issue, after this one's first contact. */
export type RelatedContacts = (issue: IssueFact) => ReadonlyArray<Moment>

/** The same thing: the same customer, the same unit or purchase, and the same topic, all of them known. */
export const relatedContacts = (issues: ReadonlyArray<IssueFact>): RelatedContacts => {
  const byThing = new Map<string, ReadonlyArray<IssueFact>>()
  for (const issue of issues) {
    const thing = issue.exclusion === undefined ? thingOf(issue) : undefined
    if (thing !== undefined) byThing.set(thing, [...(byThing.get(thing) ?? []), issue])
  }

  return (issue) => {
    const thing = thingOf(issue)
    const [first] = issue.sessions
    if (thing === undefined || first === undefined) return []
    const own = new Set(issue.sessions.map(({ sessionId }) => sessionId))
    return (byThing.get(thing) ?? []).flatMap((other) =>
      other.issueId === issue.issueId
        ? []
        : other.sessions.filter(({ at, sessionId }) => at > first.at && !own.has(sessionId)),
    )
  }
}

const thingOf = ({ circumstances }: IssueFact): string | undefined => {
  const { customerId, assetId, purchaseId } = circumstances
  const unit = assetId ?? purchaseId
  if (customerId === undefined || unit === undefined) return undefined
  const topic = topicOf(circumstances)
  return topic === null ? undefined : JSON.stringify([customerId, unit, topic])
}
