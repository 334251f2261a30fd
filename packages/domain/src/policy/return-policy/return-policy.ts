import { NonEmptyText, optional, PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Period, PeriodRule } from '../../calendar/period.js'
import { Zone } from '../../calendar/zone.js'
import { Amount } from '../../money/money.js'
import { BasisPoints } from '../../money/rate.js'
import { ProofKind, Remedy, ReturnCondition, ReturnException, ReturnKind, WayBackPayer } from './return-vocabulary.js'

const Kinds = t.readonlyArray(ReturnKind)
const Categories = t.readonlyArray(NonEmptyText)

/** From when a window is counted. Each is set once: a later scan or date never moves it. */
export const WindowAnchor = t.keyof(
  { 'delivery-of-last-good': null, 'delivery-of-first-good': null, 'delivery-of-unit': null, conclusion: null },
  'WindowAnchor',
)
export type WindowAnchor = t.TypeOf<typeof WindowAnchor>

/** How long returns of these kinds are taken back. One that names the category beats one that names none. */
export const ReturnWindow = record(
  {
    kinds: Kinds,
    categories: optional(Categories),
    anchor: WindowAnchor,
    /** Absent: for ever. */
    period: optional(Period),
    rule: PeriodRule,
    zone: Zone,
    /** The public holidays, where the rule moves a last day. */
    calendarRef: optional(PolicyRef),
  },
  'ReturnWindow',
)
export type ReturnWindow = t.TypeOf<typeof ReturnWindow>

/** What has to be so for a return to be taken; binding only if it was shown before purchase. */
export const ConditionRule = record(
  {
    condition: ReturnCondition,
    kinds: Kinds,
    categories: optional(Categories),
    /** Of `receipt` only: what proves the purchase; absent: anything. */
    proofs: optional(t.readonlyArray(ProofKind)),
  },
  'ConditionRule',
)
export type ConditionRule = t.TypeOf<typeof ConditionRule>

/** What isn't taken back; binding only if it was shown before purchase, but for what the law itself excepts. */
export const ExceptionRule = record(
  {
    exception: ReturnException,
    kinds: Kinds,
    /** The categories that are excluded, of `excluded-category`; of the others where they hold, absent: everywhere. */
    categories: optional(Categories),
  },
  'ExceptionRule',
)
export type ExceptionRule = t.TypeOf<typeof ExceptionRule>

/** Either a rate of the goods' net value or an amount, which is known in the currencies it is given in. */
export const RestockingFee = record(
  {
    kinds: Kinds,
    categories: optional(Categories),
    rate: optional(BasisPoints),
    amounts: optional(t.readonlyArray(Amount)),
    /** Of a rate: rounded once for all lines together, or line by line; of an amount: once, or for each line. */
    per: t.keyof({ return: null, line: null }),
  },
  'RestockingFee',
)
export type RestockingFee = t.TypeOf<typeof RestockingFee>

/** Who pays for the way back, by kind; what a label of the shop costs where the customer pays. */
export const WayBack = record(
  { kinds: Kinds, paidBy: WayBackPayer, labelCosts: optional(t.readonlyArray(Amount)) },
  'WayBack',
)
export type WayBack = t.TypeOf<typeof WayBack>

/** What is offered for returns of these kinds, the first by default, and how money is given back. */
export const RemedyOffer = record(
  {
    kinds: Kinds,
    remedies: t.readonlyArray(Remedy),
    payout: t.keyof({ 'original-tender': null, 'store-credit': null, 'customer-chooses': null }),
  },
  'RemedyOffer',
)
export type RemedyOffer = t.TypeOf<typeof RemedyOffer>

/** A return for no other reason than not being satisfied, which waives conditions and fees for a while. */
export const SatisfactionGuarantee = record(
  {
    categories: optional(Categories),
    anchor: WindowAnchor,
    period: Period,
    rule: PeriodRule,
    zone: Zone,
    calendarRef: optional(PolicyRef),
    waives: t.readonlyArray(ReturnCondition),
    waivesFees: t.boolean,
  },
  'SatisfactionGuarantee',
)
export type SatisfactionGuarantee = t.TypeOf<typeof SatisfactionGuarantee>

/** How long something is waited for, from when it began to be. */
export const DeadlineRule = record(
  { period: Period, rule: PeriodRule, zone: Zone, calendarRef: optional(PolicyRef) },
  'DeadlineRule',
)
export type DeadlineRule = t.TypeOf<typeof DeadlineRule>

/** When a person decides instead of the rules. */
export const ReviewRule = record(
  {
    kinds: optional(Kinds),
    /** Goods worth at least that, in their currency. */
    valueFrom: optional(t.readonlyArray(Amount)),
    /** Where the only proof of the purchase was not verified. */
    unverifiedProof: optional(t.boolean),
  },
  'ReviewRule',
)
export type ReviewRule = t.TypeOf<typeof ReviewRule>

/**
 * What a shop promises about returns, at one version. Arrives in the command; a decision names the version it used. The
 * law of the market (`LegalPack`) arrives beside it, and beats it where it gives more.
 */
export const ReturnPolicy = record(
  {
    policyId: NonEmptyText,
    version: PositiveInteger,
    windows: t.readonlyArray(ReturnWindow),
    conditions: t.readonlyArray(ConditionRule),
    exceptions: t.readonlyArray(ExceptionRule),
    restockingFees: t.readonlyArray(RestockingFee),
    waysBack: t.readonlyArray(WayBack),
    remedies: t.readonlyArray(RemedyOffer),
    satisfactionGuarantee: optional(SatisfactionGuarantee),
    /**
     * What a returned unit of a promotion is worth. `proportional`: what was paid for it; `reprice`: what was paid less
     * what the kept goods would have cost alone, by the promotions of the day of the purchase; binding only if it was shown
     * before purchase.
     */
    promotions: t.keyof({ proportional: null, reprice: null }),
    /** Of `reprice`: on which kinds; absent: on all that the seller is not at fault of. */
    repricedKinds: optional(Kinds),
    /** Until when an authorised return has to be sent, from its authorisation. */
    shipBy: DeadlineRule,
    /** Until when money is given back, from the receipt of the goods; absent: as the law says. */
    refundWithin: optional(DeadlineRule),
    review: optional(ReviewRule),
    /** Names of what has to be shown before purchase, beside what its own rules need to bind. */
    requiredDisclosures: t.readonlyArray(NonEmptyText),
  },
  'ReturnPolicy',
)
export type ReturnPolicy = t.TypeOf<typeof ReturnPolicy>

export const returnPolicyRefOf = ({ policyId, version }: ReturnPolicy): PolicyRef => ({ policyId, version })
