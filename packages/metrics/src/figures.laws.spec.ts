import * as fc from 'fast-check'
import { bot, factsOf, idOf, instant, said, type Told, ticket, utc } from './help-desk.fixtures.js'
import { type Dimension, type Figure, figuresOf, type Question } from './index.js'

// Help desks of up to twelve tickets, each with a story of its own: any part of it may be missing or out of place.

const anyHour = fc.integer({ min: 0, max: 60 * 24 })
const at = (hour: number): string => new Date(Date.UTC(2025, 0, 1, hour)).toISOString().slice(0, 16).replace('T', ' ')

const anyStory = fc.record({
  openedAt: anyHour,
  channel: fc.constantFrom('phone', 'email', 'chat'),
  customer: fc.option(fc.constantFrom('anna', 'ben', 'cleo'), { nil: undefined }),
  asset: fc.option(fc.constantFrom('washer', 'dryer'), { nil: undefined }),
  category: fc.option(fc.constantFrom('noise', 'leak'), { nil: undefined }),
  team: fc.option(fc.constantFrom('First line', 'Workshop'), { nil: undefined }),
  steps: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 300 }),
      what: fc.constantFrom(
        ...(['contact', 'thanks', 'reply', 'bot', 'resolve', 'close', 'reopen', 'transfer', 'wait', 'answer'] as const),
        ...(['spam', 'withdraw', 'merge', 'promise', 'keep', 'move', 'follow-up', 'follow', 'clock', 'met'] as const),
      ),
    }),
    { maxLength: 14 },
  ),
})

const told = (index: number, story: Story): ReadonlyArray<Told> => {
  const desk = ticket(`t${index}`)
  const { openedAt, channel, customer, asset, category, team, steps } = story
  let episode = 1
  let count = 0
  const opening = desk.opened(
    at(openedAt),
    {
      channel,
      ...(customer !== undefined && { customerId: idOf(customer) }),
      ...(asset !== undefined && { assetId: idOf(asset) }),
      ...(category !== undefined && { topic: { category } }),
    },
    { channel },
  )
  const assigned = team === undefined ? [] : [desk.assigned(at(openedAt), team)]
  const further = steps.map(({ after, what }): Told => {
    const now = at(openedAt + after)
    count += 1
    switch (what) {
      case 'contact':
        return desk.contact(now, { contactId: `${index} ${count}`, sessionId: `${index} ${count}`, episode })
      case 'thanks':
        return desk.thanks(now)
      case 'reply':
        return desk.replied(now, { episode })
      case 'bot':
        return desk.replied(now, { episode, repliedBy: bot })
      case 'resolve':
        return desk.resolved(now, { episode })
      case 'close':
        return desk.closed(now, { episode })
      case 'reopen':
        episode += 1
        return desk.reopened(now, episode)
      case 'transfer':
        return desk.transferred(now, 'First line', 'Workshop')
      case 'wait':
        return desk.waitingFrom(now)
      case 'answer':
        return desk.waitingUntil(now)
      case 'spam':
        return desk.spam(now)
      case 'withdraw':
        return desk.cancelled(now, 'withdrawn-by-customer')
      case 'merge':
        return desk.mergedInto(now, `t${(index + 1) % 12}`)
      case 'promise':
        return desk.promised('p', now, at(openedAt + after + 48))
      case 'keep':
        return desk.promiseKept('p', now)
      case 'move':
        return desk.promiseMoved('p', now, at(openedAt + 48), at(openedAt + after + 96))
      case 'follow-up':
        return desk.followUpRequested('f', now, at(openedAt + after + 24))
      case 'follow':
        return desk.followUpCompleted('f', now)
      case 'clock':
        return desk.clockStarted('c', 'resolution', now, at(openedAt + after + 8))
      case 'met':
        return desk.clockMet('c', 'resolution', now)
    }
  })
  return [opening, assigned, ...further]
}

type Story = typeof anyStory extends fc.Arbitrary<infer Value> ? Value : never

const anyStories = fc
  .array(anyStory, { maxLength: 12 })
  .map((stories) => stories.map((story, index) => told(index, story).flat()))

const anyDesk = anyStories.map((stories) => factsOf(...stories.flat()))

const question = (more: Partial<Question> = {}): Question => ({ zone: utc, asOf: instant('2025-03-01 00:00'), ...more })

const nameOf = ({ metric, variant }: Figure): string => `${metric} ${variant}`

