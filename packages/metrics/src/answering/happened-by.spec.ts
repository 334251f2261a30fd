import { ask, factsOf, figure, inShort, instant, ticket } from '../help-desk.fixtures.js'
import type { Question } from '../index.js'
import { happenedBy } from './happened-by.js'

const desk = ticket('desk')
const facts = factsOf(
  desk.opened('2025-01-01 09:00'),
  desk.clockStarted('r', 'resolution', '2025-01-01 09:00', '2025-01-01 17:00'),
  desk.waitingFrom('2025-01-01 11:00'),
  desk.waitingUntil('2025-01-01 12:00'),
  desk.promised('p', '2025-01-01 09:30', '2025-01-01 15:00'),
  desk.promiseMoved('p', '2025-01-01 14:00', '2025-01-01 15:00', '2025-01-03 15:00'),
  desk.replied('2025-01-01 15:30'),
  desk.contact('2025-01-01 15:45'),
  desk.resolved('2025-01-01 16:00'),
  desk.clockMet('r', 'resolution', '2025-01-01 16:00'),
  desk.followUpRequested('f', '2025-01-01 16:00', '2025-01-05 00:00'),
  desk.reopened('2025-01-02 09:00'),
  desk.promiseKept('p', '2025-01-02 10:00'),
  desk.followUpMissed('f', '2025-01-05 00:00'),
)

it('cuts nothing off as of the last moment of the history, and something a millisecond before', () => {
  const { lastHappenedAt = 0 } = facts
  expect(lastHappenedAt).toBe(Date.parse('2025-01-05T00:00:00Z'))
  expect(happenedBy(facts, lastHappenedAt)).toEqual({ ...facts, lastHappenedAt: undefined })
  expect(happenedBy(facts, lastHappenedAt - 1).followUps).not.toEqual(facts.followUps)
})

const asOf = (text: string): Partial<Question> => ({ asOf: instant(text) })

it('leaves an outcome open that came after the instant asked about', () => {
  const ten = asOf('2025-01-01 10:00')
  expect(inShort(figure(facts, 'sla-attainment', 'resolution', ten))).toBe('0/0 +1')
  expect(inShort(figure(facts, 'average-resolution-time', 'first-calendar-mean', ten))).toBe('0/0')
  expect(inShort(figure(facts, 'first-response-time', 'calendar-mean', ten))).toBe('0/0 +1')
  expect(inShort(figure(facts, 'first-contact-resolution', 'gross', ten))).toBe('0/0 +1')
  expect(inShort(figure(facts, 'promise-keeping', 'lenient', ten))).toBe('0/0 +1')
  expect(inShort(figure(facts, 'reopenings', 'count', ten))).toBe('0/1')
})

it('waits for a follow-up until it is due, though its miss was told', () => {
  expect(inShort(figure(facts, 'follow-up-coverage', 'missing', asOf('2025-01-04 00:00')))).toBe('0/0 +1')
  expect(inShort(figure(facts, 'follow-up-coverage', 'missing', asOf('2025-01-05 00:00')))).toBe('1/1')
})

it('judges a promise by what had been agreed on by then', () => {
  // Due at 15:00 until it was moved at 14:00.
  expect(happenedBy(facts, Date.parse('2025-01-01T13:59:59Z')).promises[0]?.dueAt).toBe(
    Date.parse('2025-01-01T15:00:00Z'),
  )
  expect(inShort(figure(facts, 'promise-keeping', 'strict', asOf('2025-01-01 13:00')))).toBe('0/0 +1')
  expect(inShort(figure(facts, 'promise-keeping', 'strict', asOf('2025-01-01 14:00')))).toBe('0/1')
})

it('counts nothing before anything happened', () => {
  for (const told of ask(facts, 'issues', asOf('2024-01-01 00:00'))) expect(inShort(told)).toBe('0/0')
})

it('keeps the very rows where nothing is later', () => {
  const known = happenedBy(facts, Date.parse('2025-02-01T00:00:00Z'))
  expect(known.issues).toBe(facts.issues)
  expect(known.clocks).toBe(facts.clocks)
  expect(known.promises).toBe(facts.promises)
  expect(known.followUps).toBe(facts.followUps)
  expect(known.contacts).toBe(facts.contacts)
})

it('goes on with a clock until the one that takes its place has started', () => {
  const continued = factsOf(
    desk.opened('2025-01-01 09:00'),
    desk.clockStarted('r-1', 'resolution', '2025-01-01 09:00', '2025-01-01 17:00'),
    desk.clockStarted('r-2', 'resolution', '2025-01-02 09:00', '2025-01-02 17:00', { continues: 'r-1' }),
  )
  expect(inShort(figure(continued, 'sla-attainment', 'resolution', asOf('2025-01-01 12:00')))).toBe('0/0 +1')
  expect(inShort(figure(continued, 'sla-attainment', 'resolution', asOf('2025-01-02 12:00')))).toBe(
    '0/0 +1 {continued:1}',
  )
})
