import type { Circumstances } from '../circumstances.js'
import type { ContactSession, IssueFact } from '../what-became-of-each-issue/issue-fact.js'
import { FARTHEST_APART, isSameSession } from '../what-became-of-each-issue/same-session.js'
import type { ContactFact, ContactSubject } from './contact-fact.js'

/** One row a session, in order of time; at the same time, in the order of the issues. */
export const contactFacts = (issues: ReadonlyArray<IssueFact>): ReadonlyArray<ContactFact> => {
  const contacts: Array<ContactFact> = []
  const recurring = recurringIn(issues)
  /** Where a customer's latest sessions of one id stand among the contacts, for the ids that recur. */
  const places = new Map<string, Array<Place>>()
  for (const { issue, session } of inOrderOfTime(issues)) {
    const { customerId } = issue.circumstances
    if (customerId === undefined || !recurring.has(session.sessionId)) {
      contacts.push(contactFact(issue, session))
      continue
    }
    const bearer = `${customerId} ${session.sessionId}`
    const known = (places.get(bearer) ?? []).filter(({ session: { at } }) => session.at - at <= FARTHEST_APART)
    const same = known.find((place) => place.issueId !== issue.issueId && isSameSession(place.session, session))
    const contact = same && contacts[same.index]
    if (same !== undefined && contact !== undefined) {
      contacts[same.index] = alsoAbout(contact, issue, session)
      continue
    }
    known.push({ index: contacts.length, issueId: issue.issueId, session })
    places.set(bearer, known)
    contacts.push(contactFact(issue, session))
  }
  return contacts
}

/** Session ids that more than one session bears. */
const recurringIn = (issues: ReadonlyArray<IssueFact>): ReadonlySet<string> => {
  const once = new Set<string>()
  const more = new Set<string>()
  for (const { sessions } of issues) {
    for (const { sessionId } of sessions) (once.has(sessionId) ? more : once).add(sessionId)
  }
  return more
}

interface Place {
  readonly index: number
  readonly issueId: string
  readonly session: ContactSession
}

interface SessionOfIssue {
  readonly issue: IssueFact
  readonly session: ContactSession
}

const inOrderOfTime = (issues: ReadonlyArray<IssueFact>): ReadonlyArray<SessionOfIssue> => {
  const said: Array<SessionOfIssue> = []
  for (const issue of issues) {
    // What was said on a merged ticket is told by the issue that stayed.
    if (issue.exclusion === 'merged') continue
    for (const session of issue.sessions) said.push({ issue, session })
  }
  return said.sort((left, right) => left.session.at - right.session.at)
}

const contactFact = (issue: IssueFact, session: ContactSession): ContactFact => {
  const { at, eventId, sessionId, channel, contacts } = session
  const { exclusion, excludedBy, circumstances } = issue
  return {
    at,
    eventId,
    sessionId,
    contacts,
    about: [subjectOf(issue, session)],
    circumstances: withChannelOf(session, circumstances),
    customerId: circumstances.customerId,
    channel,
    exclusion,
    excludedBy,
  }
}

/** Most come by the way the ticket was opened: no copy then. */
const withChannelOf = ({ channel, eventId }: ContactSession, circumstances: Circumstances): Circumstances =>
  channel === undefined || channel === circumstances.channel
    ? circumstances
    : { ...circumstances, channel, toldBy: { ...circumstances.toldBy, channel: eventId } }

/** Counts as soon as one of the issues counts. */
const alsoAbout = (known: ContactFact, issue: IssueFact, session: ContactSession): ContactFact => {
  const other = contactFact(issue, session)
  const [counting, added] =
    known.exclusion !== undefined && issue.exclusion === undefined ? [other, known] : [known, other]
  const earlier = added.at < counting.at ? added : counting
  return {
    ...counting,
    at: earlier.at,
    eventId: earlier.eventId,
    contacts: [...counting.contacts, ...added.contacts],
    about: added.exclusion === undefined ? [...counting.about, ...added.about] : counting.about,
  }
}

/** The contact's own topic where it has one, else the issue's. */
const subjectOf = ({ issueId, circumstances }: IssueFact, session: ContactSession): ContactSubject => {
  const { category, subcategory } =
    session.category === undefined && session.subcategory === undefined ? circumstances : session
  return {
    issueId,
    assetId: circumstances.assetId,
    category,
    subcategory,
  }
}
