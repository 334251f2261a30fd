import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceTicket } from '@aftersale/domain'
import type { BusinessCalendar, Instant, Zone } from '@aftersale/domain/calendar'
import { domainEventCatalogue, isServiceTicketEvent } from '@aftersale/domain/events'
import { canonicalLine, fileSource, type HistoryEvent, verifyHistory } from '@aftersale/history'
import { type Figure, figuresOf, type Question } from '@aftersale/metrics'
import { afterSalesFacts, type IssueFact } from '@aftersale/read-models'
import * as E from 'fp-ts/lib/Either.js'

// docs/golden-history.md derives each of these figures by hand.

const root = join(__dirname, '..', '..', '..')
const path = join(root, 'examples', 'golden-history', 'history.ndjson')
const page = readFileSync(join(root, 'docs', 'golden-history.md'), 'utf8')
const lines = readFileSync(path, 'utf8').trimEnd().split('\n')

const history = lines.map((line) => {
  const stored = JSON.parse(line) as HistoryEvent
  const decoded = domainEventCatalogue.decode(stored)
  if (E.isLeft(decoded)) throw new TypeError(`${line}: ${JSON.stringify(decoded.left)}`)
  const { event, metadata } = decoded.right
  if (!isServiceTicketEvent(event)) throw new TypeError(`${line}: an event of no ticket`)
  return { ...stored, event, metadata }
})

const factsOf = (told: typeof history) => {
  const fold = afterSalesFacts()
  for (const recorded of told) fold.record(recorded)
  return fold.facts()
}

const twentiethOfJune = { zone: 'UTC' as Zone, asOf: '2025-06-20T00:00:00.000Z' as Instant }

const inShort = ({ numerator, denominator, pending, excluded }: Figure): string => {
  const reasons = Object.entries(excluded).map(([reason, number]) => `${reason}:${number}`)
  return [
    `${numerator ?? '–'}/${denominator}`,
    ...(pending > 0 ? [`+${pending}`] : []),
    ...(reasons.length > 0 ? [`{${reasons.join(' ')}}`] : []),
  ].join(' ')
}

/** `first-contact-resolution gross`, with its segment where there is one. */
const nameOf = ({ metric, variant, segment }: Figure): string =>
  [metric, variant, ...Object.entries(segment).map(([dimension, value]) => `${dimension}=${value}`)].join(' ')

type Expected = Readonly<Record<string, readonly [counted: string, value: number | null]>>

const expectFigures = (question: Question, expected: Expected, told = history): void => {
  const figures = new Map(figuresOf(factsOf(told), question).map((figure) => [nameOf(figure), figure]))
  for (const [name, [counted, value]] of Object.entries(expected)) {
    const figure = figures.get(name)
    if (figure === undefined) throw new RangeError(`no figure ${name}`)
    expect(`${name} ${inShort(figure)}`).toBe(`${name} ${counted}`)
    if (value === null) expect(figure.value).toBeNull()
    else expect(figure.value).toBeCloseTo(value, 10)
  }
}

const expectOnPage = (expected: Expected): void => {
  for (const [name, [counted, value]] of Object.entries(expected)) {
    const [metric, variant, ...segment] = name.split(' ')
    const cells = [`\`${metric}\``, `\`${variant}\``, ...(segment.length > 0 ? [segment.join(' ')] : []), counted]
    const written = value === null ? 'null' : String(Math.round(value * 10_000) / 10_000)
    expect(page).toContain(`| ${cells.join(' | ')} | ${written} |`)
  }
}

const excluded = '{merged:1 spam:1}'
const excludedOfContacts = '{merged:1 outbound:1 spam:1}'

