import { countOf, overlap, returnCaseAggregate, type UnitRuns, union } from '@aftersale/domain'
import { isReturnCaseEvent, type ReturnCaseEvent } from '@aftersale/domain/events'
import type { AggregateCheck, ReservationNamed } from './stream-check.js'

/** That no unit is reserved, received or settled twice in a case, and that the case can be replayed from its events. */
export const returnCaseCheck = (returnCaseId: string): AggregateCheck => {
  const named: Array<ReservationNamed> = []
  const reserved = new UnitsSeen()
  const received = new UnitsSeen()
  let state = returnCaseAggregate.decider.initial

  const unitFaults = (event: ReturnCaseEvent): ReadonlyArray<string> => {
    if (event.type === 'ReturnUnitsReserved') {
      const { purchaseId, lines } = event.data
      return lines.flatMap(({ lineId, units }) =>
        reserved.add(purchaseId, lineId, units) ? [] : [`units of line ${lineId} are reserved twice`],
      )
    }
    if (event.type !== 'ItemsReceived') return []
    return event.data.items
      .flatMap(({ taken }) => taken)
      .flatMap(({ purchaseId, lineId, units }) => [
        ...(received.add(purchaseId, lineId, units) ? [] : [`units of line ${lineId} are received twice`]),
        ...(reserved.holds(purchaseId, lineId, units)
          ? []
          : [`units of line ${lineId} are received that the case does not hold`]),
      ])
  }

  return {
    returnCase: { named },
    faultsOf: (event, revision) => {
      const { type } = event
      if (!isReturnCaseEvent(event)) return [`${type} does not belong into the stream of a return`]
      const faults = unitFaults(event).map((fault) => `${type}: ${fault}`)
      if (event.data.returnCaseId !== returnCaseId) faults.unshift(`it speaks of return ${event.data.returnCaseId}`)
      if (state.status === 'not-requested' && type !== 'ReturnRequested') {
        faults.push(`${type}: it comes before the return was requested`)
      }
      if (state.status !== 'not-requested' && type === 'ReturnRequested')
        faults.push(`${type}: it was requested before`)
      if (event.type === 'ReturnUnitsReserved') {
        const { purchaseId, reservationId } = event.data
        named.push({ revision, purchaseId, reservationId })
      }
      try {
        state = returnCaseAggregate.decider.evolve(state, event)
      } catch (thrown) {
        faults.push(`${type} can't be replayed: ${String(thrown)}`)
      }
      return faults
    },
  }
}

class UnitsSeen {
  private readonly seen = new Map<string, UnitRuns>()

  /** False where one of them was seen before. */
  add(purchaseId: string, lineId: string, units: UnitRuns): boolean {
    const name = `${purchaseId} ${lineId}`
    const before = this.seen.get(name)
    this.seen.set(name, before === undefined ? units : union(before, units))
    return before === undefined || countOf(overlap(before, units)) === 0
  }

  /** Whether each of them was seen. */
  holds(purchaseId: string, lineId: string, units: UnitRuns): boolean {
    const before = this.seen.get(`${purchaseId} ${lineId}`)
    return before !== undefined && countOf(overlap(before, units)) === countOf(units)
  }
}
