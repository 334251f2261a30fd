import type { BusinessCalendar } from '@aftersale/domain/calendar'
import { bot, factsOf, figure, idOf, inShort, instant, nameOf, ticket } from '../help-desk.fixtures.js'

const art = 'average-resolution-time'
const minutes = (value: number | null) => (value === null ? null : value / 60)

const nineToFive = [{ from: '09:00', until: '17:00' }]
const officeHours = {
  calendarId: 'office',
  version: 1,
  zone: 'UTC',
  weekly: {
    monday: nineToFive,
    tuesday: nineToFive,
    wednesday: nineToFive,
    thursday: nineToFive,
    friday: nineToFive,
    saturday: [],
    sunday: [],
  },
  holidays: [],
} as unknown as BusinessCalendar

// The worked example: open Monday 09:00, resolved 10:00, reopened Wednesday 10:00, resolved Wednesday 11:00.
const reopened = () => {
  const one = ticket('one')
  return factsOf(
    one.opened('2025-06-02 09:00'),
    one.resolved('2025-06-02 10:00'),
    one.reopened('2025-06-04 10:00'),
    one.resolved('2025-06-04 11:00', { episode: 2 }),
  )
}

describe('the worked example', () => {
  const spanOf = (variant: string) => minutes(figure(reopened(), art, variant, { calendar: officeHours }).value)

  it('takes 60 minutes to the first resolution, 3000 to the last, 120 of them of handling', () => {
    expect(spanOf('first-calendar-mean')).toBe(60)
    expect(spanOf('full-calendar-mean')).toBe(3000)
    expect(spanOf('handling-calendar-mean')).toBe(120)
  })

  it('takes 1080 minutes of business time to the last resolution', () => {
    expect(spanOf('full-business-mean')).toBe(1080)
    expect(spanOf('first-business-mean')).toBe(60)
    expect(spanOf('handling-business-mean')).toBe(120)
  })

  it('has no figure in business time without a calendar', () => {
    expect(() => figure(reopened(), art, 'full-business-mean')).toThrow('0 figures')
  })
})

describe('the Kaplan–Meier median of the worked example', () => {
  // Durations 10, 20 and 40 minutes ended, 30 and 50 still open as of 10:00: S falls to .8, .6, .3.
  const facts = factsOf(
    [10, 20, 40].flatMap((duration) => {
      const done = ticket(`d${duration}`)
      const openedAt = new Date(Date.parse(instant('2025-06-02 09:50')) - duration * 60_000).toISOString().slice(0, 16)
      return [...done.opened(openedAt.replace('T', ' ')), done.resolved('2025-06-02 09:50')]
    }),
    ticket('d30').opened('2025-06-02 09:30'),
    ticket('d50').opened('2025-06-02 09:10'),
  )
  const asked = { asOf: instant('2025-06-02 10:00') }

  it('is 40 minutes, where the mean of the ended ones is 23.3', () => {
    expect(minutes(figure(facts, art, 'first-calendar-kaplan-meier-median', asked).value)).toBe(40)
    expect(minutes(figure(facts, art, 'first-calendar-mean', asked).value)).toBeCloseTo(23.333, 3)
  })

  it('takes what was given up as lasting until then: two of three are left to be resolved, so half are after ten minutes', () => {
    const [ten, twenty, given] = [ticket('ten'), ticket('twenty'), ticket('given')]
    const abandoned = factsOf(
      ten.opened('2025-06-02 09:00'),
      ten.resolved('2025-06-02 09:10'),
      twenty.opened('2025-06-02 09:00'),
      twenty.resolved('2025-06-02 09:20'),
      given.opened('2025-06-02 09:00'),
      given.closed('2025-06-02 09:05', { outcome: 'not-resolved' }),
    )
    expect(minutes(figure(abandoned, art, 'first-calendar-kaplan-meier-median', asked).value)).toBe(10)
  })

  it('counts the open ones as pending', () => {
    expect(inShort(figure(facts, art, 'first-calendar-kaplan-meier-median', asked))).toBe('–/3 +2')
  })
})

