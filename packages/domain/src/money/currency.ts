import * as t from 'io-ts'
import { currencyList } from './currency-list.js'

export interface CurrencyBrand {
  readonly Currency: unique symbol
}

/** How many decimals of a currency's unit its minor unit is: a yen has none, a euro two, a Kuwaiti dinar three. */
export type Exponent = keyof typeof currencyList.codesByExponent

const exponents: ReadonlyMap<string, Exponent> = new Map(
  ([0, 2, 3, 4] as const).flatMap((exponent) =>
    currencyList.codesByExponent[exponent].split(' ').map((code) => [code, exponent] as const),
  ),
)

/** A currency by its code in the pinned list of ISO 4217, in capitals: `EUR`. What has no minor unit (gold) is none. */
export const Currency = t.brand(
  t.string,
  (code): code is t.Branded<string, CurrencyBrand> => exponents.has(code),
  'Currency',
)
export type Currency = t.TypeOf<typeof Currency>

/** Throws a RangeError for what was never decoded as a `Currency`. */
export const exponentOf = (currency: Currency): Exponent => {
  const exponent = exponents.get(currency)
  if (exponent === undefined) throw new RangeError(`${currency} is no currency`)
  return exponent
}
