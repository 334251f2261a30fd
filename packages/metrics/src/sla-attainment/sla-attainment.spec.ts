import { factsOf, figure, inShort, instant, nameOf, type Told, ticket } from '../help-desk.fixtures.js'

const sla = 'sla-attainment'
const one = ticket('one')
const begun = one.begun('2025-06-02 09:00')
const started = one.clockStarted('a', 'resolution', '2025-06-02 09:00', '2025-06-02 17:00')
const resolution = (asOf: string, ...events: ReadonlyArray<Told>) =>
  inShort(figure(factsOf(begun, started, ...events), sla, 'resolution', { asOf: instant(asOf) }))

it('is met over met and breached: of five clocks two met, one breached, one paused and one not due, it is 2/3', () => {
  const facts = factsOf(
    begun,
    one.clockStarted('met1', 'resolution', '2025-06-02 09:00', '2025-06-02 17:00'),
    one.clockMet('met1', 'resolution', '2025-06-02 16:00'),
    one.clockStarted('met2', 'resolution', '2025-06-02 09:00', '2025-06-02 17:00'),
    one.clockMet('met2', 'resolution', '2025-06-02 17:00'),
    one.clockStarted('late', 'resolution', '2025-06-02 09:00', '2025-06-02 17:00'),
    one.clockBreached('late', 'resolution', '2025-06-02 17:00'),
    one.clockStarted('rests', 'resolution', '2025-06-02 09:00', '2025-06-02 17:00'),
    one.clockPaused('rests', '2025-06-02 10:00'),
    one.clockStarted('runs', 'resolution', '2025-06-02 09:00', '2025-06-05 17:00'),
  )
  const attained = figure(facts, sla, 'resolution', { asOf: instant('2025-06-03 00:00') })
  expect(inShort(attained)).toBe('2/3 +2')
  expect(attained.value).toBe(2 / 3)
})

it('takes a clock as breached from its due instant on, whether or not that was recorded, answered or not', () => {
  expect(resolution('2025-06-02 16:59:59.999')).toBe('0/0 +1')
  expect(resolution('2025-06-02 17:00')).toBe('0/1')
  expect(resolution('2025-06-02 18:00', one.clockBreached('a', 'resolution', '2025-06-02 17:00'))).toBe('0/1')
  expect(
    resolution(
      '2025-06-03 00:00',
      one.clockBreached('a', 'resolution', '2025-06-02 17:00'),
      one.clockMissed('a', 'resolution', '2025-06-02 18:00'),
    ),
  ).toBe('0/1')
})

it('takes a clock as met where a stop in time was heard of only after the breach', () => {
  const late = [
    one.clockBreached('a', 'resolution', '2025-06-02 17:00'),
    one.clockMissed('a', 'resolution', '2025-06-02 18:00'),
    one.clockMet('a', 'resolution', '2025-06-02 16:00'),
  ]
  expect(resolution('2025-06-03 00:00', late)).toBe('1/1')
})

it('waits for a clock that rests, and for the new due instant of one that went on (D118)', () => {
  const paused = one.clockPaused('a', '2025-06-02 10:00')
  expect(resolution('2025-07-01 00:00', paused)).toBe('0/0 +1')
  const resumed = one.clockResumed('a', '2025-06-04 10:00', '2025-06-04 17:00')
  expect(resolution('2025-06-04 16:00', paused, resumed)).toBe('0/0 +1')
  expect(resolution('2025-06-04 17:00', paused, resumed)).toBe('0/1')
})

it('leaves a withdrawn clock out, unless it was breached before', () => {
  expect(resolution('2025-07-01 00:00', one.clockWithdrawn('a', '2025-06-02 12:00'))).toBe('0/0 {withdrawn:1}')
  expect(resolution('2025-07-01 00:00', one.clockWithdrawn('a', '2025-06-02 18:00'))).toBe('0/1')
})

describe('a clock that goes on from that of an earlier episode', () => {
  const metFirst = one.clockMet('a', 'resolution', '2025-06-02 12:00')
  const goesOn = one.clockStarted('b', 'resolution', '2025-06-03 09:00', '2025-06-03 14:00', {
    episode: 2,
    carried: 'PT3H',
    continues: 'a',
  })

  it('has the verdict for both', () => {
    const events = [metFirst, goesOn]
    expect(resolution('2025-06-03 10:00', events)).toBe('0/0 +1 {continued:1}')
    expect(resolution('2025-06-04 00:00', events)).toBe('0/1 {continued:1}')
    expect(resolution('2025-06-04 00:00', events, one.clockMet('b', 'resolution', '2025-06-03 13:00'))).toBe(
      '1/1 {continued:1}',
    )
  })

  it('stays breached where the earlier one was', () => {
    const breached = one.clockBreached('a', 'resolution', '2025-06-02 17:00')
    const events = [breached, goesOn, one.clockMet('b', 'resolution', '2025-06-03 13:00')]
    expect(resolution('2025-06-04 00:00', events)).toBe('0/1 {continued:1}')
  })
})

it('judges response and resolution apart, and the ticket as a whole beside them (C12)', () => {
  const facts = factsOf(
    begun,
    started,
    one.clockStarted('f', 'first-response', '2025-06-02 09:00', '2025-06-02 10:00'),
    one.clockBreached('f', 'first-response', '2025-06-02 10:00'),
    one.clockMissed('f', 'first-response', '2025-06-02 11:00'),
    one.clockMet('a', 'resolution', '2025-06-02 12:00'),
  )
  expect(inShort(figure(facts, sla, 'first-response'))).toBe('0/1')
  expect(inShort(figure(facts, sla, 'resolution'))).toBe('1/1')
  expect(inShort(figure(facts, sla, 'next-response'))).toBe('0/0')
  expect(inShort(figure(facts, sla, 'combined'))).toBe('0/1')
  expect(figure(facts, sla, 'resolution').counted().numerator.map(nameOf)).toEqual(['one.2', expect.any(String)])
})

it('leaves out a merged ticket, its clocks withdrawn or not (D101)', () => {
  const merged = [begun, started, one.mergedInto('2025-06-02 12:00', 'root')]
  expect(inShort(figure(factsOf(merged), sla, 'resolution'))).toBe('0/0 {merged:1}')
  expect(inShort(figure(factsOf(merged), sla, 'combined'))).toBe('0/0 {merged:1}')
})

it('leaves out a clock whose start is missing', () => {
  const facts = factsOf(begun, one.clockMet('a', 'resolution', '2025-06-02 12:00'))
  expect(inShort(figure(facts, sla, 'resolution'))).toBe('0/0 {incomplete:1}')
})
