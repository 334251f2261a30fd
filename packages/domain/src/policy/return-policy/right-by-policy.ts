import type { Instant } from '@aftersale/messages'
import { wasShownBeforePurchase } from '../disclosure/shown-before-purchase.js'
import { type PeriodEnd, policyPeriodEnd } from '../policy-period.js'
import type { RuleApplied } from '../rule-trace.js'
import { isOfException, reasonOfCondition, reasonOfException } from './refusal-causes.js'
import type { ReturnFacts, ReturnTerms } from './return-facts.js'
import {
  type ConditionRule,
  type ReturnPolicy,
  type ReturnWindow,
  returnPolicyRefOf,
  type WindowAnchor,
} from './return-policy.js'
import type { ReturnKind } from './return-vocabulary.js'
import type { Block, Right } from './rights.js'
import { ruleApplied } from './rule-applied.js'

/** Whether a rule of a policy speaks of returns of that kind and of goods of that category. */
export const speaksOf = (
  rule: { readonly kinds: ReadonlyArray<ReturnKind>; readonly categories?: ReadonlyArray<string> },
  kind: ReturnKind,
  category: string | undefined,
): boolean =>
  rule.kinds.includes(kind) &&
  (rule.categories === undefined || (category !== undefined && rule.categories.includes(category)))

/** What the shop's policy gives for a return of that kind. */
export const rightByPolicy = (terms: ReturnTerms, facts: ReturnFacts): Right => {
  const { policy } = terms
  const window = windowOf(terms, facts)
  const conditions = conditionsOf(policy, facts, window.guaranteed)
  const exceptions = exceptionsOf(policy, facts)
  const reviews = [...window.reviews, ...reviewsOf(policy, facts)]
  return {
    by: 'policy',
    judgedAs: facts.kind,
    blocks: [...window.blocks, ...exceptions.blocks, ...conditions.blocks],
    reviews,
    ...(window.endsAtExclusive === undefined ? {} : { endsAtExclusive: window.endsAtExclusive }),
    undisclosed: [...exceptions.undisclosed, ...conditions.undisclosed],
    trace: [
      ...window.trace,
      ...exceptions.trace,
      ...conditions.trace,
      ...reviews.map((review) => ruleApplied('review', {}, review, returnPolicyRefOf(policy))),
    ],
  }
}

interface Applied {
  readonly blocks: ReadonlyArray<Block>
  readonly undisclosed: ReadonlyArray<string>
  readonly trace: ReadonlyArray<RuleApplied>
}

/** The window of the category, else that of every category. */
const windowFor = (
  { windows }: ReturnPolicy,
  kind: ReturnKind,
  category: string | undefined,
): ReturnWindow | undefined => {
  const open = windows.filter((window) => speaksOf(window, kind, category))
  return open.find(({ categories }) => categories !== undefined) ?? open[0]
}

type AnchoringFacts = Pick<ReturnFacts, 'purchasedAt' | 'deliveredAt' | 'firstGoodDeliveredAt' | 'lastGoodDeliveredAt'>

const anchoredAtOf = (anchor: WindowAnchor, facts: AnchoringFacts): Instant | undefined => {
  switch (anchor) {
    case 'delivery-of-last-good':
      return facts.lastGoodDeliveredAt
    case 'delivery-of-first-good':
      return facts.firstGoodDeliveredAt
    case 'delivery-of-unit':
      return facts.deliveredAt
    case 'conclusion':
      return facts.purchasedAt
  }
}

