import type { NonEmptyText, PositiveInteger } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { Zone } from '../../calendar/zone.js'
import { euro, yen } from '../../money/money.fixtures.js'
import { thirtyDayReturns } from '../return-policy/example-return-policies.js'
import { policyWith } from '../return-policy/return-policy.fixtures.js'
import { ReturnPolicy } from '../return-policy/return-policy.js'
import { washingMachineTerms } from '../warranty-terms/example-warranty-terms.js'
import type { WarrantyLayerTerms } from '../warranty-terms/warranty-terms.js'
import { fromMerchantReturnPolicy } from './from-merchant-return-policy.js'
import { toMerchantReturnPolicy } from './to-merchant-return-policy.js'
import { fromWarrantyPromise, toWarrantyPromise } from './warranty-promise.js'

const beside = {
  policyId: 'from-a-page' as NonEmptyText,
  version: 1 as PositiveInteger,
  rule: 'event-day-excluded-no-roll' as const,
  zone: 'Europe/Berlin' as Zone,
  shipBy: thirtyDayReturns.shipBy,
}

const inGermany = { countries: ['DE'], currency: euro }

describe('a policy as a document', () => {
  it('tells the window, the refunds, and who pays for the way back', () => {
    expect(toMerchantReturnPolicy(thirtyDayReturns, inGermany).document).toEqual({
      '@context': 'https://schema.org',
      '@type': 'MerchantReturnPolicy',
      applicableCountry: ['DE'],
      returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
      merchantReturnDays: 30,
      refundType: ['https://schema.org/FullRefund', 'https://schema.org/StoreCreditRefund'],
      customerRemorseReturnFees: 'https://schema.org/ReturnShippingFees',
      customerRemorseReturnShippingFeesAmount: { '@type': 'MonetaryAmount', value: '4.90', currency: 'EUR' },
      itemDefectReturnFees: 'https://schema.org/FreeReturn',
    })
  })

  it('is another one for a category with rules of its own', () => {
    const electronics = toMerchantReturnPolicy(thirtyDayReturns, { ...inGermany, category: 'electronics' })
    expect(electronics.document).toMatchObject({ merchantReturnDays: 14, restockingFee: 15 })
    const giftCards = toMerchantReturnPolicy(thirtyDayReturns, { ...inGermany, category: 'gift-cards' })
    expect(giftCards.document).toEqual({
      '@context': 'https://schema.org',
      '@type': 'MerchantReturnPolicy',
      applicableCountry: ['DE'],
      returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted',
      itemDefectReturnFees: 'https://schema.org/FreeReturn',
    })
  })

  it('names every rule that it has no place for', () => {
    expect(toMerchantReturnPolicy(thirtyDayReturns, inGermany).unexpressed.map(({ field }) => field)).toEqual([
      'policyId',
      'windows[0].rule',
      'windows[0].zone',
      'windows[0].calendarRef',
      'windows[1]',
      'windows[2]',
      'windows[3]',
      'conditions[0]',
      'conditions[1]',
      'conditions[2]',
      'exceptions[0]',
      'exceptions[1]',
      'exceptions[2]',
      'exceptions[3]',
      'exceptions[4]',
      'restockingFees[0]',
      'waysBack[0].kinds',
      'waysBack[1].kinds',
      'remedies[1].kinds',
      'remedies[2].kinds',
      'shipBy',
      'refundWithin',
      'review',
      'requiredDisclosures',
    ])
  })

  it('writes no number of days for months, or for what is not counted from delivery', () => {
    const window = {
      kinds: ['policy-return'],
      anchor: 'delivery-of-unit',
      period: 'P1M',
      rule: 'event-day-excluded',
      zone: 'UTC',
    }
    for (const other of [window, { ...window, period: 'P30D', anchor: 'conclusion' }]) {
      const { document, unexpressed } = toMerchantReturnPolicy(
        policyWith({
          windows: [other],
          remedies: [{ kinds: ['policy-return'], remedies: ['repair'], payout: 'store-credit' }],
          promotions: 'reprice',
        }),
        inGermany,
      )
      expect(document).toMatchObject({ returnPolicyCategory: 'https://schema.org/MerchantReturnUnspecified' })
      expect(document).not.toHaveProperty('merchantReturnDays')
      const fields = unexpressed.map(({ field }) => field)
      expect(fields).toContain(other.anchor === 'conclusion' ? 'windows[0].anchor' : 'windows[0].period')
      expect(fields).toEqual(expect.arrayContaining(['promotions', 'remedies[0].remedies', 'remedies[0].payout']))
    }
  })

  it('writes amounts of the currency it is for, and says where there are none', () => {
    const fixed = policyWith({
      restockingFees: [{ kinds: ['policy-return'], amounts: [{ amountMinor: '250', currency: 'EUR' }], per: 'return' }],
    })
    expect(toMerchantReturnPolicy(fixed, inGermany).document).toMatchObject({
      restockingFee: { '@type': 'MonetaryAmount', value: '2.50', currency: 'EUR' },
    })
    const inJapan = toMerchantReturnPolicy(fixed, { countries: ['JP'], currency: yen })
    expect(inJapan.document).not.toHaveProperty('restockingFee')
    expect(inJapan.document).toMatchObject({
      customerRemorseReturnFees: 'https://schema.org/ReturnFeesCustomerResponsibility',
    })
    expect(inJapan.unexpressed.map(({ field }) => field)).toContain('restockingFees[0].amounts')
  })
})

