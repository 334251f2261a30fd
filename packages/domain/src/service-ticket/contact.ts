import * as t from 'io-ts'

export const Direction = t.keyof({ inbound: null, outbound: null }, 'Direction')
export type Direction = t.TypeOf<typeof Direction>

/**
 * What a message asks for. Only a `request` is a contact in the figures, reopens a ticket or runs a clock; an
 * `automated` one (RFC 3834), a `bounce` and a `no-action` ("thanks") are kept but do neither.
 */
export const ContactNature = t.keyof(
  { request: null, automated: null, bounce: null, 'no-action': null },
  'ContactNature',
)
export type ContactNature = t.TypeOf<typeof ContactNature>
