import { replay } from '@aftersale/decider'
import { acceptedHistoryOf, deedsOf } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { type LocalDate, localDateOf, plusDays } from '../calendar/local-date.js'
import { anchoredPeriodEnd, type Period } from '../calendar/period.js'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import {
  after,
  alert,
  anyAlert,
  anyCommand,
  day,
  june,
  minute,
  number,
  read,
  register,
  setUp,
  setUpByUse,
  shown,
  text,
} from './asset.fixtures.js'
import { asset } from './asset.js'
import type { AssetCommand } from './commands.js'
import { AssetEvent } from './events.js'
import { openFaultOf } from './faults/fault-history.js'
import { firstSlotByTime } from './maintenance/next-slot.js'
import { usedUnits } from './meters/used-units.js'

const anyDeeds = fc
  .array(anyCommand, { maxLength: 30 })
  .map((commands) => deedsOf(asset, [register(), setUp(), setUpByUse(), ...commands]))

const always = (law: (history: typeof anyDeeds extends fc.Arbitrary<infer History> ? History : never) => void): void =>
  fc.assert(
    fc.property(anyDeeds, (history) => {
      law(history)
    }),
    { numRuns: 60 },
  )

describe('an asset', () => {
  it('has one open fault of a code at a time, each with an id of its own', () => {
    always(({ events, state }) => {
      const open = new Set<string>()
      const ids: string[] = []
      for (const event of events) {
        if (event.type === 'AssetFaultRaised') {
          expect(open.has(event.data.faultCode)).toBe(false)
          open.add(event.data.faultCode)
          ids.push(event.data.faultId)
        }
        if (event.type === 'AssetFaultClosed') expect(open.delete(event.data.faultCode)).toBe(true)
      }
      expect(new Set(ids).size).toBe(ids.length)
      if (state.status === 'not-registered') return
      const stillOpen = [...state.asset.faults].filter(([, history]) => openFaultOf(history) !== undefined)
      expect(stillOpen.map(([code]) => code).sort()).toStrictEqual([...open].sort())
    })
  })

  it('has one owner’s purchase and one warranty at a time', () => {
    always(({ events }) => {
      let [covering, retired]: [string | undefined, boolean] = [undefined, false]
      for (const event of events) {
        if (event.type === 'AssetCovered') {
          expect(covering).toBeUndefined()
          covering = event.data.warrantyId
        }
        if (event.type === 'AssetUncovered') {
          expect(event.data.warrantyId).toBe(covering)
          covering = undefined
        }
        if (event.type === 'AssetResold') expect(retired).toBe(true)
        if (event.type === 'AssetRetired') {
          expect([retired, covering]).toStrictEqual([false, undefined])
          retired = true
        }
        if (event.type === 'AssetResold') retired = false
      }
    })
  })

  it('has of each slot at most one visit, takes each back from that visit alone, and lets it fall due once', () => {
    always(({ events }) => {
      const holders = new Map<string, string | undefined>()
      const fellDue = new Set<string>()
      for (const event of events) {
        if (!('slot' in event.data)) continue
        const key = `${event.data.scheduleId} ${event.data.slot}`
        const holder = holders.get(key)
        if (event.type === 'MaintenanceFellDue') {
          expect([fellDue.has(key), holder]).toStrictEqual([false, undefined])
          fellDue.add(key)
        }
        if (event.type === 'MaintenanceBooked') {
          expect(holder).toBeUndefined()
          holders.set(key, event.data.visitId)
        }
        if (event.type === 'MaintenancePerformed') {
          if (holder !== undefined) expect(event.data.visitId).toBe(holder)
          holders.set(key, event.data.visitId ?? 'none')
        }
        if (event.type === 'MaintenanceReopened') {
          expect(event.data.visitId).toBe(holder)
          holders.set(key, undefined)
        }
        if (event.type === 'MaintenanceSkipped') holders.set(key, 'skipped')
      }
    })
  })

  it('owes nothing, has no open fault and no warranty once nobody has it any more', () => {
    always(({ state }) => {
      if (state.status !== 'retired') return
      expect(asset.deadlines(state)).toStrictEqual([])
      for (const history of state.asset.faults.values()) expect(openFaultOf(history)).toBeUndefined()
      for (const { ended, slots } of state.asset.schedules) {
        expect(ended).toBeDefined()
        for (const { standing } of slots) expect(standing.status).not.toBe('due')
      }
    })
  })

  it('records nothing where a command that it carried out is repeated, at once or at the end', () => {
    always(({ deeds, state }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        expect(asset.decide(command, recorded.reduce(asset.evolve, before))).toStrictEqual(E.right([]))
        const later = asset.decide(command, state)
        if (E.isRight(later) && recorded.length > 0) expect(later.right).toStrictEqual([])
      }
    })
  })

  it('lets nothing be due twice by time: every deadline that is kept is gone', () => {
    always(({ state }) => {
      for (const { command } of asset.deadlines(state)) {
        const decision = asset.decide(command, state)
        if (E.isLeft(decision)) throw new Error(decision.left.reason)
        expect(decision.right).toHaveLength(1)
        const next = decision.right.reduce(asset.evolve, state)
        expect(asset.deadlines(next)).not.toContainEqual({ dueAt: expect.anything(), command })
        expect(asset.decide(command, next)).toStrictEqual(E.right([]))
      }
    })
  })

  it('stores only events that it can read back, and is the same after a replay of them', () => {
    always(({ events, state }) => {
      const stored = events.map((event) => {
        const decoded = AssetEvent.decode(JSON.parse(JSON.stringify(AssetEvent.encode(event))))
        expect(decoded).toStrictEqual(E.right(event))
        return E.isRight(decoded) ? [decoded.right] : []
      })
      expect(replay(asset, stored.flat())).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyDeeds.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          expect(() => asset.deadlines(replay(asset, shuffled))).not.toThrow()
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('the readings of a device', () => {
  it('make a fault or make none, in whatever order they arrive', () => {
    const anyArrivals = fc
      .array(anyAlert, { maxLength: 12 })
      .chain((alerts) => fc.tuple(fc.constant(alerts), inAnyOrder(alerts)))
    fc.assert(
      fc.property(anyArrivals, ([alerts, shuffled]) => {
        const raisedBy = (arrived: ReadonlyArray<AssetCommand>) =>
          acceptedHistoryOf(asset, [register(), ...arrived])
            .flatMap((event) => (event.type === 'AssetFaultRaised' ? [event.data.faultId] : []))
            .sort()
        // The same minute of the same code with another severity is the same reading told otherwise: refused.
        const once = alerts.filter((one, index) => alerts.findIndex((other) => isSameReading(one, other)) === index)
        const onceShuffled = shuffled.filter((one) => once.includes(one))
        expect(raisedBy(onceShuffled)).toStrictEqual(raisedBy(once))
      }),
      { numRuns: 150 },
    )
  })

  it('raise a fault no later than a threshold of them in a row, and none of fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (threshold, count) => {
        const policy = { ...alert(0).data.policy, threshold: number(threshold) }
        const events = after(register(), ...Array.from({ length: count }, (_, index) => alert(index, { policy })))
        const raised = events.flatMap((event) => (event.type === 'AssetFaultRaised' ? [event.data.raisedAt] : []))
        expect(raised).toStrictEqual(count < threshold ? [] : [minute(threshold - 1)])
      }),
    )
  })
})

const isSameReading = ({ data: one }: ReturnType<typeof alert>, { data: other }: ReturnType<typeof alert>): boolean =>
  one.readingId === other.readingId

describe('a meter', () => {
  it('has counted the same, in whatever order its readings are heard of', () => {
    const anyReadings = fc
      .array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 })
      .map((values) => values.toSorted((one, other) => one - other))
      .map((values) => values.map((value, index) => read({ value: shown(value), readAt: minute(index) })))
      .chain((readings) => fc.tuple(fc.constant(readings), inAnyOrder(readings)))
    fc.assert(
      fc.property(anyReadings, ([readings, shuffled]) => {
        const usedAfter = (arrived: ReadonlyArray<AssetCommand>) => {
          const state = replay(asset, after(register(), ...arrived))
          return state.status === 'not-registered' ? 0 : usedUnits(state.asset.meters.get(text('cycles')) ?? [])
        }
        expect(usedAfter(shuffled)).toBe(usedAfter(readings))
        expect(usedAfter(readings)).toBe(readings.at(-1)?.data.value)
      }),
      { numRuns: 100 },
    )
  })
})