const populationOf = ({ denominator, pending, excluded }: Figure): number =>
  denominator + pending + Object.values(excluded).reduce((sum, number) => sum + number, 0)

const byName = (figures: ReadonlyArray<Figure>): ReadonlyMap<string, ReadonlyArray<Figure>> => {
  const named = new Map<string, ReadonlyArray<Figure>>()
  for (const figure of figures) named.set(nameOf(figure), [...(named.get(nameOf(figure)) ?? []), figure])
  return named
}

const sumOf = (figures: ReadonlyArray<Figure>, part: (figure: Figure) => number): number =>
  figures.reduce((sum, figure) => sum + part(figure), 0)

const anyDimensions: fc.Arbitrary<ReadonlyArray<Dimension>> = fc.constantFrom<ReadonlyArray<Dimension>>(
  ['channel'],
  ['team'],
  ['month'],
  ['topic', 'priority'],
  ['asset', 'channel', 'month'],
)

it('sums over the segments to the whole: numerators, denominators, pending and excluded', () => {
  fc.assert(
    fc.property(anyDesk, anyDimensions, (facts, by) => {
      const parts = byName(figuresOf(facts, question({ by })))
      for (const whole of figuresOf(facts, question())) {
        const segments = parts.get(nameOf(whole)) ?? []
        expect(sumOf(segments, ({ denominator }) => denominator)).toBe(whole.denominator)
        expect(sumOf(segments, ({ pending }) => pending)).toBe(whole.pending)
        expect(sumOf(segments, populationOf)).toBe(populationOf(whole))
        if (whole.numerator !== null) expect(sumOf(segments, ({ numerator }) => numerator ?? 0)).toBe(whole.numerator)
      }
    }),
    { numRuns: 30 },
  )
})

it('sums over consecutive periods to the whole', () => {
  fc.assert(
    fc.property(anyDesk, fc.integer({ min: 1, max: 60 }), (facts, day) => {
      const boundary = at(day * 24).slice(0, 10)
      const before = byName(figuresOf(facts, question({ until: boundary })))
      const after = byName(figuresOf(facts, question({ from: boundary })))
      for (const whole of figuresOf(facts, question())) {
        const parts = [...(before.get(nameOf(whole)) ?? []), ...(after.get(nameOf(whole)) ?? [])]
        expect(sumOf(parts, populationOf)).toBe(populationOf(whole))
        expect(sumOf(parts, ({ denominator }) => denominator)).toBe(whole.denominator)
      }
    }),
    { numRuns: 30 },
  )
})