const windowOf = (
  terms: ReturnTerms,
  facts: ReturnFacts,
): {
  readonly blocks: ReadonlyArray<Block>
  readonly reviews: ReadonlyArray<string>
  readonly endsAtExclusive?: Instant
  /** Conditions that a satisfaction guarantee waives now. */
  readonly guaranteed: ReadonlyArray<string>
  readonly trace: ReadonlyArray<RuleApplied>
} => {
  const ref = returnPolicyRefOf(terms.policy)
  const window = windowFor(terms.policy, facts.kind, facts.category)
  const guarantee = guaranteeFor(terms.policy, facts)
  if (window === undefined && guarantee === undefined) {
    const { kind, category } = facts
    return {
      blocks: [{ reason: 'NotOffered' }],
      reviews: [],
      guaranteed: [],
      trace: [ruleApplied('window', { kind, category }, 'NotOffered', ref)],
    }
  }

  const stretches = [
    ...(window === undefined ? [] : [{ ruleId: 'window', stretch: window }]),
    ...(guarantee === undefined ? [] : [{ ruleId: 'satisfaction-guarantee', stretch: guarantee }]),
  ].map(({ ruleId, stretch }) => ({ ruleId, stretch, ...stretchOf(stretch, terms, facts) }))
  const isOpen = stretches.some(({ state }) => state === 'open')
  const mayBeOpen = !isOpen && stretches.some(({ end }) => end?.calendarMissing === true)
  const end = stretches.every(({ end: known }) => known !== undefined)
    ? stretches.reduce<Instant | undefined>((latest, stretch) => later(latest, stretch.end?.endsAtExclusive), undefined)
    : undefined
  return {
    blocks:
      isOpen || mayBeOpen || end === undefined ? [] : [{ reason: 'OutsideWindow', lift: { requestedBefore: end } }],
    reviews: mayBeOpen ? ['calendar-missing'] : [],
    ...(end === undefined ? {} : { endsAtExclusive: end }),
    guaranteed: stretches.some(({ ruleId, state }) => ruleId === 'satisfaction-guarantee' && state === 'open')
      ? (guarantee?.waives ?? [])
      : [],
    trace: stretches.map(({ ruleId, stretch, end: known, state }) =>
      ruleApplied(
        ruleId,
        {
          kind: facts.kind,
          category: facts.category,
          anchor: stretch.anchor,
          anchoredOn: known?.anchorOn,
          period: stretch.period,
          rule: stretch.rule,
          zone: stretch.zone,
          requestedAt: facts.requestedAt,
          endsAtExclusive: known?.endsAtExclusive,
        },
        state === 'over' ? 'OutsideWindow' : state,
        ref,
      ),
    ),
  }
}

const later = (one: Instant | undefined, other: Instant | undefined): Instant | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one

/** A guarantee is for those who are not satisfied, which is no defect and no exchange. */
const guaranteeFor = (
  { satisfactionGuarantee }: ReturnPolicy,
  { kind, category }: Pick<ReturnFacts, 'kind' | 'category'>,
) =>
  satisfactionGuarantee !== undefined &&
  speaksOf({ ...satisfactionGuarantee, kinds: ['policy-return'] }, kind, category)
    ? satisfactionGuarantee
    : undefined

/** No end where there is no period, or where it has not begun. */
const stretchOf = (
  { anchor, period, rule, zone, calendarRef }: Omit<ReturnWindow, 'kinds' | 'categories'>,
  { calendars }: ReturnTerms,
  facts: AnchoringFacts & Pick<ReturnFacts, 'requestedAt'>,
): { readonly end?: PeriodEnd; readonly state: 'open' | 'not-begun' | 'over' } => {
  const anchoredAt = anchoredAtOf(anchor, facts)
  if (period === undefined) return { state: 'open' }
  if (anchoredAt === undefined) return { state: 'not-begun' }
  const end = policyPeriodEnd({ period, rule, zone, calendarRef }, anchoredAt, calendars)
  return { end, state: facts.requestedAt < end.endsAtExclusive ? 'open' : 'over' }
}

/** Whether the satisfaction guarantee is open for a return, and waives its fees. */
export const guaranteeWaivesFees = (
  terms: ReturnTerms,
  facts: AnchoringFacts & Pick<ReturnFacts, 'kind' | 'category' | 'requestedAt'>,
): boolean => {
  const guarantee = guaranteeFor(terms.policy, facts)
  return guarantee?.waivesFees === true && stretchOf(guarantee, terms, facts).state === 'open'
}

