import {
  countOf,
  noUnits,
  overlap,
  type PurchaseRecorded,
  type UnitRuns,
  union,
  without,
} from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
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

  const deliver = (purchaseId: string, lines: ReadonlyArray<UnitsOfLine>, delivered: Moment): void => {
    for (const { lineId, units } of lines) {
      const name = nameOf(purchaseId, lineId)
      const before = ofLine.get(name) ?? none()
      const fresh = before.reduce((left, known) => without(left, known.units), units)
      if (countOf(fresh) === 0) continue
      const delivery: UnitsDelivered = { purchaseId, lineId, delivered, units: fresh, back: noUnits, cameBack: none() }
      deliveries.push(delivery)
      ofLine.set(name, appended(before, delivery))
    }
  }

  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      switch (event.type) {
        case 'PurchaseRecorded':
          purchases.set(event.data.purchaseId, boughtIn(event, eventId))
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
            for (const delivery of ofLine.get(nameOf(purchaseId, lineId)) ?? []) {
              const back = without(overlap(units, delivery.units), delivery.back)
              if (countOf(back) === 0) continue
              delivery.back = union(delivery.back, back)
              delivery.cameBack = appended<UnitsBack>(delivery.cameBack, {
                ...momentAt(receivedAt, eventId),
                quantity: countOf(back),
                returnCaseId,
              })
            }
          }
          return
        }
      }
    },
    facts: () =>
      deliveries.map(({ purchaseId, lineId, delivered, units, cameBack }): DeliveredUnitsFact => {
        const bought = purchases.get(purchaseId)
        const line = bought?.lines.get(lineId)
        return {
          purchaseId,
          lineId,
          delivered,
          quantity: countOf(units),
          cameBack,
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
  back: UnitRuns
  cameBack: ReadonlyArray<UnitsBack>
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
