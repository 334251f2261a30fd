import { replay } from '@aftersale/decider'
import { deedByDeed } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { previewCancellation } from './cancellation.js'
import { type ServicePlanEvent, servicePlanEvents } from './events.js'
import { anyCommand, anyTerms, beginUnder } from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'
import { servicePlanAggregate } from './service-plan-aggregate.js'

/** Every second time what falls due is told in between, the earliest first. */
const anyDeeds = anyTerms.chain((terms) =>
  fc
    .tuple(fc.array(fc.tuple(anyCommand(terms), fc.boolean()), { maxLength: 30 }), fc.constant(terms))
    .map(([commands]) => {
      const { carryOut, soFar } = deedByDeed(servicePlan)
      for (const command of beginUnder(terms)) carryOut(command)
      for (const [command, timePasses] of commands) {
        const { state } = soFar()
        const [next] = servicePlan.deadlines(state).toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
        if (timePasses && next !== undefined && next.command.type !== 'ExpireServicePlan') carryOut(next.command)
        carryOut(command)
      }
      return { ...soFar(), terms }
    }),
)

type History = typeof anyDeeds extends fc.Arbitrary<infer One> ? One : never

const always = (law: (history: History) => void): void =>
  fc.assert(
    fc.property(anyDeeds, (history) => {
      law(history)
    }),
    { numRuns: 50 },
  )

/** What was used and not restored, by kind and the days that it is counted in. */
const usedBy = (events: ReadonlyArray<ServicePlanEvent>): ReadonlyMap<string, number> => {
  const keys = new Map<string, string>()
  const used = new Map<string, number>()
  const add = (key: string | undefined, quantity: number) => {
    if (key !== undefined) used.set(key, (used.get(key) ?? 0) + quantity)
  }
  for (const { type, data } of events) {
    if (type === 'EntitlementConsumed') {
      const key = `${data.kind} ${data.termId} ${data.allowanceFrom} ${data.allowanceLastOn}`
      keys.set(`${data.kind} ${data.usedFor.id}`, key)
      add(key, data.quantity)
    }
    if (type === 'EntitlementRestored') add(keys.get(`${data.kind} ${data.usedFor.id}`), 0 - data.quantity)
  }
  return used
}

describe('a service plan', () => {
  it('never gives more than it promises, whatever is asked and in whatever order', () => {
    always(({ events, terms }) => {
      for (let count = 0; count <= events.length; count += 1) {
        const overdrawn = [...usedBy(events.slice(0, count))].filter(([key, used]) => {
          const { quantity = 0 } = terms.entitlements.find(({ kind }) => key.startsWith(`${kind} `)) ?? {}
          return used < 0 || used > quantity
        })
        expect(overdrawn).toStrictEqual([])
      }
    })
  })

  it('counts in allowances that do not overlap, each within its term', () => {
    always(({ events, state }) => {
      if (!('plan' in state) || !('sale' in state.plan)) return
      const windows = new Map<string, string>()
      for (const { type, data } of events) {
        if (type === 'EntitlementConsumed') windows.set(data.allowanceFrom, data.allowanceLastOn)
      }
      let last = ''
      for (const [from, lastOn] of [...windows].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
        expect(from > last).toBe(true)
        expect(lastOn >= from).toBe(true)
        last = lastOn
      }
    })
  })

  it('refunds and keeps, together, what was paid for the terms that it reckons', () => {
    always(({ events, deeds }) => {
      for (const { type, data } of events) {
        if (type !== 'ServicePlanCancelled') continue
        const { refunds, proRataMinor, feeMinor, deductedMinor, refundMinor, keptMinor } = data
        const paid = refunds.reduce((sum, { paidMinor }) => sum + paidMinor, 0n)
        expect(refundMinor + keptMinor).toBe(paid)
        expect(refundMinor).toBe(proRataMinor - feeMinor - deductedMinor)
        for (const one of refunds) {
          expect(one.refundMinor).toBe(one.proRataMinor - one.feeMinor - one.deductedMinor)
          expect(one.refundMinor >= 0n && one.refundMinor <= one.paidMinor).toBe(true)
        }
      }
      for (const { command, before, recorded } of deeds) {
        const [event] = recorded === 'refused' ? [] : recorded
        if (command.type !== 'CancelServicePlan' || event?.type !== 'ServicePlanCancelled') continue
        expect(event.data).toMatchObject({ ...previewCancellation(before, command.data) })
      }
    })
  })

  it('refunds no more the later it is cancelled', () => {
    always(({ state }) => {
      const days = Array.from({ length: 40 }, (_, index) => 1_748_858_400_000 + index * 30 * 86_400_000)
      let before: bigint | undefined
      for (const day of days) {
        const cancelledAt = new Date(day).toISOString() as Parameters<typeof previewCancellation>[1]['cancelledAt']
        const now = previewCancellation(state, { cancelledAt })?.refundMinor
        if (now !== undefined && before !== undefined) expect(now <= before).toBe(true)
        before = now
      }
    })
  })

  it('has terms that follow each other without a gap', () => {
    always(({ state }) => {
      if (!('plan' in state) || !('sale' in state.plan)) return
      const { held } = state.plan.sale
      for (const [index, { term }] of held.entries()) {
        expect(term.startsAt < term.endsAtExclusive).toBe(true)
        expect(term.startsOn <= term.lastOn).toBe(true)
        const next = held[index + 1]
        if (next !== undefined) expect(next.term.startsAt).toBe(term.endsAtExclusive)
      }
      expect(new Set(held.map(({ term }) => term.termId)).size).toBe(held.length)
    })
  })

  it('uses an entitlement once for the same thing', () => {
    always(({ events }) => {
      const deeds = events.flatMap(({ type, data }) =>
        type === 'EntitlementConsumed' ? [`${data.kind} ${data.usedFor.id}`] : [],
      )
      expect(new Set(deeds).size).toBe(deeds.length)
    })
  })

  it('records nothing where a command that it carried out is repeated at once', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        expect(servicePlan.decide(command, recorded.reduce(servicePlan.evolve, before))).toStrictEqual(E.right([]))
      }
    })
  })

  it('agrees to what falls due, and then it is due no more', () => {
    always(({ state }) => {
      for (const { command, dueAt } of servicePlan.deadlines(state)) {
        const decision = servicePlan.decide(command, state)
        if (E.isLeft(decision)) throw new Error(decision.left.reason)
        expect(decision.right.length).toBeGreaterThan(0)
        const after = servicePlan.deadlines(decision.right.reduce(servicePlan.evolve, state))
        expect(after).not.toContainEqual({ command, dueAt })
      }
    })
  })

  it('stores only events that it can read back, and is the same after a replay of them', () => {
    always(({ events, state }) => {
      const stored = events.map((event) => {
        const codec: t.Mixed | undefined = servicePlanEvents.find(({ messageType }) => messageType === event.type)
        if (codec === undefined) throw new Error(event.type)
        const written = servicePlanAggregate.catalogue.encode(event)
        const decoded = codec.decode(JSON.parse(JSON.stringify({ type: written.type, data: written.data })))
        expect(decoded).toStrictEqual(E.right(event))
        return E.isRight(decoded) ? [decoded.right as ServicePlanEvent] : []
      })
      expect(replay(servicePlan, stored.flat())).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyDeeds.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          expect(() => servicePlan.deadlines(replay(servicePlan, shuffled))).not.toThrow()
        },
      ),
      { numRuns: 50 },
    )
  })
})