describe('a policy from a document', () => {
  const page = {
    '@context': 'https://schema.org/',
    '@type': ['MerchantReturnPolicy'],
    name: 'Returns',
    applicableCountry: ['DE', 'AT'],
    returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
    merchantReturnDays: '60',
    returnMethod: 'https://schema.org/ReturnByMail',
    returnFees: 'http://schema.org/ReturnShippingFees',
    returnShippingFeesAmount: { '@type': 'MonetaryAmount', value: 3.49, currency: 'EUR' },
    itemDefectReturnFees: { '@id': 'https://schema.org/FreeReturn' },
    refundType: ['FullRefund', 'schema:ExchangeRefund', 'https://schema.org/Voucher'],
    restockingFee: 12.5,
    itemCondition: 'NewCondition',
  }
  const read = (fields: object) => fromMerchantReturnPolicy({ ...page, ...fields }, beside)
  const policyOf = (fields: object) => {
    const result = read(fields)
    if (E.isLeft(result)) throw new Error(result.left.join())
    return result.right
  }

  it('has what the document says, and tells what was not understood and what was assumed', () => {
    const { policy, countries, notUnderstood, assumed } = policyOf({})
    expect(JSON.parse(JSON.stringify(ReturnPolicy.encode(policy)))).toEqual({
      policyId: 'from-a-page',
      version: 1,
      windows: [
        {
          kinds: ['policy-return', 'exchange'],
          anchor: 'delivery-of-unit',
          period: 'P60D',
          rule: 'event-day-excluded-no-roll',
          zone: 'Europe/Berlin',
        },
      ],
      conditions: [{ condition: 'unused', kinds: ['policy-return', 'exchange'] }],
      exceptions: [],
      restockingFees: [{ kinds: ['policy-return'], rate: 1250, per: 'line' }],
      waysBack: [
        { kinds: ['policy-return'], paidBy: 'customer', labelCosts: [{ amountMinor: '349', currency: 'EUR' }] },
        { kinds: ['non-conformity', 'wrong-missing-damaged'], paidBy: 'merchant' },
      ],
      remedies: [{ kinds: ['policy-return', 'exchange'], remedies: ['refund', 'exchange'], payout: 'original-tender' }],
      promotions: 'proportional',
      shipBy: { ...thirtyDayReturns.shipBy },
      requiredDisclosures: [],
    })
    expect(countries).toEqual(['DE', 'AT'])
    expect(notUnderstood).toEqual([
      'refundType: not understood, "https://schema.org/Voucher"',
      'name: not looked at',
      'returnMethod: not looked at',
    ])
    expect(assumed).toEqual([
      'merchantReturnDays: counted from the delivery of the unit',
      'restockingFee: by the line',
      'promotions: proportional',
      'payout: original-tender',
    ])
  })

  it.each([
    ['MerchantReturnNotPermitted', 0],
    ['MerchantReturnUnspecified', 0],
    ['https://schema.org/MerchantReturnUnlimitedWindow', 1],
  ])('has for %s so many windows: %s', (returnPolicyCategory, windows) => {
    const { policy, notUnderstood } = policyOf({ returnPolicyCategory })
    expect(policy.windows).toHaveLength(windows)
    expect(policy.windows.every(({ period }) => period === undefined)).toBe(true)
    expect(notUnderstood).toContain(
      `merchantReturnDays: no days of ${returnPolicyCategory.replace('https://schema.org/', '')}`,
    )
  })

  it.each([
    [{ merchantReturnDays: '2025-12-31' }, 'merchantReturnDays: not understood, "2025-12-31"'],
    [{ merchantReturnDays: -1 }, 'merchantReturnDays: not understood, -1'],
    [{ merchantReturnDays: 0 }, 'merchantReturnDays: a window of no day'],
    [{ merchantReturnDays: [30, 60] }, 'merchantReturnDays: more than one'],
    [{ restockingFee: 101 }, 'restockingFee: not understood, 101'],
    [{ restockingFee: '12.345' }, 'restockingFee: not understood, "12.345"'],
    [
      { restockingFee: { '@type': 'MonetaryAmount', value: '1.005', currency: 'EUR' } },
      'restockingFee: not understood, an object',
    ],
    [
      { returnShippingFeesAmount: { '@type': 'MonetaryAmount', value: -1, currency: 'EUR' } },
      'returnShippingFeesAmount: not understood, an object',
    ],
    [{ returnFees: 'OriginalShippingFees' }, 'returnFees: not understood, "OriginalShippingFees"'],
    [{ returnFees: 'FreeReturn' }, 'returnShippingFeesAmount: without returnFees of ReturnShippingFees'],
    [{ itemCondition: 'DamagedCondition' }, 'itemCondition: not understood, "DamagedCondition"'],
    [{ returnPolicyCategory: 7 }, 'returnPolicyCategory: not understood, 7'],
    [JSON.parse('{"__proto__": {"returnFees": "FreeReturn"}}'), '__proto__: not looked at'],
    [JSON.parse('{"constructor": 1}'), 'constructor: not looked at'],
    [{ refundType: 'constructor' }, 'refundType: not understood, "constructor"'],
  ])('says what it did not understand: %j', (fields, sentence) => {
    // Spread would set the prototype: a document that was parsed has the key as its own.
    const document = Object.create(null) as Record<string, unknown>
    for (const [key, value] of [...Object.entries(page), ...Object.entries(fields)]) {
      Object.defineProperty(document, key, { value, enumerable: true, configurable: true })
    }
    const result = fromMerchantReturnPolicy(document, beside)
    expect(E.isRight(result) ? result.right.notUnderstood : result.left).toContain(sentence)
  })

  it('is none from what is no such document', () => {
    expect(fromMerchantReturnPolicy('policy', beside)).toEqual(E.left(['a document is an object']))
    expect(fromMerchantReturnPolicy([page], beside)).toEqual(E.left(['a document is an object']))
    expect(read({ '@context': 'https://example.org' })).toEqual(E.left(['@context: not that of schema.org']))
    expect(read({ '@type': 'WarrantyPromise' })).toEqual(E.left(['@type: no MerchantReturnPolicy']))
  })

  it('says the same again as a document, for all that documents can say', () => {
    const days = fc.integer({ min: 1, max: 9999 }).map((merchantReturnDays) => ({
      returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
      merchantReturnDays,
    }))
    const cents = fc.integer({ min: 0, max: 99_999 }).map((minor) => ({
      '@type': 'MonetaryAmount',
      value: (minor / 100).toFixed(2),
      currency: 'EUR',
    }))
    const wayBack = (fees: string, amount: string) =>
      fc.oneof(
        fc.constant({ [fees]: 'https://schema.org/FreeReturn' }),
        fc.constant({ [fees]: 'https://schema.org/ReturnFeesCustomerResponsibility' }),
        cents.map((value) => ({ [fees]: 'https://schema.org/ReturnShippingFees', [amount]: value })),
      )
    const anyDocument = fc
      .tuple(
        fc.oneof(days, fc.constant({ returnPolicyCategory: 'https://schema.org/MerchantReturnUnlimitedWindow' })),
        fc
          .subarray(['FullRefund', 'StoreCreditRefund', 'ExchangeRefund'], { minLength: 1 })
          .map((types) => ({ refundType: types.map((type) => `https://schema.org/${type}`) })),
        wayBack('customerRemorseReturnFees', 'customerRemorseReturnShippingFeesAmount'),
        fc.oneof(fc.constant({}), wayBack('itemDefectReturnFees', 'itemDefectReturnShippingFeesAmount')),
        fc.oneof(
          fc.constant({}),
          fc.nat({ max: 10_000 }).map((points) => ({ restockingFee: points / 100 })),
          cents.map((restockingFee) => ({ restockingFee })),
        ),
        fc.constantFrom({}, { itemCondition: 'https://schema.org/NewCondition' }),
      )
      .map((parts) =>
        Object.assign(
          { '@context': 'https://schema.org', '@type': 'MerchantReturnPolicy', applicableCountry: ['DE'] },
          ...parts,
        ),
      )
    fc.assert(
      fc.property(anyDocument, (document) => {
        const result = fromMerchantReturnPolicy(JSON.parse(JSON.stringify(document)), beside)
        if (E.isLeft(result)) throw new Error(result.left.join())
        expect(result.right.notUnderstood).toEqual([])
        expect(toMerchantReturnPolicy(result.right.policy, inGermany).document).toEqual(document)
      }),
    )
  })

  it('never throws, whatever the document is', () => {
    const anyValue = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
      fc.constant('MerchantReturnPolicy'),
      fc.constant('FreeReturn'),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(page), '__proto__'), anyValue), (document) => {
        const result = fromMerchantReturnPolicy(
          { ...document, '@context': 'https://schema.org', '@type': 'MerchantReturnPolicy' },
          beside,
        )
        expect(E.isRight(result) || result.left.length > 0).toBe(true)
      }),
    )
  })
})

