import type { Instant } from '@aftersale/messages'
import type { RuleTrace } from '../rule-trace.js'
import type { ReturnFacts, ReturnTerms, WouldHaveTurned } from './return-facts.js'
import type { ReturnKind, ReturnRefusalReason } from './return-vocabulary.js'

export interface ReturnJudgement {
  /** `in-review`: a person decides. */
  readonly outcome: 'accepted' | 'in-review' | 'refused'
  /** Under which kind: a return that a law gives is judged as a withdrawal, whatever it was called. */
  readonly judgedAs: ReturnKind
  readonly by: 'law' | 'policy'
  /** None unless refused. */
  readonly reasons: ReadonlyArray<ReturnRefusalReason>
  /** Where the right that was judged by has an end that is known. */
  readonly windowEndsAtExclusive?: Instant
  readonly trace: RuleTrace
  /** Absent where nothing would have. */
  readonly wouldHaveTurned?: WouldHaveTurned
}

/** Whether a line of a request may come back: by the law where it gives the right, else by the shop's policy. */
export const judgeReturn = (terms: ReturnTerms, facts: ReturnFacts): ReturnJudgement => ({
  outcome: 'accepted',
  judgedAs: facts.kind,
  by: terms.law === undefined ? 'policy' : 'law',
  reasons: [],
  trace: [],
})