const conditionsOf = (policy: ReturnPolicy, facts: ReturnFacts, guaranteed: ReadonlyArray<string>): Applied =>
  gathered(
    policy.conditions
      .filter((rule) => speaksOf(rule, facts.kind, facts.category))
      .map((rule) => {
        const { condition } = rule
        const state = stateOf(rule, facts)
        if (state !== 'missing') return noted(policy, facts, condition, state)
        if (guaranteed.includes(condition)) return noted(policy, facts, condition, 'waived-by-guarantee')
        return binding(policy, facts, condition, {
          reason: reasonOfCondition[condition],
          lift: { missing: [condition] },
        })
      }),
  )

const stateOf = ({ condition, proofs }: ConditionRule, facts: ReturnFacts): 'met' | 'missing' | 'seen-on-receipt' => {
  if (condition === 'receipt') {
    return facts.proofs.some(({ kind }) => proofs === undefined || proofs.includes(kind)) ? 'met' : 'missing'
  }
  const meets = facts.meets?.[condition]
  if (meets === undefined) return 'seen-on-receipt'
  return meets ? 'met' : 'missing'
}

const exceptionsOf = (policy: ReturnPolicy, facts: ReturnFacts): Applied =>
  gathered(
    policy.exceptions
      .filter((rule) =>
        rule.exception === 'excluded-category'
          ? rule.kinds.includes(facts.kind)
          : speaksOf(rule, facts.kind, facts.category),
      )
      .filter(({ exception, categories }) => isOfException(exception, facts, categories))
      .map(({ exception }) =>
        binding(policy, facts, exception, {
          reason: reasonOfException[exception],
          lift: { without: [exception] },
        }),
      ),
  )

/** A condition stands in the way only if it was shown before the purchase. */
const binding = (policy: ReturnPolicy, facts: ReturnFacts, condition: string, block: Block): Applied => {
  const policyRef = returnPolicyRefOf(policy)
  return wasShownBeforePurchase(condition, { policyRef, purchasedAt: facts.purchasedAt }, facts.disclosures)
    ? { blocks: [block], undisclosed: [], trace: noted(policy, facts, condition, block.reason).trace }
    : { blocks: [], undisclosed: [condition], trace: noted(policy, facts, condition, 'ConditionNotDisclosed').trace }
}

const noted = (policy: ReturnPolicy, { purchasedAt }: ReturnFacts, condition: string, outcome: string): Applied => ({
  blocks: [],
  undisclosed: [],
  trace: [
    ruleApplied(
      'condition',
      { condition, ...(outcome === 'ConditionNotDisclosed' ? { purchasedAt } : {}) },
      outcome,
      returnPolicyRefOf(policy),
    ),
  ],
})

const gathered = (applied: ReadonlyArray<Applied>): Applied => ({
  blocks: applied.flatMap(({ blocks }) => blocks),
  undisclosed: applied.flatMap(({ undisclosed }) => undisclosed),
  trace: applied.flatMap(({ trace }) => trace),
})

const reviewsOf = ({ review, conditions }: ReturnPolicy, facts: ReturnFacts): ReadonlyArray<string> => {
  if (review === undefined) return []
  const worth = (review.valueFrom ?? []).find(({ currency }) => currency === facts.currency)
  const asksForProof = conditions.some(
    (rule) => rule.condition === 'receipt' && speaksOf(rule, facts.kind, facts.category),
  )
  return [
    ...(review.kinds?.includes(facts.kind) === true ? ['kind'] : []),
    ...(worth !== undefined && (facts.netMinor ?? 0n) >= worth.amountMinor ? ['value'] : []),
    ...(review.unverifiedProof === true &&
    asksForProof &&
    facts.proofs.length > 0 &&
    facts.proofs.every(({ verified }) => !verified)
      ? ['unverified-proof']
      : []),
  ]
}
