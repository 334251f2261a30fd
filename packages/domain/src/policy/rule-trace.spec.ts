import type { NonEmptyText, PolicyRef, PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { policyRefsIn, type RuleApplied, RuleTrace } from './rule-trace.js'

const ref = (policyId: string, version: number): PolicyRef => ({
  policyId: policyId as NonEmptyText,
  version: version as PositiveInteger,
})

const applied = (policyRef?: PolicyRef): RuleApplied => ({
  ruleId: 'due-in-working-time' as NonEmptyText,
  facts: { target: 'PT8H', elapsedMilliseconds: 0, rests: false },
  outcome: '2025-06-02T15:00:00.000Z' as NonEmptyText,
  ...(policyRef === undefined ? {} : { policyRef }),
})

it('names each policy version once, in the order of use', () => {
  const trace = [
    applied(ref('hours', 2)),
    applied(),
    applied(ref('desk', 1)),
    applied(ref('hours', 2)),
    applied(ref('hours', 1)),
  ]
  expect(policyRefsIn(trace)).toEqual([ref('hours', 2), ref('desk', 1), ref('hours', 1)])
  expect(policyRefsIn([])).toEqual([])
})

it('reads back what it was written as', () => {
  const trace = [applied(ref('hours', 2)), applied()]
  expect(RuleTrace.decode(JSON.parse(JSON.stringify(trace)))).toEqual(E.right(trace))
})

it('holds no facts but texts, numbers and truths', () => {
  expect(E.isLeft(RuleTrace.decode([{ ...applied(), facts: { pauses: ['a', 'b'] } }]))).toBe(true)
})
