import { replay } from '@aftersale/decider'
import { acceptedHistoryOf, given } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { countOf, type LineUnits, noUnits, overlap, union } from '../../units/index.js'
import { anyBeginning, anyJourney, anyTrackingCommand } from '../any-tracking.fixtures.js'
import type { RecordCarrierScan } from '../commands.js'
import { PurchaseEvent, type PurchaseEvent as PurchaseEventType } from '../events.js'
import { after, kettle } from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import { announce, shipmentAfter, threeKettles } from '../shipment.fixtures.js'
import { type ShipmentStatus, statusOf } from './shipment.js'

const announced = [threeKettles, announce()]

const anyHistory: fc.Arbitrary<ReadonlyArray<PurchaseEventType>> = fc
  .tuple(anyBeginning, fc.array(anyTrackingCommand, { minLength: 5, maxLength: 40, size: 'max' }))
  .map(([begun, commands]) => acceptedHistoryOf(purchase, [...begun, ...commands]))

describe('whatever the order in which scans are heard of, and however often', () => {
  const anyHearing = anyJourney.chain((journey) =>
    fc.tuple(
      fc.constant(journey),
      fc.shuffledSubarray([...journey], { minLength: journey.length }),
      fc.array(fc.constantFrom(...(journey.length === 0 ? [undefined] : journey)), { maxLength: 5 }),
    ),
  )

  it('a shipment ends up the same', () => {
    fc.assert(
      fc.property(anyHearing, ([journey, shuffled, repeated]) => {
        const again = repeated.filter((one): one is RecordCarrierScan => one !== undefined)
        expect(shipmentAfter(...announced, ...shuffled, ...again)).toEqual(shipmentAfter(...announced, ...journey))
      }),
    )
  })

  it('a repeated scan records nothing', () => {
    fc.assert(
      fc.property(anyHearing, ([, shuffled]) => {
        const { when } = given(purchase, after(...announced, ...shuffled))
        for (const one of shuffled) when(one).recordsNothing()
      }),
    )
  })

  it('every scan is kept, in the order of scanning', () => {
    fc.assert(
      fc.property(anyHearing, ([, shuffled]) => {
        const { scans } = shipmentAfter(...announced, ...shuffled)
        expect(scans.map(({ scannedAt }) => scannedAt)).toEqual(shuffled.map(({ data }) => data.scannedAt).sort())
      }),
    )
  })

  it('a shipment never goes back behind its first transit, nor out of an end', () => {
    const first: ReadonlyArray<ShipmentStatus['status']> = ['announced', 'handed-over']
    const ends: ReadonlyArray<ShipmentStatus['status']> = ['delivered', 'returned-to-sender', 'destroyed']
    fc.assert(
      fc.property(anyHearing, ([, shuffled]) => {
        let before: ShipmentStatus['status'] = 'announced'
        for (let heard = 1; heard <= shuffled.length; heard += 1) {
          const { status } = statusOf(shipmentAfter(...announced, ...shuffled.slice(0, heard)))
          if (ends.includes(before)) expect(status).toBe(before)
          if (!first.includes(before)) expect(first).not.toContain(status)
          if (before === 'handed-over') expect(status).not.toBe('announced')
          before = status
        }
      }),
    )
  })
})

