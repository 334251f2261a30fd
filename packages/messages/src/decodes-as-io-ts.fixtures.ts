import { inspect, isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { anyCodecWithValues, type CodecWithValues } from './any-codec.fixtures.js'
import type { Decoder } from './compiled-decoder.js'
import { hostile } from './hostile-values.fixtures.js'
import { EventMetadata } from './metadata.js'
import {
  metadataAt,
  PurchaseRecorded,
  purchaseData,
  startsAt,
  WarrantyActivated,
  warrantyId,
} from './some-events.fixtures.js'

/** Every object in a value, itself among them. */
const objectsIn = (value: unknown, found = new Set<unknown>()): Set<unknown> => {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  for (const inner of Object.values(value)) objectsIn(inner, found)
  return found
}

/** Whether both took the same objects over from the input, and made their own in the same places. */
const sameIdentities = (expected: unknown, actual: unknown, given: ReadonlySet<unknown>): boolean => {
  if (expected === actual) return true
  if (given.has(expected) || given.has(actual) || typeof expected !== 'object' || expected === null) {
    return Object.is(expected, actual)
  }
  return Object.keys(expected).every((name) =>
    sameIdentities(expected[name as never], (actual as object)[name as never], given),
  )
}

/** What a decoder answers; one may throw, as at a list whose own `constructor` is no function. */
const answerOf = (decode: (value: unknown) => t.Validation<unknown>, value: unknown): E.Either<unknown, unknown> => {
  try {
    return decode(value)
  } catch (thrown) {
    return E.left(thrown instanceof Error ? thrown.name : thrown)
  }
}

const agrees = (codec: t.Mixed, decode: Decoder<unknown>, value: unknown): boolean => {
  const expected = answerOf((given) => codec.decode(given), value)
  const actual = answerOf(decode, value)
  // An own `__proto__` can become a prototype that is made anew each time, and is not even equal to itself.
  if (
    !isDeepStrictEqual(
      answerOf((given) => codec.decode(given), value),
      expected,
    )
  )
    return true
  if (!isDeepStrictEqual(actual, expected)) return false
  return E.isLeft(expected) || E.isLeft(actual) || sameIdentities(expected.right, actual.right, objectsIn(value))
}

const withSomeValues = ({ codec, values }: CodecWithValues) =>
  fc.tuple(fc.constant(codec), fc.array(fc.oneof(values, hostile(values)), { minLength: 5, maxLength: 10 }))

/** What every way to a quicker decoder has to keep to. `PROPERTY_RUNS` raises the number of random codecs. */
export const itDecodesAsIoTs = (decoderOf: (codec: t.Mixed) => Decoder<unknown>): void => {
  it('decodes as io-ts does, whatever the codec and whatever the value', () => {
    fc.assert(
      fc.property(anyCodecWithValues.chain(withSomeValues), ([codec, values]) => {
        const decode = decoderOf(codec)
        for (const value of values) expect([codec.name, inspect(value), agrees(codec, decode, value)]).toContain(true)
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 400) },
    )
  })

  it('decodes events and metadata as io-ts does, whatever was put into them', () => {
    const purchase = { type: 'PurchaseRecorded', data: purchaseData }
    const activation = { type: 'WarrantyActivated', data: { warrantyId, startsAt, coveredMinutes: 60 } }
    const policyRefs = [{ policyId: 'returns', version: 2 }]
    const metadata = { ...metadataAt(1), channel: 'web', tenantId: 'north', policyRefs }
    const cases: ReadonlyArray<readonly [t.Mixed, unknown]> = [
      [t.union([PurchaseRecorded, WarrantyActivated]), purchase],
      [t.union([PurchaseRecorded, WarrantyActivated]), activation],
      [WarrantyActivated, activation],
      [EventMetadata, metadata],
    ]
    for (const [codec, value] of cases) {
      const decode = decoderOf(codec)
      fc.assert(
        fc.property(hostile(fc.constant(value)), (changed) => {
          expect([codec.name, inspect(changed), agrees(codec, decode, changed)]).toContain(true)
        }),
        { numRuns: 1000 },
      )
    }
  })
}
