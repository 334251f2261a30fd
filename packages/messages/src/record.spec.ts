import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { compiledDecoder } from './compiled-decoder.js'
import { eventCatalogue } from './event-catalogue.js'
import { explainedErrors } from './explained-errors.js'
import { generatedDecoder } from './generated-decoder.js'
import { message } from './message.js'
import { optional, record } from './record.js'
import { Amount, metadataAt } from './some-events.fixtures.js'

const Payment = record({ paid: Amount, tip: optional(Amount), by: optional(t.string) }, 'Payment')

describe('an optional field', () => {
  it('stays absent where it is absent, both ways', () => {
    expect(Payment.decode({ paid: '5' })).toStrictEqual(E.right({ paid: 5n }))
    expect(Payment.encode({ paid: 5n })).toStrictEqual({ paid: '5' })
  })

  it('is converted where it is there, both ways', () => {
    expect(Payment.decode({ paid: '5', tip: '1' })).toStrictEqual(E.right({ paid: 5n, tip: 1n }))
    expect(Payment.encode({ paid: 5n, tip: 1n })).toStrictEqual({ paid: '5', tip: '1' })
  })

  it('is not read from null', () => {
    expect(E.isLeft(Payment.decode({ paid: '5', by: null }))).toBe(true)
  })
})

it('keeps the fields it does not know, both ways', () => {
  expect(Payment.decode({ paid: '5', currency: 'EUR' })).toStrictEqual(E.right({ paid: 5n, currency: 'EUR' }))
  const newer = { paid: 5n, currency: 'EUR' }
  expect(Payment.encode(newer)).toStrictEqual({ paid: '5', currency: 'EUR' })
})

it('reads the fields of a record that has none, or only optional ones', () => {
  expect(record({}).decode({})).toStrictEqual(E.right({}))
  expect(record({ a: optional(t.string) }).decode({})).toStrictEqual(E.right({}))
  expect(E.isLeft(record({}).decode(null))).toBe(true)
})

it('has no field called __proto__', () => {
  expect(() => record(JSON.parse('{"__proto__": {}}'))).toThrow(TypeError)
})

it('remembers what a message was made from', () => {
  const Paid = message('Paid', { payment: Payment }, { upcasters: [(data) => data, (data) => data] })
  expect([Paid.name, Paid.messageType, Paid.schemaVersion, Object.keys(Paid.data.fields)]).toEqual([
    'Paid',
    'Paid',
    3,
    ['payment'],
  ])
  expect(Paid.decode({ type: 'Paid', data: { payment: { paid: '5' } } })).toStrictEqual(
    E.right({ type: 'Paid', data: { payment: { paid: 5n } } }),
  )
  expect(E.isLeft(Paid.decode({ type: 'Refunded', data: { payment: { paid: '5' } } }))).toBe(true)
})

describe('a field called __proto__ that an object brings of its own', () => {
  const brought = (json: string): unknown => JSON.parse(json.replaceAll('PROTOTYPE', '"__proto__": {"by": 5}'))

  it('is refused by its name: what stands in it becomes no field that nobody decoded', () => {
    for (const decode of [
      (value: unknown) => Payment.decode(value),
      compiledDecoder(Payment),
      generatedDecoder(Payment),
    ]) {
      const decoded = decode(brought('{"paid": "5", PROTOTYPE}'))
      expect(E.mapLeft(explainedErrors)(decoded)).toStrictEqual(E.left(['__proto__: no field can be called so']))
    }
  })

  it('is refused wherever it is brought, where nothing has to be converted as well', () => {
    const Paid = message('Paid', { payment: Payment, by: t.readonlyArray(record({ name: t.string })) })
    const places = {
      '{"type": "Paid", PROTOTYPE, "data": {"payment": {"paid": "5"}, "by": []}}': '__proto__',
      '{"type": "Paid", "data": {PROTOTYPE, "payment": {"paid": "5"}, "by": []}}': 'data.__proto__',
      '{"type": "Paid", "data": {"payment": {"paid": "5", PROTOTYPE}, "by": []}}': 'data.payment.__proto__',
      '{"type": "Paid", "data": {"payment": {"paid": "5"}, "by": [{"name": "Ada", PROTOTYPE}]}}':
        'data.by[0].__proto__',
    }
    for (const [json, place] of Object.entries(places)) {
      for (const decode of [(value: unknown) => Paid.decode(value), compiledDecoder(Paid), generatedDecoder(Paid)]) {
        const decoded = decode(brought(json))
        expect(E.mapLeft(explainedErrors)(decoded)).toStrictEqual(E.left([`${place}: no field can be called so`]))
      }
    }
  })

  it('makes an event that holds it one that cannot be read', () => {
    const Paid = message('Paid', { payment: Payment })
    const data = brought('{"payment": {"paid": "5", PROTOTYPE}}')
    expect(eventCatalogue([Paid]).decode({ type: 'Paid', data, metadata: metadataAt(1) })).toMatchObject(
      E.left({ failure: 'UndecodableEvent', errors: ['data.payment.__proto__: no field can be called so'] }),
    )
  })
})
