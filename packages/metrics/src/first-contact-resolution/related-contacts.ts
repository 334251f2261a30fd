import { type ContactSession, type IssueFact, isSameSession, type Moment } from '@aftersale/read-models'
import { topicOf } from '../answering/segment.js'

/**
 * The customer's contacts about the same thing on another issue, after this one's first contact and no later than `until`
 * (epoch milliseconds), in order of time; found one by one, as most questions end at the first.
 */
export type RelatedContacts = (issue: IssueFact, until: number) => Iterable<Moment>

interface Said {
  readonly issueId: string
  readonly session: ContactSession
}

/** The same thing: the same customer, the same unit or purchase, and the same topic, all of them known. */
export const relatedContacts = (issues: ReadonlyArray<IssueFact>): RelatedContacts => {
  const byThing = new Map<string, Array<Said>>()
  for (const issue of issues) {
    const thing = issue.exclusion === undefined ? thingOf(issue) : undefined
    if (thing === undefined) continue
    const said = byThing.get(thing) ?? []
    byThing.set(thing, said)
    for (const session of issue.sessions) said.push({ issueId: issue.issueId, session })
  }
  for (const said of byThing.values()) said.sort((left, right) => left.session.at - right.session.at)

  return (issue, until) => {
    const thing = thingOf(issue)
    const said = thing === undefined ? undefined : byThing.get(thing)
    return said === undefined ? nothing : saidElsewhere(said, issue, until)
  }
}

const nothing: ReadonlyArray<never> = []

function* saidElsewhere(said: ReadonlyArray<Said>, issue: IssueFact, until: number): Iterable<Moment> {
  const [first] = issue.sessions
  if (first === undefined) return
  for (let index = firstAfter(said, first.at); index < said.length; index += 1) {
    const other = said[index]
    if (other === undefined || other.session.at > until) return
    if (other.issueId === issue.issueId) continue
    if (!issue.sessions.some((own) => isSameSession(own, other.session))) yield other.session
  }
}

/** Where those begin that were said after that instant; they stand in order of time. */
const firstAfter = (said: ReadonlyArray<Said>, at: number): number => {
  let [low, high] = [0, said.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((said[middle]?.session.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

const thingOf = ({ circumstances }: IssueFact): string | undefined => {
  const { customerId, assetId, purchaseId } = circumstances
  const unit = assetId ?? purchaseId
  if (customerId === undefined || unit === undefined) return undefined
  const topic = topicOf(circumstances)
  return topic === null ? undefined : JSON.stringify([customerId, unit, topic])
}
