import { serviceTicketAggregate } from '@aftersale/domain'
import { InMemoryEvents, type RecordedEvent } from '@aftersale/event-store'
import { commandHashOf, type Instant, laterOf } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { anyDeed, type Deed, lived, type Watch } from './tickets-in-time.fixtures.js'

/** Raise it before a release. */
const RUNS = Number(process.env['DEADLINE_HISTORIES'] ?? 60)

/** A deadline from the event that armed it to the one that ended it, as the log alone tells. */
interface Life {
  readonly key: string
  readonly dueAt: Instant
  readonly armedBy: number
  readonly armedAt: Instant
  readonly ended?: { readonly by: number; readonly at: Instant; readonly isFired: boolean }
}

const { catalogue, decider } = serviceTicketAggregate

const metadataOf = ({ metadata }: RecordedEvent) =>
  metadata as { readonly recordedAt: Instant; readonly commandId: string }

/** Of all tickets, in the order in which they ended. Events of one command are one step. */
const livesIn = (events: InMemoryEvents): ReadonlyArray<Life> => {
  const states = new Map<string, typeof decider.initial>()
  const armed = new Map<string, Map<string, Life>>()
  const over: Array<Life> = []
  for (const [place, recorded] of events.all.entries()) {
    const { stream } = recorded
    if (!stream.startsWith('serviceTicket-')) continue
    const decoded = catalogue.decode(recorded)
    if (E.isLeft(decoded)) throw new Error(decoded.left.failure)
    const state = decider.evolve(states.get(stream) ?? decider.initial, decoded.right.event)
    states.set(stream, state)
    const { recordedAt, commandId } = metadataOf(recorded)
    const next = events.all[place + 1]
    if (next?.stream === stream && metadataOf(next).commandId === commandId) continue

    const lives = armed.get(stream) ?? new Map<string, Life>()
    armed.set(stream, lives)
    const now = new Map(
      decider.deadlines(state).map(({ dueAt, command }) => [`${dueAt}:${commandHashOf(command)}`, dueAt as Instant]),
    )
    for (const [key, life] of lives) {
      const isFired = commandId.startsWith(`deadline:${key}`)
      if (now.has(key) && !isFired) continue
      over.push({ ...life, ended: { by: place, at: recordedAt, isFired } })
      lives.delete(key)
    }
    for (const [key, dueAt] of now) {
      if (!lives.has(key)) lives.set(key, { key, dueAt, armedBy: place, armedAt: recordedAt })
    }
  }
  return [...over, ...[...armed.values()].flatMap((lives) => [...lives.values()])]
}

/** When it had to be fired by those who kept the deadlines before that event; nothing where nobody did after it was due. */
const owedAt = (
  { dueAt, armedBy, armedAt }: Life,
  watches: ReadonlyArray<Watch>,
  before: number,
): Instant | undefined => {
  const soonest = laterOf(dueAt, armedAt)
  for (const { from, to, firstEvent, endOfEvents } of watches) {
    const isAfter = firstEvent > armedBy || (firstEvent <= armedBy && armedBy < endOfEvents)
    if (isAfter && to >= soonest && firstEvent <= before) return laterOf(from, soonest)
  }
  return undefined
}

const faultsOf = (lives: ReadonlyArray<Life>, watches: ReadonlyArray<Watch>, end: Instant): ReadonlyArray<string> => {
  const faults: Array<string> = []
  let latest: Life | undefined
  for (const life of lives) {
    const { key, dueAt, ended } = life
    if (ended === undefined) {
      if (dueAt <= end) faults.push(`lost: ${key}`)
      continue
    }
    const owed = owedAt(life, watches, ended.by)
    if (!ended.isFired) {
      if (owed !== undefined && owed < ended.at) faults.push(`cancelled after it should have been fired: ${key}`)
      continue
    }
    if (ended.at !== owed) faults.push(`fired at ${ended.at}, and not at ${owed}: ${key}`)
    const isEarlier = latest !== undefined && dueAt < latest.dueAt
    if (isEarlier && life.armedBy < (latest?.ended?.by ?? 0)) faults.push(`out of order: ${key}`)
    latest = life
  }
  return faults
}

const firedIn = (events: InMemoryEvents): number =>
  new Set(
    events.all
      .filter((one) => metadataOf(one).commandId.startsWith('deadline:'))
      .map((one) => `${one.stream} ${metadataOf(one).commandId}`),
  ).size

describe('whatever happens to tickets, and however long nobody keeps the deadlines', () => {
  it(`each that was not withdrawn before is fired once, at its instant or at the next start, in order, in ${RUNS} histories`, async () => {
    let fired = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 5, maxLength: 25 }), async (deeds: ReadonlyArray<Deed>) => {
        const events = new InMemoryEvents()
        const watches = await lived(deeds, events)
        const lives = livesIn(events)
        expect(faultsOf(lives, watches, watches.at(-1)?.to as Instant)).toEqual([])
        const firings = lives.filter(({ ended }) => ended?.isFired === true).length
        expect(firedIn(events)).toBe(firings)
        expect(events.all.filter(({ stream }) => stream.startsWith('parkedDeadline-'))).toEqual([])
        fired += firings
      }),
      { numRuns: RUNS },
    )
    expect(fired).toBeGreaterThan(RUNS)
  })
})
