import * as t from 'io-ts'
import type { ReturnKind } from '../policy/return-policy/return-vocabulary.js'

/**
 * Why something comes back. `withdrawal` needs no reason; `missing` brings nothing back, and of `wrong` and `damaged` the
 * goods may be kept; `trade-in` is for goods given in payment or for recycling.
 */
export const ReturnCaseKind = t.keyof(
  {
    withdrawal: null,
    'policy-return': null,
    exchange: null,
    'non-conformity': null,
    wrong: null,
    missing: null,
    damaged: null,
    recall: null,
    'trade-in': null,
  },
  'ReturnCaseKind',
)
export type ReturnCaseKind = t.TypeOf<typeof ReturnCaseKind>

/** The kind under which the policies speak of it. */
export const policyKindOf = (kind: ReturnCaseKind): ReturnKind =>
  kind === 'wrong' || kind === 'missing' || kind === 'damaged' ? 'wrong-missing-damaged' : kind

/** The seller did not deliver what was owed: no fee, no deduction, and no way back at the customer's cost. */
export const isSellersFault = (kind: ReturnCaseKind): boolean => SELLERS_FAULT.has(kind)

const SELLERS_FAULT: ReadonlySet<ReturnCaseKind> = new Set(['non-conformity', 'wrong', 'missing', 'damaged', 'recall'])

/** What the purchase's ledger is asked to hold the units for. */
export const reservationPurposeOf = (kind: ReturnCaseKind): 'return' | 'exchange' | 'claim' | 'recall' | 'trade-in' => {
  switch (kind) {
    case 'withdrawal':
    case 'policy-return':
      return 'return'
    case 'exchange':
      return 'exchange'
    case 'non-conformity':
    case 'wrong':
    case 'missing':
    case 'damaged':
      return 'claim'
    case 'recall':
      return 'recall'
    case 'trade-in':
      return 'trade-in'
  }
}

export const ConditionGrade = t.keyof(
  { 'A-new': null, 'B-opened': null, 'C-damaged': null, 'D-missing-parts': null },
  'ConditionGrade',
)
export type ConditionGrade = t.TypeOf<typeof ConditionGrade>

export const Disposition = t.keyof(
  {
    resell: null,
    refurbish: null,
    repair: null,
    recycle: null,
    scrap: null,
    'return-to-vendor': null,
    'return-to-customer': null,
  },
  'Disposition',
)
export type Disposition = t.TypeOf<typeof Disposition>
