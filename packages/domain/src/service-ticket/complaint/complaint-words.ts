import { record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency, MinorUnits } from '../../money/index.js'

/** What was found when the complaint was looked into. */
export const ComplaintFinding = t.keyof({ founded: null, partly: null, unfounded: null }, 'ComplaintFinding')
export type ComplaintFinding = t.TypeOf<typeof ComplaintFinding>

/** How bad the alleged fault is. `safety`: somebody was hurt, or may be. */
export const ComplaintSeverity = t.keyof(
  { minor: null, major: null, critical: null, safety: null },
  'ComplaintSeverity',
)
export type ComplaintSeverity = t.TypeOf<typeof ComplaintSeverity>

/** How much the fault matters to the customer. */
export const ComplaintImportance = t.keyof({ low: null, medium: null, high: null }, 'ComplaintImportance')
export type ComplaintImportance = t.TypeOf<typeof ComplaintImportance>

/** Where the price of what is complained about stands among its like. */
export const PriceBand = t.keyof({ low: null, middle: null, high: null, luxury: null }, 'PriceBand')
export type PriceBand = t.TypeOf<typeof PriceBand>

/** When in its use the fault showed. */
export const MomentOfUse = t.keyof(
  { 'before-use': null, 'first-use': null, 'within-guarantee': null, 'after-guarantee': null, 'end-of-use': null },
  'MomentOfUse',
)
export type MomentOfUse = t.TypeOf<typeof MomentOfUse>

export const RedressKind = t.keyof(
  {
    refund: null,
    'price-reduction': null,
    replacement: null,
    repair: null,
    'store-credit': null,
    compensation: null,
    apology: null,
    information: null,
  },
  'RedressKind',
)
export type RedressKind = t.TypeOf<typeof RedressKind>

/** What is offered in money: never less than nothing. */
export const RedressAmount = record({ amountMinor: MinorUnits, currency: Currency }, 'RedressAmount')
export type RedressAmount = t.TypeOf<typeof RedressAmount>
