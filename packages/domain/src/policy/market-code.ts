import * as t from 'io-ts'

export interface MarketCodeBrand {
  readonly MarketCode: unique symbol
}

/** A country by its ISO 3166-1 alpha-2 code, or what is written like one (`XK`, `EU`): whose rules a sale is under. */
export const MarketCode = t.brand(
  t.string,
  (code): code is t.Branded<string, MarketCodeBrand> => /^[A-Z]{2}$/.test(code),
  'MarketCode',
)
export type MarketCode = t.TypeOf<typeof MarketCode>
