import { Actor, Instant, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
import { ContactNature, Direction } from '../contact.js'
import { Topic } from '../topic.js'

/** A contact as one ticket tells it to the other that it goes to; its text stays where it was recorded. */
export const MovedContact = record(
  {
    contactId: NonEmptyText,
    sessionId: NonEmptyText,
    direction: Direction,
    channel: Channel,
    nature: ContactNature,
    contactedBy: Actor,
    topic: optional(Topic),
    isPublic: optional(t.boolean),
    contactedAt: Instant,
  },
  'MovedContact',
)
export type MovedContact = t.TypeOf<typeof MovedContact>

/** In order of time, each once. */
export const contactsInTime = (contacts: ReadonlyArray<MovedContact>): ReadonlyArray<MovedContact> =>
  [...new Map(contacts.map((contact) => [contact.contactId, contact])).values()].sort((left, right) =>
    left.contactedAt < right.contactedAt ? -1 : left.contactedAt > right.contactedAt ? 1 : 0,
  )

export const idsOf = (contacts: ReadonlyArray<MovedContact>): ReadonlyArray<NonEmptyText> =>
  contacts.map(({ contactId }) => contactId)
