import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'

export const TicketKind = t.keyof(
  {
    question: null,
    technical: null,
    installation: null,
    maintenance: null,
    repair: null,
    training: null,
    complaint: null,
    claim: null,
    return: null,
    recall: null,
    roadside: null,
  },
  'TicketKind',
)
export type TicketKind = t.TypeOf<typeof TicketKind>

/** What a ticket is about, in the desk's own two-level list. Categories, never free text. */
export const Topic = record({ category: optional(NonEmptyText), subcategory: optional(NonEmptyText) }, 'Topic')
export type Topic = t.TypeOf<typeof Topic>

/** Why an issue can't be resolved at the first contact, whoever answers it. Absent: it can. */
export const BeyondFirstContact = t.keyof({ 'site-visit': null, part: null, legal: null }, 'BeyondFirstContact')
export type BeyondFirstContact = t.TypeOf<typeof BeyondFirstContact>

export const FixKind = t.keyof(
  { answer: null, workaround: null, repair: null, replacement: null, training: null, none: null },
  'FixKind',
)
export type FixKind = t.TypeOf<typeof FixKind>
