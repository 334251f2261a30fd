import * as E from 'fp-ts/lib/Either.js'
import type { Money } from '../../money/money.js'
import { decodeReturnPolicy } from '../return-policy/decode-return-policy.js'
import type { ReturnPolicy } from '../return-policy/return-policy.js'
import type { Remedy, ReturnKind } from '../return-policy/return-vocabulary.js'
import { decimalOf, integerOf, isOfType, isSchemaOrg, moneyOfAmount, nodeOf, termOf } from './json-ld.js'
import { type Reading, readingOf } from './reading.js'

/** What a policy has and a document of schema.org has no word for. */
export type BesideDocument = Pick<ReturnPolicy, 'policyId' | 'version' | 'shipBy'> &
  Pick<ReturnPolicy['windows'][number], 'rule' | 'zone' | 'calendarRef'>

export interface ReadReturnPolicy {
  readonly policy: ReturnPolicy
  /** Two letters each, or whatever the document calls them. */
  readonly countries: ReadonlyArray<string>
  /** Properties that were left out of the policy, and why. */
  readonly notUnderstood: ReadonlyArray<string>
  /** What the document does not say and was taken for so. */
  readonly assumed: ReadonlyArray<string>
}

/**
 * A policy from a schema.org `MerchantReturnPolicy`, in JSON-LD, with all that was not understood of it. Left where it is
 * no such document, or where what it says makes no policy.
 */
export const fromMerchantReturnPolicy = (
  document: unknown,
  beside: BesideDocument,
): E.Either<ReadonlyArray<string>, ReadReturnPolicy> => {
  const node = nodeOf(document)
  if (node === undefined) return E.left(['a document is an object'])
  if (!isSchemaOrg(node.get('@context'))) return E.left(['@context: not that of schema.org'])
  if (!isOfType(node, 'MerchantReturnPolicy')) return E.left(['@type: no MerchantReturnPolicy'])

  const reading = readingOf(node)
  const remedies = remediesOf(reading)
  const window = windowOf(reading, beside, remedies.includes('exchange'))
  const restocking = restockingOf(reading, window !== undefined)
  const anyReason = wayBackOf(reading, 'returnFees', 'returnShippingFeesAmount')
  const remorse =
    wayBackOf(reading, 'customerRemorseReturnFees', 'customerRemorseReturnShippingFeesAmount') ?? anyReason
  const defect = wayBackOf(reading, 'itemDefectReturnFees', 'itemDefectReturnShippingFeesAmount') ?? anyReason
  const unused = reading.one('itemCondition', (value) => (termOf(value) === 'NewCondition' ? true : undefined))
  const countries = reading.all('applicableCountry', (value) => (typeof value === 'string' ? value : undefined))
  const decoded = decodeReturnPolicy({
    policyId: beside.policyId,
    version: beside.version,
    windows: window === undefined ? [] : [window],
    conditions: unused === true && window !== undefined ? [{ condition: 'unused', kinds: window.kinds }] : [],
    exceptions: [],
    restockingFees: restocking === undefined ? [] : [{ kinds: [RETURN], ...restocking }],
    waysBack: [
      ...(remorse === undefined ? [] : [{ kinds: [RETURN], ...remorse }]),
      ...(defect === undefined ? [] : [{ kinds: DEFECTS, ...defect }]),
    ],
    remedies: window === undefined ? [] : [{ kinds: window.kinds, remedies, payout: 'original-tender' }],
    promotions: 'proportional',
    shipBy: beside.shipBy,
    requiredDisclosures: [],
  })
  return E.isLeft(decoded)
    ? decoded
    : E.right({
        policy: decoded.right,
        countries,
        notUnderstood: reading.notUnderstood(),
        assumed: [...reading.assumed(), 'promotions: proportional', 'payout: original-tender'],
      })
}

const RETURN: ReturnKind = 'policy-return'
const DEFECTS: ReadonlyArray<ReturnKind> = ['non-conformity', 'wrong-missing-damaged']

const remedyOf: Readonly<Record<string, Remedy>> = {
  FullRefund: 'refund',
  StoreCreditRefund: 'store-credit',
  ExchangeRefund: 'exchange',
}

