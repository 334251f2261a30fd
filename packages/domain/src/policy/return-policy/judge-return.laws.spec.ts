import { type Instant, laterOf, millisecondsAfter } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { RuleTrace } from '../rule-trace.js'
import { judgeReturn, type ReturnJudgement } from './judge-return.js'
import { conditionBehind } from './refusal-causes.js'
import { WouldHaveTurned } from './return-facts.js'
import { anyFacts, anyTerms } from './return-policy.fixtures.js'
import { returnPolicyRefOf } from './return-policy.js'
import { asksNoLess, factsWith } from './would-have-turned.js'

const RUNS = { numRuns: 200 }

/** What a judgement names as turning it, the smallest change first. */
const changesOf = ({ wouldHaveTurned, wouldAlsoHaveTurned = [] }: ReturnJudgement): ReadonlyArray<WouldHaveTurned> =>
  wouldHaveTurned === undefined ? [] : [wouldHaveTurned, ...wouldAlsoHaveTurned]

it('is turned by each change that it names', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const judgement = judgeReturn(terms, facts)
      for (const change of changesOf(judgement)) {
        const turned = judgeReturn(terms, factsWith(facts, change, returnPolicyRefOf(terms.policy))).outcome
        expect(turned === 'refused').toBe(judgement.outcome === 'accepted')
      }
    }),
    RUNS,
  )
})

it('is not turned by less than a change that it names', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const judgement = judgeReturn(terms, facts)
      if (judgement.outcome !== 'refused') return
      const ref = returnPolicyRefOf(terms.policy)
      const isRefusedWith = (change: WouldHaveTurned) =>
        judgeReturn(terms, factsWith(facts, change, ref)).outcome === 'refused'
      for (const named of changesOf(judgement)) {
        for (const part of Object.keys(named)) {
          const { [part as keyof WouldHaveTurned]: _, ...less } = named
          expect(isRefusedWith(less)).toBe(true)
        }
        const { requestedBefore, quantityAtMost, missing, without } = named
        if (requestedBefore !== undefined) {
          expect(isRefusedWith({ ...named, requestedBefore: millisecondsAfter(requestedBefore, 1) })).toBe(true)
        }
        if (quantityAtMost !== undefined) {
          expect(isRefusedWith({ ...named, quantityAtMost: (quantityAtMost + 1) as never })).toBe(true)
        }
        for (const condition of missing ?? []) {
          const less = { ...named, missing: (missing ?? []).filter((other) => other !== condition) }
          expect(isRefusedWith(less)).toBe(true)
        }
        for (const exception of without ?? []) {
          const less = { ...named, without: (without ?? []).filter((other) => other !== exception) }
          expect(isRefusedWith(less)).toBe(true)
        }
      }
    }),
    RUNS,
  )
})

it('names no change that asks for all that another one does', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const changes = changesOf(judgeReturn(terms, facts))
      expect(changes.filter((one) => changes.some((other) => one !== other && asksNoLess(one, other)))).toEqual([])
    }),
    RUNS,
  )
})

/** Where the law and the shop each have something against it. */
const anyLateFacts = anyFacts.map((facts) => ({
  ...facts,
  kind: 'policy-return' as const,
  channel: 'web',
  isBusiness: undefined,
  lineKind: 'goods' as const,
  requestedAt: laterOf(facts.requestedAt, '2025-06-15T00:00:00.000Z' as Instant),
}))

it('names what would have turned it by the policy alone, unless what it names asks for less', () => {
  fc.assert(
    fc.property(anyTerms, anyLateFacts, (terms, facts) => {
      const { law: _, ...shopAlone } = terms
      const judgement = judgeReturn(terms, facts)
      if (judgement.outcome !== 'refused') return
      for (const change of changesOf(judgeReturn(shopAlone, facts))) {
        expect(changesOf(judgement).some((named) => asksNoLess(change, named))).toBe(true)
      }
    }),
    RUNS,
  )
})

it('names such a change for every acceptance, and for every refusal but of what is not offered or not there', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const { outcome, reasons, wouldHaveTurned } = judgeReturn(terms, facts)
      if (outcome === 'in-review') expect(wouldHaveTurned).toBeUndefined()
      if (outcome === 'accepted') expect(wouldHaveTurned).toBeDefined()
      if (outcome === 'refused' && wouldHaveTurned === undefined) {
        const isHopeless =
          reasons.includes('NotOffered') ||
          reasons.includes('ExcludedCategory') ||
          (reasons.includes('QuantityExceedsAvailable') && facts.availableQuantity === 0)
        expect(isHopeless).toBe(true)
      }
    }),
    RUNS,
  )
})

it('refuses for a reason, under the version of a policy, and never for a condition that was not shown before', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const { outcome, by, reasons, trace } = judgeReturn(terms, facts)
      expect(reasons.length > 0).toBe(outcome === 'refused')
      for (const reason of reasons) expect(trace.some((rule) => rule.outcome === reason)).toBe(true)
      if (by === 'law') return
      const nothingShown = judgeReturn(terms, { ...facts, disclosures: [] })
      if (nothingShown.by === 'policy') {
        expect(nothingShown.reasons.filter((reason) => conditionBehind(reason) !== undefined)).toEqual([])
      }
    }),
    RUNS,
  )
})

it('is never harder on the customer for the law', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const { law: _, ...shopAlone } = terms
      if (judgeReturn(shopAlone, facts).outcome === 'accepted') {
        expect(judgeReturn(terms, facts).outcome).toBe('accepted')
      }
    }),
    RUNS,
  )
})

it('is judged the same again, and can be recorded', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const judgement = judgeReturn(terms, facts)
      expect(judgeReturn(terms, facts)).toEqual(judgement)
      expect(RuleTrace.decode(JSON.parse(JSON.stringify(judgement.trace)))).toEqual(E.right(judgement.trace))
      for (const change of changesOf(judgement)) {
        expect(WouldHaveTurned.decode(JSON.parse(JSON.stringify(change)))).toEqual(E.right(change))
      }
    }),
    { numRuns: 100 },
  )
})
