import {
  laterOf,
  millisecondsAfter,
  type NonEmptyText,
  type PolicyRef,
  type PositiveInteger,
} from '@aftersale/messages'
import type { ReturnFacts, WouldHaveTurned } from './return-facts.js'
import type { ReturnCondition, ReturnException } from './return-vocabulary.js'
import type { Block, WeighedRights } from './rights.js'

interface Decided {
  readonly rights: WeighedRights['rights']
  readonly outcome: 'accepted' | 'refused'
  readonly facts: ReturnFacts
  /** Of the shop's policy. */
  readonly policyRef: PolicyRef
  readonly weighedAgain: (facts: ReturnFacts) => WeighedRights
}

/**
 * The changes to the facts that turn the decision, each the smallest of its kind and tried out before it is named, the
 * smallest first: of a refusal one for each right that could have allowed it, unless another asks for less in everything;
 * of an acceptance one at most. None where there is none.
 */
export const wouldHaveTurned = (decided: Decided): ReadonlyArray<WouldHaveTurned> => {
  if (decided.outcome === 'refused') return wouldHaveAllowed(decided)
  const change = wouldHaveRefused(decided)
  return change === undefined ? [] : [change]
}

/** For each right all that stands in its way, taken away: what takes least first, of equal ones the latest. */
const wouldHaveAllowed = ({ rights, facts, policyRef, weighedAgain }: Decided): ReadonlyArray<WouldHaveTurned> => {
  const allows = (lifts: ReadonlyArray<WouldHaveTurned>): boolean =>
    weighedAgain(factsWith(facts, together(lifts), policyRef)).outcome !== 'refused'
  const changes = rights
    .flatMap(({ blocks }) => {
      const lifts = liftsOf(blocks)
      return lifts !== undefined && allows(lifts) ? [withoutNeedless(lifts, allows)] : []
    })
    .toSorted((one, other) => one.length - other.length || (endIn(one) < endIn(other) ? 1 : -1))
    .map(together)
  return changes.filter((change, index) => !changes.slice(0, index).some((smaller) => asksNoLess(change, smaller)))
}

/** Whether whoever makes the change makes the other one with it. */
export const asksNoLess = (change: WouldHaveTurned, other: WouldHaveTurned): boolean =>
  (other.requestedBefore === undefined || (change.requestedBefore ?? LATER) <= other.requestedBefore) &&
  (other.quantityAtMost === undefined || (change.quantityAtMost ?? Number.POSITIVE_INFINITY) <= other.quantityAtMost) &&
  (other.delivered === undefined || change.delivered === true) &&
  (other.missing ?? []).every((condition) => change.missing?.includes(condition) === true) &&
  (other.without ?? []).every((exception) => change.without?.includes(exception) === true)

/** After every instant, as text is compared. */
const LATER = '~'

const liftsOf = (blocks: ReadonlyArray<Block>): ReadonlyArray<WouldHaveTurned> | undefined =>
  blocks.every(({ lift }) => lift !== undefined) ? blocks.flatMap(({ lift }) => lift ?? []) : undefined

/** A request in time may make a proof needless: within a satisfaction guarantee. */
const withoutNeedless = (
  lifts: ReadonlyArray<WouldHaveTurned>,
  allows: (lifts: ReadonlyArray<WouldHaveTurned>) => boolean,
): ReadonlyArray<WouldHaveTurned> => {
  const needless = lifts.findIndex((_, index) => allows(lifts.toSpliced(index, 1)))
  return needless === -1 ? lifts : withoutNeedless(lifts.toSpliced(needless, 1), allows)
}

const together = (lifts: ReadonlyArray<WouldHaveTurned>): WouldHaveTurned => {
  const missing = [...new Set(lifts.flatMap((lift) => lift.missing ?? []))]
  const without = [...new Set(lifts.flatMap((lift) => lift.without ?? []))]
  return {
    ...lifts.reduce<WouldHaveTurned>((all, lift) => ({ ...all, ...lift }), {}),
    ...(missing.length === 0 ? {} : { missing }),
    ...(without.length === 0 ? {} : { without }),
  }
}

