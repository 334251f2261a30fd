import { Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
import { ObligorParty } from '../responsibility/obligor-party.js'
import { WarrantyId } from '../warranty-id.js'

/** The customer is told who answers for such failures and whom to turn to. It is owed at the first contact about them. */
export const ClarifyResponsibleParty = message('ClarifyResponsibleParty', {
  warrantyId: WarrantyId,
  failureModes: t.readonlyArray(NonEmptyText),
  party: ObligorParty,
  /** An entry of a directory, never a person. */
  contact: NonEmptyText,
  channel: Channel,
  /** The contact in which it was said. */
  contactId: NonEmptyText,
  /** The first contact about it; absent where it was that one. */
  firstContact: optional(record({ contactId: NonEmptyText, contactedAt: Instant })),
  informedAt: Instant,
})

export const responsibilityCommands = [ClarifyResponsibleParty] as const

export type ClarifyResponsibleParty = t.TypeOf<typeof ClarifyResponsibleParty>
export type ResponsibilityCommand = ClarifyResponsibleParty
