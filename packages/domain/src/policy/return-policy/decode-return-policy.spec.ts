import * as E from 'fp-ts/lib/Either.js'
import { decodeReturnPolicy, returnPolicy } from './decode-return-policy.js'
import { thirtyDayReturns } from './example-return-policies.js'
import { writtenWith } from './return-policy.fixtures.js'
import { ReturnPolicy } from './return-policy.js'

const faultsWith = (fields: object): ReadonlyArray<string> => {
  const decoded = decodeReturnPolicy(writtenWith(fields))
  return E.isLeft(decoded) ? decoded.left : []
}

const window = {
  kinds: ['policy-return'],
  anchor: 'delivery-of-unit',
  period: 'P30D',
  rule: 'event-day-excluded',
  zone: 'UTC',
}

it('reads the example back from its JSON', () => {
  expect(decodeReturnPolicy(JSON.parse(JSON.stringify(ReturnPolicy.encode(thirtyDayReturns))))).toEqual(
    E.right(thirtyDayReturns),
  )
})

it('says what is wrong at every place', () => {
  expect(
    faultsWith({
      version: 0,
      windows: [{ ...window, kinds: ['return'], period: 'PT14H', zone: 'Berlin' }],
      restockingFees: [{ kinds: ['exchange'], rate: 10_001, per: 'order' }],
      waysBack: [
        { kinds: ['exchange'], paidBy: 'customer', labelCosts: [{ amountMinor: 490, currency: 'EUX' }] },
        {
          kinds: ['recall'],
          paidBy: 'customer',
          labelCosts: [{ amountMinor: '1000000000000000000', currency: 'EUR' }],
        },
      ],
      promotions: undefined,
    }),
  ).toEqual([
    'version: expected PositiveInteger, got 0',
    'windows[0].kinds[0]: expected "withdrawal" | "policy-return" | "exchange" | "non-conformity" | "wrong-missing-damaged" | "recall" | "trade-in", got "return"',
    'windows[0].zone: expected Zone, got "Berlin"',
    'windows[0].period: expected Period, got "PT14H"',
    'restockingFees[0].per: expected "return" | "line", got "order"',
    'restockingFees[0].rate: expected BasisPoints, got 10001',
    'waysBack[0].labelCosts[0].amountMinor: expected MinorUnits, got 490',
    'waysBack[0].labelCosts[0].currency: expected Currency, got "EUX"',
    'waysBack[1].labelCosts[0].amountMinor: expected MinorUnits, got "1000000000000000000"',
    'promotions: missing, expected "proportional" | "reprice"',
  ])
})

it('does not take something else for a policy', () => {
  for (const input of [undefined, null, 'policy', 14, [], {}]) expect(E.isLeft(decodeReturnPolicy(input))).toBe(true)
})

it('refuses a field it does not know, and a key that would reach into prototypes, wherever it stands', () => {
  const polluted = JSON.parse('[{"__proto__": {"kinds": []}, "constructor": {}}]')
  expect(
    faultsWith({
      restockingFee: 10,
      windows: [{ ...window, days: 14 }],
      conditions: [{ condition: 'receipt', kinds: ['exchange'], prototype: 1 }],
      exceptions: [
        Object.defineProperty({ exception: 'final-sale', kinds: ['exchange'] }, '__proto__', {
          value: {},
          enumerable: true,
        }),
      ],
      shipBy: { ...thirtyDayReturns.shipBy, ...polluted[0], constructor: 1 },
    }),
  ).toEqual([
    'exceptions[0].__proto__: no field can be called so',
    'shipBy.__proto__: no field can be called so',
    'windows[0].days: no field of a return policy',
    'conditions[0].prototype: no field of a return policy',
    'shipBy.constructor: no field of a return policy',
    'restockingFee: no field of a return policy',
  ])
  expect(decodeReturnPolicy(JSON.parse('{"__proto__": {"version": 1}}'))).toMatchObject({
    left: expect.arrayContaining([
      '__proto__: no field can be called so',
      'version: missing, expected PositiveInteger',
    ]),
  })
  expect(({} as { version?: unknown }).version).toBeUndefined()
})

