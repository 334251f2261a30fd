import { replay } from '@aftersale/decider'
import { deedsOf } from '@aftersale/decider/testing'
import { epochMillisecondsOf } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { TechnicianDayEvent } from './events.js'
import { anyCommand } from './technician-day.fixtures.js'
import { technicianDay } from './technician-day.js'

const anyDeeds = fc.array(anyCommand, { maxLength: 30 }).map((commands) => deedsOf(technicianDay, commands))

type History = typeof anyDeeds extends fc.Arbitrary<infer Found> ? Found : never

const always = (law: (history: History) => void): void =>
  fc.assert(
    fc.property(anyDeeds, (history) => {
      law(history)
    }),
    { numRuns: 100 },
  )

interface Taken {
  readonly by: string
  readonly isWork: boolean
  readonly isGivenUp: boolean
  readonly from: number
  readonly until: number
}

/** What the events alone say is taken of the day at their end, each time of it with who has it. */
const takenAfter = (events: ReadonlyArray<TechnicianDayEvent>): ReadonlyArray<Taken> => {
  const taken = new Map<string, Taken>()
  for (const { type, data } of events) {
    if (type === 'TechnicianBooked') {
      const by = `${data.visitId} ${data.round}`
      const from = epochMillisecondsOf(data.from) - (data.travelMinutes ?? 0) * 60_000
      taken.set(by, { by, isWork: true, isGivenUp: false, from, until: epochMillisecondsOf(data.until) })
    }
    if (type === 'TechnicianReleased') {
      const by = `${data.visitId} ${data.round}`
      const was = taken.get(by)
      if (was === undefined || data.takenUntil === undefined) taken.delete(by)
      else taken.set(by, { ...was, isGivenUp: true, until: epochMillisecondsOf(data.takenUntil) })
    }
    if (type === 'TechnicianBlocked') {
      const { blockId: by, from, until } = data
      const [start, end] = [epochMillisecondsOf(from), epochMillisecondsOf(until)]
      taken.set(by, { by, isWork: false, isGivenUp: false, from: start, until: end })
    }
    if (type === 'TechnicianUnblocked') taken.delete(data.blockId)
  }
  return [...taken.values()]
}

const overlap = (one: Taken, other: Taken): boolean => one.from < other.until && other.from < one.until

describe('a technician’s day', () => {
  it('never has two visits at one time, after any commands in any order', () => {
    always(({ events }) => {
      for (let length = 1; length <= events.length; length += 1) {
        const work = takenAfter(events.slice(0, length)).filter(({ isWork }) => isWork)
        for (const one of work) {
          for (const other of work) if (one.by !== other.by) expect([one, other, overlap(one, other)]).toContain(false)
        }
      }
    })
  })

  it('has no visit to come while the technician is out', () => {
    always(({ events }) => {
      const taken = takenAfter(events)
      for (const out of taken.filter(({ isWork }) => !isWork)) {
        const coming = taken.filter(({ isWork, isGivenUp }) => isWork && !isGivenUp)
        for (const visit of coming) expect([out, visit, overlap(out, visit)]).toContain(false)
      }
    })
  })

  it('has each visit once at most', () => {
    always(({ events }) => {
      const coming = takenAfter(events).filter(({ isWork, isGivenUp }) => isWork && !isGivenUp)
      const visits = coming.map(({ by }) => by.split(' ')[0])
      expect(new Set(visits).size).toBe(visits.length)
    })
  })

  it('never reaches beyond its 24 hours', () => {
    always(({ events }) => {
      for (const { from, until } of takenAfter(events)) {
        expect(from).toBeLessThan(until)
        expect(until - from).toBeLessThanOrEqual(86_400_000)
      }
      const zones = new Set(events.flatMap(({ data }) => ('zone' in data ? [data.zone] : [])))
      expect(zones.size).toBeLessThanOrEqual(1)
    })
  })

  it('records nothing where a command that it carried out is repeated, whatever happened since', () => {
    always(({ deeds, state }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        const afterwards = recorded.reduce(technicianDay.evolve, before)
        expect(technicianDay.decide(command, afterwards)).toStrictEqual(E.right([]))
        if (recorded.length > 0) expect(technicianDay.decide(command, state)).toStrictEqual(E.right([]))
      }
    })
  })

  it('stores only events that it can read back, and is the same after a replay of them', () => {
    always(({ events, state }) => {
      const read = events.flatMap((event) => {
        const decoded = TechnicianDayEvent.decode(JSON.parse(JSON.stringify(TechnicianDayEvent.encode(event))))
        expect(decoded).toStrictEqual(E.right(event))
        return E.isRight(decoded) ? [decoded.right] : []
      })
      expect(replay(technicianDay, read)).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyDeeds.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          expect(() => technicianDay.deadlines(replay(technicianDay, shuffled))).not.toThrow()
        },
      ),
      { numRuns: 100 },
    )
  })
})
