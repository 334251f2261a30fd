import * as E from 'fp-ts/lib/Either.js'
import { type Currency, Currency as CurrencyCodec } from '../../money/currency.js'
import { parseMoney } from '../../money/decimal-text.js'
import type { Money } from '../../money/money.js'

/** A node of a JSON-LD document: an object that is no list. Own properties only, whatever they are called. */
export type Node = ReadonlyMap<string, unknown>

export const nodeOf = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined

/** What stands at a property, which may be one value or a list of them. */
export const valuesOf = (value: unknown): ReadonlyArray<unknown> => {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

export const isOfType = (node: Node, type: string): boolean =>
  valuesOf(node.get('@type')).some((one) => termOf(one) === type)

/** `FreeReturn`, of `https://schema.org/FreeReturn`, of `schema:FreeReturn`, or of a node that has it for its `@id`. */
export const termOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') {
    const id = nodeOf(value)?.get('@id')
    return typeof id === 'string' ? termOf(id) : undefined
  }
  return /^(?:https?:\/\/schema\.org\/|schema:)?([A-Za-z]+)$/.exec(value)?.[1]
}

/** A whole number, written as one or as its digits. */
export const integerOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

/** A decimal number as text, exactly as it was written where it was written as text. */
export const decimalOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined

/** A `MonetaryAmount` to the minor unit of its currency; undefined where it is none, or finer, or below zero. */
export const moneyOfAmount = (value: unknown): Money | undefined => {
  const node = nodeOf(value)
  if (node === undefined || !isOfType(node, 'MonetaryAmount')) return undefined
  const [text, currency] = [decimalOf(node.get('value')), node.get('currency')]
  if (text === undefined || !CurrencyCodec.is(currency)) return undefined
  const money = parseMoney(text, currency satisfies Currency)
  return E.isRight(money) && money.right.amountMinor >= 0n ? money.right : undefined
}

export const isSchemaOrg = (context: unknown): boolean =>
  context === undefined ||
  valuesOf(context).some((one) => typeof one === 'string' && /^https?:\/\/schema\.org\/?$/.test(one))