const asOfTwentiethOfJune: Expected = {
  'issues count': [`5/5 ${excluded}`, 5],
  'never-resolved count': [`0/3 +2 ${excluded}`, 0],
  'reopenings count': [`1/5 ${excluded}`, 1],
  'reopened-issues count': [`1/5 ${excluded}`, 1],
  'reopened-issues share': [`1/5 ${excluded}`, 0.2],
  'untouched-issues share': [`4/5 ${excluded}`, 0.8],
  'untouched-issues count': [`4/5 ${excluded}`, 4],
  'first-contact-resolution gross': [`1/3 +1 ${excludedOfContacts}`, 1 / 3],
  'first-contact-resolution net': ['1/3 {beyond-first-contact:1 merged:1 outbound:1 spam:1}', 1 / 3],
  'first-contact-resolution lower-bound': [`1/4 ${excludedOfContacts}`, 0.25],
  'first-contact-resolution upper-bound': [`2/4 ${excludedOfContacts}`, 0.5],
  'first-contact-resolution zero-customer-interactions': [`2/3 +1 ${excludedOfContacts}`, 2 / 3],
  'first-contact-resolution one-touch': [`2/3 +1 ${excludedOfContacts}`, 2 / 3],
  'first-contact-resolution two-touch': [`1/3 +1 ${excludedOfContacts}`, 1 / 3],
  'first-contact-resolution multi-touch': [`0/3 +1 ${excludedOfContacts}`, 0],
  'average-resolution-time first-calendar-mean': ['18000/3', 6000],
  'average-resolution-time first-calendar-median': ['–/3', 3000],
  'average-resolution-time full-calendar-mean': ['178200/3', 59_400],
  'average-resolution-time full-calendar-median': ['–/3', 3000],
  'average-resolution-time handling-calendar-mean': ['21600/3', 7200],
  'average-resolution-time handling-calendar-median': ['–/3', 3000],
  'average-resolution-time requester-wait-calendar-mean': ['14400/3', 4800],
  'average-resolution-time requester-wait-calendar-median': ['–/3', 3000],
  'average-resolution-time human-calendar-mean': ['16800/3', 5600],
  'average-resolution-time human-calendar-median': ['–/3', 2400],
  'average-resolution-time opened-first-calendar-mean': [`18000/3 +2 ${excluded}`, 6000],
  'average-resolution-time opened-first-calendar-median': [`–/3 +2 ${excluded}`, 3000],
  'average-resolution-time opened-full-calendar-mean': [`178200/3 +2 ${excluded}`, 59_400],
  'average-resolution-time opened-full-calendar-median': [`–/3 +2 ${excluded}`, 3000],
  'average-resolution-time opened-handling-calendar-mean': [`21600/3 +2 ${excluded}`, 7200],
  'average-resolution-time opened-handling-calendar-median': [`–/3 +2 ${excluded}`, 3000],
  'average-resolution-time opened-requester-wait-calendar-mean': [`14400/3 +2 ${excluded}`, 4800],
  'average-resolution-time opened-requester-wait-calendar-median': [`–/3 +2 ${excluded}`, 3000],
  'average-resolution-time opened-human-calendar-mean': [`16800/3 +2 ${excluded}`, 5600],
  'average-resolution-time opened-human-calendar-median': [`–/3 +2 ${excluded}`, 2400],
  'average-resolution-time first-calendar-kaplan-meier-median': [`–/3 +2 ${excluded}`, 12_600],
  'average-resolution-time full-calendar-kaplan-meier-median': [`–/3 +2 ${excluded}`, 172_800],
  'time-to-close calendar-mean': ['7200/1', 7200],
  'time-to-close calendar-median': ['–/1', 7200],
  'first-response-time calendar-mean': [`11100/5 ${excludedOfContacts}`, 2220],
  'first-response-time calendar-median': [`–/5 ${excludedOfContacts}`, 1800],
  'first-response-time bot-calendar-mean': ['10/1 +1 {ended-without-reply:3 merged:1 outbound:1 spam:1}', 10],
  'first-response-time bot-calendar-median': ['–/1 +1 {ended-without-reply:3 merged:1 outbound:1 spam:1}', 10],
  'sla-attainment first-response': ['1/2', 0.5],
  'sla-attainment next-response': ['0/0', null],
  'sla-attainment resolution': ['1/1 +1', 1],
  'sla-attainment combined': ['1/2', 0.5],
  'repeat-contact share': [`1/5 ${excluded}`, 0.2],
  'repeat-contact count': [`1/5 ${excluded}`, 1],
  'repeat-service-rate forward': ['4/6 +1 {spam:1}', 2 / 3],
  'repeat-share backward': ['4/7 {spam:1}', 4 / 7],
  'promise-keeping lenient': ['2/3', 2 / 3],
  'promise-keeping strict': ['1/3', 1 / 3],
  'promise-accuracy median': ['–/2 +1', -7500],
  'follow-up-coverage on-time': ['1/2', 0.5],
  'follow-up-coverage missing': ['1/2', 1],
  'device-alerts count': ['0/0', null],
}

describe('the file', () => {
  it('is canonical: every line is as it would be written', () => {
    expect(lines.map((line) => canonicalLine(JSON.parse(line) as HistoryEvent))).toEqual(lines)
  })

  it('passes the verification of a history', async () => {
    const faults: Array<unknown> = []
    const { events, streams } = await verifyHistory(fileSource(path), (fault) => faults.push(fault))
    expect(faults).toEqual([])
    expect([events, streams]).toEqual([60, 7])
  })

  it('is replayed by the rules themselves: two tickets open, one resolved twice, one closed, one merged, one spam', () => {
    const statuses = new Map<string, string>()
    for (const stream of new Set(history.map((told) => told.stream))) {
      const own = history.filter((told) => told.stream === stream)
      const state = own.reduce((before, { event }) => serviceTicket.evolve(before, event), serviceTicket.initial)
      statuses.set(stream.slice(-1), state.status)
    }
    expect(Object.fromEntries(statuses)).toEqual({
      1: 'closed',
      2: 'resolved',
      3: 'merged',
      4: 'spam',
      5: 'resolved',
      6: 'new',
      7: 'waiting-on-customer',
    })
  })
})

