import {
  Actor,
  Instant,
  message,
  NonEmptyText,
  optional,
  PolicyRef,
  PositiveInteger,
  record,
} from '@aftersale/messages'
import * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
import { CustomerId } from '../../customer/customer-id.js'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { WayBackPayer } from '../../policy/return-policy/return-vocabulary.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { LineId } from '../../units/index.js'
import { CaseUnits } from '../case-units.js'
import { Counterfactual, Draw, RefusedPart } from '../draw.js'
import { PurchaseEvidence } from '../purchase-evidence.js'
import { RefusalReason } from '../refusal-reason.js'
import { RequestLine, ShownProof, Wanted } from '../request-line.js'
import { ReturnCaseId } from '../return-case-id.js'
import { ReturnCaseKind } from '../return-case-kind.js'

/**
 * `draws` are what is asked back of which purchase, to be reserved there; `refused` what is not taken back, and why.
 * `evidence` is what was read of the purchases drawn on, of those lines alone.
 */
export const ReturnRequested = message('ReturnRequested', {
  returnCaseId: ReturnCaseId,
  customerId: optional(CustomerId),
  kind: ReturnCaseKind,
  lines: t.readonlyArray(RequestLine),
  wanted: Wanted,
  reference: optional(NonEmptyText),
  proofs: optional(t.readonlyArray(ShownProof)),
  channel: optional(Channel),
  draws: t.readonlyArray(Draw),
  refused: t.readonlyArray(RefusedPart),
  evidence: t.readonlyArray(PurchaseEvidence),
  /** Purchases of which the customer would keep nothing, and nothing is to come: their delivery is refunded, too. */
  wholePurchases: t.readonlyArray(PurchaseId),
  /** Absent where nothing is drawn on. */
  currency: optional(Currency),
  policyRef: PolicyRef,
  lawRef: optional(PolicyRef),
  /** The earliest end of the rights that it was accepted by, where one ends. */
  windowEndsAtExclusive: optional(Instant),
  eligibilityTrace: RuleTrace,
  /** A person decides whether it is authorised. */
  needsReview: optional(t.boolean),
  requestedBy: Actor,
  requestedAt: Instant,
  isTest: optional(t.boolean),
})

/** Parts of the request are refused; the others go on. */
export const ReturnLinesRefused = message('ReturnLinesRefused', {
  returnCaseId: ReturnCaseId,
  lines: t.readonlyArray(
    record({
      requestLineId: NonEmptyText,
      quantity: PositiveInteger,
      reasons: t.readonlyArray(RefusalReason),
      counterfactual: Counterfactual,
    }),
  ),
  trace: RuleTrace,
  refusedAt: Instant,
})

/** All of it is refused: a business outcome, not a refused command. */
export const ReturnRefused = message('ReturnRefused', {
  returnCaseId: ReturnCaseId,
  reasons: t.readonlyArray(RefusalReason),
  /** What would have turned it, line by line. */
  counterfactual: t.readonlyArray(Counterfactual),
  /** Reserved units, to be released. */
  lines: t.readonlyArray(CaseUnits),
  trace: RuleTrace,
  /** Absent where the rules alone refused it. */
  refusedBy: optional(Actor),
  refusedAt: Instant,
})

/** Staff set a reason of the policy's aside. `draws` are what nothing else stood against. */
export const OverrideRecorded = message('OverrideRecorded', {
  returnCaseId: ReturnCaseId,
  /** The reason that was set aside. */
  ruleId: RefusalReason,
  overriddenBy: Actor,
  because: NonEmptyText,
  draws: t.readonlyArray(Draw),
  trace: RuleTrace,
  overriddenAt: Instant,
})

/** An amount of a refund to come; deductions are taken off it. */
export const PreviewComponent = record(
  {
    component: t.keyof({ goods: null, 'goods-tax': null, shipping: null, 'shipping-tax': null, deduction: null }),
    purchaseId: PurchaseId,
    lineId: optional(LineId),
    shippingId: optional(NonEmptyText),
    minor: MinorUnits,
    /** Of deductions: `promotion`, `restocking`, `label`. Of what is given back after all: for what it was kept back. */
    because: optional(NonEmptyText),
  },
  'PreviewComponent',
)
export type PreviewComponent = t.TypeOf<typeof PreviewComponent>

export const ReturnAuthorised = message('ReturnAuthorised', {
  returnCaseId: ReturnCaseId,
  authorisationId: NonEmptyText,
  /** By when it has to be sent, exclusive. Absent where nothing has to come back. */
  shipBy: optional(Instant),
  returnAddressRef: optional(NonEmptyText),
  label: optional(
    record({ carrier: NonEmptyText, ref: NonEmptyText, paidBy: WayBackPayer, costMinor: optional(MinorUnits) }),
  ),
  /** Nothing has to come back. */
  goodsKept: optional(t.boolean),
  wayBackPaidBy: WayBackPayer,
  /** What the customer would be refunded if all of it came back as declared. */
  preview: record({
    currency: Currency,
    components: t.readonlyArray(PreviewComponent),
    deductionsMinor: MinorUnits,
    totalMinor: MinorUnits,
  }),
  trace: RuleTrace,
  authorisedBy: Actor,
  authorisedAt: Instant,
})

export const requestEvents = [
  ReturnRequested,
  ReturnLinesRefused,
  ReturnRefused,
  OverrideRecorded,
  ReturnAuthorised,
] as const

export type ReturnRequested = t.TypeOf<typeof ReturnRequested>
export type ReturnLinesRefused = t.TypeOf<typeof ReturnLinesRefused>
export type ReturnRefused = t.TypeOf<typeof ReturnRefused>
export type OverrideRecorded = t.TypeOf<typeof OverrideRecorded>
export type ReturnAuthorised = t.TypeOf<typeof ReturnAuthorised>
