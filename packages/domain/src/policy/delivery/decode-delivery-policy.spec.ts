import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { decodeDeliveryPolicy, deliveryPolicy } from './decode-delivery-policy.js'
import { DeliveryPolicy, deliveryPolicyRefOf } from './delivery-policy.js'
import { parcelDelivery, sameDayDelivery } from './example-policies.js'

const written = JSON.parse(JSON.stringify(parcelDelivery))

const faultsWith = (fields: object): ReadonlyArray<string> => {
  const decoded = decodeDeliveryPolicy({ ...written, ...fields })
  return E.isLeft(decoded) ? decoded.left : []
}

it('reads the example of the README, by the codec and by the rules', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8')
  const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '')
  expect(decodeDeliveryPolicy(example)).toEqual(E.right(parcelDelivery))
  expect(DeliveryPolicy.is(example)).toBe(true)
})

it.each([parcelDelivery, sameDayDelivery])('reads $policyId back from its JSON', (policy) => {
  expect(decodeDeliveryPolicy(JSON.parse(JSON.stringify(policy)))).toEqual(E.right(policy))
})

it('is named by its version', () => {
  expect(deliveryPolicyRefOf(parcelDelivery)).toEqual({ policyId: 'parcel-delivery', version: 1 })
})

it('says what is wrong at every place, and how it is written', () => {
  expect(faultsWith({ version: 0, noticeWithin: 'PT90M' })).toEqual([
    'version: expected PositiveInteger, got 0',
    'noticeWithin: expected Duration, got "PT90M" (a Duration is written as PT1H30M, with at most 59 minutes)',
  ])
})

it('does not take something else for a policy', () => {
  for (const input of [undefined, null, 'policy', [], {}]) expect(E.isLeft(decodeDeliveryPolicy(input))).toBe(true)
})

it('refuses a field it does not know', () => {
  expect(faultsWith({ noticeWithn: 'PT1H' })).toEqual(['noticeWithn: no field of a delivery policy'])
})

it('refuses no time at all where some is needed, and lets nothing be tolerated', () => {
  expect(faultsWith({ noticeThreshold: 'PT0S', noticeWithin: 'PT0S', lostAfterSilence: 'PT0S' })).toEqual([
    'noticeThreshold: no time at all, each estimate would be told again',
    'noticeWithin: no time at all, it could never be met',
    'lostAfterSilence: no time at all, a shipment would be lost once it is handed over',
  ])
  expect(faultsWith({ delayTolerance: 'PT0S' })).toEqual([])
})

it('throws with every fault where the policy stands in code', () => {
  expect(() => deliveryPolicy({ ...written, version: 0, unheardOf: 1 })).toThrow(
    new TypeError(
      'This is no delivery policy:\nversion: expected PositiveInteger, got 0\nunheardOf: no field of a delivery policy',
    ),
  )
})
