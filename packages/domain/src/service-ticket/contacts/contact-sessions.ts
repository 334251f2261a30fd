import { epochMillisecondsOf, type Instant, type NonEmptyText } from '@aftersale/messages'
import { millisecondsOf } from '../../calendar/duration.js'
import type { Channel } from '../../channel/channel.js'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { isCustomerRequest } from '../contact.js'
import type { ContactRecorded, CustomerReplied } from '../events.js'
import { isResponse } from './response.js'

type Conversation = ReadonlyArray<ContactRecorded | CustomerReplied>

/** How contacts of one channel make one session: within a gap of milliseconds, until they are answered, or never. */
type Stitching = number | 'until-answered' | 'never'

const THIRTY_MINUTES = 30 * 60_000

const stitchingOf = (channel: Channel, { sessionGaps = {} }: ServiceLevelPolicy): Stitching => {
  switch (channel) {
    case 'chat':
    case 'bot': {
      const gap = sessionGaps[channel]
      return gap === undefined ? THIRTY_MINUTES : millisecondsOf(gap)
    }
    case 'app':
    case 'web': {
      const gap = sessionGaps[channel]
      return gap === undefined ? 'until-answered' : millisecondsOf(gap)
    }
    case 'email':
    case 'social':
    case 'forum':
      return 'until-answered'
    case 'phone':
    case 'store':
    case 'device':
      return 'never'
  }
}

/** Which session a contact belongs to, and which others it shows to be the same one. */
export interface ContactSession {
  readonly sessionId: NonEmptyText
  readonly joins: ReadonlyArray<NonEmptyText>
}

/**
 * The session of a contact that is heard of now, whenever it was. One that the channel names wins; else it is that of the
 * nearest earlier contact it belongs with, else of the nearest later one, else its own, named by its contact id. A
 * contact between two sessions that belongs with both joins them. A resolution answers: what is said until an answer comes
 * is no session across episodes.
 */
export const sessionOf = (
  contact: Omit<ContactRecorded['data'], 'sessionId' | 'serviceTicketId'> & {
    readonly sessionId?: NonEmptyText
  },
  conversation: Conversation,
  level: ServiceLevelPolicy,
): ContactSession => {
  if (contact.sessionId !== undefined) return { sessionId: contact.sessionId, joins: [] }
  const stitching = stitchingOf(contact.channel, level)
  if (stitching === 'never' || !isCustomerRequest(contact)) return { sessionId: contact.contactId, joins: [] }

  const inTime = [...conversation].sort((left, right) =>
    instantOf(left) < instantOf(right) ? -1 : instantOf(left) > instantOf(right) ? 1 : 0,
  )
  const position = inTime.findIndex((said) => instantOf(said) > contact.contactedAt)
  const [before, after] = position < 0 ? [inTime, []] : [inTime.slice(0, position), inTime.slice(position)]

  const belongs = ({ data }: ContactRecorded): boolean =>
    stitching === 'until-answered'
      ? data.episode === contact.episode
      : distance(data.contactedAt, contact.contactedAt) <= stitching
  const nearest = (said: Conversation): ContactRecorded | undefined => {
    for (const one of said) {
      if (one.type === 'CustomerReplied') {
        if (stitching === 'until-answered' && isResponse(one.data, level)) return undefined
      } else if (one.data.channel === contact.channel && isCustomerRequest(one.data)) {
        return belongs(one) ? one : undefined
      }
    }
    return undefined
  }

  const earlier = nearest([...before].reverse())?.data.sessionId
  const later = nearest(after)?.data.sessionId
  const sessionId = earlier ?? later ?? contact.contactId
  return { sessionId, joins: later === undefined || later === sessionId ? [] : [later] }
}

const instantOf = (said: ContactRecorded | CustomerReplied): Instant =>
  said.type === 'ContactRecorded' ? said.data.contactedAt : said.data.repliedAt

const distance = (left: Instant, right: Instant): number =>
  Math.abs(epochMillisecondsOf(left) - epochMillisecondsOf(right))

/** How many sessions of contact there were up to that instant. What a machine reported is none. */
export const sessionsUntil = (conversation: Conversation, instant: Instant): number => {
  const sameAs = new Map<string, string>()
  const rootOf = (sessionId: string): string => {
    const parent = sameAs.get(sessionId)
    return parent === undefined ? sessionId : rootOf(parent)
  }
  const contacts = conversation.filter(
    (said): said is ContactRecorded =>
      said.type === 'ContactRecorded' && isCustomerRequest(said.data) && said.data.contactedAt <= instant,
  )
  for (const { data } of contacts) {
    for (const joined of data.joins ?? []) {
      const [root, other] = [rootOf(data.sessionId), rootOf(joined)]
      if (root !== other) sameAs.set(other, root)
    }
  }
  return new Set(contacts.map(({ data }) => rootOf(data.sessionId))).size
}
