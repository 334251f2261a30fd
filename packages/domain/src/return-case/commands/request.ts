import { Actor, Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
import { CustomerId } from '../../customer/customer-id.js'
import { MinorUnits } from '../../money/minor-units.js'
import { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { PurchaseEvidence } from '../purchase-evidence.js'
import { RefusalReason } from '../refusal-reason.js'
import { RequestLine, ShownProof, Wanted } from '../request-line.js'
import { ReturnCaseId } from '../return-case-id.js'
import { ReturnCaseKind } from '../return-case-kind.js'

export const RequestReturn = message('RequestReturn', {
  returnCaseId: ReturnCaseId,
  customerId: optional(CustomerId),
  kind: ReturnCaseKind,
  lines: t.readonlyArray(RequestLine),
  wanted: Wanted,
  /** The customer's or the shop's own number for it, as a credit note's; several requests may share one. */
  reference: optional(NonEmptyText),
  /** The purchases that it may draw on, as they were read. Of equal age the one given last is drawn on first. */
  evidence: t.readonlyArray(PurchaseEvidence),
  /** What the customer shows beside what the purchases know of. */
  proofs: optional(t.readonlyArray(ShownProof)),
  /** A trader who bought for a trade. */
  isBusiness: optional(t.boolean),
  /** What rules, where a line names no other version. */
  terms: ReturnTerms,
  /** The terms of versions that lines were sold under, where they differ from `terms`. */
  otherTerms: optional(t.readonlyArray(ReturnTerms)),
  channel: optional(Channel),
  requestedBy: Actor,
  requestedAt: Instant,
  isTest: optional(t.boolean),
})

/** By staff, after a look at what was requested. A reason counts only if its condition was shown before the purchase. */
export const RefuseReturn = message('RefuseReturn', {
  returnCaseId: ReturnCaseId,
  reasons: t.readonlyArray(RefusalReason),
  /** A version that one of its lines was judged under. */
  terms: ReturnTerms,
  refusedBy: Actor,
  refusedAt: Instant,
})

/** Sets aside one reason of the policy's; what was refused for no other is drawn on then. */
export const OverridePolicy = message('OverridePolicy', {
  returnCaseId: ReturnCaseId,
  /** The reason that is set aside. */
  ruleId: RefusalReason,
  overriddenBy: Actor,
  /** A code of the desk's own list. */
  because: NonEmptyText,
  overriddenAt: Instant,
})

/** Once every unit is reserved. The terms are the version that the request was judged under. */
export const AuthoriseReturn = message('AuthoriseReturn', {
  returnCaseId: ReturnCaseId,
  authorisationId: NonEmptyText,
  terms: ReturnTerms,
  /** The terms of other versions that lines were judged under. */
  otherTerms: optional(t.readonlyArray(ReturnTerms)),
  returnAddressRef: optional(NonEmptyText),
  /** Nothing has to come back: what is missing cannot, what is worthless need not. */
  goodsKept: optional(t.boolean),
  /** That the shop sends; who pays for it, the terms say. */
  label: optional(
    record({
      carrier: NonEmptyText,
      ref: NonEmptyText,
      /** What it costs the shop, whoever pays in the end; in the currency of the purchase. */
      costMinor: optional(MinorUnits),
    }),
  ),
  /** A person, where the request is in review. */
  authorisedBy: Actor,
  authorisedAt: Instant,
})

export const requestCommands = [RequestReturn, RefuseReturn, OverridePolicy, AuthoriseReturn] as const

export type RequestReturn = t.TypeOf<typeof RequestReturn>
export type RefuseReturn = t.TypeOf<typeof RefuseReturn>
export type OverridePolicy = t.TypeOf<typeof OverridePolicy>
export type AuthoriseReturn = t.TypeOf<typeof AuthoriseReturn>
