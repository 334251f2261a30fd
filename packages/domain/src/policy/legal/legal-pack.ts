import { NonEmptyText, optional, PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Period, PeriodRule } from '../../calendar/period.js'
import { Remedy, ReturnException } from '../return-policy/return-vocabulary.js'

/** Where a rule of a pack comes from, and whether the text was read or is general knowledge. */
export const LegalSource = record(
  {
    cites: NonEmptyText,
    says: NonEmptyText,
    basis: t.keyof({ 'read-in-source': null, 'general-knowledge': null }),
  },
  'LegalSource',
)
export type LegalSource = t.TypeOf<typeof LegalSource>

/** The right to undo a contract that was not concluded in a shop, without giving a reason. */
export const WithdrawalRight = record(
  {
    period: Period,
    rule: PeriodRule,
    /** How much longer it lasts, from the end of the period before any roll, where nobody informed of it. */
    uninformedExtension: Period,
    /** Channels on the trader's premises, where the right does not exist. */
    onPremisesChannels: t.readonlyArray(NonEmptyText),
    /** Lines that the right does not reach at all, as travel. */
    exceptedLineKinds: t.readonlyArray(t.keyof({ goods: null, digital: null, service: null, travel: null })),
    exceptions: t.readonlyArray(ReturnException),
    /** From the notice of withdrawal. */
    refundWithin: Period,
    mayWithholdUntilReceiptOrProof: t.boolean,
    /** From the notice of withdrawal. */
    sendBackWithin: Period,
    refundsStandardDelivery: t.boolean,
    /** Whether the refund goes the way the payment came, unless the customer agrees to another. */
    sameMeansOfPayment: t.boolean,
  },
  'WithdrawalRight',
)
export type WithdrawalRight = t.TypeOf<typeof WithdrawalRight>

/** What a seller answers for where goods are not what was agreed. */
export const ConformityLiability = record(
  {
    /** From delivery of the unit; absent where the law sets no period of its own. */
    period: optional(Period),
    rule: PeriodRule,
    /** How long a defect is taken to have been there from the start. */
    presumption: Period,
    custodySuspends: t.boolean,
    /** Once, where repair was the remedy. */
    repairExtension: optional(Period),
    remedies: t.readonlyArray(Remedy),
  },
  'ConformityLiability',
)
export type ConformityLiability = t.TypeOf<typeof ConformityLiability>

/** A short right to give faulty goods back at once for the price. It stands still while a repair is waited for. */
export const ShortTermRightToReject = record(
  {
    period: Period,
    rule: PeriodRule,
    leastLeft: Period,
    /** From the day on which the trader agrees that a refund is due. */
    refundWithin: Period,
    /** After so many failed repairs the customer may reject for good. */
    failedRepairsBeforeFinalRejection: PositiveInteger,
  },
  'ShortTermRightToReject',
)
export type ShortTermRightToReject = t.TypeOf<typeof ShortTermRightToReject>

/** What a written warranty must be called and may not ask. */
export const WarrantyTitles = record(
  {
    titles: t.readonlyArray(t.keyof({ full: null, limited: null })),
    /** What a warranty must give that is called full. */
    fullMeans: t.readonlyArray(NonEmptyText),
    /** Whether parts or service of others may be a condition. They alone never void a warranty where not. */
    tieInAllowed: t.boolean,
  },
  'WarrantyTitles',
)
export type WarrantyTitles = t.TypeOf<typeof WarrantyTitles>

/** What a recall of unsafe products owes to whoever has one. */
export const RecallDuties = record(
  {
    heading: NonEmptyText,
    directNotice: t.boolean,
    /** Words that play the risk down, which the notice may not use. */
    forbiddenWords: t.readonlyArray(NonEmptyText),
    remedies: t.readonlyArray(Remedy),
    /** How many of the remedies the customer chooses from at least. */
    leastRemedies: PositiveInteger,
  },
  'RecallDuties',
)
export type RecallDuties = t.TypeOf<typeof RecallDuties>

/** The law of a jurisdiction on after-sales as data, at one version. No legal advice: national law may differ. */
export const LegalPack = record(
  {
    policyId: NonEmptyText,
    version: PositiveInteger,
    /** `EU`, or ISO 3166 as `GB`. */
    jurisdiction: NonEmptyText,
    /** The first and the last day on which a contract is concluded that this version governs; absent: no bound. */
    contractsFrom: optional(LocalDate),
    contractsUntil: optional(LocalDate),
    /** The public holidays that move a last day; absent: only Saturdays and Sundays do. */
    calendarRef: optional(PolicyRef),
    withdrawal: optional(WithdrawalRight),
    conformity: optional(ConformityLiability),
    rightToReject: optional(ShortTermRightToReject),
    warrantyTitles: optional(WarrantyTitles),
    recall: optional(RecallDuties),
    sources: t.readonlyArray(LegalSource),
  },
  'LegalPack',
)
export type LegalPack = t.TypeOf<typeof LegalPack>