describe('what a customer waits for', () => {
  // 09:00 opened, 09:30–10:30 waiting for the customer, 11:00–12:00 on hold for a part, 13:00 resolved: 4 h, 3 of them for the desk.
  const one = ticket('one')
  const facts = factsOf(
    one.opened('2025-06-02 09:00'),
    one.waitingFrom('2025-06-02 09:30'),
    one.waitingUntil('2025-06-02 10:30'),
    one.heldFrom('2025-06-02 11:00'),
    one.heldUntil('2025-06-02 12:00'),
    one.resolved('2025-06-02 13:00'),
  )

  it('leaves out the wait for the customer and keeps the hold for others', () => {
    expect(figure(facts, art, 'full-calendar-mean').value).toBe(4 * 3600)
    expect(figure(facts, art, 'requester-wait-calendar-mean').value).toBe(3 * 3600)
  })

  it('takes a wait that was never ended as ended by the resolution, so that resolved time is no waiting time (D110)', () => {
    // 09:00 opened, waiting from 09:30, resolved 10:00, reopened 12:00, resolved 13:00: 30 min + 60 min.
    const two = ticket('two')
    const waiting = factsOf(
      two.opened('2025-06-02 09:00'),
      two.waitingFrom('2025-06-02 09:30'),
      two.resolved('2025-06-02 10:00'),
      two.reopened('2025-06-02 12:00'),
      two.resolved('2025-06-02 13:00', { episode: 2 }),
    )
    expect(figure(waiting, art, 'requester-wait-calendar-mean').value).toBe(90 * 60)
  })
})

describe('the time of persons', () => {
  it('runs from the hand-over, without the dialogue of the bot (D128)', () => {
    // The bot talks for 50 minutes, hands over at 09:50, an agent resolves at 10:20: 30 minutes.
    const one = ticket('one')
    const facts = factsOf(
      one.opened('2025-06-02 09:00', {}, { channel: 'bot' }),
      one.replied('2025-06-02 09:01', { repliedBy: bot }),
      one.handedOver('2025-06-02 09:50'),
      one.resolved('2025-06-02 10:20'),
    )
    expect(figure(facts, art, 'human-calendar-mean').value).toBe(30 * 60)
    expect(figure(facts, art, 'first-calendar-mean').value).toBe(80 * 60)
  })

  it('runs from the reopening of what a bot had resolved, and leaves out what only a bot resolved', () => {
    const [one, two] = [ticket('one'), ticket('two')]
    const facts = factsOf(
      one.opened('2025-06-02 09:00'),
      one.resolved('2025-06-02 09:05', { resolvedBy: bot }),
      one.reopened('2025-06-06 14:00'),
      one.resolved('2025-06-06 15:00', { episode: 2 }),
      two.opened('2025-06-02 09:00'),
      two.resolved('2025-06-02 09:05', { resolvedBy: bot }),
    )
    const human = figure(facts, art, 'human-calendar-mean')
    expect(human.value).toBe(3600)
    expect(inShort(human)).toBe('3600/1 {bot-resolved:1}')
  })
})

describe('the cohort', () => {
  const one = ticket('one')
  const acrossMonths = [
    ...one.opened('2025-01-31 12:00'),
    one.resolved('2025-02-01 12:00'),
    one.closed('2025-02-03 12:00'),
  ]

  it('is that of the resolution, while the Kaplan–Meier median asks for the month of the opening (D129)', () => {
    const facts = factsOf(acrossMonths)
    const january = { from: '2025-01-01', until: '2025-02-01' }
    const february = { from: '2025-02-01', until: '2025-03-01' }
    expect(inShort(figure(facts, art, 'first-calendar-mean', january))).toBe('0/0')
    expect(inShort(figure(facts, art, 'first-calendar-mean', february))).toBe('86400/1')
    expect(inShort(figure(facts, art, 'first-calendar-kaplan-meier-median', january))).toBe('–/1')
    expect(inShort(figure(facts, 'time-to-close', 'calendar-mean', february))).toBe('259200/1')
  })

  it('lies in the zone asked about: 31 January 12:00 in UTC is February in no zone, 23:30 is in Auckland', () => {
    const two = ticket('two')
    const facts = factsOf(two.opened('2025-01-31 10:00'), two.resolved('2025-01-31 23:30'))
    const february = { from: '2025-02-01', zone: 'Pacific/Auckland' as never }
    expect(figure(facts, art, 'first-calendar-mean', february).denominator).toBe(1)
    expect(figure(facts, art, 'first-calendar-mean', { from: '2025-02-01' }).denominator).toBe(0)
  })

  it('keeps the first resolution of a reopened issue, and waits for the last one (C9, C11)', () => {
    const facts = factsOf(acrossMonths, one.reopened('2025-02-04 12:00'))
    expect(inShort(figure(facts, art, 'first-calendar-mean'))).toBe('86400/1')
    expect(inShort(figure(facts, art, 'full-calendar-mean'))).toBe('0/0 +1')
  })

  it('has the span of the ticket that stayed for a merged one (D125)', () => {
    const [root, merged] = [ticket('root'), ticket('merged')]
    const facts = factsOf(
      merged.opened('2025-06-01 09:00'),
      root.opened('2025-06-02 09:00'),
      merged.resolved('2025-06-02 09:30'),
      merged.mergedInto('2025-06-02 09:40', 'root'),
      root.resolved('2025-06-02 10:00'),
    )
    expect(inShort(figure(facts, art, 'first-calendar-mean'))).toBe('3600/1 {merged:1}')
  })

  it('counts a follow-up ticket into the issue of the first: three days to the last resolution, two of them settled', () => {
    const [first, next] = [ticket('first'), ticket('next')]
    const facts = factsOf(
      first.opened('2025-06-02 09:00'),
      first.resolved('2025-06-02 21:00'),
      first.closed('2025-06-03 09:00'),
      next.opened('2025-06-04 21:00', { issueId: idOf('first'), followsUp: idOf('first') }),
      next.resolved('2025-06-05 09:00'),
    )
    expect(figure(facts, art, 'full-calendar-mean').value).toBe(3 * 86_400)
    expect(figure(facts, art, 'handling-calendar-mean').value).toBe(86_400)
    const { numerator } = figure(facts, art, 'full-calendar-mean').counted()
    expect(numerator.map(nameOf)).toEqual(['first.1', 'next.1', 'first.3', 'first.4', 'next.3'])
  })
})

