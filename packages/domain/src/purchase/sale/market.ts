import * as t from 'io-ts'

export { MarketCode, type MarketCodeBrand } from '../../policy/market-code.js'

/** Where it was sold. */
export const SaleChannel = t.keyof({ store: null, online: null, phone: null, partner: null }, 'SaleChannel')
export type SaleChannel = t.TypeOf<typeof SaleChannel>
