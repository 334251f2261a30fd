import type { ContactSession, IssueFact } from '../what-became-of-each-issue/issue-fact.js'
import type { ContactFact, ContactSubject } from './contact-fact.js'

/** One row a session, in order of time; at the same time, in the order of the issues. */
export const contactFacts = (issues: ReadonlyArray<IssueFact>): ReadonlyArray<ContactFact> => {
  const bySession = new Map<string, ContactFact>()
  for (const issue of issues) {
    // What was said on a merged ticket is told by the issue that stayed.
    if (issue.exclusion === 'merged') continue
    for (const session of issue.sessions) {
      const key = `${issue.circumstances.customerId ?? issue.issueId} ${session.sessionId}`
      const known = bySession.get(key)
      bySession.set(key, known === undefined ? contactFact(issue, session) : alsoAbout(known, issue, session))
    }
  }
  return [...bySession.values()].sort((left, right) => left.at - right.at)
}

const contactFact = (issue: IssueFact, session: ContactSession): ContactFact => {
  const { at, eventId, sessionId, channel, contacts } = session
  const { exclusion, circumstances } = issue
  return {
    at,
    eventId,
    sessionId,
    ...(circumstances.customerId !== undefined && { customerId: circumstances.customerId }),
    ...(channel !== undefined && { channel }),
    contacts,
    about: [subjectOf(issue, session)],
    circumstances: channel === undefined ? circumstances : { ...circumstances, channel },
    ...(exclusion !== undefined && { exclusion }),
  }
}

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
    ...(circumstances.assetId !== undefined && { assetId: circumstances.assetId }),
    ...(category !== undefined && { category }),
    ...(subcategory !== undefined && { subcategory }),
  }
}
