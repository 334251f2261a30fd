import type { Instant } from '@aftersale/messages'
import type { RuleTrace } from '../rule-trace.js'
import type { WouldHaveTurned } from './return-facts.js'
import type { ReturnKind, ReturnRefusalReason } from './return-vocabulary.js'

/** What stands in the way, and the least change that would take it away; absent where none would. */
export interface Block {
  readonly reason: ReturnRefusalReason
  readonly lift?: WouldHaveTurned
}

/** A right that a return may rest on, the law's or the shop's, and what it comes to in this case. */
export interface Right {
  readonly by: 'law' | 'policy'
  readonly judgedAs: ReturnKind
  readonly blocks: ReadonlyArray<Block>
  /** Why a person has to look, where nothing stands in the way. */
  readonly reviews: ReadonlyArray<string>
  readonly endsAtExclusive?: Instant
  /** Conditions that would have stood in the way, had they been shown before purchase. */
  readonly undisclosed: ReadonlyArray<string>
  readonly trace: RuleTrace
}

/** What the rights that there are come to together. */
export interface WeighedRights {
  readonly outcome: 'accepted' | 'in-review' | 'refused'
  /** The one that decides. */
  readonly right: Right
  readonly rights: ReadonlyArray<Right>
  readonly trace: RuleTrace
}