describe('its figures', () => {
  it('are, as of 20 June, those derived by hand', () => {
    expectFigures(twentiethOfJune, asOfTwentiethOfJune)
  })

  it('are all on the page, but for those with nothing to count', () => {
    const figures = figuresOf(factsOf(history), twentiethOfJune)
    const worked = figures.filter((figure) => nameOf(figure) in asOfTwentiethOfJune).map(nameOf)
    expect([...worked].sort()).toEqual(Object.keys(asOfTwentiethOfJune).sort())
    expectOnPage(asOfTwentiethOfJune)

    expect(page).toContain('Whatever else is measured is 0/0, and null')
    for (const figure of figures.filter((one) => !(nameOf(one) in asOfTwentiethOfJune))) {
      expect(`${nameOf(figure)} ${inShort(figure)} ${figure.value}`).toMatch(/ (0|–)\/0 null$/)
    }
  })

  it('are told apart by channel, and by team', () => {
    const byChannel: Expected = {
      'first-contact-resolution gross channel=bot': ['1/1', 1],
      'first-contact-resolution gross channel=email': ['0/1 +1 {outbound:1 spam:1}', 0],
      'first-contact-resolution gross channel=phone': ['0/1 {merged:1}', 0],
    }
    const byTeam: Expected = {
      'sla-attainment first-response team=Mail desk': ['0/1', 0],
      'sla-attainment first-response team=Phone desk': ['1/1', 1],
    }
    expectFigures({ ...twentiethOfJune, by: ['channel'] }, byChannel)
    expectFigures({ ...twentiethOfJune, by: ['team'] }, byTeam)
    expectOnPage({ ...byChannel, ...byTeam })
  })

  it('are measured in business time, too', () => {
    const nineToFive = [{ from: '09:00', until: '17:00' }]
    const [monday, tuesday, wednesday, thursday, friday] = Array.from({ length: 5 }, () => nineToFive)
    const weekly = { monday, tuesday, wednesday, thursday, friday, saturday: [], sunday: [] }
    const office = { calendarId: 'office', version: 1, zone: 'UTC', weekly, holidays: [] }
    const inBusinessTime: Expected = {
      'average-resolution-time first-business-mean': ['15000/3', 5000],
      'average-resolution-time full-business-mean': ['60000/3', 20_000],
      'first-response-time business-mean': [`5400/5 ${excludedOfContacts}`, 1080],
      'first-response-time business-median': [`–/5 ${excludedOfContacts}`, 1200],
    }
    expectFigures({ ...twentiethOfJune, calendar: office as unknown as BusinessCalendar }, inBusinessTime)
    expectOnPage(inBusinessTime)
  })

  it('are, as it was known on 6 June at 13:00, what had been recorded by then', () => {
    const asOf = '2025-06-06T13:00:00.000Z' as Instant
    const known: Expected = {
      'first-contact-resolution gross': [`0/1 +2 ${excludedOfContacts}`, 0],
      'follow-up-coverage on-time': ['0/2', 0],
      'follow-up-coverage missing': ['2/2', 2],
      'repeat-contact share': [`0/4 ${excluded}`, 0],
    }
    const recorded = history.filter(({ metadata }) => metadata.recordedAt <= asOf)
    expect(recorded).toHaveLength(44)
    expectFigures({ ...twentiethOfJune, asOf }, known, recorded)
    expectOnPage(known)
  })
})

describe('one event less', () => {
  const whole = factsOf(history)
  const ticketOf = ({ event }: (typeof history)[number]): string => event.data.serviceTicketId
  /** Tickets 2 and 3 are one case: the one was merged into the other. */
  const caseOf = (ticketId: string): string => ticketId.replace(/3$/, '2')
  const others = (issues: ReadonlyArray<IssueFact>, ticketId: string) =>
    issues.filter(({ tickets }) => tickets.every((one) => caseOf(one.serviceTicketId) !== caseOf(ticketId)))

  it.each(history.map((_, index) => index + 1))('changes no other case (line %i missing)', (line) => {
    const missing = history[line - 1]
    if (missing === undefined) throw new RangeError(String(line))
    const partial = factsOf(history.filter((told) => told !== missing))
    const ticketId = ticketOf(missing)
    const elsewhere = <Row extends { readonly serviceTicketId: string }>(rows: ReadonlyArray<Row>) =>
      rows.filter((row) => caseOf(row.serviceTicketId) !== caseOf(ticketId))
    expect(others(partial.issues, ticketId)).toEqual(others(whole.issues, ticketId))
    expect(elsewhere(partial.clocks)).toEqual(elsewhere(whole.clocks))
    expect(elsewhere(partial.promises)).toEqual(elsewhere(whole.promises))
    expect(elsewhere(partial.followUps)).toEqual(elsewhere(whole.followUps))
  })
})
