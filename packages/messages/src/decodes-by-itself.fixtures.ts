import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Decoder } from './compiled-decoder.js'
import { message } from './message.js'
import { EventMetadata } from './metadata.js'
import { personal } from './personal.js'
import { optional, record } from './record.js'
import { Amount, metadataAt, PurchaseRecorded, purchaseData, WarrantyActivated } from './some-events.fixtures.js'
import { conversionCodec } from './value-conversion.js'

/** Values that a quicker decoder decodes by itself, and those where a quicker answer would be another one. */
export const itDecodesByItself = (decoderOf: (codec: t.Mixed) => Decoder<unknown>): void => {
  /** Where io-ts must not be asked. */
  const decodedWithoutIoTs = (codec: t.Mixed, value: unknown): unknown => {
    const decode = decoderOf(codec)
    Object.assign(codec, {
      decode: () => {
        throw new Error('io-ts was asked')
      },
    })
    return decode(value)
  }

  describe('what it decodes by itself', () => {
    it.each([
      ['a record', record({ a: t.string, b: optional(t.number) }), { a: 'a' }],
      ['lists', t.type({ a: t.array(t.string), b: t.readonlyArray(t.boolean) }), { a: ['a'], b: [true, false] }],
      ['alternatives', t.union([t.null, t.string, t.array(t.bigint)]), [5n]],
      ['alternatives in the order of a schema', t.union([t.array(t.bigint), t.null, t.string]), null],
      ['keys and literals', t.type({ a: t.keyof({ x: null }), b: t.literal(1) }), { a: 'x', b: 1 }],
      ['brands of brands', t.type({ a: t.refinement(t.Int, (value) => value > 1) }), { a: 2 }],
      [
        'personal fields',
        record({ a: personal(t.string), b: optional(personal(record({ c: t.string }))) }),
        { a: 'a' },
      ],
      ['what may be undefined', t.type({ a: t.union([t.undefined, t.null]), b: t.unknown }), { a: undefined, b: {} }],
      ['dictionaries', t.record(t.string, t.union([t.string, t.number])), { a: 'a', b: 1 }],
      [
        'events',
        t.union([message('A', { a: t.string }), message('B', { b: t.string })]),
        { type: 'B', data: { b: 'b' } },
      ],
      ['metadata', record({ metadata: EventMetadata }), { metadata: metadataAt(1) }],
      ['fields it does not know', record({ a: t.string }), { a: 'a', extra: { b: [1] } }],
    ])('%s', (_what, codec: t.Mixed, value) => {
      const decoded = decodedWithoutIoTs(codec, value)
      expect(decoded).toEqual(E.right(value))
      // As io-ts does where nothing had to be converted.
      expect((decoded as E.Right<unknown>).right).toBe(value)
    })

    it('what holds codecs of unknown making, which it asks for their part', () => {
      const decoded = decodedWithoutIoTs(t.union([PurchaseRecorded, WarrantyActivated]), {
        type: 'PurchaseRecorded',
        data: purchaseData,
      })
      const [first, second] = purchaseData.lines
      expect(decoded).toEqual(
        E.right({
          type: 'PurchaseRecorded',
          data: {
            ...purchaseData,
            lines: [
              { ...first, paid: 17925n },
              { ...second, paid: 900n },
            ],
          },
        }),
      )
    })

    it('and it leaves the value as it was', () => {
      const value = { type: 'PurchaseRecorded', data: structuredClone(purchaseData) }
      decoderOf(PurchaseRecorded)(value)
      expect(value.data).toEqual(purchaseData)
    })
  })

  it('gives the errors of io-ts', () => {
    const value = { type: 'PurchaseRecorded', data: { ...purchaseData, channel: 'telegraph' } }
    expect(decoderOf(PurchaseRecorded)(value)).toEqual(PurchaseRecorded.decode(value))
  })

  describe('where a quicker answer would be another one', () => {
    const answersOf = (codec: t.Mixed, value: unknown) => [decoderOf(codec)(value), codec.decode(value)] as const

    const changed = (codec: t.Mixed, change: object): t.Mixed =>
      Object.assign(Object.create(Object.getPrototypeOf(codec)), codec, change) as t.Mixed

    const Nested: t.Mixed = t.recursion('Nested', () => t.type({ a: t.union([t.null, Nested]) }))
    const sameTag: [t.Mixed, t.Mixed] = [t.type({ k: t.literal('a'), b: t.unknown }), t.type({ k: t.literal('a') })]
    const { is, validate, encode } = t.union(sameTag)
    const withoutItsTag: t.Mixed = new t.TaggedUnionType('OnlySays', is, validate, encode, sameTag, 'k')
    const withAmount = t.partial({ paid: Amount })
    const OneForNaN: t.Mixed = conversionCodec<number, number>('OneForNaN', {
      is: t.number.is,
      from: (given) => (Number.isNaN(given) ? 1 : undefined),
      to: t.identity,
    })

    const MadeOfAnything: t.Mixed = conversionCodec<string, unknown>('MadeOfAnything', {
      is: t.string.is,
      from: () => 'made',
      to: t.identity,
    })

    const withHidden = (b: unknown): object => Object.defineProperty({ paid: '17925' }, 'b', { value: b })
    const Paid = t.type({ paid: Amount })

    const traps: ReadonlyArray<[string, t.Mixed, unknown]> = [
      // io-ts writes `a: undefined` into a copy for the first alternative, and never comes to the second.
      ['an earlier alternative accepts with a change', t.union([t.type({ a: t.unknown }), t.type({})]), {}],
      ['an earlier alternative accepts NaN', t.union([t.type({ a: t.number }), t.type({})]), { a: Number.NaN }],
      [
        'NaN that an alternative takes before one that takes anything',
        t.type({ a: t.union([t.number, MadeOfAnything]) }),
        { a: Number.NaN },
      ],
      [
        'an object that an alternative changes before one that takes anything',
        t.type({ a: t.union([t.type({ b: t.undefined }), MadeOfAnything]) }),
        { a: {} },
      ],
      [
        'a key that is not listed, before what takes anything',
        t.type({ a: t.union([t.keyof(Object.defineProperty({ x: null }, 'y', { value: null })), MadeOfAnything]) }),
        { a: 'y' },
      ],
      ['0 for a literal, before what takes anything', t.type({ a: t.union([t.literal(0), MadeOfAnything]) }), { a: 0 }],
      ['something made of an absent field', t.type({ a: t.partial({ b: MadeOfAnything }) }), { a: {} }],
      ['an absent amount in an alternative', t.union([withAmount, t.type({ b: t.unknown })]), {}],
      [
        'NaN that one of two objects makes something of',
        t.intersection([t.type({ a: OneForNaN }), t.partial({ b: t.string })]),
        { a: Number.NaN },
      ],
      [
        'what no copy takes over is wrong, beside what is converted',
        t.intersection([Paid, t.partial({ b: t.string })]),
        withHidden(1),
      ],
      [
        'what no copy takes over is needed, beside what is converted',
        t.union([t.intersection([Paid, t.type({ b: t.number })]), t.type({})]),
        withHidden(1),
      ],
      ['an undefined amount', t.intersection([withAmount, t.type({})]), { paid: undefined }],
      ['a field that may be undefined is absent', t.type({ a: t.union([t.undefined, t.string]) }), {}],
      ['NaN where anything goes', t.type({ a: t.unknown }), { a: Number.NaN }],
      [
        'a partial that runs as if all were required',
        t.type({ a: changed(t.partial({ b: t.string }), { validate: t.type({ b: t.string }).validate }) }),
        { a: {} },
      ],
      ['-0 for 0', t.literal(0), -0],
      ['-0 for one of some literals', t.union([t.literal(0), t.literal(1)]), -0],
      ['a list for a dictionary of anything', t.record(t.string, t.any), []],
      ['a dictionary of anything among others', t.union([t.record(t.string, t.any), Amount]), []],
      ['a list for an object', record({ a: optional(t.string) }), []],
      ['null for what may be absent', record({ a: optional(t.string) }), { a: null }],
      ['null for an amount that may be absent', record({ a: optional(Amount) }), { a: null }],
      ['a key that every object has', t.keyof({ a: null }), 'toString'],
      ['a tag of another kind', t.union([t.type({ k: t.literal(1) }), t.type({ k: t.literal('1') })]), { k: '1' }],
      [
        'two tags of one intersection',
        t.union([
          t.intersection([t.type({ k: t.literal('a') }), t.type({ k: t.literal('a') })]),
          t.type({ k: t.literal('b') }),
        ]),
        { k: 'a' },
      ],
      [
        'two alternatives of one tag',
        t.union([t.type({ k: t.literal('a'), b: t.string }), t.type({ k: t.literal('a') })]),
        { k: 'a' },
      ],
      ['a union that only says it has a tag', withoutItsTag, { k: 'a' }],
      ['an intersection that ends as it was', t.intersection([Amount as t.Mixed, t.string]), '17925'],
      ['an intersection that ends converted', t.intersection([t.string, Amount as t.Mixed]), '17925'],
      ['validate exchanged in a copy', changed(t.string, { validate: t.failure }), 'a'],
      [
        'validate exchanged deeper down',
        t.type({ a: changed(t.type({ b: t.string }), { validate: t.success }) }),
        { a: 1 },
      ],
      [
        'validate exchanged in a part of an intersection',
        t.intersection([changed(t.type({ a: t.string }), { validate: t.failure }), t.type({ b: t.string })]),
        { a: 'a', b: 'b' },
      ],
      [
        'validate exchanged in an alternative',
        t.union([
          changed(t.type({ k: t.literal('a') }), { validate: () => t.success('changed') }),
          t.type({ k: t.literal('b') }),
        ]),
        { k: 'a' },
      ],
      [
        'decode exchanged in a copy',
        changed(t.type({ a: t.string }), { decode: () => t.success('changed') }),
        { a: 'a' },
      ],
      [
        'decode of another codec',
        changed(t.type({ a: t.string }), { decode: t.type({ b: t.string }).decode.bind(null) }),
        { a: 'a' },
      ],
      ['another literal than its function knows', t.type({ a: changed(t.literal('a'), { value: 'b' }) }), { a: 'b' }],
      [
        'another key than its function knows',
        t.type({ a: changed(t.keyof({ a: null }), { keys: { a: null, b: null } }) }),
        { a: 'b' },
      ],
      ['recursion', Nested, { a: { a: null } }],
      ['exact', t.strict({ a: t.string }), { a: 'a', b: 'b' }],
      ['a tuple', t.tuple([t.string]), ['a', 'b']],
    ]

    it.each(traps)('none is given: %s', (_where, codec, value) => {
      const [compiled, expected] = answersOf(codec, value)
      expect(compiled).toStrictEqual(expected)
      if (E.isRight(compiled) && E.isRight(expected)) {
        expect(Object.is(compiled.right, value)).toBe(Object.is(expected.right, value))
      }
    })
  })
}
