import * as E from 'fp-ts/lib/Either.js'
import { decodePlanTerms, planTerms } from './decode-plan-terms.js'
import { twoYearProtection, washingMachineCare } from './example-plan-terms.js'
import { isCounted, planTermsRefOf, ServicePlanTerms } from './service-plan-terms.js'

const written = (terms: ServicePlanTerms): Record<string, unknown> =>
  JSON.parse(JSON.stringify(ServicePlanTerms.encode(terms)))

/** What is wrong with the care of a washing machine that has these other fields. */
const faultsWith = (fields: object): ReadonlyArray<string> => {
  const decoded = decodePlanTerms({ ...written(washingMachineCare), ...fields })
  return E.isLeft(decoded) ? decoded.left : []
}

const cancellation = { fullRefundWithin: 'P30D', deductsServiceReceived: false }

it.each([twoYearProtection, washingMachineCare])('$policyId is read from its JSON', (terms) => {
  expect(decodePlanTerms(written(terms))).toStrictEqual(E.right(terms))
})

it('is named by its id and version', () => {
  expect(planTermsRefOf(twoYearProtection)).toStrictEqual({ policyId: 'two-year-protection', version: 1 })
})

it('counts what is used up, and not what is there the whole time', () => {
  const kinds = ['visits', 'incidents', 'training-places', 'roadside', 'response-time', 'discount'] as const
  expect(kinds.filter(isCounted)).toStrictEqual(['visits', 'incidents', 'training-places', 'roadside'])
})

describe('terms are refused', () => {
  it('with the place of every field that is wrong', () => {
    expect(
      faultsWith({
        period: '2 years',
        zone: 'Berlin',
        priceMinor: 11900,
        currency: 'EURO',
        start: 'today',
        cancellation: { ...cancellation, fee: { fixedMinor: '-1', rate: 10001 } },
        entitlements: [{ kind: 'visits', quantity: 0 }],
      }),
    ).toStrictEqual([
      'currency: expected Currency, got "EURO"',
      'priceMinor: expected MinorUnits, got 11900',
      'period: expected Period, got "2 years"',
      'zone: expected Zone, got "Berlin"',
      'start: expected "sale" | "delivery" | "end-of-cooling-off", got "today"',
      'cancellation.fee.fixedMinor: expected MinorUnits, got "-1"',
      'cancellation.fee.rate: expected BasisPoints, got 10001',
      'entitlements[0].quantity: expected PositiveInteger, got 0',
    ])
  })

  it('for fields that they do not know, at every depth', () => {
    expect(faultsWith({ price: '1', renewal: { noticeDays: 30, automatic: true } })).toStrictEqual([
      'renewal.automatic: no field of plan terms',
      'price: no field of plan terms',
    ])
  })

  it('where terms would not follow each other, or begin with nothing', () => {
    expect(
      faultsWith({ countingRule: 'event-day-excluded', start: 'end-of-cooling-off', coolingOff: undefined }),
    ).toStrictEqual([
      'countingRule: a term moves to no working day, or terms would not follow each other',
      'coolingOff: missing, the first term begins where it ends',
    ])
  })

  it('where they promise nothing, or the same twice', () => {
    expect(faultsWith({ entitlements: [], maintenance: undefined, allowanceEvery: 'P1M' })).toStrictEqual([
      'entitlements: nothing is promised',
      'allowanceEvery: no quantity begins anew',
    ])
    const visits = { kind: 'visits', quantity: 2, unitValueMinor: '4900' }
    expect(faultsWith({ entitlements: [visits, visits] })).toStrictEqual(['entitlements[1].kind: visits stands before'])
  })

  it('where an entitlement has what another kind has', () => {
    const serviceLevelRef = { policyId: 'retail-desk', version: 1 }
    expect(
      faultsWith({
        cancellation,
        entitlements: [
          { kind: 'response-time', quantity: 1, unitValueMinor: '1', rate: 100 },
          { kind: 'discount', serviceLevelRef },
          { kind: 'visits', serviceLevelRef, rate: 1 },
        ],
      }),
    ).toStrictEqual([
      'entitlements[0].quantity: of response-time nothing is counted',
      'entitlements[0].unitValueMinor: of response-time nothing is counted',
      'entitlements[0].serviceLevelRef: missing, it promises no time',
      'entitlements[0].rate: response-time is no discount',
      'entitlements[1].serviceLevelRef: discount promises no response time',
      'entitlements[1].rate: missing, nothing is taken off',
      'entitlements[2].serviceLevelRef: visits promises no response time',
      'entitlements[2].rate: visits is no discount',
    ])
  })

  it('where a fee is of nothing, and what is deducted has no value', () => {
    expect(
      faultsWith({
        cancellation: { ...cancellation, fee: {}, deductsServiceReceived: true },
        entitlements: [{ kind: 'roadside' }],
      }),
    ).toStrictEqual([
      'cancellation.fee: neither an amount nor a rate',
      'entitlements[0].unitValueMinor: missing, roadside received are deducted',
    ])
  })

  it('where maintenance is by time and use, or by neither', () => {
    const fault = ['maintenance: either by time or by use, and not both']
    expect(faultsWith({ maintenance: {} })).toStrictEqual(fault)
    const byUse = { meter: 'washes', units: 500 }
    expect(faultsWith({ maintenance: { every: 'P1Y', byUse } })).toStrictEqual(fault)
    expect(faultsWith({ maintenance: { byUse, proposedDaysAhead: 366 } })).toStrictEqual([])
    expect(faultsWith({ maintenance: { byUse, proposedDaysAhead: 367 } })).toStrictEqual([
      'maintenance.proposedDaysAhead: more than a year ahead',
    ])
  })

  it('by a throw that says all of it, where they stand in code', () => {
    expect(() => planTerms({ ...written(twoYearProtection), version: 0, zone: 'EST5' })).toThrow(
      'These are no plan terms:\nversion: expected PositiveInteger, got 0\nzone: expected Zone, got "EST5"',
    )
  })

  it('with fields named as what every object has', () => {
    const text = JSON.stringify(written(twoYearProtection)).replace('{', '{"__proto__":{},"constructor":1,')
    const decoded = decodePlanTerms(JSON.parse(text))
    expect(E.isLeft(decoded) && decoded.left).toStrictEqual([
      '__proto__: no field can be called so',
      'constructor: no field of plan terms',
    ])
  })
})