describe('a layer as a promise', () => {
  const [conformity] = washingMachineTerms.layers as readonly [WarrantyLayerTerms, ...ReadonlyArray<WarrantyLayerTerms>]

  it.each([
    ['P2Y', 2, 'ANN'],
    ['P1Y6M', 18, 'MON'],
    ['P24M', 2, 'ANN'],
    ['P90D', 90, 'DAY'],
    ['P2W', 14, 'DAY'],
  ])('lasts %s as %s %s', (period, value, unitCode) => {
    expect(toWarrantyPromise({ ...conformity, period: period as never }).document).toEqual({
      '@context': 'https://schema.org',
      '@type': 'WarrantyPromise',
      durationOfWarranty: { '@type': 'QuantitativeValue', value, unitCode },
    })
  })

  it('tells nothing else, and says so', () => {
    const mixed = toWarrantyPromise({ ...conformity, period: 'P1M14D' as never })
    expect(mixed.document).not.toHaveProperty('durationOfWarranty')
    expect(mixed.unexpressed[0]).toEqual({ field: 'period', because: 'months and days cannot be written together' })
    expect(toWarrantyPromise(conformity).unexpressed.map(({ field }) => field)).toEqual(
      Object.keys(conformity).filter((field) => field !== 'period' && field !== 'excluded'),
    )
  })

  const { period: _, ...besideLength } = conformity
  const promise = (more: object) =>
    fromWarrantyPromise({ '@context': 'https://schema.org', '@type': 'WarrantyPromise', ...more }, besideLength)
  const lasting = (value: unknown, unitCode: unknown) => ({ durationOfWarranty: { value, unitCode } })

  it('is read with its length, beside all that it does not say', () => {
    const scope = { warrantyScope: 'http://purl.org/goodrelations/v1#Labor-BringIn' }
    expect(promise({ ...lasting('3', 'ANN'), ...scope })).toEqual(
      E.right({ layer: { ...conformity, period: 'P3Y' }, notUnderstood: ['warrantyScope: not looked at'] }),
    )
    expect(promise(lasting(6, 'WEE'))).toMatchObject({ right: { layer: { period: 'P6W' } } })
  })

  it.each([
    [lasting(1.5, 'ANN'), 'durationOfWarranty: no length that can be read'],
    [lasting(0, 'DAY'), 'durationOfWarranty: no length that can be read'],
    [lasting(2, 'HUR'), 'durationOfWarranty: no length that can be read'],
    [lasting(2, 'constructor'), 'durationOfWarranty: no length that can be read'],
    [lasting(99_999, 'ANN'), 'durationOfWarranty: P99999Y is no period'],
    [{}, 'durationOfWarranty: no length that can be read'],
  ])('is none from %j', (more, sentence) => {
    const result = promise(more)
    expect(E.isLeft(result) && result.left).toContain(sentence)
  })

  it('is none from what is no such document', () => {
    expect(fromWarrantyPromise(null, besideLength)).toEqual(E.left(['a document is an object']))
    expect(promise({ '@type': 'Thing' })).toEqual(E.left(['@type: no WarrantyPromise']))
    expect(promise({ '@context': 7 })).toEqual(E.left(['@context: not that of schema.org']))
  })
})
