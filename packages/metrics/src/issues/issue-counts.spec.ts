import { ask, factsOf, figure, inShort, nameOf, ticket } from '../help-desk.fixtures.js'

// Five issues of June: untouched, transferred, reopened twice, closed without a resolution, and one still open.
const [still, moved, back, given, open] = ['still', 'moved', 'back', 'given', 'open'].map(ticket) as [
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
]
const june = factsOf(
  still.opened('2025-06-02 09:00', { channel: 'email' }),
  still.assigned('2025-06-02 09:10', 'First line'),
  still.resolved('2025-06-02 10:00'),
  still.closed('2025-06-03 09:00'), // a day
  moved.opened('2025-06-02 09:00'),
  moved.assigned('2025-06-02 09:10', 'First line'),
  moved.transferred('2025-06-02 09:20', 'First line', 'Workshop'),
  moved.resolved('2025-06-02 10:00'),
  moved.closed('2025-06-04 09:00'), // two days
  back.opened('2025-06-02 09:00', { channel: 'email' }),
  back.resolved('2025-06-02 10:00'),
  back.closed('2025-06-02 11:00'),
  back.reopened('2025-06-03 09:00'),
  back.resolved('2025-06-03 10:00', { episode: 2 }),
  back.reopened('2025-06-04 09:00', 3),
  back.reopened('2025-06-04 09:00', 3), // told twice: by the status, and by the contact
  back.resolved('2025-06-04 10:00', { episode: 3 }),
  back.closed('2025-06-05 09:00', { episode: 3 }), // three days
  given.opened('2025-06-02 09:00'),
  given.closed('2025-06-08 09:00', { outcome: 'not-resolved' }), // six days
  open.opened('2025-06-02 09:00'),
)

it('counts issues', () => {
  expect(inShort(figure(june, 'issues', 'count'))).toBe('5/5')
})

it('counts two reopenings of one issue, whatever the number of signals (D131)', () => {
  expect(inShort(figure(june, 'reopenings', 'count'))).toBe('2/5')
  expect(inShort(figure(june, 'reopened-issues', 'count'))).toBe('1/5')
  expect(figure(june, 'reopened-issues', 'share').value).toBe(0.2)
})

it('calls an issue untouched that was neither reopened nor transferred: three of five', () => {
  expect(inShort(figure(june, 'untouched-issues', 'share'))).toBe('3/5')
  expect(figure(june, 'untouched-issues', 'share').value).toBe(0.6)
})

it('counts one never resolved, and waits for the open one', () => {
  expect(inShort(figure(june, 'never-resolved', 'count'))).toBe('1/4 +1')
  expect(figure(june, 'never-resolved', 'count').counted().numerator.map(nameOf)).toEqual(['given.1', 'given.3'])
})

it('tells segments apart, in order, what is not known last', () => {
  const byTeam = ask(june, 'issues', { by: ['team'] }).map(({ segment, value }) => [segment['team'], value])
  expect(byTeam).toEqual([
    ['First line', 1],
    ['Workshop', 1],
    [null, 3],
  ])
  const byChannelAndMonth = ask(june, 'issues', { by: ['channel', 'month'] }).map(({ segment, value }) => [
    segment,
    value,
  ])
  expect(byChannelAndMonth).toEqual([
    [{ channel: 'email', month: '2025-06' }, 2],
    [{ channel: 'phone', month: '2025-06' }, 3],
  ])
})

it('has no figure by segment where there is none, and no value where there is no issue', () => {
  expect(ask(factsOf(), 'issues', { by: ['team'] })).toEqual([])
  expect(figure(factsOf(), 'issues', 'count').value).toBeNull()
})

it('counts what was withdrawn by the customer, and nothing that was opened by mistake, tested, merged or headless', () => {
  const [mistake, withdrawn, test, merged] = ['mistake', 'withdrawn', 'test', 'merged'].map(ticket)
  const facts = factsOf(
    mistake?.opened('2025-06-02 09:00') ?? [],
    mistake?.cancelled('2025-06-02 09:05', 'opened-by-mistake') ?? [],
    withdrawn?.opened('2025-06-02 09:00') ?? [],
    withdrawn?.cancelled('2025-06-02 09:05', 'withdrawn-by-customer') ?? [],
    test?.opened('2025-06-02 09:00', { isTest: true }) ?? [],
    merged?.opened('2025-06-02 09:00') ?? [],
    merged?.mergedInto('2025-06-02 09:05', 'withdrawn') ?? [],
    ticket('headless').resolved('2025-06-02 09:05'),
  )
  expect(inShort(figure(facts, 'issues', 'count'))).toBe('1/1 {cancelled:1 incomplete:1 merged:1 test:1}')
})

describe('the period', () => {
  const [before, first, last, after] = ['before', 'first', 'last', 'after'].map(ticket)
  const facts = factsOf(
    before?.begun('2025-01-31 22:59:59.999') ?? [],
    first?.begun('2025-01-31 23:00') ?? [],
    last?.begun('2025-02-28 22:59:59.999') ?? [],
    after?.begun('2025-02-28 23:00') ?? [],
  )
  const berlin = 'Europe/Berlin' as never

  it('is made of local dates: February in Berlin begins at 23:00 in UTC', () => {
    const february = { from: '2025-02-01', until: '2025-03-01', zone: berlin }
    expect(inShort(figure(facts, 'issues', 'count', february))).toBe('2/2')
    expect(ask(facts, 'issues', { by: ['month'], zone: berlin }).map(({ value }) => value)).toEqual([1, 2, 1])
  })

  it('may be made of instants', () => {
    expect(inShort(figure(facts, 'issues', 'count', { from: '2025-02-28T23:00:00Z' }))).toBe('1/1')
  })

  it('is refused where it is none', () => {
    expect(() => figure(facts, 'issues', 'count', { from: '2025-02-30' })).toThrow(RangeError)
    expect(() => figure(facts, 'issues', 'count', { until: 'yesterday' })).toThrow('yesterday is neither')
  })
})

it('refuses a metric, or a window, that is none', () => {
  expect(() => ask(factsOf(), 'happiness')).toThrow('happiness is not a metric')
  expect(() => ask(factsOf(), 'repeat-contact', { window: 'P1M' })).toThrow('P1M is not a window')
})