const remediesOf = (reading: Reading): ReadonlyArray<Remedy> => {
  const remedies = reading.all('refundType', (value) => lookedUp(remedyOf, termOf(value)))
  if (remedies.length > 0) return [...new Set(remedies)]
  reading.assume('refundType: FullRefund')
  return ['refund']
}

const windowOf = (reading: Reading, { rule, zone, calendarRef }: BesideDocument, mayExchange: boolean) => {
  const category = reading.one('returnPolicyCategory', (value) => {
    const term = termOf(value)
    return term !== undefined && CATEGORIES.includes(term) ? term : undefined
  })
  const days = reading.one('merchantReturnDays', (value) => {
    const whole = integerOf(value)
    return whole !== undefined && whole >= 0 && whole < 10_000_000 ? whole : undefined
  })
  if (category === undefined && days !== undefined) {
    reading.assume('returnPolicyCategory: MerchantReturnFiniteReturnWindow')
  }
  const isFinite = category === FINITE || (category === undefined && days !== undefined)
  if (!isFinite && days !== undefined) reading.drop('merchantReturnDays', `no days of ${category ?? ''}`)
  if (category === 'MerchantReturnUnspecified') reading.drop('returnPolicyCategory', 'it leaves open whether')
  if (isFinite && days === undefined) reading.drop('returnPolicyCategory', 'a window without its days')
  if (isFinite && days === 0) reading.drop('merchantReturnDays', 'a window of no day')
  const hasWindow = category === UNLIMITED || (isFinite && days !== undefined && days > 0)
  if (!hasWindow) return undefined
  reading.assume('merchantReturnDays: counted from the delivery of the unit')
  return {
    kinds: [RETURN, ...(mayExchange ? (['exchange'] as const) : [])],
    anchor: 'delivery-of-unit',
    ...(category === UNLIMITED ? {} : { period: `P${days}D` }),
    rule,
    zone,
    ...(calendarRef === undefined ? {} : { calendarRef }),
  }
}

const FINITE = 'MerchantReturnFiniteReturnWindow'
const UNLIMITED = 'MerchantReturnUnlimitedWindow'
const CATEGORIES: ReadonlyArray<string> = [FINITE, UNLIMITED, 'MerchantReturnNotPermitted', 'MerchantReturnUnspecified']

const restockingOf = (reading: Reading, hasWindow: boolean) => {
  const fee = reading.one('restockingFee', (value) => {
    const amount = moneyOfAmount(value)
    if (amount !== undefined) return { amounts: [written(amount)], per: 'return' as const }
    const rate = basisPointsOf(value)
    return rate === undefined ? undefined : { rate, per: 'line' as const }
  })
  if (fee === undefined) return undefined
  if (!hasWindow) {
    reading.drop('restockingFee', 'nothing is taken back')
    return undefined
  }
  reading.assume(`restockingFee: by the ${fee.per}`)
  return fee
}

/** A percentage of at most two decimals, from 0 to 100. */
const basisPointsOf = (value: unknown): number | undefined => {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(decimalOf(value) ?? '')
  if (match === null) return undefined
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return points <= 10_000 ? points : undefined
}

const wayBackOf = (reading: Reading, fees: string, amounts: string) => {
  const term = reading.one(fees, (value) => {
    const one = termOf(value)
    return one !== undefined && FEES.includes(one) ? one : undefined
  })
  const amount = reading.one(amounts, moneyOfAmount)
  if (amount !== undefined && term !== 'ReturnShippingFees') {
    reading.drop(amounts, `without ${fees} of ReturnShippingFees`)
  }
  if (term === undefined) return undefined
  if (term === 'FreeReturn') return { paidBy: 'merchant' }
  return {
    paidBy: 'customer',
    ...(amount === undefined || term !== 'ReturnShippingFees' ? {} : { labelCosts: [written(amount)] }),
  }
}

const FEES: ReadonlyArray<string> = ['FreeReturn', 'ReturnFeesCustomerResponsibility', 'ReturnShippingFees']

const written = ({ amountMinor, currency }: Money) => ({ amountMinor: `${amountMinor}`, currency })

const lookedUp = <Value>(table: Readonly<Record<string, Value>>, key: string | undefined): Value | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined
