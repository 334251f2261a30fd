import * as t from 'io-ts'

/** As what something comes back. Withdrawal and non-conformity are rights by law; recalls too where a law says so. */
export const ReturnKind = t.keyof(
  {
    withdrawal: null,
    'policy-return': null,
    exchange: null,
    'non-conformity': null,
    'wrong-missing-damaged': null,
    recall: null,
    'trade-in': null,
  },
  'ReturnKind',
)
export type ReturnKind = t.TypeOf<typeof ReturnKind>

/** What a policy may ask of whoever returns something. Each is shown before purchase under its own name. */
export const ReturnCondition = t.keyof(
  { receipt: null, label: null, unopened: null, 'original-packaging': null, unused: null },
  'ReturnCondition',
)
export type ReturnCondition = t.TypeOf<typeof ReturnCondition>

/** What may not come back, by what it is. Each is shown before purchase under its own name. */
export const ReturnException = t.keyof(
  {
    'final-sale': null,
    perishable: null,
    'made-to-order': null,
    'unsealed-hygiene': null,
    'digital-begun-with-consent': null,
    'excluded-category': null,
  },
  'ReturnException',
)
export type ReturnException = t.TypeOf<typeof ReturnException>

/** What proves a purchase. */
export const ProofKind = t.keyof(
  { invoice: null, receipt: null, 'e-receipt': null, 'gift-receipt': null, 'bank-statement': null },
  'ProofKind',
)
export type ProofKind = t.TypeOf<typeof ProofKind>

export const Remedy = t.keyof(
  { refund: null, 'store-credit': null, exchange: null, repair: null, replacement: null, 'price-reduction': null },
  'Remedy',
)
export type Remedy = t.TypeOf<typeof Remedy>

/** Why a return, or a line of it, is refused. The last two are for whoever knows what was bought and returned before. */
export const ReturnRefusalReason = t.keyof(
  {
    NotOffered: null,
    NotDelivered: null,
    OutsideWindow: null,
    QuantityExceedsAvailable: null,
    FinalSale: null,
    Perishable: null,
    MadeToOrder: null,
    UnsealedHygiene: null,
    DigitalBegunWithConsent: null,
    ExcludedCategory: null,
    ReceiptRequired: null,
    LabelMissing: null,
    Opened: null,
    PackagingMissing: null,
    Used: null,
    NeverBought: null,
    AlreadyExchanged: null,
  },
  'ReturnRefusalReason',
)
export type ReturnRefusalReason = t.TypeOf<typeof ReturnRefusalReason>

/** Who pays for sending something back. */
export const WayBackPayer = t.keyof({ customer: null, merchant: null }, 'WayBackPayer')
export type WayBackPayer = t.TypeOf<typeof WayBackPayer>

/**
 * What a deduction for lost value rests on: handling beyond what was needed to see nature and functioning (Directive
 * 2011/83, article 14(2)), a condition of the return policy, or the agreement on a trade-in.
 */
export const ValueLossBasis = t.keyof(
  { 'excess-handling': null, 'policy-terms': null, 'trade-in-agreement': null },
  'ValueLossBasis',
)
export type ValueLossBasis = t.TypeOf<typeof ValueLossBasis>
