import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { everyOne } from './every-one.js'
import { NonEmptyText, PositiveInteger, Uuid } from './identifiers.js'
import { Instant } from './instant.js'
import { personal } from './personal.js'
import { optional, record } from './record.js'
import { Amount } from './some-events.fixtures.js'
import { conversionCodec } from './value-conversion.js'

/** A codec, and values of which it accepts at least some. */
export interface CodecWithValues {
  readonly codec: t.Mixed
  readonly values: fc.Arbitrary<unknown>
}

const of = (codec: t.Mixed, values: fc.Arbitrary<unknown>): CodecWithValues => ({ codec, values })

/** Reads `undefined` as 0, which a partial must then write. */
const ZeroWhereAbsent = new t.Type<number, number, unknown>(
  'ZeroWhereAbsent',
  t.number.is,
  (value, context) => (value === undefined ? t.success(0) : t.number.validate(value, context)),
  t.identity,
)

/** The same, by the value alone. */
const OneWhereAbsent = conversionCodec<number, number>('OneWhereAbsent', {
  is: t.number.is,
  from: (value) => (value === undefined ? 1 : typeof value === 'number' ? value : undefined),
  to: t.identity,
})

const Trimmed = new t.Type<string, string, unknown>(
  'Trimmed',
  t.string.is,
  (value, context) => (typeof value === 'string' ? t.success(value.trim()) : t.failure(value, context)),
  t.identity,
)

/** Decodes to all that its context says, so that a context built in another way than io-ts does is seen. */
const ContextAsItIs = new t.Type<unknown, unknown, unknown>(
  'ContextAsItIs',
  t.unknown.is,
  (value, context) =>
    value === 'refuse'
      ? t.failure(value, context)
      : t.success(context.map(({ key, type, actual }) => ({ key, name: type.name, type, actual }))),
  t.identity,
)

/** Accepts and refuses by what lies around it. */
const OnlyInside = new t.Type<unknown, unknown, unknown>(
  'OnlyInside',
  t.unknown.is,
  (value, context) => (context.some(({ key }) => key === 'a') ? t.success(value) : t.failure(value, context)),
  t.identity,
)

const LinkedList: t.Mixed = t.recursion('LinkedList', () =>
  t.type({ value: t.number, next: t.union([t.null, LinkedList]) }),
)

const uuid = fc.constantFrom(
  '0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b',
  '0B6E7F6A-9c1e-4b7e-8f5d-1c2d3e4f5a6b',
  '0b6e7f6a-9c1e-9b7e-8f5d-1c2d3e4f5a6b',
)
const instant = fc.constantFrom('2025-06-02T07:00:00.000Z', '2025-02-29T07:00:00.000Z', '2024-02-29T07:00:00.000Z')
const text = fc.constantFrom('', ' ', 'a', 'b', ' a ', 'refuse', '17925', '__proto__')
const number = fc.constantFrom(0, -0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY)
const anything = fc.oneof(
  text,
  number,
  fc.constantFrom<unknown>(null, undefined, true, 5n),
  fc.constant([]),
  fc.constant({}),
)

const leaves: ReadonlyArray<CodecWithValues> = [
  of(t.string, text),
  of(t.number, number),
  of(t.boolean, fc.boolean()),
  of(t.bigint, fc.constant(5n)),
  of(t.null, fc.constant(null)),
  of(t.undefined, fc.constant(undefined)),
  of(t.void, fc.constant(undefined)),
  of(t.unknown, anything),
  of(t.any, anything),
  of(t.never as unknown as t.Mixed, anything),
  of(t.UnknownArray, fc.constantFrom([], [1, Number.NaN])),
  of(t.UnknownRecord, fc.constantFrom({}, { a: 1 })),
  of(t.literal('a'), fc.constantFrom('a', 'b')),
  of(t.literal(0), fc.constantFrom(0, -0, 1)),
  of(t.literal(true), fc.boolean()),
  of(t.literal(Number.NaN), number),
  of(t.keyof({ a: null, b: null }), fc.constantFrom('a', 'b', 'toString', '__proto__')),
  of(t.Int, number),
  of(Uuid, uuid),
  of(Instant, instant),
  of(NonEmptyText, text),
  of(PositiveInteger, number),
  of(Amount, fc.constantFrom('17925', 17925)),
  of(ZeroWhereAbsent, fc.constantFrom(1, undefined)),
  of(OneWhereAbsent, fc.constantFrom(1, undefined, 'refuse')),
  of(Trimmed, text),
  of(ContextAsItIs, anything),
  of(OnlyInside, anything),
  of(LinkedList, fc.constantFrom({ value: 1, next: null }, { value: 1, next: { value: Number.NaN, next: null } })),
]

/** Names that every object has are among them, so that what is inherited plays a part. */
const fieldName = fc.constantFrom('a', 'b', 'c', '1', 'toString', 'constructor')

const objectOf = (fields: ReadonlyArray<readonly [string, CodecWithValues]>): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(fields.map(([name, { values }]) => [name, values])), { requiredKeys: [] })

const propsOf = (fields: ReadonlyArray<readonly [string, CodecWithValues]>): t.Props =>
  Object.fromEntries(fields.map(([name, { codec }]) => [name, codec]))

/** A copy with the same parts and the same `_tag`, but another `validate`. */
const exchanged = (codec: t.Mixed, validate: t.Mixed['validate']): t.Mixed => {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(codec)), codec) as t.Mixed
  return Object.assign(copy, {
    validate,
    decode: (value: unknown) => validate(value, [{ key: '', type: copy, actual: value }]),
  })
}

