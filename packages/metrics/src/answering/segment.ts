import type { Circumstances } from '@aftersale/read-models'
import type { Dimension } from './dimension.js'
import type { Scope } from './question.js'

/** The values of the dimensions asked for, in that order; `null` where one isn't known. */
export const segmentOf = (circumstances: Circumstances, at: number, scope: Scope): ReadonlyArray<string | null> =>
  scope.by.length === 0 ? whole : scope.by.map((dimension) => valueOf(dimension, circumstances, at, scope))

const whole: ReadonlyArray<never> = []

const valueOf = (dimension: Dimension, of: Circumstances, at: number, scope: Scope): string | null => {
  switch (dimension) {
    case 'channel':
      return of.channel ?? null
    case 'team':
      return of.team ?? null
    case 'product':
      return of.sku ?? of.assetId ?? null
    case 'asset':
      return of.assetId ?? null
    case 'month':
      return scope.monthOf(at)
    case 'topic':
      return topicOf(of)
    case 'category':
      return of.category ?? null
    case 'subcategory':
      return of.subcategory ?? null
    case 'kind':
      return of.kind ?? null
    case 'priority':
      return of.priority ?? null
  }
}

/** The events that told the values of the dimensions asked for. */
export const segmentToldBy = ({ toldBy }: Circumstances, { by }: Scope): ReadonlyArray<string> =>
  by.flatMap((dimension) => toldByOf(dimension, toldBy) ?? [])

const toldByOf = (dimension: Dimension, by: Circumstances['toldBy']): string | undefined => {
  switch (dimension) {
    case 'channel':
      return by.channel ?? by.opening
    case 'team':
      return by.team
    case 'product':
    case 'asset':
      return by.opening
    case 'month': // told by what the case is counted by
      return undefined
    case 'topic':
    case 'category':
    case 'subcategory':
      return by.topic ?? by.opening
    case 'kind':
      return by.kind ?? by.opening
    case 'priority':
      return by.priority ?? by.opening
  }
}

/** `Billing / Refund`, as far as it is known. */
export const topicOf = ({ category, subcategory }: Pick<Circumstances, 'category' | 'subcategory'>): string | null =>
  category === undefined && subcategory === undefined ? null : `${category ?? '?'} / ${subcategory ?? '?'}`

/** By the values from left to right, in code-unit order; what isn't known comes last. */
export const inOrder = (left: ReadonlyArray<string | null>, right: ReadonlyArray<string | null>): number => {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? null
    if (value === other) continue
    if (value === null) return 1
    if (other === null) return -1
    return value < other ? -1 : 1
  }
  return 0
}
