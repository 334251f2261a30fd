import { replay } from '@aftersale/decider'
import { acceptedHistoryOf, deedsOf } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { epochDayOf, type LocalDate } from '../calendar/local-date.js'
import { anchoredPeriodEnd } from '../calendar/period.js'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { anyLayerCommand, anyRegistration, anyTermFacts, anyTime } from './any-history.fixtures.js'
import type { WarrantyCommand } from './commands.js'
import { type WarrantyEvent, warrantyEvents } from './events.js'
import { dayIn } from './layers/calendar-bounds.js'
import { coverageOn } from './layers/coverage-on.js'
import type { Layer } from './layers/layers.js'
import { termsOf } from './layers/terms-of.js'
import { initial, type Warranty, type WarrantyState } from './state.js'
import { otherWarrantyId, supersede } from './warranty.fixtures.js'
import { warranty } from './warranty.js'

const anyDeeds = fc
  .tuple(anyRegistration, fc.array(anyLayerCommand, { maxLength: 25 }))
  .map(([registration, commands]) => deedsOf(warranty, [registration, ...commands]))

type History = typeof anyDeeds extends fc.Arbitrary<infer Drawn> ? Drawn : never

const always = (law: (history: History) => void): void =>
  fc.assert(
    fc.property(anyDeeds, (history) => {
      law(history)
    }),
    { numRuns: 80 },
  )

const inForce = (state: WarrantyState): Warranty | undefined =>
  state.status === 'not-registered' || state.status === 'superseded' || state.status === 'cancelled'
    ? undefined
    : state.warranty

/** The days on which a layer may have stood still at most, by a count of its own: each day on its own, once. */
const daysAtRest = ({ terms, layerId }: Layer, { custodies, suspensions }: Warranty): number => {
  const days = new Set<number>()
  const add = (from: LocalDate, until: LocalDate): void => {
    for (let day = epochDayOf(from); day <= epochDayOf(until); day += 1) days.add(day)
  }
  for (const { taken, handedBackAt } of custodies) {
    if (handedBackAt !== undefined) add(dayIn(terms.zone, taken.takenAt), dayIn(terms.zone, handedBackAt))
  }
  for (const { suspended, resumedAt } of suspensions) {
    if (resumedAt !== undefined && suspended.layerIds.includes(layerId)) {
      add(dayIn(terms.zone, suspended.suspendedAt), dayIn(terms.zone, resumedAt))
    }
  }
  return days.size
}

