import { factsOf, figure, idOf, inShort, instant, nameOf, ticket } from '../help-desk.fixtures.js'

const opened = (name: string, at: string, data: Readonly<Record<string, unknown>>) => ticket(name).begun(at, data)
const anna = { customerId: idOf('anna'), topic: { category: 'washer', subcategory: 'noise' } }
const leak = { customerId: idOf('anna'), topic: { category: 'dryer', subcategory: 'leak' } }
// Anna on 1, 8 (exactly seven days later), 15 and 15 January (one minute more, and the same minute again), Ben once, one unknown.
const facts = factsOf(
  opened('a1', '2025-01-01 10:00', anna),
  opened('a2', '2025-01-08 10:00', anna),
  opened('a3', '2025-01-15 10:01', leak),
  opened('a4', '2025-01-15 10:01', anna),
  opened('b1', '2025-01-02 10:00', { customerId: idOf('ben'), topic: { subcategory: 'noise' } }),
  opened('x1', '2025-01-03 10:00', {}),
)
const share = (question = {}) =>
  figure(facts, 'repeat-contact', 'share', { asOf: instant('2025-02-01 00:00'), ...question })

it('takes the last instant of the window as within, and one of two at the same minute as repeating the other', () => {
  expect(inShort(share())).toBe('2/5 {unknown-key:1}')
  expect(share().counted().numerator.map(nameOf)).toEqual(['a1.1', 'a2.1', 'a3.1', 'a4.1'])
  expect(inShort(figure(facts, 'repeat-contact', 'count'))).toBe('2/5 {unknown-key:1}')
  expect(inShort(share({ window: 'P8D' }))).toBe('3/5 {unknown-key:1}')
})

it('asks for every part of the key', () => {
  // Anna's noise on 1, 8 and (seven days and a minute later) 15 January; her leak and Ben's noise once.
  expect(inShort(share({ key: ['customer', 'subcategory'] }))).toBe('1/5 {unknown-key:1}')
  expect(inShort(share({ key: ['customer', 'category'] }))).toBe('1/4 {unknown-key:2}')
  expect(inShort(share({ key: ['subcategory'] }))).toBe('2/5 {unknown-key:1}')
  expect(inShort(share({ key: ['customer', 'topic'] }))).toBe('1/5 {unknown-key:1}')
  expect(inShort(share({ key: ['asset'] }))).toBe('0/0 {unknown-key:6}')
  expect(share({ key: ['customer', 'subcategory'] }).parameters).toEqual({
    window: 'P7D',
    key: 'customer,subcategory',
  })
})

it('looks for the previous opening before the period, too', () => {
  expect(inShort(share({ from: '2025-01-05', until: '2025-01-10' }))).toBe('1/1')
})

it('gives two openings of the same minute the same figures, whichever ticket was read first', () => {
  const [one, two] = [opened('one', '2025-01-01 10:00', anna), opened('two', '2025-01-01 10:00', leak)]
  const byCategory = [factsOf(one, two), factsOf(two, one)].map((told) =>
    figure(told, 'repeat-contact', 'share').counted().numerator.map(nameOf),
  )
  expect(byCategory[0]).toEqual(byCategory[1])
})
