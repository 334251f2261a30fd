import { NonEmptyText, optional, record, Uuid } from '@aftersale/messages'
import type * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'
import { Zone } from '../calendar/zone.js'

/** The last day on which the credit can be spent, until its 24:00 in the zone. */
export const CreditExpiry = record({ expiresOn: LocalDate, zone: Zone }, 'CreditExpiry')
export type CreditExpiry = t.TypeOf<typeof CreditExpiry>

/** What the credit was given for: a leg of a return case, a broken promise of a ticket. Codes and ids, never free text. */
export const CreditCause = record(
  { aggregate: NonEmptyText, id: Uuid, legId: optional(NonEmptyText), because: optional(NonEmptyText) },
  'CreditCause',
)
export type CreditCause = t.TypeOf<typeof CreditCause>
