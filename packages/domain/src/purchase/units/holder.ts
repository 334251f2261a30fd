import { NonEmptyText, record, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

/** What units are held for. Each draws on the same units, so that none is given back, replaced or made good twice. */
export const Purpose = t.keyof(
  {
    return: null,
    exchange: null,
    claim: null,
    replacement: null,
    'non-receipt': null,
    recall: null,
    'trade-in': null,
    goodwill: null,
  },
  'Purpose',
)
export type Purpose = t.TypeOf<typeof Purpose>

/** Who holds units or a refund: an aggregate by its category, and which one. */
export const Holder = record({ aggregate: NonEmptyText, id: Uuid }, 'Holder')
export type Holder = t.TypeOf<typeof Holder>
