import { countOf, overlap, type PurchaseRecorded, type UnitRuns, without } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { type Moment, momentAt } from '../moment.js'
import type { DeliveredUnitsFact, UnitsBack } from './delivered-units-fact.js'

const concerns = eventsCalled([
  'PurchaseRecorded',
  'ReplacementUnitsAdded',
  'ShipmentDelivered',
  'UnitsFulfilled',
  'ItemsReceived',
])

/** One row for units of a line that were delivered together, in the order of their deliveries. */
export const deliveredUnitsFacts = (): Fold<DeliveredUnitsFact> => {
  const purchases = new Map<string, BoughtLines>()
  const deliveries: Array<UnitsDelivered> = []
  const ofLine = new Map<string, ReadonlyArray<UnitsDelivered>>()
  const arrivalsOf = new Map<string, ReadonlyArray<Arrival>>()

  const deliver = (purchaseId: string, lines: ReadonlyArray<UnitsOfLine>, delivered: Moment): void => {
    for (const { lineId, units } of lines) {
      const name = nameOf(purchaseId, lineId)
      const before = ofLine.get(name) ?? none()
      const fresh = before.reduce((left, known) => without(left, known.units), units)
      if (countOf(fresh) === 0) continue
      const delivery: UnitsDelivered = { purchaseId, lineId, delivered, units: fresh }
      deliveries.push(delivery)
      ofLine.set(name, appended(before, delivery))
    }
  }

  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      switch (event.type) {
        case 'PurchaseRecorded':
          if (!purchases.has(event.data.purchaseId)) purchases.set(event.data.purchaseId, boughtIn(event, eventId))
          return
        case 'ReplacementUnitsAdded': {
          const bought = purchases.get(event.data.purchaseId)
          for (const { lineId, sku, category, kind } of event.data.newLines) {
            bought?.lines.set(lineId, { sku, category, kind })
          }
          return
        }
        case 'ShipmentDelivered':
          deliver(event.data.purchaseId, event.data.lines, momentAt(event.data.deliveredAt, eventId))
          return
        case 'UnitsFulfilled':
          deliver(event.data.purchaseId, event.data.lines, momentAt(event.data.fulfilledAt, eventId))
          return
        case 'ItemsReceived': {
          const { returnCaseId, items, receivedAt } = event.data
          for (const { purchaseId, lineId, units } of items.flatMap(({ taken }) => taken)) {
            const name = nameOf(purchaseId, lineId)
            const arrival = { ...momentAt(receivedAt, eventId), units, returnCaseId }
            arrivalsOf.set(name, appended(arrivalsOf.get(name) ?? none(), arrival))
          }
          return
        }
      }
    },
    facts: () =>
      inTime(
        deliveries,
        ({ delivered }) => delivered.at,
        ({ purchaseId, lineId }) => nameOf(purchaseId, lineId),
      ).map(({ purchaseId, lineId, delivered, units }): DeliveredUnitsFact => {
        const bought = purchases.get(purchaseId)
        const line = bought?.lines.get(lineId)
        return {
          purchaseId,
          lineId,
          delivered,
          quantity: countOf(units),
          cameBack: backOf(units, arrivalsOf.get(nameOf(purchaseId, lineId)) ?? none()),
          circumstances: {
            purchaseId,
            channel: bought?.channel,
            customerId: bought?.customerId,
            kind: line?.kind,
            category: line?.category,
            sku: line?.sku,
            toldBy: { opening: bought?.eventId ?? delivered.eventId },
          },
          exclusion: bought === undefined ? 'incomplete' : bought.isTest ? 'test' : undefined,
        }
      }),
  }
}

interface UnitsOfLine {
  readonly lineId: string
  readonly units: UnitRuns
}

interface UnitsDelivered extends UnitsOfLine {
  readonly purchaseId: string
  readonly delivered: Moment
}

/** Units of a line that a return received; whether that or their delivery is heard of first, it is the same. */
interface Arrival extends Moment {
  readonly units: UnitRuns
  readonly returnCaseId: string
}

/** Each unit when it first came back. */
const backOf = (units: UnitRuns, arrivals: ReadonlyArray<Arrival>): ReadonlyArray<UnitsBack> => {
  let away = units
  const inOrder = inTime(
    arrivals,
    ({ at }) => at,
    ({ returnCaseId }) => returnCaseId,
  )
  return inOrder.flatMap(({ at, eventId, units: arrived, returnCaseId }): ReadonlyArray<UnitsBack> => {
    const quantity = countOf(overlap(arrived, away))
    away = without(away, arrived)
    return quantity === 0 ? [] : [{ at, eventId, quantity, returnCaseId }]
  })
}

interface BoughtLines {
  readonly eventId: string
  readonly channel: PurchaseRecorded['data']['channel']
  readonly customerId: PurchaseRecorded['data']['customerId']
  readonly isTest: boolean
  readonly lines: Map<string, Pick<DeliveredUnitsFact['circumstances'], 'sku' | 'kind' | 'category'>>
}

const boughtIn = (
  { data: { channel, customerId, isTest, lines } }: PurchaseRecorded,
  eventId: string,
): BoughtLines => ({
  eventId,
  channel,
  customerId,
  isTest: isTest === true,
  lines: new Map(lines.map(({ lineId, sku, kind, category }) => [lineId, { sku, kind, category }])),
})

const nameOf = (purchaseId: string, lineId: string): string => `${purchaseId} ${lineId}`
