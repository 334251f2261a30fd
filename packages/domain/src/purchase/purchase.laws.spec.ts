import { replay } from '@aftersale/decider'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { countOf, isWithin, overlap, union } from '../units/index.js'
import { type AnyHistory, anyHistory } from './any-history.fixtures.js'
import { entitlementCommands, refundCommands, saleCommands } from './commands.js'
import { PurchaseEvent, purchaseEvents } from './events.js'
import { ledgerFaultsOf } from './ledger-faults.js'
import { lostMinorOf, refundableMinorOf } from './money/money-ledger.js'
import { purchase } from './purchase.js'

const always = (law: (history: AnyHistory) => void): void =>
  fc.assert(
    fc.property(anyHistory, (history) => {
      law(history)
    }),
    { numRuns: 60 },
  )

const stored = (event: PurchaseEvent): unknown => JSON.parse(JSON.stringify(codecOf(event).encode(event as never)))
const codecOf = ({ type }: PurchaseEvent) => {
  const codec = purchaseEvents.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`There is no ${type}`)
  return codec
}

const ledgerCommands: ReadonlyArray<string> = [...saleCommands, ...entitlementCommands, ...refundCommands].map(
  ({ messageType }) => messageType,
)

describe('a purchase', () => {
  it('breaks no sentence of its ledger, whatever is asked of it', () => {
    always(({ events }) => expect(ledgerFaultsOf(events)).toStrictEqual([]))
  })

  it('decides the same whenever it is asked, and records nothing where it is refused', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        const again = purchase.decide(command, before)
        expect(E.isRight(again) ? again.right : 'refused').toStrictEqual(recorded)
      }
    })
  })

  it('records nothing where a command that it carried out is repeated, whatever happened since', () => {
    always(({ deeds, state }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused' || !ledgerCommands.includes(command.type)) continue
        const afterwards = recorded.reduce(purchase.evolve, before)
        expect([command, purchase.decide(command, afterwards)]).toStrictEqual([command, E.right([])])
        expect([command, purchase.decide(command, state)]).toStrictEqual([command, E.right([])])
      }
    })
  })

  it('stores only events it can read back', () => {
    always(({ events }) => {
      for (const event of events) expect(PurchaseEvent.decode(stored(event))).toStrictEqual(E.right(event))
    })
  })

  it('is the same after a replay of what was stored, event by event', () => {
    always(({ events, state }) => {
      const read = events.map((event) => {
        const decoded = codecOf(event).decode(stored(event))
        if (E.isLeft(decoded)) throw new Error(`${event.type} cannot be read back`)
        return decoded.right as PurchaseEvent
      })
      expect(replay(purchase, read)).toStrictEqual(state)
      const half = Math.floor(events.length / 2)
      expect(events.slice(half).reduce(purchase.evolve, replay(purchase, events.slice(0, half)))).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyHistory.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          const state = replay(purchase, shuffled)
          expect(() => purchase.deadlines(state)).not.toThrow()
          expect(() => ledgerFaultsOf(shuffled)).not.toThrow()
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('the units of a purchase', () => {
  it('are ordered, shipped, delivered and held in that order, and nowhere twice', () => {
    always(({ state }) => {
      if (state.status === 'not-recorded') return
      for (const account of state.purchase.units.accounts.values()) {
        const { quantity, cancelled, shipped, delivered, reserved, consumed, replaced } = account
        expect(countOf(cancelled) + countOf(shipped)).toBeLessThanOrEqual(quantity)
        expect(overlap(cancelled, shipped)).toStrictEqual([])
        expect(isWithin(delivered, shipped)).toBe(true)
        expect(overlap(reserved, consumed)).toStrictEqual([])
        expect(isWithin(union(reserved, consumed), shipped)).toBe(true)
        expect(isWithin(replaced, consumed)).toBe(true)
      }
    })
  })

  it('are held by exactly the reservations that have not ended', () => {
    always(({ state }) => {
      if (state.status === 'not-recorded') return
      const { accounts, reservations } = state.purchase.units
      for (const [lineId, { reserved, consumed }] of accounts) {
        const sum = (of: 'held' | 'consumed') =>
          [...reservations.values()].reduce(
            (count, reservation) => count + countOf(reservation[of].get(lineId) ?? ([] as never)),
            0,
          )
        expect([sum('held'), sum('consumed')]).toStrictEqual([countOf(reserved), countOf(consumed)])
      }
    })
  })

  it('are digital where access ended, and consumed', () => {
    always(({ state }) => {
      if (state.status === 'not-recorded') return
      const { revokedAccess, sale, units } = state.purchase
      for (const [lineId, revoked] of revokedAccess) {
        expect(sale.lines.get(lineId)?.kind).toBe('digital')
        expect(isWithin(revoked, units.accounts.get(lineId)?.consumed ?? ([] as never))).toBe(true)
      }
    })
  })
})

describe('the money of a purchase', () => {
  it('is never less than nothing, in any component and on any payment', () => {
    always(({ state }) => {
      if (state.status === 'not-recorded') return
      const { accounts, payments } = state.purchase.money
      for (const { totalMinor, reservedMinor, settledMinor, movedMinor } of accounts.values()) {
        for (const minor of [reservedMinor, settledMinor, movedMinor]) expect(minor >= 0n).toBe(true)
        expect(totalMinor >= reservedMinor + settledMinor + movedMinor).toBe(true)
      }
      for (const payment of payments.values()) {
        for (const minor of [payment.reservedMinor, payment.settledMinor, lostMinorOf(payment)]) {
          expect(minor >= 0n).toBe(true)
        }
        expect(refundableMinorOf(payment) >= 0n).toBe(true)
        expect(payment.capturedMinor >= payment.onTopMinor).toBe(true)
      }
    })
  })

  it('settled is what the settled refunds put there, to the minor unit', () => {
    always(({ events, state }) => {
      if (state.status === 'not-recorded') return
      const settled = new Set(events.flatMap((event) => (event.type === 'RefundSettled' ? [event.data.refundId] : [])))
      const paid = events
        .flatMap((event) =>
          event.type === 'RefundReserved' && settled.has(event.data.refundId) ? event.data.tenders : [],
        )
        .reduce((sum, { minor }) => sum + minor, 0n)
      const booked = [...state.purchase.money.payments.values()].reduce(
        (sum, { settledMinor }) => sum + settledMinor,
        0n,
      )
      expect(booked).toBe(paid)
    })
  })

  it('carries over to replacements without becoming more, but for what is paid on top', () => {
    always(({ state }) => {
      if (state.status === 'not-recorded') return
      const { accounts, payments } = state.purchase.money
      const goods = [...accounts].filter(([key]) => key.startsWith('goods'))
      const worth = goods.reduce((sum, [, { totalMinor, movedMinor }]) => sum + totalMinor - movedMinor, 0n)
      const sold = state.purchase.sale.recorded.lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0n)
      const onTop = [...payments.values()].reduce((sum, { onTopMinor }) => sum + onTopMinor, 0n)
      expect(worth).toBe(sold + onTop)
    })
  })
})

it('is tried by histories in which every event of the ledger occurs', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(anyHistory, ({ events }) => {
      for (const { type } of events) seen.add(type)
    }),
    { numRuns: 400, seed: 42 },
  )
  const expected = [
    'PurchaseRecorded',
    'PaymentRecorded',
    'UnitsCancelled',
    'UnitsReserved',
    'UnitsReleased',
    'UnitsConsumed',
    'AccessRevoked',
    'ReplacementUnitsAdded',
    'RefundReserved',
    'RefundSettled',
    'RefundFailed',
    'RefundCancelled',
    'DisputeOpened',
    'DisputeWon',
    'DisputeLost',
    'ShipmentDelivered',
    'ShipmentReturnedToSender',
  ]
  expect(expected.filter((type) => !seen.has(type))).toStrictEqual([])
})
