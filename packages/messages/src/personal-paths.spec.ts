import * as t from 'io-ts'
import { message } from './message.js'
import { isPersonal, personal } from './personal.js'
import { personalPaths } from './personal-paths.js'
import { optional, record } from './record.js'
import { PurchaseRecorded, WarrantyActivated } from './some-events.fixtures.js'

const name = personal(t.string)

it('finds personal fields through nesting, lists and optional fields', () => {
  expect(personalPaths(PurchaseRecorded)).toEqual(['data.buyer.name', 'data.buyer.email', 'data.lines[].note'])
})

it('finds none where there are none', () => {
  expect(personalPaths(WarrantyActivated)).toEqual([])
})

it.each([
  ['the codec itself', name, ['']],
  [
    'a union',
    record({ a: t.union([name, t.null]), b: t.union([record({ c: name }), record({ d: name })]) }),
    ['a', 'b.c', 'b.d'],
  ],
  ['an intersection', t.intersection([record({ a: name }), t.partial({ b: name, a: name })]), ['a', 'b']],
  ['a brand', record({ a: t.refinement(name, (text) => text !== '') }), ['a']],
  ['a brand of a record', t.refinement(record({ a: name }), () => true), ['a']],
  ['a dictionary', record({ a: t.record(t.string, name), b: t.record(name, t.number) }), ['a{}', 'b{keys}']],
  ['a tuple', t.tuple([t.number, name]), ['[1]']],
  [
    'exact and readonly objects',
    t.type({ a: t.strict({ b: name }), c: t.readonly(t.type({ d: name })) }),
    ['a.b', 'c.d'],
  ],
  ['a whole record', record({ a: personal(record({ b: name })) }), ['a']],
  ['a list of lists', record({ a: optional(t.array(t.array(name))) }), ['a[][]']],
])('finds them in %s', (_where, codec: t.Mixed, paths) => {
  expect(personalPaths(codec)).toEqual(paths)
})

it('finds them in what contains itself', () => {
  const Reply: t.Mixed = t.recursion('Reply', () => t.type({ text: name, replies: t.array(Reply) }))
  expect(personalPaths(Reply)).toEqual(['text'])
})

it('finds them behind an exchanged decoder', () => {
  const inner = record({ a: name })
  const lenient = Object.assign(Object.create(Object.getPrototypeOf(inner)), inner, { validate: t.success }) as t.Mixed
  expect(personalPaths(record({ b: lenient }))).toEqual(['b.a'])
})

it('reads and writes a personal field like any other', () => {
  const Noted = message('Noted', { text: name })
  expect(isPersonal(Noted.data.fields.text)).toBe(true)
  expect(isPersonal(t.string)).toBe(false)
  expect(Noted.is({ type: 'Noted', data: { text: 'Ada' } })).toBe(true)
  expect(Noted.is({ type: 'Noted', data: { text: 7 } })).toBe(false)
})
