import { given } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { countOfUnits, unitsInBoth, unitsWithout } from '../case-units.js'
import { settlementEvents } from '../events/settlement.js'
import { ReturnCaseEvent } from '../events.js'
import { occurredAtOfReturnCase } from '../occurred-at.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { caseOf, count, text, toldBy } from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import { reservedUnits } from '../units-held.js'
import { type AnySettlement, anyRounds, anySettlement } from './any-settlement.fixtures.js'
import { sumOfComponents } from './money-of-legs.js'
import {
  approve,
  cameBack,
  followedBy,
  line,
  outcome,
  propose,
  purchaseOf,
  refundId,
  refundOf,
} from './settlement.fixtures.js'
import { isExchange, isLive, isRefund, unitsTaken } from './settlement-state.js'

const always = (law: (history: AnySettlement) => void): void =>
  fc.assert(
    fc.property(anySettlement, (history) => {
      law(history)
    }),
    { numRuns: 40 },
  )

describe('a settlement, whatever is asked of it', () => {
  it('has every unit in one leg at most, and none that the case does not hold', () => {
    always(({ events }) => {
      const known = caseOf(events)
      const taken = unitsTaken(known.settlement)
      for (const [index, units] of taken.entries()) {
        expect(unitsInBoth([units], taken.slice(index + 1))).toStrictEqual([])
      }
      expect(unitsWithout(taken, reservedUnits(known))).toStrictEqual([])
    })
  })

  it('puts on payments what the components come to, and never less than nothing', () => {
    always(({ events }) => {
      for (const { leg } of caseOf(events).settlement.legs.filter(isRefund)) {
        expect(sumOfComponents(leg.components)).toBe(leg.minor)
        expect(leg.tenders.reduce((sum, { minor }) => sum + minor, 0n)).toBe(leg.minor)
        expect(leg.minor).toBeGreaterThanOrEqual(0n)
      }
    })
  })

  it('has given and promised no more than was paid for the units, and for delivery and fees', () => {
    always(({ events }) => {
      const { legs } = caseOf(events).settlement
      const refunds = legs.filter(isRefund).filter(isLive)
      const exchanges = legs.filter(isExchange).filter(isLive)
      const differences = refunds.filter(({ leg }) => leg.differenceOf !== undefined)
      const plain = refunds.filter(({ leg }) => leg.differenceOf === undefined)
      const given = [
        ...plain.map(({ leg }) => leg.minor),
        // What left an exchange as money is a part of its value.
        ...exchanges.map(({ leg }) => leg.valueMinor),
      ].reduce((sum, minor) => sum + minor, 0n)
      expect(given).toBeLessThanOrEqual(10710n + 1192n + 595n + 357n)
      for (const { leg } of exchanges) {
        const out = differences.filter((other) => other.leg.differenceOf === leg.legId)
        expect(out.reduce((sum, other) => sum + other.leg.minor, 0n)).toBeLessThanOrEqual(leg.valueMinor)
      }
    })
  })

  it('balances what a replacement costs: worth of the units and payments on one side, price and refunds on the other', () => {
    always(({ events }) => {
      const { legs } = caseOf(events).settlement
      for (const { leg, confirmed, payments, paidBackMinor, status } of legs.filter(isExchange)) {
        if (confirmed === undefined || status === 'given-up') continue
        const out = legs
          .filter(isRefund)
          .filter((other) => isLive(other) && other.leg.differenceOf === leg.legId)
          .reduce((sum, other) => sum + other.leg.minor, 0n)
        const paid = payments.reduce((sum, { minor }) => sum + minor, 0n) - paidBackMinor
        const owedMinor = confirmed.priceMinor + out - leg.valueMinor - paid
        if (status === 'awaiting-payment') expect(owedMinor).toBeGreaterThan(0n)
        if (status === 'ready' || status === 'dispatched' || status === 'delivered') expect(owedMinor).toBe(0n)
      }
    })
  })

  it('settles a leg once, and is closed with none open', () => {
    always(({ events }) => {
      const settled = events.flatMap((event) =>
        event.type === 'RefundLegSettled' || event.type === 'StoreCreditLegSettled' ? [event.data.legId] : [],
      )
      expect(new Set(settled).size).toBe(settled.length)
      const { settlement } = caseOf(events)
      if (settlement.closed === undefined) return
      for (const state of settlement.legs.filter(isLive)) {
        expect(['settled', 'delivered', 'returned']).toContain(state.status)
      }
    })
  })

  it('records nothing where a command that it carried out comes again at once', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        expect(returnCase.decide(command, recorded.reduce(returnCase.evolve, before))).toStrictEqual(E.right([]))
      }
    })
  })

  it('stores only events that it can read back, each at its own instant', () => {
    always(({ events }) => {
      for (const event of events) {
        const stored = JSON.parse(JSON.stringify(ReturnCaseEvent.encode(event)))
        expect(ReturnCaseEvent.decode(stored)).toStrictEqual(E.right(event))
        expect(occurredAtOfReturnCase(event)).toMatch(/Z$/)
      }
    })
  })

  it('says what falls due in the order of time, whatever happened', () => {
    always(({ events }) => {
      const due = given(returnCase, events).deadlines.map(({ dueAt }) => dueAt)
      expect(due).toStrictEqual([...due].sort())
    })
  })
})