const dueOnOf = (anchor: LocalDate, period: Period, times: number): LocalDate =>
  anchoredPeriodEnd({ anchor, period, times, rule: 'event-day-excluded-no-roll' })

describe('a schedule', () => {
  it('begins with the first slot on or after its set-up', () => {
    const zone = 'Europe/Berlin' as never
    fc.assert(
      fc.property(
        fc.integer({ min: -40_000, max: 400 }),
        fc.constantFrom('P1D', 'P1W', 'P1M', 'P3M', 'P1Y', 'P1M3D'),
        (days, period) => {
          const setUpAt = june(31)
          const setUpOn = localDateOf(setUpAt, zone)
          const data = { anchorOn: plusDays(day('2025-07-01'), days), zone, setUpAt }
          const first = firstSlotByTime(data, period as Period) ?? 0
          const dueOf = (slot: number) => (slot < 1 ? undefined : dueOnOf(data.anchorOn, period as Period, slot))
          expect((dueOf(first) ?? '') >= setUpOn).toBe(true)
          expect(first === 1 || (dueOf(first - 1) ?? '') < setUpOn).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('of days that are counted from the anchor does not depend on what became of the slots before', () => {
    always(({ events }) => {
      for (const event of events) {
        if (event.type !== 'MaintenanceFellDue' || event.data.scheduleId !== text('monthly')) continue
        expect(event.data.dueOn).toBe(dueOnOf(day('2025-05-31'), 'P1M' as Period, event.data.slot))
      }
    })
  })
})
