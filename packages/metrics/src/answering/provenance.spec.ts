import { ask, factsOf, figure, nameOf, ticket } from '../help-desk.fixtures.js'

const [desk, other] = [ticket('desk'), ticket('other')]

it('names the mark of spam behind whatever it excluded: an issue, a clock, a promise, a follow-up', () => {
  const facts = factsOf(
    desk.opened('2025-06-02 09:00'),
    desk.clockStarted('r', 'resolution', '2025-06-02 09:00', '2025-06-02 17:00'),
    desk.promised('p', '2025-06-02 09:00', '2025-06-02 17:00'),
    desk.followUpRequested('f', '2025-06-02 09:00', '2025-06-03 09:00'),
    desk.spam('2025-06-02 10:00'),
  )
  const spam = nameOf(facts.issues[0]?.excludedBy[0]?.eventId ?? '')
  for (const [metric, variant] of [
    ['issues', 'count'],
    ['sla-attainment', 'resolution'],
    ['sla-attainment', 'combined'],
    ['promise-keeping', 'lenient'],
    ['follow-up-coverage', 'missing'],
    ['first-response-time', 'calendar-mean'],
    ['repeat-contact', 'share'],
    ['repeat-share', 'backward'],
  ] as const) {
    expect(figure(facts, metric, variant).counted().excluded['spam']?.map(nameOf)).toContain(spam)
  }
})

it('names both sides of a merge, or the one that told it', () => {
  const [merged, absorbed] = [other.mergedInto('2025-06-02 10:00', 'desk'), desk.absorbed('2025-06-02 10:00', 'other')]
  const tickets = [desk.begun('2025-06-02 09:00'), other.begun('2025-06-02 09:00')]
  const named = (...told: ReadonlyArray<typeof merged>) =>
    figure(factsOf(tickets, ...told), 'issues', 'count').counted().excluded['merged']
  const id = ({ metadata: { eventId } }: typeof merged) => eventId
  expect(named(absorbed)).toContain(id(absorbed))
  expect(named(merged)).toContain(id(merged))
  expect(named(merged, absorbed)).toEqual(expect.arrayContaining([id(merged), id(absorbed)]))
})

it('names what told the segment, where figures are told apart, and only then', () => {
  const begun = desk.begun('2025-06-02 09:00')
  const assigned = desk.assigned('2025-06-02 09:05', 'Workshop')
  const facts = factsOf(begun, assigned, desk.promised('p', '2025-06-02 09:00', '2025-06-02 17:00'))
  const named = (by: ReadonlyArray<'team' | 'channel' | 'month'>) =>
    ask(facts, 'promise-keeping', { by })[0]?.counted().denominator
  expect(named(['month'])).toHaveLength(1)
  expect(named(['team'])).toContain(assigned.metadata.eventId)
  expect(named(['channel'])).toContain(begun.metadata.eventId)
  expect(named(['channel'])).not.toContain(assigned.metadata.eventId)
})