describe('what comes back in any order, in any number of rounds', () => {
  const anyLine = (name: string) =>
    fc
      .record(
        {
          quantity: fc.integer({ min: 1, max: 5 }).map(count),
          netMinor: fc.bigInt({ min: 0n, max: 5000n }),
          taxMinor: fc.bigInt({ min: 0n, max: 950n }),
        },
        { noNullPrototype: true },
      )
      .map((amounts) => line(name, amounts))
  const anyBought = fc.tuple(anyLine('cups'), anyLine('plates')).map((lines) => purchaseOf(lines))

  it('is refunded to the minor unit of what was paid, component by component', () => {
    fc.assert(
      fc.property(
        anyBought.chain((bought) => fc.tuple(fc.constant(bought), anyRounds(bought.lines))),
        ([bought, rounds]) => {
          const totals = new Map<string, bigint>()
          let history = cameBack(bought)
          rounds.forEach((round, index) => {
            const [settlementId, legId] = [text(`settlement-${index}`), text(`leg-${index}`)]
            const evidence = leftOf(bought, totals)
            const command = propose({
              settlementId,
              legs: [refundOf(byLine(round), { legId, refundId: refundId(index) })],
              evidence: [evidence],
            })
            for (const leg of toldBy(history, command, 'SettlementProposed').legs) {
              if (leg.kind !== 'refund') continue
              for (const { component, lineId, minor } of leg.components) {
                const key = `${component} ${lineId}`
                totals.set(key, (totals.get(key) ?? 0n) + minor)
              }
            }
            const isFree = toldBy(history, command, 'SettlementProposed').toCustomerMinor === 0n
            history = followedBy(history, command, approve({ settlementId }))
            if (!isFree) history = followedBy(history, outcome({ legId, refundId: refundId(index) }))
          })
          for (const { lineId, netMinor, taxMinor } of bought.lines) {
            expect(totals.get(`goods ${lineId}`) ?? 0n).toBe(netMinor)
            expect(totals.get(`goods-tax ${lineId}`) ?? 0n).toBe(taxMinor)
          }
          expect(
            countOfUnits(unitsWithout(reservedUnits(caseOf(history)), unitsTaken(caseOf(history).settlement))),
          ).toBe(0)
        },
      ),
      { numRuns: 30 },
    )
  })

  const byLine = (round: ReadonlyArray<string>): Readonly<Record<string, ReadonlyArray<number>>> => {
    const numbers: Record<string, ReadonlyArray<number>> = {}
    for (const unit of round) {
      const [name = '', number = ''] = unit.split(' ')
      numbers[name] = [...(numbers[name] ?? []), Number(number)]
    }
    return numbers
  }

  const leftOf = (bought: PurchaseEvidence, taken: ReadonlyMap<string, bigint>): PurchaseEvidence => ({
    ...bought,
    lines: bought.lines.map((sold) => ({
      ...sold,
      netLeftMinor: sold.netMinor - (taken.get(`goods ${sold.lineId}`) ?? 0n),
      taxLeftMinor: sold.taxMinor - (taken.get(`goods-tax ${sold.lineId}`) ?? 0n),
    })),
  })
})

it('is tried by histories that come to nearly everything', () => {
  const types = new Set<string>()
  fc.assert(
    fc.property(anySettlement, ({ events }) => {
      for (const { type } of events) types.add(type)
    }),
    { numRuns: 150, seed: 1 },
  )
  const rare = new Set(['RefundRetryWithdrawn', 'WithdrawalRefundOverdue'])
  const missing = settlementEvents.map(({ messageType }) => messageType).filter((type) => !types.has(type))
  expect(missing.filter((type) => !rare.has(type))).toStrictEqual([])
})
