import { none } from '../appended.js'
import type { Circumstances } from '../circumstances.js'
import type { ContactSession, IssueFact } from '../what-became-of-each-issue/issue-fact.js'
import { FARTHEST_APART, isSameSession } from '../what-became-of-each-issue/same-session.js'
import type { ContactFact, ContactSubject } from './contact-fact.js'

/** One row a session, in order of time; at the same time, in the order of the issues. */
export const contactFacts = (issues: ReadonlyArray<IssueFact>): ReadonlyArray<ContactFact> => {
  const said = inOrderOfTime(issues)
  const contacts: Array<ContactFact> = []
  /** Of each that was said so far, which contact tells of it. */
  const told: Array<number> = []
  /** By customer, which of them were theirs of late. */
  const ofLate = new Map<string, ReadonlyArray<number>>()
  for (let index = 0; index < said.length; index += 1) {
    const one = said[index] as SessionOfIssue
    const { issue, session } = one
    const { customerId } = issue.circumstances
    const others = customerId === undefined ? undefined : ofLate.get(customerId)
    const near = others === undefined ? none<number>() : nearOf(others, said, session)
    const same = near.find((other) => isSameContact(said[other] as SessionOfIssue, one))
    if (same !== undefined) {
      const teller = told[same] as number
      told.push(teller)
      contacts[teller] = alsoAbout(contacts[teller] as ContactFact, issue, session)
      continue
    }
    if (customerId !== undefined) ofLate.set(customerId, [...near, index])
    told.push(contacts.length)
    contacts.push(contactFact(issue, session))
  }
  return contacts
}

interface SessionOfIssue {
  readonly issue: IssueFact
  readonly session: ContactSession
}

/** Those near enough in time to be the same session. */
const nearOf = (
  others: ReadonlyArray<number>,
  said: ReadonlyArray<SessionOfIssue>,
  { at }: ContactSession,
): ReadonlyArray<number> => others.filter((other) => at - (said[other] as SessionOfIssue).session.at <= FARTHEST_APART)

/** Of one customer: one call about two issues. */
const isSameContact = (left: SessionOfIssue, right: SessionOfIssue): boolean =>
  left.issue.issueId !== right.issue.issueId && isSameSession(left.session, right.session)

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
