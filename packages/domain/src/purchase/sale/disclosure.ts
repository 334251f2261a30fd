import * as t from 'io-ts'

/** When a policy was shown, as against the purchase. */
export const DisclosurePhase = t.keyof(
  { 'pre-purchase': null, 'at-purchase': null, 'post-purchase': null },
  'DisclosurePhase',
)
export type DisclosurePhase = t.TypeOf<typeof DisclosurePhase>

export const ReceiptKind = t.keyof(
  { invoice: null, receipt: null, 'bank-statement': null, 'gift-receipt': null, 'e-receipt': null },
  'ReceiptKind',
)
export type ReceiptKind = t.TypeOf<typeof ReceiptKind>
