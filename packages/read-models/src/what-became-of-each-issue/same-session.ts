import type { Channel } from '@aftersale/domain/events'
import type { ContactSession } from './issue-fact.js'

/** Milliseconds. What is further apart never was one session. */
export const FARTHEST_APART = 30 * 60_000

/** Where the customer and the desk are in touch at the same time. */
const live: ReadonlySet<Channel | undefined> = new Set<Channel>(['phone', 'chat', 'bot', 'store'])

/**
 * Whether what was recorded on two tickets of one customer was one session: it has the same session id and channel, and is
 * no more than thirty minutes apart where they talk (a call, a chat), at the same instant elsewhere (one mail about two
 * things). Ids of contacts and sessions are unique within a ticket only, so an id alone tells nothing.
 */
export const isSameSession = (left: ContactSession, right: ContactSession): boolean =>
  left.sessionId === right.sessionId &&
  left.channel === right.channel &&
  Math.abs(left.at - right.at) <= (live.has(left.channel) ? FARTHEST_APART : 0)
