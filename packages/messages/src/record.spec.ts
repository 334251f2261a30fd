import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { message } from './message.js'
import { optional, record } from './record.js'
import { Amount } from './some-events.fixtures.js'

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
