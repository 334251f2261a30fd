import type { AfterSalesFacts } from '@aftersale/read-models'
import type { Figure } from './figure.js'
import type { Scope } from './question.js'

/** What a metric means. The metrics page is printed from this text; there is no other. */
export interface MetricDefinition {
  readonly name: string
  readonly title: string
  /** One sentence: the question it answers. */
  readonly question: string
  readonly numerator: string
  readonly denominator: string
  readonly population: string
  readonly window: string
  readonly exclusions: string
  /** Its value where the denominator is 0. */
  readonly atZero: string
  readonly variants: Readonly<Record<string, string>>
  readonly unit: string
  readonly source: string
}

export interface Metric {
  readonly definition: MetricDefinition
  readonly figures: (facts: AfterSalesFacts, scope: Scope) => ReadonlyArray<Figure>
}