it('refuses a restocking fee on what the law or a fault gives, and one that is not plain', () => {
  expect(
    faultsWith({
      restockingFees: [
        { kinds: ['withdrawal', 'policy-return', 'non-conformity'], rate: 100, per: 'line' },
        { kinds: ['exchange'], per: 'line' },
        {
          kinds: ['trade-in'],
          per: 'line',
          rate: 1,
          amounts: [
            { amountMinor: '0', currency: 'EUR' },
            { amountMinor: '1', currency: 'EUR' },
          ],
        },
      ],
    }),
  ).toEqual([
    'restockingFees[0].kinds: no restocking fee may be taken on withdrawal',
    'restockingFees[0].kinds: no restocking fee may be taken on non-conformity',
    'restockingFees[1]: either a rate or amounts, and not both',
    'restockingFees[2]: either a rate or amounts, and not both',
    'restockingFees[2].amounts[1].currency: EUR stands before',
  ])
  const lessThanNothing = [{ amountMinor: '-1', currency: 'EUR' }]
  const [wayBack] = thirtyDayReturns.waysBack
  expect(
    faultsWith({
      restockingFees: [{ kinds: ['exchange'], per: 'line', amounts: lessThanNothing }],
      waysBack: [{ ...wayBack, labelCosts: lessThanNothing }],
      review: { valueFrom: lessThanNothing },
    }),
  ).toEqual([
    'restockingFees[0].amounts[0].amountMinor: expected MinorUnits, got "-1"',
    'waysBack[0].labelCosts[0].amountMinor: expected MinorUnits, got "-1"',
    'review.valueFrom[0].amountMinor: expected MinorUnits, got "-1"',
  ])
})

it('refuses to take promotions back on what the seller owes, on nothing, and where none is taken back', () => {
  const kinds = ['withdrawal', 'non-conformity', 'policy-return', 'wrong-missing-damaged', 'recall', 'trade-in']
  expect(faultsWith({ promotions: 'reprice', repricedKinds: kinds })).toEqual([
    'repricedKinds: no promotion may be taken back on non-conformity',
    'repricedKinds: no promotion may be taken back on wrong-missing-damaged',
    'repricedKinds: no promotion may be taken back on recall',
    'repricedKinds: no promotion may be taken back on trade-in',
  ])
  expect(faultsWith({ promotions: 'reprice', repricedKinds: [] })).toEqual([
    'repricedKinds: a rule of no kind is never applied',
  ])
  expect(faultsWith({ repricedKinds: ['policy-return'] })).toEqual([
    'repricedKinds: nothing is repriced where promotions are proportional',
  ])
  expect(E.isRight(decodeReturnPolicy(writtenWith({ promotions: 'reprice', repricedKinds: ['withdrawal'] })))).toBe(
    true,
  )
})

it('refuses two answers to one question', () => {
  expect(
    faultsWith({
      windows: [window, { ...window, categories: ['garden'] }, { ...window, categories: ['tools', 'garden'] }, window],
    }),
  ).toEqual(['windows[2]: policy-return of garden is ruled before', 'windows[3]: policy-return is ruled before'])
})

it('refuses rules that are never applied', () => {
  expect(
    faultsWith({
      windows: [{ ...window, kinds: [] }],
      conditions: [
        { condition: 'label', kinds: ['exchange'], categories: [] },
        { condition: 'receipt', kinds: ['exchange'], proofs: [] },
        { condition: 'label', kinds: ['exchange'], proofs: ['invoice'] },
      ],
      exceptions: [{ exception: 'excluded-category', kinds: ['exchange'] }],
      waysBack: [{ kinds: ['exchange'], paidBy: 'merchant', labelCosts: [] }],
    }),
  ).toEqual([
    'windows[0].kinds: a rule of no kind is never applied',
    'conditions[0].categories: a rule of no category is never applied',
    'waysBack[0].labelCosts: nothing is asked for a label where the merchant pays',
    'exceptions[0].categories: missing, so that nothing is excluded',
    'conditions[1].proofs: nothing would prove it',
    'conditions[2].proofs: only a receipt is proven',
  ])
})

it('refuses a window for which nothing is offered', () => {
  expect(faultsWith({ remedies: [] })).toEqual([
    'remedies: policy-return is taken back, and nothing is offered for it',
    'remedies: exchange is taken back, and nothing is offered for it',
    'remedies: wrong-missing-damaged is taken back, and nothing is offered for it',
  ])
})

it('throws with every fault where the policy stands in code', () => {
  expect(() => returnPolicy(writtenWith({ version: 0, unheardOf: 1 }))).toThrow(
    new TypeError(
      'This is no return policy:\nversion: expected PositiveInteger, got 0\nunheardOf: no field of a return policy',
    ),
  )
})
