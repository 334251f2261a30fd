import type { NonEmptyText } from '@aftersale/messages'
import type { Currency } from '../../money/currency.js'
import type { RuleTrace } from '../rule-trace.js'
import type { ReturnFacts, ReturnTerms } from './return-facts.js'
import type { ReturnKind, WayBackPayer } from './return-vocabulary.js'

/** A line of a return as far as its fees depend on it. */
export interface FeeLine {
  /** Whatever names the line to the caller; given back with its deductions. */
  readonly requestLineId: string
  readonly category?: string | undefined
  /** Paid for the units that come back. */
  readonly netMinor: bigint
  readonly taxMinor: bigint
}

export interface FeeFacts {
  readonly judgedAs: ReturnKind
  /** By a judgement: a right by law knows no restocking fee. */
  readonly by: 'law' | 'policy'
  readonly currency: Currency
  readonly purchasedAt: ReturnFacts['purchasedAt']
  readonly requestedAt: ReturnFacts['requestedAt']
  readonly zone: ReturnFacts['zone']
  /** The latest of the judged lines' deliveries: a guarantee may waive fees. */
  readonly deliveredAt?: ReturnFacts['deliveredAt']
  readonly lastGoodDeliveredAt?: ReturnFacts['lastGoodDeliveredAt']
  readonly disclosures: ReturnFacts['disclosures']
  readonly lines: ReadonlyArray<FeeLine>
  /** Whether the shop sent a label, which the customer is asked to pay for at most once a return. */
  readonly labelIssued: boolean
}

/** What is taken off a refund, with the tax that goes with it. */
export interface Deduction {
  readonly because: 'restocking' | 'label'
  /** Of a line; absent of what is taken off the return as a whole. */
  readonly requestLineId?: string
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly ruleId: NonEmptyText
}

export interface FeesUnder {
  readonly deductions: ReadonlyArray<Deduction>
  readonly wayBackPaidBy: WayBackPayer
  readonly trace: RuleTrace
}

/** What a return costs the customer under the terms: never a restocking fee where the right is the law's. */
export const feesUnder = (_terms: ReturnTerms, _facts: FeeFacts): FeesUnder => ({
  deductions: [],
  wayBackPaidBy: 'merchant',
  trace: [],
})
