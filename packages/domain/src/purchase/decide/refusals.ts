import { reject } from '@aftersale/decider'
import type { Instant } from '@aftersale/messages'
import type { Currency } from '../../money/currency.js'
import type { LineId } from '../../units/index.js'
import type { PurchaseRejection } from '../rejections.js'
import type { Purchase } from '../state.js'
import type { ReplacementLine } from '../units/replacement-line.js'
import type { PurchaseDecision } from './purchase-decision.js'

/** What stands against something, or nothing. */
export type Refusal = PurchaseRejection | undefined

export const refusedBy = (refusal: PurchaseRejection): PurchaseDecision => reject(refusal)

export const happenedBefore = (instant: Instant, { sale: { recorded } }: Purchase): Refusal =>
  instant < recorded.purchasedAt ? { reason: 'HappenedBeforePurchase', purchasedAt: recorded.purchasedAt } : undefined

export const otherCurrency = (found: Currency, { money: { currency: expected } }: Purchase): Refusal =>
  found === expected ? undefined : { reason: 'CurrencyMismatch', expected, found }

/** The first that comes a second time. */
export const repeated = <Key>(keys: ReadonlyArray<Key>): Key | undefined => {
  const seen = new Set<Key>()
  return keys.find((key) => {
    if (seen.has(key)) return true
    seen.add(key)
    return false
  })
}

/** Lines named twice are refused: a sum of them could be more than was meant. */
export const lineGivenTwice = (lines: ReadonlyArray<{ readonly lineId: LineId }>): Refusal => {
  const lineId = repeated(lines.map((line) => line.lineId))
  return lineId === undefined ? undefined : { reason: 'LineGivenTwice', lineId }
}

/**
 * What is wrong with the serials that lines come with: each stands for one unit of a product, and a line names all of its
 * own or none.
 */
export const unfitSerials = (
  lines: ReadonlyArray<Pick<ReplacementLine, 'lineId' | 'sku' | 'quantity' | 'serialTracked' | 'serials'>>,
): Refusal => {
  const serialsOfSku = new Map<string, Set<string>>()
  for (const { lineId, sku, quantity, serialTracked, serials } of lines) {
    if (serials === undefined) continue
    if (!serialTracked) return { reason: 'SerialsNotTracked', lineId }
    if (serials.length !== quantity) return { reason: 'SerialsIncomplete', lineId, quantity, serials: serials.length }
    const seen = serialsOfSku.get(sku) ?? new Set()
    serialsOfSku.set(sku, seen)
    for (const serial of serials) {
      if (seen.has(serial)) return { reason: 'SerialRepeated', lineId, serial }
      seen.add(serial)
    }
  }
  return undefined
}
