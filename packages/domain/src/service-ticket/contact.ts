import type { Actor } from '@aftersale/messages'
import * as t from 'io-ts'
import type { Channel } from '../channel/channel.js'

export const Direction = t.keyof({ inbound: null, outbound: null }, 'Direction')
export type Direction = t.TypeOf<typeof Direction>

/**
 * What a message asks for. Only a `request` can be a contact in the figures, reopen a ticket or run a clock (see
 * `isCustomerRequest`); an `automated` one (RFC 3834), a `bounce` and a `no-action` ("thanks") are kept but do neither.
 */
export const ContactNature = t.keyof(
  { request: null, automated: null, bounce: null, 'no-action': null },
  'ContactNature',
)
export type ContactNature = t.TypeOf<typeof ContactNature>

/**
 * Somebody asks the desk for something: a contact in the figures, which runs clocks, ends waiting and reopens. What a
 * device or a system reports is kept but is no contact of a customer's; a partner's, or what an agent takes down, is.
 */
export const isCustomerRequest = ({
  direction,
  nature,
  channel,
  contactedBy,
}: {
  readonly direction: Direction
  readonly nature: ContactNature
  readonly channel: Channel
  readonly contactedBy: Actor
}): boolean =>
  direction === 'inbound' &&
  nature === 'request' &&
  channel !== 'device' &&
  contactedBy.kind !== 'device' &&
  contactedBy.kind !== 'system'
