import {
  countOf,
  noUnits,
  overlap,
  type ReturnRequested,
  type UnitRuns,
  union,
  without,
} from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { type Moment, momentAt } from '../moment.js'
import type { ReceivedUnitsFact, UnitsDisposed } from './received-units-fact.js'

const concerns = eventsCalled(['ReturnRequested', 'ItemsReceived', 'DispositionDecided'])

/** One row for units that arrived together, in the order in which they did. */
export const receivedUnitsFacts = (): Fold<ReceivedUnitsFact> => {
  const cases = new Map<string, { readonly data: ReturnRequested['data']; readonly eventId: string }>()
  const arrivals: Array<UnitsArrived> = []
  const ofCase = new Map<string, ReadonlyArray<UnitsArrived>>()
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      switch (event.type) {
        case 'ReturnRequested':
          cases.set(event.data.returnCaseId, { data: event.data, eventId })
          return
        case 'ItemsReceived': {
          const { returnCaseId, items, receivedAt } = event.data
          for (const { item, taken } of items) {
            for (const { purchaseId, lineId, units: told } of taken) {
              const units = notYetIn(ofCase.get(returnCaseId) ?? none(), purchaseId, lineId, told)
              if (countOf(units) === 0) continue
              const arrival: UnitsArrived = {
                returnCaseId,
                itemId: item.itemId,
                sku: item.sku,
                purchaseId,
                lineId,
                units,
                received: momentAt(receivedAt, eventId),
                disposed: noUnits,
                dispositions: none(),
              }
              arrivals.push(arrival)
              ofCase.set(returnCaseId, appended(ofCase.get(returnCaseId) ?? none(), arrival))
            }
          }
          return
        }
        case 'DispositionDecided': {
          const { returnCaseId, itemId, lines, disposition, decidedAt } = event.data
          const arrivalsOfItem = (ofCase.get(returnCaseId) ?? []).filter((arrival) => arrival.itemId === itemId)
          for (const { purchaseId, lineId, units } of lines) {
            for (const arrival of arrivalsOfItem) {
              if (arrival.purchaseId !== purchaseId || arrival.lineId !== lineId) continue
              const disposed = without(overlap(units, arrival.units), arrival.disposed)
              if (countOf(disposed) === 0) continue
              arrival.disposed = union(arrival.disposed, disposed)
              arrival.dispositions = appended<UnitsDisposed>(arrival.dispositions, {
                ...momentAt(decidedAt, eventId),
                quantity: countOf(disposed),
                disposition,
              })
            }
          }
          return
        }
      }
    },
    facts: () =>
      inTime(
        arrivals,
        ({ received }) => received.at,
        ({ returnCaseId }) => returnCaseId,
      ).map(({ returnCaseId, purchaseId, lineId, sku, units, received, dispositions }): ReceivedUnitsFact => {
        const known = cases.get(returnCaseId)
        return {
          returnCaseId,
          purchaseId,
          lineId,
          received,
          quantity: countOf(units),
          dispositions,
          circumstances: {
            purchaseId,
            sku,
            channel: known?.data.channel,
            kind: known?.data.kind,
            customerId: known?.data.customerId,
            toldBy: { opening: known?.eventId ?? received.eventId },
          },
          exclusion: known === undefined ? 'incomplete' : known.data.isTest === true ? 'test' : undefined,
        }
      }),
  }
}

/** Those of the units that had not arrived: each is counted once a case, however often it is heard of. */
const notYetIn = (
  arrivals: ReadonlyArray<UnitsArrived>,
  purchaseId: string,
  lineId: string,
  units: UnitRuns,
): UnitRuns =>
  arrivals.reduce(
    (left, arrival) =>
      arrival.purchaseId === purchaseId && arrival.lineId === lineId ? without(left, arrival.units) : left,
    units,
  )

interface UnitsArrived {
  readonly returnCaseId: string
  readonly itemId: string
  readonly sku: string
  readonly purchaseId: string
  readonly lineId: string
  readonly units: UnitRuns
  readonly received: Moment
  disposed: UnitRuns
  dispositions: ReadonlyArray<UnitsDisposed>
}
