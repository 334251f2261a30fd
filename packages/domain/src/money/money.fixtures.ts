import * as fc from 'fast-check'
import type { Currency } from './currency.js'
import type { Money } from './money.js'
import type { BasisPoints } from './rate.js'

const named = (code: string): Currency => code as Currency

export const euro = named('EUR')
export const pound = named('GBP')
export const dollar = named('USD')
export const yen = named('JPY')
export const kuwaitiDinar = named('KWD')
export const unidadDeFomento = named('CLF')

export const money = (amountMinor: bigint, currency: Currency): Money => ({ amountMinor, currency })

export const percent = (percentage: number): BasisPoints => (percentage * 100) as BasisPoints

export const anyCurrency: fc.Arbitrary<Currency> = fc.constantFrom(
  euro,
  pound,
  dollar,
  yen,
  kuwaitiDinar,
  unidadDeFomento,
)

/** Everything that can be recorded, with its ends and small amounts often. */
export const anySignedMinor: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: -(10n ** 18n - 1n), max: 10n ** 18n - 1n }),
)

export const anyMinor: fc.Arbitrary<bigint> = anySignedMinor.map((amount) => (amount < 0n ? -amount : amount))
