import { millisecondsAfter } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { RuleTrace } from '../rule-trace.js'
import { judgeReturn } from './judge-return.js'
import { conditionBehind } from './refusal-causes.js'
import { WouldHaveTurned } from './return-facts.js'
import { anyFacts, anyTerms } from './return-policy.fixtures.js'
import { returnPolicyRefOf } from './return-policy.js'
import { factsWith } from './would-have-turned.js'

const RUNS = { numRuns: 200 }

it('is turned by the change that it names', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const { outcome, wouldHaveTurned } = judgeReturn(terms, facts)
      if (wouldHaveTurned === undefined) return
      const turned = judgeReturn(terms, factsWith(facts, wouldHaveTurned, returnPolicyRefOf(terms.policy))).outcome
      expect(turned === 'refused').toBe(outcome === 'accepted')
    }),
    RUNS,
  )
})

it('is not turned by less than the change that it names', () => {
  fc.assert(
    fc.property(anyTerms, anyFacts, (terms, facts) => {
      const { outcome, wouldHaveTurned } = judgeReturn(terms, facts)
      if (outcome !== 'refused' || wouldHaveTurned === undefined) return
      const ref = returnPolicyRefOf(terms.policy)
      const isRefusedWith = (change: WouldHaveTurned) =>
        judgeReturn(terms, factsWith(facts, change, ref)).outcome === 'refused'
      for (const part of Object.keys(wouldHaveTurned)) {
        const { [part as keyof WouldHaveTurned]: _, ...less } = wouldHaveTurned
        expect(isRefusedWith(less)).toBe(true)
      }
      const { requestedBefore, quantityAtMost, missing, without } = wouldHaveTurned
      if (requestedBefore !== undefined) {
        expect(isRefusedWith({ ...wouldHaveTurned, requestedBefore: millisecondsAfter(requestedBefore, 1) })).toBe(true)
      }
      if (quantityAtMost !== undefined) {
        expect(isRefusedWith({ ...wouldHaveTurned, quantityAtMost: (quantityAtMost + 1) as never })).toBe(true)
      }
      for (const condition of missing ?? []) {
        const less = { ...wouldHaveTurned, missing: (missing ?? []).filter((other) => other !== condition) }
        expect(isRefusedWith(less)).toBe(true)
      }
      for (const exception of without ?? []) {
        const less = { ...wouldHaveTurned, without: (without ?? []).filter((other) => other !== exception) }
        expect(isRefusedWith(less)).toBe(true)
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
      if (judgement.wouldHaveTurned !== undefined) {
        expect(WouldHaveTurned.decode(JSON.parse(JSON.stringify(judgement.wouldHaveTurned)))).toEqual(
          E.right(judgement.wouldHaveTurned),
        )
      }
    }),
    { numRuns: 100 },
  )
})