it('is no value where nothing was resolved', () => {
  expect(figure(factsOf(ticket('open').opened('2025-06-02 09:00')), art, 'first-calendar-mean').value).toBeNull()
  expect(figure(factsOf(), art, 'full-calendar-median').value).toBeNull()
})

describe("persons' time", () => {
  const byBot = { channel: 'bot' }

  it('begins with the reopening of what a bot had resolved, not with a hand-over before it (D128)', () => {
    // Reopened at 14:00, resolved at 15:00; the hand-over at 09:02 was of the bot's own episode.
    const desk = ticket('desk')
    const facts = factsOf(
      desk.opened('2025-06-02 09:00', byBot),
      desk.handedOver('2025-06-02 09:02'),
      desk.resolved('2025-06-02 09:05', { resolvedBy: bot }),
      desk.reopened('2025-06-06 14:00'),
      desk.resolved('2025-06-06 15:00', { episode: 2 }),
    )
    expect(figure(facts, 'average-resolution-time', 'human-calendar-mean').value).toBe(3600)
  })

  it('begins there though a person only resolved an episode after the next', () => {
    const desk = ticket('desk')
    const facts = factsOf(
      desk.opened('2025-06-02 09:00', byBot),
      desk.resolved('2025-06-02 09:05', { resolvedBy: bot }),
      desk.reopened('2025-06-03 10:00'),
      desk.closed('2025-06-03 11:00', { episode: 2, outcome: 'not-resolved' }),
      desk.reopened('2025-06-03 12:00', 3),
      desk.resolved('2025-06-03 13:00', { episode: 3 }),
    )
    expect(figure(facts, 'average-resolution-time', 'human-calendar-mean').value).toBe(3 * 3600)
  })
})

it('is told of the issues opened in the period, too: those not resolved are pending', () => {
  // Opened in January: one resolved after an hour, one in February after thirty days, one open, one spam. Opened in
  // December, resolved in January: of no concern.
  const [one, two, three, four, five] = [ticket('one'), ticket('two'), ticket('three'), ticket('four'), ticket('five')]
  const facts = factsOf(
    one.opened('2025-01-10 09:00'),
    one.resolved('2025-01-10 10:00'),
    two.opened('2025-01-10 09:00'),
    two.resolved('2025-02-09 09:00'),
    three.opened('2025-01-10 09:00'),
    four.opened('2025-01-10 09:00'),
    four.spam('2025-01-10 09:01'),
    five.opened('2024-12-31 09:00'),
    five.resolved('2025-01-01 09:00'),
  )
  const january = { from: '2025-01-01', until: '2025-02-01' }
  const of = (variant: string) => figure(facts, 'average-resolution-time', variant, january)
  expect(inShort(of('opened-first-calendar-mean'))).toBe(`${3600 + 30 * 86_400}/2 +1 {spam:1}`)
  expect(of('opened-first-calendar-median').value).toBe((3600 + 30 * 86_400) / 2)
  expect(inShort(of('opened-full-calendar-mean'))).toBe(`${3600 + 30 * 86_400}/2 +1 {spam:1}`)
  expect(inShort(of('first-calendar-mean'))).toBe(`${3600 + 86_400}/2`)
})
