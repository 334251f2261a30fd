import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { unknownFields } from '../unknown-fields.js'
import { NEVER_REPRICED } from './repricing-under.js'
import { ReturnPolicy } from './return-policy.js'
import { ReturnKind } from './return-vocabulary.js'

/**
 * Reads a policy that a person wrote, and says what is wrong with it, a sentence for each place:
 * `windows[0].period: expected Period, got "14 days"`. Beyond the form of its fields a policy must make sense; its README
 * has the rules. What a command holds is read by the codec alone.
 */
export const decodeReturnPolicy = (input: unknown): E.Either<ReadonlyArray<string>, ReturnPolicy> => {
  const unknown = unknownFields(ReturnPolicy, input).map((path) => `${path}: no field of a return policy`)
  const decoded = ReturnPolicy.decode(input)
  if (E.isLeft(decoded)) return E.left([...explainedErrors(decoded.left), ...unknown])
  const faults = [...unknown, ...rules.flatMap((faultsOf) => faultsOf(decoded.right))]
  return faults.length > 0 ? E.left(faults) : decoded
}

/** The policy, for one that stands in code. Throws a TypeError with what `decodeReturnPolicy` finds wrong. */
export const returnPolicy = (input: unknown): ReturnPolicy => {
  const decoded = decodeReturnPolicy(input)
  if (E.isRight(decoded)) return decoded.right
  throw new TypeError(`This is no return policy:\n${decoded.left.join('\n')}`)
}

type FaultsOf = (policy: ReturnPolicy) => ReadonlyArray<string>

interface Ruling {
  readonly kinds: ReadonlyArray<ReturnKind>
  readonly categories?: ReadonlyArray<string>
}

const kinds = Object.keys(ReturnKind.keys) as ReadonlyArray<ReturnKind>

/** One answer to one question: no two rules of a list may speak of the same kind and category. */
const nothingIsRuledTwice: FaultsOf = (policy) => [
  ...overlaps('windows', policy.windows),
  ...overlaps('restockingFees', policy.restockingFees),
  ...overlaps('waysBack', policy.waysBack),
  ...overlaps('remedies', policy.remedies),
]

const overlaps = (list: string, rulings: ReadonlyArray<Ruling>): ReadonlyArray<string> => {
  const seen = new Set<string>()
  return rulings.flatMap((ruling, index) =>
    ruling.kinds.flatMap((kind) =>
      (ruling.categories ?? ['']).flatMap((category) => {
        const question = JSON.stringify([kind, category])
        if (!seen.has(question)) {
          seen.add(question)
          return []
        }
        const where = category === '' ? kind : `${kind} of ${category}`
        return [`${list}[${index}]: ${where} is ruled before`]
      }),
    ),
  )
}

const everyRuleSpeaksOfSomething: FaultsOf = (policy) =>
  Object.entries({
    windows: policy.windows,
    conditions: policy.conditions,
    exceptions: policy.exceptions,
    restockingFees: policy.restockingFees,
    waysBack: policy.waysBack,
    remedies: policy.remedies,
  }).flatMap(([list, rulings]) =>
    (rulings as ReadonlyArray<Ruling>).flatMap((ruling, index) => [
      ...(ruling.kinds.length === 0 ? [`${list}[${index}].kinds: a rule of no kind is never applied`] : []),
      ...(ruling.categories?.length === 0
        ? [`${list}[${index}].categories: a rule of no category is never applied`]
        : []),
    ]),
  )

const feesAreAllowedAndPlain: FaultsOf = ({ restockingFees }) =>
  restockingFees.flatMap((fee, index) => {
    const place = `restockingFees[${index}]`
    return [
      ...(['withdrawal', 'non-conformity', 'wrong-missing-damaged', 'recall'] as const)
        .filter((kind) => fee.kinds.includes(kind))
        .map((kind) => `${place}.kinds: no restocking fee may be taken on ${kind}`),
      ...((fee.rate === undefined) === (fee.amounts === undefined)
        ? [`${place}: either a rate or amounts, and not both`]
        : []),
      ...amountFaults(`${place}.amounts`, fee.amounts),
    ]
  })

const amountFaults = (place: string, amounts: ReturnPolicy['restockingFees'][number]['amounts'] = []) =>
  amounts.flatMap(({ currency }, index) =>
    amounts.findIndex((other) => other.currency === currency) < index
      ? [`${place}[${index}].currency: ${currency} stands before`]
      : [],
  )

const otherAmountsMakeSense: FaultsOf = ({ waysBack, review }) => [
  ...waysBack.flatMap(({ labelCosts, paidBy }, index) => [
    ...amountFaults(`waysBack[${index}].labelCosts`, labelCosts),
    ...(paidBy === 'merchant' && labelCosts !== undefined
      ? [`waysBack[${index}].labelCosts: nothing is asked for a label where the merchant pays`]
      : []),
  ]),
  ...amountFaults('review.valueFrom', review?.valueFrom),
]

const exclusionsNameCategories: FaultsOf = ({ exceptions }) =>
  exceptions.flatMap(({ exception, categories }, index) =>
    exception === 'excluded-category' && categories === undefined
      ? [`exceptions[${index}].categories: missing, so that nothing is excluded`]
      : [],
  )

const proofsAreOfReceipts: FaultsOf = ({ conditions }) =>
  conditions.flatMap(({ condition, proofs }, index) => {
    if (proofs === undefined) return []
    if (condition !== 'receipt') return [`conditions[${index}].proofs: only a receipt is proven`]
    return proofs.length === 0 ? [`conditions[${index}].proofs: nothing would prove it`] : []
  })

const promotionsAreTakenBackWhereTheyMay: FaultsOf = ({ promotions, repricedKinds }) => {
  if (repricedKinds === undefined) return []
  if (promotions === 'proportional') return ['repricedKinds: nothing is repriced where promotions are proportional']
  return repricedKinds.length === 0
    ? ['repricedKinds: a rule of no kind is never applied']
    : repricedKinds
        .filter((kind) => NEVER_REPRICED.has(kind))
        .map((kind) => `repricedKinds: no promotion may be taken back on ${kind}`)
}

const moneyBackIsOffered: FaultsOf = ({ windows, remedies }) =>
  kinds
    .filter((kind) => windows.some((window) => window.kinds.includes(kind)))
    .filter((kind) => !remedies.some((offer) => offer.kinds.includes(kind) && offer.remedies.length > 0))
    .map((kind) => `remedies: ${kind} is taken back, and nothing is offered for it`)

const rules: ReadonlyArray<FaultsOf> = [
  everyRuleSpeaksOfSomething,
  nothingIsRuledTwice,
  feesAreAllowedAndPlain,
  otherAmountsMakeSense,
  exclusionsNameCategories,
  proofsAreOfReceipts,
  promotionsAreTakenBackWhereTheyMay,
  moneyBackIsOffered,
]