describe('a warranty', () => {
  it('never lasts longer than its terms, the law, its extensions and the days in custody allow', () => {
    always(({ state }) => {
      const standing = inForce(state)
      if (standing === undefined) return
      for (const layer of standing.layers) {
        const anchor = standing.anchored.find((known) => known.anchor === layer.terms.startAnchor)
        if (layer.term === undefined || anchor === undefined) continue
        const extendedBy = standing.extensions
          .filter(({ extended, reversed }) => !reversed && extended.layerId === layer.layerId)
          .map(({ extended }) => extended.by)
        const allowed = anchoredPeriodEnd({
          anchor: dayIn(layer.terms.zone, anchor.anchoredAt),
          period: layer.terms.period,
          // Whichever comes first: the order in which months and days follow each other moves an end by three days at most.
          extendedBy,
          rule: 'event-day-excluded-no-roll',
        })
        expect(epochDayOf(layer.term.lastOn)).toBeLessThanOrEqual(
          epochDayOf(allowed) + daysAtRest(layer, standing) + (extendedBy.length > 1 ? 3 : 0),
        )
      }
    })
  })

  it('has the days that follow from its facts, whatever it was told before', () => {
    always(({ state }) => {
      const standing = inForce(state)
      if (standing === undefined) return
      const recorded = standing.layers.flatMap(({ term }) => (term === undefined ? [] : [term]))
      expect(recorded).toStrictEqual(termsOf(standing))
    })
  })

  it('ends no layer earlier but by the reversal of an extension', () => {
    always(({ deeds }) => {
      for (const { before, recorded } of deeds) {
        if (recorded === 'refused' || before.status === 'not-registered') continue
        for (const event of recorded) {
          if (!('terms' in event.data) || event.type === 'ExtensionReversed') continue
          for (const term of event.data.terms) {
            const known = before.warranty.layers.find(({ layerId }) => layerId === term.layerId)?.term
            if (known !== undefined) expect(term.lastOn >= known.lastOn).toBe(true)
          }
        }
      }
    })
  })

  it('gives the extension of the law once', () => {
    always(({ events }) => {
      const given = events.filter(({ type, data }) => type === 'WarrantyExtended' && data.cause === 'repair-remedy')
      expect(given.length).toBeLessThanOrEqual(1)
    })
  })

  it('records nothing where a command that it carried out is repeated at once', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        expect(warranty.decide(command, recorded.reduce(warranty.evolve, before))).toStrictEqual(E.right([]))
      }
    })
  })

  it('has no deadline left once each was met, and covers no day after the last', () => {
    always(({ state: drawn }) => {
      let state = drawn
      for (let steps = 0; warranty.deadlines(state).length > 0; steps += 1) {
        expect(steps).toBeLessThan(10)
        const [first] = warranty.deadlines(state)
        if (first === undefined) break
        const decision = warranty.decide(first.command, state)
        if (E.isLeft(decision)) throw new Error(`A deadline is refused: ${decision.left.reason}`)
        expect(decision.right.length).toBeGreaterThan(0)
        state = decision.right.reduce(warranty.evolve, state)
      }
      if (state.status === 'expired' || state.status === 'voided') {
        expect(coverageOn(state, '9999-01-01' as LocalDate).covering).toHaveLength(0)
      }
    })
  })

  it('stores only events that it can read back, and is the same after a replay of them', () => {
    always(({ events, state }) => {
      const stored = events.map((event): WarrantyEvent => {
        const codec = warrantyEvents.find(({ messageType }) => messageType === event.type)
        if (codec === undefined) throw new Error(`No codec for ${event.type}`)
        const written = JSON.parse(JSON.stringify((codec.encode as (value: WarrantyEvent) => unknown)(event)))
        const decoded = codec.decode(written)
        expect(decoded).toStrictEqual(E.right(event))
        return event
      })
      expect(replay(warranty, stored)).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyDeeds.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          expect(() => warranty.deadlines(replay(warranty, shuffled))).not.toThrow()
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('the days of layers', () => {
  it('are the same in whatever order anchors, extensions, custody and rest are heard of', () => {
    // Of facts with the same id only the first counts, so that no order drops another.
    const anyOrders = anyTermFacts
      .map((facts) => facts.filter((fact, index) => facts.findIndex((other) => idOf(other) === idOf(fact)) === index))
      .chain((distinct) => fc.tuple(fc.constant(distinct), inAnyOrder(distinct)))
    fc.assert(
      fc.property(anyRegistration, anyOrders, (registration, [distinct, shuffled]) => {
        expect(daysAfter([registration, ...shuffled.flat()])).toStrictEqual(
          daysAfter([registration, ...distinct.flat()]),
        )
      }),
      { numRuns: 120 },
    )
  })

  it('are the same for the unit in its place that has the remainder, but for the layers that are over', () => {
    fc.assert(
      fc.property(anyRegistration, anyTermFacts, anyTime, (registration, facts, at) => {
        const commands = [registration, ...facts.flat()]
        const old = daysOf(replay(warranty, acceptedHistoryOf(warranty, commands)))
        for (const [layerId, lastOn] of daysOf(replacedBy(commands, at))) expect(lastOn).toBe(old.get(layerId))
      }),
      { numRuns: 60 },
    )
  })
})

const daysOf = (state: WarrantyState): ReadonlyMap<string, LocalDate | undefined> =>
  new Map(
    state.status === 'not-registered'
      ? []
      : state.warranty.layers.filter(({ lapsed }) => !lapsed).map(({ layerId, term }) => [layerId, term?.lastOn]),
  )

/** The warranty of the unit in its place, for the remainder. */
const replacedBy = (commands: ReadonlyArray<WarrantyCommand>, at: Instant): WarrantyState => {
  const [registration] = commands
  const superseded = acceptedHistoryOf(warranty, [...commands, supersede({ supersededAt: at })]).at(-1)
  if (registration?.type !== 'RegisterWarranty' || superseded?.type !== 'WarrantySuperseded') return initial
  const { unit: _, ...data } = registration.data
  const { carried } = superseded.data
  const fresh = { ...data, warrantyId: otherWarrantyId, carried, registeredAt: at }
  return replay(warranty, acceptedHistoryOf(warranty, [{ type: 'RegisterWarranty', data: fresh }]))
}

/** What makes two facts the same one: the id that the deed has, or the anchor and its instant. */
const idOf = ([first]: ReadonlyArray<WarrantyCommand>): string => {
  if (first?.type === 'StartWarranty') return `${first.data.anchor} ${first.data.anchoredAt}`
  if (first?.type === 'ExtendWarranty') {
    return first.data.cause === 'repair-remedy' ? first.data.cause : first.data.extensionId
  }
  if (first?.type === 'TakeIntoCustody') return first.data.custodyId
  return first?.type === 'SuspendWarranty' ? first.data.suspensionId : 'nothing'
}

const daysAfter = (commands: ReadonlyArray<WarrantyCommand>) => {
  const state = replay(warranty, acceptedHistoryOf(warranty, commands))
  return state.status === 'not-registered'
    ? []
    : [state.warranty.rejectableUntil, ...state.warranty.layers.map(({ term }) => term)]
}