const exchanges: ReadonlyArray<(codec: t.Mixed) => t.Mixed> = [
  (codec) => exchanged(codec, (value, context) => codec.validate(value, context)),
  (codec) => exchanged(codec, (value) => t.success(value)),
  (codec) => exchanged(codec, (value, context) => t.failure(value, context, 'never')),
  (codec) =>
    exchanged(codec, (value, context) => {
      const validated = codec.validate(value, context)
      return E.isLeft(validated) ? t.success('fallback') : validated
    }),
]

const brands: ReadonlyArray<(value: unknown) => boolean> = [
  (value) => value !== 'b',
  (value) => typeof value !== 'object' || value === null || !('b' in value),
  everyOne,
]

/** io-ts cannot make a union of codecs with a literal at `constructor`, say; the first of them does as well. */
const unionOf = (codecs: [t.Mixed, t.Mixed]): t.Mixed => {
  try {
    return t.union(codecs)
  } catch {
    return codecs[0]
  }
}

const combined = (part: fc.Arbitrary<CodecWithValues>): fc.Arbitrary<CodecWithValues> => {
  const fields = fc.uniqueArray(fc.tuple(fieldName, part), { maxLength: 4, selector: ([name]) => name })
  const several = fc.array(part, { minLength: 2, maxLength: 3 })
  const either = (parts: ReadonlyArray<CodecWithValues>) => fc.oneof(...parts.map(({ values }) => values))
  const codecsOf = (parts: ReadonlyArray<CodecWithValues>) => parts.map(({ codec }) => codec) as [t.Mixed, t.Mixed]
  const merged = (parts: ReadonlyArray<CodecWithValues>) =>
    fc
      .tuple(...parts.map(({ values }) => values))
      .map((values) =>
        values.every((value) => typeof value === 'object' && value !== null)
          ? (Object.assign({}, ...values) as unknown)
          : values[0],
      )

  return fc.oneof(
    { weight: 4, arbitrary: fields.map((own) => of(t.type(propsOf(own)), objectOf(own))) },
    { weight: 2, arbitrary: fields.map((own) => of(t.partial(propsOf(own)), objectOf(own))) },
    {
      weight: 4,
      arbitrary: fc.tuple(fields, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })).map(([own, required]) => {
        const named = own.map(([name, { codec }], index) => [name, required[index] === true ? codec : optional(codec)])
        return of(record(Object.fromEntries(named)), objectOf(own))
      }),
    },
    fields.map((own) => of(t.strict(propsOf(own)), objectOf(own))),
    fields.map((own) => of(t.readonly(t.type(propsOf(own))), objectOf(own))),
    part.map(({ codec, values }) => of(t.array(codec), fc.array(values, { maxLength: 3 }))),
    part.map(({ codec, values }) => of(t.readonlyArray(codec), fc.array(values, { maxLength: 3 }))),
    several.map((parts) => of(t.tuple(codecsOf(parts)), fc.tuple(...parts.map(({ values }) => values)))),
    { weight: 2, arbitrary: several.map((parts) => of(unionOf(codecsOf(parts)), either(parts))) },
    { weight: 2, arbitrary: several.map((parts) => of(t.intersection(codecsOf(parts)), merged(parts))) },
    part.map(({ codec, values }) => of(t.record(t.string, codec), fc.dictionary(fieldName, values, { maxKeys: 3 }))),
    part.map(({ codec, values }) => of(t.record(Trimmed, codec), fc.dictionary(text, values, { maxKeys: 3 }))),
    part.map(({ codec, values }) =>
      of(t.record(t.keyof({ a: null, b: null }), codec), fc.dictionary(fieldName, values, { maxKeys: 3 })),
    ),
    part.map(({ codec, values }) => of(personal(codec), values)),
    fc
      .tuple(part, fc.constantFrom(...brands))
      .map(([{ codec, values }, holds]) => of(t.refinement(codec, holds), values)),
    fc.tuple(part, fc.constantFrom(...exchanges)).map(([{ codec, values }, exchange]) => of(exchange(codec), values)),
    {
      weight: 3,
      arbitrary: fc
        .tuple(fields, fields, fields, fc.constantFrom('type', 'a'), fc.nat(2))
        .map(([first, second, third, tag, shape]) => {
          const alternatives = [first, second, third].map((own, index) => {
            const props = { ...propsOf(own), [tag]: t.literal(['x', 'y', 0][index] as string) }
            const codec =
              shape === 0
                ? t.type(props)
                : shape === 1
                  ? record(props)
                  : t.intersection([t.type(props), t.partial({ c: Amount })])
            const values = fc
              .tuple(objectOf(own), fc.constantFrom('x', 'y', 0, -0, 'z', undefined))
              .map(([value, literal]): unknown => ({ ...(value as object), [tag]: literal }))
            return of(codec, values)
          })
          return of(unionOf(codecsOf(alternatives)), either(alternatives))
        }),
    },
  )
}

const { codecWithValues } = fc.letrec<{ codecWithValues: CodecWithValues }>((tie) => ({
  codecWithValues: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom(...leaves), {
    weight: 4,
    arbitrary: combined(tie('codecWithValues')),
  }),
}))

export const anyCodecWithValues: fc.Arbitrary<CodecWithValues> = codecWithValues
