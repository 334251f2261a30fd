import { agent, bot, factsOf, figure, inShort, nameOf, ticket } from '../help-desk.fixtures.js'

const frt = 'first-response-time'
const one = ticket('one')

it('is ten minutes where a bot resolved, the customer came back on Friday at 14:00 and was answered at 14:10 (D127)', () => {
  const facts = factsOf(
    one.opened('2025-06-01 09:00', {}, { channel: 'bot' }),
    one.replied('2025-06-01 09:00:05', { repliedBy: bot }),
    one.resolved('2025-06-01 09:05', { resolvedBy: bot }),
    one.contact('2025-06-06 14:00', { episode: 2 }),
    one.reopened('2025-06-06 14:00'),
    one.replied('2025-06-06 14:10', { episode: 2 }),
  )
  expect(figure(facts, frt, 'calendar-mean').value).toBe(600)
  expect(inShort(figure(facts, frt, 'calendar-mean'))).toBe('600/1 {ended-without-reply:1}')
  expect(inShort(figure(facts, frt, 'bot-calendar-mean'))).toBe('5/1 +1')
})

it('counts every episode from its own beginning, not from the opening (D126)', () => {
  // 60 s and 120 s; a clock from the opening would say ten days for the second.
  const facts = factsOf(
    one.opened('2025-06-01 09:00'),
    one.replied('2025-06-01 09:01'),
    one.resolved('2025-06-01 09:30'),
    one.reopened('2025-06-11 09:00'),
    one.replied('2025-06-11 09:02', { episode: 2 }),
  )
  expect(inShort(figure(facts, frt, 'calendar-mean'))).toBe('180/2')
  expect(figure(facts, frt, 'calendar-median').value).toBe(90)
})

it('runs from the first of several messages of the customer (D130)', () => {
  // Messages at 09:00, 09:20 and 09:40, the answer at 10:00: an hour, not twenty minutes.
  const facts = factsOf(
    one.opened('2025-06-01 09:00'),
    one.contact('2025-06-01 09:20'),
    one.contact('2025-06-01 09:40'),
    one.replied('2025-06-01 10:00'),
  )
  expect(figure(facts, frt, 'calendar-mean').value).toBe(3600)
})

it('is not met by a note, automatic mail or a bot, and is pending until a person answers (D123)', () => {
  const unanswered = [
    ...one.opened('2025-06-01 09:00'),
    one.noted('2025-06-01 09:01'),
    one.replied('2025-06-01 09:02', { automated: true }),
    one.replied('2025-06-01 09:03', { repliedBy: bot }),
    one.replied('2025-06-01 09:04', { repliedBy: { kind: 'system', id: 'mailer' } }),
  ]
  const pending = figure(factsOf(unanswered), frt, 'calendar-mean')
  expect(pending.value).toBeNull()
  expect(inShort(pending)).toBe('0/0 +1')
  expect(figure(factsOf(unanswered, one.replied('2025-06-01 09:30')), frt, 'calendar-mean').value).toBe(1800)
})

it('is owed to nobody any more where the episode ended without an answer (D116)', () => {
  const facts = factsOf(one.opened('2025-06-01 09:00'), one.resolved('2025-06-01 09:05'))
  expect(inShort(figure(facts, frt, 'calendar-mean'))).toBe('0/0 {ended-without-reply:1}')
})

describe('a ticket that an agent opened unasked', () => {
  const byAgent = { openedBy: agent }

  it('is answered by its second public reply', () => {
    const facts = factsOf(
      one.begun('2025-06-01 09:00', byAgent),
      one.replied('2025-06-01 09:00'),
      one.contact('2025-06-01 09:30'),
      one.replied('2025-06-01 09:45'),
    )
    expect(figure(facts, frt, 'calendar-mean').value).toBe(45 * 60)
  })

  it('is answered by the first, where the agent opened it for a customer who had asked', () => {
    const facts = factsOf(one.opened('2025-06-01 09:00', byAgent), one.replied('2025-06-01 09:10'))
    expect(figure(facts, frt, 'calendar-mean').value).toBe(10 * 60)
  })

  it('waits for no answer where the customer did not come back', () => {
    const facts = factsOf(one.begun('2025-06-01 09:00', byAgent), one.notice('2025-06-01 09:00'))
    expect(inShort(figure(facts, frt, 'calendar-mean'))).toBe('0/0 {outbound:1}')
  })
})

it('gives a late reply to the episode in which it was given', () => {
  // Recorded after the reopening, though given before the resolution: it answers the first episode.
  const late = ticket('late')
  const facts = factsOf(
    late.opened('2025-06-01 09:00'),
    late.resolved('2025-06-01 10:00'),
    late.reopened('2025-06-03 09:00'),
    late.replied('2025-06-01 09:10', { episode: 2 }),
  )
  const mean = figure(facts, frt, 'calendar-mean')
  expect(inShort(mean)).toBe('600/1 +1')
  expect(mean.counted().numerator.map(nameOf)).toContain('late.5')
})

it('gives a reply at the very instant of the reopening to the episode it says', () => {
  const [before, after] = [1, 2].map((episode) => {
    const desk = ticket('desk')
    return factsOf(
      desk.opened('2025-06-01 09:00'),
      desk.resolved('2025-06-01 10:00'),
      desk.reopened('2025-06-03 09:00'),
      desk.replied('2025-06-03 09:00', { episode }),
    )
  })
  expect(inShort(figure(before ?? factsOf(), frt, 'calendar-mean'))).toBe('0/0 +1 {ended-without-reply:1}')
  expect(inShort(figure(after ?? factsOf(), frt, 'calendar-mean'))).toBe('0/1 {ended-without-reply:1}')
})

it('leaves out what is merged away or spam', () => {
  const [merged, junk, root] = [ticket('merged'), ticket('junk'), ticket('root')]
  const facts = factsOf(
    root.opened('2025-06-01 09:00'),
    root.replied('2025-06-01 09:10'),
    merged.opened('2025-06-01 09:05'),
    merged.mergedInto('2025-06-01 09:06', 'root'),
    junk.opened('2025-06-01 09:00'),
    junk.spam('2025-06-01 09:01'),
  )
  expect(inShort(figure(facts, frt, 'calendar-mean'))).toBe('600/1 {merged:1 spam:1}')
})

it('is not answered by what was said after the resolution or the closing', () => {
  const resolved = factsOf(
    one.opened('2025-06-01 09:00'),
    one.resolved('2025-06-01 09:30'),
    one.replied('2025-06-02 09:30'),
  )
  expect(inShort(figure(resolved, frt, 'calendar-mean'))).toBe('0/0 {ended-without-reply:1}')
  const closed = factsOf(
    one.opened('2025-06-01 09:00'),
    one.closed('2025-06-01 09:30', { outcome: 'not-resolved' }),
    one.replied('2025-06-02 09:30'),
  )
  expect(inShort(figure(closed, frt, 'calendar-mean'))).toBe('0/0 {ended-without-reply:1}')
})

it('takes a ticket that an agent opened for opened unasked where only thanks came at that instant', () => {
  const [asked, thanked] = (['request', 'no-action'] as const).map((nature) => {
    const desk = ticket('desk')
    return factsOf(
      desk.begun('2025-06-01 09:00', { openedBy: agent }),
      desk.contact('2025-06-01 09:00', { nature }),
      desk.replied('2025-06-01 09:10'),
      desk.replied('2025-06-01 09:20'),
    )
  })
  expect(figure(asked ?? factsOf(), frt, 'calendar-mean').value).toBe(600)
  expect(figure(thanked ?? factsOf(), frt, 'calendar-mean').value).toBe(1200)
})
