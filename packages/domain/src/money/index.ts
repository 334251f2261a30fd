export { allocate, type NegativeWeight, type NothingToAllocateOver } from './allocation.js'
export { cumulativeShare, derivedTax, shareOfUnits } from './cumulative-share.js'
export { Currency, type CurrencyBrand, type Exponent, exponentOf } from './currency.js'
export { currencyList } from './currency-list.js'
export {
  decimalText,
  type FinerThanMinorUnit,
  type NotADecimal,
  parseDecimal,
  parseMoney,
  roundedMoney,
} from './decimal-text.js'
export { greaterOf, lesserOf } from './lesser-of.js'
export { MinorUnits, SignedMinorUnits } from './minor-units.js'
export { Amount, type AmountOutOfBounds, type CurrencyMismatch, Money, minus, moneyOf, plus, sumOf } from './money.js'
export { BasisPoints, type BasisPointsBrand, halfUp, type Rate, rateApplied, rateOf } from './rate.js'