const endIn = (lifts: ReadonlyArray<WouldHaveTurned>): string => together(lifts).requestedBefore ?? ''

/** A condition shown in time; else a later day; else more units than there are. */
const wouldHaveRefused = ({ rights, facts, policyRef, weighedAgain }: Decided): WouldHaveTurned | undefined => {
  const undisclosed = [...new Set(rights.flatMap((right) => right.undisclosed))]
  const ends = rights.flatMap(({ endsAtExclusive }) => (endsAtExclusive === undefined ? [] : [endsAtExclusive]))
  const changes: ReadonlyArray<WouldHaveTurned> = [
    ...undisclosed.map((condition) => ({ disclosedBeforePurchase: [condition as NonEmptyText] })),
    ...ends.toSorted().map((end) => ({ requestedFrom: end })),
    { quantityFrom: (facts.availableQuantity + 1) as PositiveInteger },
  ]
  return changes.find((change) => weighedAgain(factsWith(facts, change, policyRef)).outcome === 'refused')
}

/** The facts as they would have been with that change. `policyRef` is the shop's, which conditions are shown under. */
export const factsWith = (facts: ReturnFacts, change: WouldHaveTurned, policyRef: PolicyRef): ReturnFacts => {
  let changed = facts
  if (change.requestedBefore !== undefined) {
    changed = { ...changed, requestedAt: millisecondsAfter(change.requestedBefore, -1) }
  }
  if (change.requestedFrom !== undefined) {
    changed = { ...changed, requestedAt: laterOf(changed.requestedAt, change.requestedFrom) }
  }
  if (change.quantityAtMost !== undefined) changed = { ...changed, quantity: change.quantityAtMost }
  if (change.quantityFrom !== undefined) changed = { ...changed, quantity: change.quantityFrom }
  if (change.delivered === true) changed = delivered(changed)
  for (const condition of change.missing ?? []) changed = meeting(changed, condition)
  for (const exception of change.without ?? []) changed = notOfException(changed, exception)
  if (change.disclosedBeforePurchase !== undefined) {
    const shown = {
      policyRef,
      phase: 'pre-purchase' as const,
      conditionsShown: change.disclosedBeforePurchase,
      shownAt: changed.purchasedAt,
    }
    changed = { ...changed, disclosures: [...changed.disclosures, shown] }
  }
  return changed
}

const delivered = (facts: ReturnFacts): ReturnFacts => ({
  ...facts,
  deliveredAt: facts.requestedAt,
  firstGoodDeliveredAt: facts.firstGoodDeliveredAt ?? facts.requestedAt,
  lastGoodDeliveredAt: facts.lastGoodDeliveredAt ?? facts.requestedAt,
  availableQuantity: Math.max(facts.availableQuantity, facts.quantity),
})

const meeting = (facts: ReturnFacts, condition: ReturnCondition): ReturnFacts =>
  condition === 'receipt'
    ? {
        ...facts,
        proofs: [
          ...facts.proofs,
          ...(['invoice', 'receipt', 'e-receipt', 'gift-receipt', 'bank-statement'] as const).map((kind) => ({
            kind,
            verified: true,
          })),
        ],
      }
    : { ...facts, meets: { ...facts.meets, [condition]: true } }

const notOfException = (facts: ReturnFacts, exception: ReturnException): ReturnFacts => {
  switch (exception) {
    case 'final-sale':
      return { ...facts, finalSale: false }
    case 'perishable':
      return { ...facts, perishable: false }
    case 'made-to-order':
      return { ...facts, madeToOrder: false }
    case 'unsealed-hygiene':
      return { ...facts, isUnsealed: false }
    case 'digital-begun-with-consent':
      return { ...facts, digitalBegunWithConsent: false }
    case 'excluded-category':
      return { ...facts, category: undefined }
  }
}
