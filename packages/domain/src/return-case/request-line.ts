import { NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { ProofKind, Remedy } from '../policy/return-policy/return-vocabulary.js'
import { PurchaseId } from '../purchase/purchase-id.js'
import { LineId } from '../units/index.js'
import { ConditionGrade } from './return-case-kind.js'

/**
 * One line of a request. It names a line of a purchase, or a product of a purchase, or a product alone; then it draws on
 * the customer's purchases of it, the latest first.
 */
export const RequestLine = record(
  {
    requestLineId: NonEmptyText,
    purchaseId: optional(PurchaseId),
    lineId: optional(LineId),
    sku: optional(NonEmptyText),
    quantity: PositiveInteger,
    /** As many as the quantity, of serial-tracked products. */
    serials: optional(t.readonlyArray(NonEmptyText)),
    /** A code of the desk's own list. */
    reason: optional(NonEmptyText),
    declaredCondition: optional(ConditionGrade),
    /** What the customer says of the policy's conditions; what isn't said is seen when the goods arrive. */
    meets: optional(
      record({
        label: optional(t.boolean),
        unopened: optional(t.boolean),
        'original-packaging': optional(t.boolean),
        unused: optional(t.boolean),
      }),
    ),
    isUnsealed: optional(t.boolean),
  },
  'RequestLine',
)
export type RequestLine = t.TypeOf<typeof RequestLine>

/** What the customer would like to have for it; the settlement decides. `exchange` names the goods wanted instead. */
export const Wanted = record(
  {
    remedy: Remedy,
    exchange: optional(t.readonlyArray(record({ sku: NonEmptyText, quantity: PositiveInteger }))),
  },
  'Wanted',
)
export type Wanted = t.TypeOf<typeof Wanted>

/** What the customer shows for the purchase, beside what the purchase knows of. */
export const ShownProof = record({ kind: ProofKind, verified: t.boolean }, 'ShownProof')
export type ShownProof = t.TypeOf<typeof ShownProof>
