import { Instant, NonEmptyText, optional, PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { WouldHaveTurned } from '../policy/return-policy/return-facts.js'
import { ReturnKind } from '../policy/return-policy/return-vocabulary.js'
import { PurchaseId } from '../purchase/purchase-id.js'
import { ReservationId } from '../purchase/reservation-id.js'
import { LineId } from '../units/index.js'
import { RefusalReason } from './refusal-reason.js'

/**
 * Units of a purchase line that a request line asks back, and what they were judged under. What has the same
 * `reservationId` is reserved together, on one purchase.
 */
export const Draw = record(
  {
    requestLineId: NonEmptyText,
    purchaseId: PurchaseId,
    lineId: LineId,
    reservationId: ReservationId,
    quantity: PositiveInteger,
    serials: optional(t.readonlyArray(NonEmptyText)),
    /** Under which kind: a return that a law gives is a withdrawal, whatever it was called. */
    judgedAs: ReturnKind,
    by: t.keyof({ law: null, policy: null }),
    policyRef: PolicyRef,
    /** When the right that was judged by ends, where it ends. */
    windowEndsAtExclusive: optional(Instant),
  },
  'Draw',
)
export type Draw = t.TypeOf<typeof Draw>

/** A part of a request line that is refused, and why. It names what the policy refused it for. */
export const RefusedPart = record(
  {
    requestLineId: NonEmptyText,
    quantity: PositiveInteger,
    reasons: t.readonlyArray(RefusalReason),
    purchaseId: optional(PurchaseId),
    lineId: optional(LineId),
    serials: optional(t.readonlyArray(NonEmptyText)),
    judgedAs: optional(ReturnKind),
    by: optional(t.keyof({ law: null, policy: null })),
    policyRef: optional(PolicyRef),
    windowEndsAtExclusive: optional(Instant),
  },
  'RefusedPart',
)
export type RefusedPart = t.TypeOf<typeof RefusedPart>

/**
 * The smallest change that would have turned a refusal. `boughtBy` stands for a purchase of the product by the time
 * of the request, which there is none of. `wouldAlsoHaveTurned`: by another right, the smallest first.
 */
export const Counterfactual = record(
  {
    requestLineId: optional(NonEmptyText),
    quantityAtMost: optional(t.number),
    boughtBy: optional(Instant),
    wouldHaveTurned: optional(WouldHaveTurned),
    wouldAlsoHaveTurned: optional(t.readonlyArray(WouldHaveTurned)),
  },
  'Counterfactual',
)
export type Counterfactual = t.TypeOf<typeof Counterfactual>
