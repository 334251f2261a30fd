import type { Currency } from '@aftersale/domain/money'

/** The currencies of the rows, each once, in the order of their codes: amounts of two are never added. */
export const currenciesOf = (rows: ReadonlyArray<{ readonly currency: Currency }>): ReadonlyArray<Currency> => {
  const found = new Set<Currency>()
  for (const { currency } of rows) found.add(currency)
  return [...found].sort()
}
