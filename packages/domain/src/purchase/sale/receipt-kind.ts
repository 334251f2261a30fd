import * as t from 'io-ts'

export const ReceiptKind = t.keyof(
  { invoice: null, receipt: null, 'bank-statement': null, 'gift-receipt': null, 'e-receipt': null },
  'ReceiptKind',
)
export type ReceiptKind = t.TypeOf<typeof ReceiptKind>