it('has no value where nothing was measured, and a share between 0 and 1 elsewhere', () => {
  fc.assert(
    fc.property(anyDesk, (facts) => {
      for (const { value, numerator, denominator, unit, variant } of figuresOf(facts, question())) {
        if (denominator === 0) expect(value).toBeNull()
        else if (!variant.endsWith('kaplan-meier-median')) expect(value).not.toBeNull()
        if (unit !== 'ratio' || value === null) continue
        expect(value).toBe((numerator ?? Number.NaN) / denominator)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 30 },
  )
})

it('waits for less as time passes, when nothing new is heard', () => {
  fc.assert(
    fc.property(anyDesk, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (facts, days, more) => {
      const asOf = (day: number) => instant(at(60 * 24 + 320 + day * 24))
      const earlier = figuresOf(facts, question({ asOf: asOf(days) }))
      const later = byName(figuresOf(facts, question({ asOf: asOf(days + more) })))
      for (const before of earlier) {
        const [after] = later.get(nameOf(before)) ?? []
        expect(after?.pending).toBeLessThanOrEqual(before.pending)
        expect(after?.denominator).toBeGreaterThanOrEqual(before.denominator)
        if (before.unit === 'ratio') expect(after?.numerator).toBeGreaterThanOrEqual(before.numerator ?? 0)
        if (after !== undefined) expect(populationOf(after)).toBe(populationOf(before))
      }
    }),
    { numRuns: 30 },
  )
})

it('partitions resolved issues by their touches, and bounds first contact resolution on both sides', () => {
  fc.assert(
    fc.property(anyDesk, (facts) => {
      const named = byName(
        figuresOf(facts, question({ metrics: ['first-contact-resolution'], asOf: instant('2025-01-20 00:00') })),
      )
      const of = (variant: string) => {
        const [figure] = named.get(`first-contact-resolution ${variant}`) ?? []
        if (figure === undefined) throw new RangeError(variant)
        return figure
      }
      const touches = [of('one-touch'), of('two-touch'), of('multi-touch')]
      expect(sumOf(touches, ({ numerator }) => numerator ?? 0)).toBe(of('one-touch').denominator)

      const gross = of('gross').value
      if (gross === null) return
      expect(of('lower-bound').value).toBeLessThanOrEqual(gross)
      expect(of('upper-bound').value).toBeGreaterThanOrEqual(gross)
    }),
    { numRuns: 30 },
  )
})

it('names for each side events that were recorded, those of the numerator among those of the denominator', () => {
  fc.assert(
    fc.property(anyDesk, (facts) => {
      for (const figure of figuresOf(facts, question())) {
        const { numerator, denominator, pending, excluded } = figure.counted()
        expect(numerator.filter((eventId) => !denominator.includes(eventId))).toEqual([])
        expect(new Set(denominator).size).toBe(denominator.length)
        expect(denominator.length > 0).toBe(figure.denominator > 0)
        expect(pending.length > 0).toBe(figure.pending > 0)
        expect(Object.keys(excluded)).toEqual(Object.keys(figure.excluded))
      }
    }),
    { numRuns: 20 },
  )
})

it('gives handling no more than the full time, and the wait for the desk no more than handling', () => {
  fc.assert(
    fc.property(anyDesk, (facts) => {
      const named = byName(figuresOf(facts, question({ metrics: ['average-resolution-time'] })))
      const secondsOf = (span: string) => named.get(`average-resolution-time ${span}-calendar-mean`)?.[0]
      const [full, handling, wait] = [secondsOf('full'), secondsOf('handling'), secondsOf('requester-wait')]
      if (full?.denominator !== handling?.denominator) return
      expect(handling?.numerator).toBeLessThanOrEqual(full?.numerator ?? 0)
      expect(wait?.numerator).toBeLessThanOrEqual(handling?.numerator ?? 0)
    }),
    { numRuns: 30 },
  )
})

it('has the same figures, counted from the same events, however the tickets are interleaved', () => {
  const inTurn = <Item>(lists: ReadonlyArray<ReadonlyArray<Item>>): ReadonlyArray<Item> =>
    Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, index) =>
      lists.flatMap((list) => list.slice(index, index + 1)),
    ).flat()
  fc.assert(
    fc.property(anyStories, anyDimensions, (stories, by) => {
      const [whole, backwards, mixed] = [stories.flat(), [...stories].reverse().flat(), inTurn(stories)].map((events) =>
        figuresOf(factsOf(...events), question({ by })).map((figure) => ({ ...figure, counted: figure.counted() })),
      )
      expect(backwards).toEqual(whole)
      expect(mixed).toEqual(whole)
    }),
    { numRuns: 30 },
  )
})

it('has the same figures whichever of the messages on a ticket was heard of first', () => {
  const anyMessages = fc.array(
    fc.record({
      what: fc.constantFrom(...(['mail', 'call', 'reply', 'bot', 'thanks'] as const)),
      minute: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(anyMessages, fc.integer({ min: 0, max: 100 }), (messages, seed) => {
      const desk = ticket('desk')
      const begun = desk.opened('2025-01-01 09:00')
      const ended = desk.resolved('2025-01-01 09:30')
      const heard = messages.map(({ what, minute }, index): { readonly order: number; readonly event: Told } => {
        const now = `2025-01-01 09:${String(minute).padStart(2, '0')}`
        const contactId = `message ${index}`
        const told = (): Told => {
          switch (what) {
            case 'mail':
              return desk.contact(now, { channel: 'email', contactId, sessionId: 'mails' })
            case 'call':
              return desk.contact(now, { contactId, sessionId: contactId })
            case 'reply':
              return desk.replied(now, { messageId: contactId })
            case 'bot':
              return desk.replied(now, { messageId: contactId, repliedBy: bot })
            case 'thanks':
              return desk.contact(now, { contactId, nature: 'no-action', channel: 'email' })
          }
        }
        return { order: ((index + 1) * (seed + 7)) % 11, event: told() }
      })
      const shuffled = [...heard].sort((left, right) => left.order - right.order)
      const [one, two] = [heard, shuffled].map((order) =>
        figuresOf(factsOf(begun, ...order.map(({ event }) => event), ended), question()).map(said),
      )
      expect(two).toEqual(one)
    }),
    { numRuns: 100 },
  )
})