describe('whatever is told of a purchase', () => {
  it('each unit is delivered once, and its time stays', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let delivered = noUnits
        for (const event of history) {
          for (const { lineId, units } of deliveredBy(event)) {
            expect(lineId).toBe(kettle)
            expect(overlap(delivered, units)).toEqual([])
            expect(countOf(units)).toBeGreaterThan(0)
            delivered = union(delivered, units)
          }
        }
        expect(ledgerAfter(history)?.delivered).toEqual(delivered)
      }),
    )
  })

  it('ordered − cancelled ≥ shipped ≥ delivered, unit by unit', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const account = ledgerAfter(history)
        if (account === undefined) throw new Error('Nothing was bought')
        const { cancelled, shipped, delivered } = account
        expect(overlap(cancelled, shipped)).toEqual([])
        expect(overlap(delivered, shipped)).toEqual(delivered)
        expect(countOf(cancelled) + countOf(shipped)).toBeLessThanOrEqual(3)
      }),
    )
  })

  it('a purchase is fully delivered at most once, at the latest of the deliveries told by then', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const at = history.findIndex(({ type }) => type === 'PurchaseFullyDelivered')
        expect(history.filter(({ type }) => type === 'PurchaseFullyDelivered').length).toBeLessThanOrEqual(1)
        const event = history[at]
        if (event?.type !== 'PurchaseFullyDelivered') return
        const times = history.slice(0, at).flatMap((one) => {
          if (one.type === 'ShipmentDelivered') return [one.data.deliveredAt]
          return one.type === 'UnitsFulfilled' ? [one.data.fulfilledAt] : []
        })
        expect(event.data.lastDeliveredAt).toBe([...times].sort().at(-1))
      }),
    )
  })

  it('what was made good is never delivered into a second entitlement', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let consumed = noUnits
        for (const event of history) {
          if (event.type === 'UnitsReserved') {
            for (const { units } of event.data.lines) expect(overlap(units, consumed)).toEqual([])
          }
          if (event.type === 'UnitsConsumed') {
            for (const { units } of event.data.lines) consumed = union(consumed, units)
          }
        }
      }),
    )
  })

  it('what was made good as not received, and arrived, is asked about exactly once', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let [madeGood, arrived, asked] = [noUnits, noUnits, noUnits]
        for (const { type, data } of history) {
          if (type === 'UnitsConsumed' && data.purpose === 'non-receipt') {
            for (const { units } of data.lines) madeGood = union(madeGood, units)
          }
          if (type === 'ShipmentDelivered') for (const { units } of data.lines) arrived = union(arrived, units)
          if (type !== 'RecoverOrKeepDecisionNeeded') continue
          for (const { units } of data.lines) {
            expect(overlap(asked, units)).toEqual([])
            asked = union(asked, units)
          }
        }
        const both = overlap(madeGood, arrived)
        expect(overlap(asked, both)).toEqual(both)
        expect(overlap(asked, madeGood)).toEqual(asked)
      }),
    )
  })

  it('a delay is detected, made up for and told of in turn', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const open = new Map<string, number>()
        for (const { type, data } of history) {
          if (type === 'DelayDetected') {
            expect(data.noticeDueAt <= data.promisedBy).toBe(true)
            expect(open.get(data.shipmentId) ?? 0).toBeLessThanOrEqual(0)
            open.set(data.shipmentId, data.delayNumber)
          }
          if (type === 'DelayLengthened') expect(open.get(data.shipmentId)).toBe(data.delayNumber)
          if (type === 'DelayRecovered') {
            expect(open.get(data.shipmentId)).toBe(data.delayNumber)
            open.set(data.shipmentId, 0 - data.delayNumber)
          }
        }
      }),
    )
  })

  it('whatever is decided by the policy says so', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { data } of history) {
          if ('trace' in data) expect(data.trace[0]?.policyRef).toEqual({ policyId: 'parcel-delivery', version: 1 })
        }
      }),
    )
  })

  it('an event is read back as it was stored', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const event of history) {
          expect(PurchaseEvent.decode(JSON.parse(JSON.stringify(PurchaseEvent.encode(event))))).toEqual(E.right(event))
        }
      }),
    )
  })

  it('what was accepted records nothing when it is repeated at once', () => {
    fc.assert(
      fc.property(anyHistory, anyTrackingCommand, (history, command) => {
        const { decision } = given(purchase, history).when(command)
        if (E.isRight(decision))
          given(purchase, [...history, ...decision.right])
            .when(command)
            .recordsNothing()
      }),
    )
  })

  it('each deadline is over once its command was carried out', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { deadlines } = given(purchase, history)
        for (const deadline of deadlines) {
          const { decision } = given(purchase, history).when(deadline.command)
          if (E.isLeft(decision)) throw new Error(`${deadline.command.type}: ${decision.left.reason}`)
          expect(given(purchase, [...history, ...decision.right]).deadlines).not.toContainEqual(deadline)
        }
      }),
    )
  })
})

const deliveredBy = (event: PurchaseEventType): ReadonlyArray<LineUnits> =>
  event.type === 'ShipmentDelivered' || event.type === 'UnitsFulfilled' ? event.data.lines : []

const ledgerAfter = (history: ReadonlyArray<PurchaseEventType>) => {
  const state = replay(purchase, history)
  return state.status === 'recorded' ? state.purchase.units.accounts.get(kettle) : undefined
}
