import { factsOf, figure, inShort, instant, nameOf, ticket } from '../help-desk.fixtures.js'

const coverage = 'follow-up-coverage'
const one = ticket('one')
const begun = one.begun('2025-06-02 09:00')
const requested = (id: string) => one.followUpRequested(id, '2025-06-02 09:00', '2025-06-09 12:00')
const asked = { asOf: instant('2025-06-30 00:00') }

describe('the worked example: twelve due, eight on time, one late, three not at all', () => {
  const onTime = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8']
  const facts = factsOf(
    begun,
    onTime.flatMap((id) => [requested(id), one.followUpCompleted(id, '2025-06-09 12:00')]),
    requested('late'),
    one.followUpMissed('late', '2025-06-09 12:00'),
    one.followUpCompleted('late', '2025-06-09 12:00:01'),
    ['n1', 'n2'].flatMap((id) => [requested(id), one.followUpMissed(id, '2025-06-09 12:00')]),
    requested('n3'), // missing too, though nobody recorded it
  )

  it('is 66.7 % on time', () => {
    const onTimeShare = figure(facts, coverage, 'on-time', asked)
    expect(inShort(onTimeShare)).toBe('8/12')
    expect(onTimeShare.value).toBeCloseTo(0.667, 3)
  })

  it('has three missing, and lists them', () => {
    const missing = figure(facts, coverage, 'missing', asked)
    expect(missing).toMatchObject({ value: 3, unit: 'count', denominator: 12 })
    expect(missing.counted().numerator.map(nameOf)).toEqual(['one.21', 'one.22', 'one.23', 'one.24', 'one.25'])
  })
})

it('waits for what is neither done nor due, and takes the due instant itself as passed', () => {
  const facts = factsOf(begun, requested('f'))
  const at = (asOf: string) => inShort(figure(facts, coverage, 'missing', { asOf: instant(asOf) }))
  expect(at('2025-06-09 11:59')).toBe('0/0 +1')
  expect(at('2025-06-09 12:00')).toBe('1/1')
})

it('leaves out those of a ticket that counts nowhere, and those never requested', () => {
  expect(inShort(figure(factsOf(begun, requested('f'), one.spam('2025-06-03 09:00')), coverage, 'on-time'))).toBe(
    '0/0 {spam:1}',
  )
  expect(inShort(figure(factsOf(begun, one.followUpCompleted('f', '2025-06-03 09:00')), coverage, 'on-time'))).toBe(
    '0/0 {incomplete:1}',
  )
})
