import type { MerchantReturnPolicy, MonetaryAmount, RefundTypeEnumeration, WithContext } from 'schema-dts'
import type { Currency } from '../../money/currency.js'
import { decimalText } from '../../money/decimal-text.js'
import type { Money } from '../../money/money.js'
import type { RestockingFee, ReturnPolicy, ReturnWindow } from '../return-policy/return-policy.js'
import type { Remedy, ReturnKind } from '../return-policy/return-vocabulary.js'
import { daysOf } from './whole-period.js'

/** Something that a document cannot say, by the path of the field that says it. */
export interface Unexpressed {
  readonly field: string
  readonly because: string
}

/** For whom and what a policy is written: schema.org has one document for each. */
export interface Audience {
  /** ISO 3166-1, two letters. */
  readonly countries: ReadonlyArray<string>
  readonly currency: Currency
  /** Of goods; absent: of those that no rule names a category for. */
  readonly category?: string | undefined
}

/**
 * A policy's returns without a reason, and who pays for the way back of what is wrong, as schema.org writes them; with
 * every rule that such a document has no place for. Who reads it alone knows less than the policy says.
 */
export const toMerchantReturnPolicy = (
  policy: ReturnPolicy,
  audience: Audience,
): { readonly document: WithContext<MerchantReturnPolicy>; readonly unexpressed: ReadonlyArray<Unexpressed> } => {
  const isTaken = !policy.exceptions.some(
    ({ exception, kinds, categories }) =>
      exception === 'excluded-category' &&
      kinds.includes(RETURN) &&
      audience.category !== undefined &&
      categories?.some((category) => category === audience.category) === true,
  )
  const window = isTaken ? ruleFor(policy.windows, RETURN, audience) : undefined
  const days = window?.period === undefined ? undefined : daysOf(window.period)
  const isPlain = window !== undefined && window.anchor === 'delivery-of-unit'
  const fee = window === undefined ? undefined : ruleFor(policy.restockingFees, RETURN, audience)
  const feeAmount = amountIn(fee?.amounts, audience)
  const document: WithContext<MerchantReturnPolicy> = {
    '@context': 'https://schema.org',
    '@type': 'MerchantReturnPolicy',
    applicableCountry: [...audience.countries],
    ...(window === undefined
      ? { returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted' }
      : window.period === undefined
        ? { returnPolicyCategory: 'https://schema.org/MerchantReturnUnlimitedWindow' }
        : isPlain && days !== undefined
          ? { returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow', merchantReturnDays: days }
          : { returnPolicyCategory: 'https://schema.org/MerchantReturnUnspecified' }),
    ...(window === undefined ? {} : refundTypes(policy, audience)),
    ...(window === undefined ? {} : remorseFees(policy, audience)),
    ...defectFees(policy, audience),
    ...(fee?.rate !== undefined ? { restockingFee: fee.rate / 100 } : {}),
    ...(feeAmount === undefined ? {} : { restockingFee: amountOf(feeAmount) }),
    ...(window !== undefined && asksForUnused(policy, audience)
      ? { itemCondition: 'https://schema.org/NewCondition' as const }
      : {}),
  }
  return { document, unexpressed: unexpressedOf(policy, audience, { window, fee, isPlain, days }) }
}

const RETURN: ReturnKind = 'policy-return'
const DEFECT: ReturnKind = 'wrong-missing-damaged'

interface Ruling {
  readonly kinds: ReadonlyArray<ReturnKind>
  readonly categories?: ReadonlyArray<string>
}

const ruleFor = <Rule extends Ruling>(
  rules: ReadonlyArray<Rule>,
  kind: ReturnKind,
  { category }: Audience,
): Rule | undefined => {
  const ofKind = rules.filter(({ kinds }) => kinds.includes(kind))
  return (
    ofKind.find(({ categories }) => category !== undefined && categories?.includes(category) === true) ??
    ofKind.find(({ categories }) => categories === undefined)
  )
}

const refundTypeOf: Partial<Record<Remedy, RefundTypeEnumeration>> = {
  refund: 'https://schema.org/FullRefund',
  'store-credit': 'https://schema.org/StoreCreditRefund',
  exchange: 'https://schema.org/ExchangeRefund',
}

const refundTypes = (policy: ReturnPolicy, audience: Audience): Pick<MerchantReturnPolicy, 'refundType'> => {
  const remedies = ruleFor(policy.remedies, RETURN, audience)?.remedies ?? []
  const types = remedies.flatMap((remedy) => refundTypeOf[remedy] ?? [])
  return types.length === 0 ? {} : { refundType: types }
}

const remorseFees = (policy: ReturnPolicy, audience: Audience): Partial<MerchantReturnPolicy> => {
  const wayBack = ruleFor(policy.waysBack, RETURN, audience)
  const cost = amountIn(wayBack?.labelCosts, audience)
  if (wayBack === undefined || wayBack.paidBy === 'merchant') {
    return { customerRemorseReturnFees: 'https://schema.org/FreeReturn' }
  }
  return cost === undefined
    ? { customerRemorseReturnFees: 'https://schema.org/ReturnFeesCustomerResponsibility' }
    : {
        customerRemorseReturnFees: 'https://schema.org/ReturnShippingFees',
        customerRemorseReturnShippingFeesAmount: amountOf(cost),
      }
}

const defectFees = (policy: ReturnPolicy, audience: Audience): Partial<MerchantReturnPolicy> => {
  const wayBack = ruleFor(policy.waysBack, DEFECT, audience)
  if (wayBack === undefined) return {}
  const cost = amountIn(wayBack.labelCosts, audience)
  if (wayBack.paidBy === 'merchant') return { itemDefectReturnFees: 'https://schema.org/FreeReturn' }
  return cost === undefined
    ? { itemDefectReturnFees: 'https://schema.org/ReturnFeesCustomerResponsibility' }
    : {
        itemDefectReturnFees: 'https://schema.org/ReturnShippingFees',
        itemDefectReturnShippingFeesAmount: amountOf(cost),
      }
}

const amountIn = (amounts: ReadonlyArray<Money> | undefined, { currency }: Audience): Money | undefined =>
  amounts?.find((amount) => amount.currency === currency)

const amountOf = (money: Money): MonetaryAmount => ({
  '@type': 'MonetaryAmount',
  value: decimalText(money),
  currency: money.currency,
})

const asksForUnused = (policy: ReturnPolicy, audience: Audience): boolean =>
  policy.conditions.some((rule) => rule.condition === 'unused' && ruleFor([rule], RETURN, audience) !== undefined)

const unexpressedOf = (
  policy: ReturnPolicy,
  audience: Audience,
  told: {
    readonly window: ReturnWindow | undefined
    readonly fee: RestockingFee | undefined
    readonly isPlain: boolean
    readonly days: number | undefined
  },
): ReadonlyArray<Unexpressed> => {
  const { window, fee, isPlain, days } = told
  const missing: Array<Unexpressed> = []
  const say = (field: string, because: string): number => missing.push({ field, because })
  say('policyId', 'a document has no version')
  policy.windows.forEach((one, index) => {
    if (one !== window) {
      say(`windows[${index}]`, 'only one window, of returns without a reason, for one sort of goods')
      return
    }
    const others = one.kinds.filter((kind) => kind !== RETURN)
    if (others.length > 0) say(`windows[${index}].kinds`, `nothing tells ${others.join(', ')} apart`)
    if (!isPlain) say(`windows[${index}].anchor`, 'days are counted from the delivery of the product')
    if (one.period !== undefined && days === undefined) say(`windows[${index}].period`, 'only days can be written')
    say(`windows[${index}].rule`, 'how days are counted cannot be written')
    say(`windows[${index}].zone`, 'in which zone days are counted cannot be written')
    if (one.calendarRef !== undefined) say(`windows[${index}].calendarRef`, 'public holidays cannot be written')
  })
  policy.conditions.forEach(({ condition, kinds }, index) => {
    if (condition === 'unused' && kinds.every((kind) => kind === RETURN)) return
    say(`conditions[${index}]`, `${condition} cannot be asked for`)
  })
  policy.exceptions.forEach(({ exception }, index) => {
    if (exception === 'excluded-category' && window === undefined) return
    say(`exceptions[${index}]`, 'what is not taken back needs a document of its own for its goods')
  })
  policy.restockingFees.forEach((one, index) => {
    if (one !== fee) {
      say(`restockingFees[${index}]`, 'of other goods or kinds')
      return
    }
    say(`restockingFees[${index}].per`, 'whether a fee is taken by the return or by the line cannot be written')
    if (one.rate === undefined && amountIn(one.amounts, audience) === undefined) {
      say(`restockingFees[${index}].amounts`, `none in ${audience.currency}`)
    }
  })
  policy.waysBack.forEach(({ kinds }, index) => {
    const others = kinds.filter((kind) => kind !== RETURN && kind !== DEFECT)
    if (others.length > 0) say(`waysBack[${index}].kinds`, `nothing tells ${others.join(', ')} apart`)
  })
  policy.remedies.forEach(({ kinds, remedies, payout }, index) => {
    const others = kinds.filter((kind) => kind !== RETURN)
    if (others.length > 0) say(`remedies[${index}].kinds`, `nothing tells ${others.join(', ')} apart`)
    if (!kinds.includes(RETURN)) return
    for (const remedy of remedies) {
      if (refundTypeOf[remedy] === undefined) say(`remedies[${index}].remedies`, `${remedy} is no type of refund`)
    }
    if (payout !== 'original-tender') say(`remedies[${index}].payout`, `${payout} cannot be written`)
  })
  if (policy.satisfactionGuarantee !== undefined) say('satisfactionGuarantee', 'no guarantee can be written')
  if (policy.promotions === 'reprice') say('promotions', 'what becomes of promotions cannot be written')
  say('shipBy', 'until when it has to be sent cannot be written')
  if (policy.refundWithin !== undefined) say('refundWithin', 'by when money is given back cannot be written')
  if (policy.review !== undefined) say('review', 'that a person decides cannot be written')
  if (policy.requiredDisclosures.length > 0) {
    say('requiredDisclosures', 'what has to be shown before purchase cannot be written')
  }
  return missing
}
