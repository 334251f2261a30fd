import { factsOf, figure, inShort, nameOf, ticket } from '../help-desk.fixtures.js'

const one = ticket('one')

it('measures to the last closing, resolved or not: 1, 2, 3 and 6 days are 3 at the mean and 2.5 at the median', () => {
  const [two, back, given, open] = [ticket('two'), ticket('back'), ticket('given'), ticket('open')]
  const facts = factsOf(
    one.opened('2025-06-02 09:00'),
    one.closed('2025-06-03 09:00'),
    two.opened('2025-06-02 09:00'),
    two.closed('2025-06-04 09:00'),
    back.opened('2025-06-02 09:00'),
    back.closed('2025-06-02 11:00'),
    back.reopened('2025-06-03 09:00'),
    back.closed('2025-06-05 09:00', { episode: 2 }),
    given.opened('2025-06-02 09:00'),
    given.closed('2025-06-08 09:00', { outcome: 'not-resolved' }),
    open.opened('2025-06-02 09:00'),
  )
  const mean = figure(facts, 'time-to-close', 'calendar-mean')
  expect(inShort(mean)).toBe('1036800/4')
  expect(mean.value).toBe(3 * 86_400)
  expect(figure(facts, 'time-to-close', 'calendar-median').value).toBe(2.5 * 86_400)
})

it('waits for an issue that was reopened after its closing', () => {
  const facts = factsOf(
    one.opened('2025-06-02 09:00'),
    one.resolved('2025-06-02 10:00'),
    one.closed('2025-06-03 09:00'),
    one.reopened('2025-06-04 09:00'),
  )
  expect(inShort(figure(facts, 'time-to-close', 'calendar-mean'))).toBe('0/0 +1')
})

it('belongs to the period of the closing, and names what it was measured from', () => {
  const desk = ticket('desk')
  const facts = factsOf(desk.opened('2025-01-31 12:00'), desk.closed('2025-02-03 12:00'))
  expect(inShort(figure(facts, 'time-to-close', 'calendar-mean', { until: '2025-02-01' }))).toBe('0/0')
  const february = figure(facts, 'time-to-close', 'calendar-mean', { from: '2025-02-01' })
  expect(inShort(february)).toBe('259200/1')
  expect(february.counted().numerator.map(nameOf)).toEqual(['desk.1', 'desk.3'])
})

it('leaves out spam and what is merged away', () => {
  const [junk, merged] = [ticket('junk'), ticket('merged')]
  const facts = factsOf(
    one.opened('2025-06-02 09:00'),
    one.closed('2025-06-03 09:00'),
    junk.opened('2025-06-02 09:00'),
    junk.spam('2025-06-02 09:30'),
    junk.closed('2025-06-02 10:00', { outcome: 'not-resolved' }),
    merged.opened('2025-06-02 09:00'),
    merged.mergedInto('2025-06-02 09:30', 'one'),
    merged.closed('2025-06-02 10:00', { outcome: 'not-resolved' }),
  )
  expect(inShort(figure(facts, 'time-to-close', 'calendar-mean'))).toBe('86400/1 {merged:1 spam:1}')
})
