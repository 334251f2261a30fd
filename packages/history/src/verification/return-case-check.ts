import { countOf, noUnits, overlap, returnCaseAggregate, type UnitRuns, union } from '@aftersale/domain'
import { isReturnCaseEvent, type ReturnCaseEvent, type SettlementProposed } from '@aftersale/domain/events'
import { type AggregateCheck, type RefundAsked, type ReservationNamed, sumOf, unitsNamed } from './stream-check.js'

/** That no unit is reserved, received or settled twice in a case, and that the case can be replayed from its events. */
export const returnCaseCheck = (returnCaseId: string): AggregateCheck => {
  const reservations: Array<ReservationNamed> = []
  const refunds = new Map<string, RefundAsked>()
  const faultsOfUnits = unitBooks()
  let state = returnCaseAggregate.decider.initial

  const note = (event: ReturnCaseEvent, revision: number): void => {
    if (!namesOthers(event)) return
    switch (event.type) {
      case 'ReturnUnitsReserved': {
        const { purchaseId, reservationId, lines } = event.data
        reservations.push({ revision, purchaseId, reservationId, units: unitsNamed(lines) })
        return
      }
      case 'RefundRequested':
      case 'StoreCreditRequested': {
        const { purchaseId, refundId, minor, currency } = event.data
        const creditId = 'creditId' in event.data ? { creditId: event.data.creditId } : {}
        refunds.set(refundId, { revision, purchaseId, sum: sumOf(minor, currency), ...creditId })
        return
      }
      case 'RefundLegSettled':
      case 'StoreCreditLegSettled': {
        const asked = refunds.get(event.data.refundId)
        if (asked !== undefined) asked.settledAt ??= revision
        return
      }
    }
  }

  return {
    returnCase: { reservations, refunds },
    faultsOf: (event, revision) => {
      const { type } = event
      if (!isReturnCaseEvent(event)) return [`${type} does not belong into the stream of a return`]
      const faults = faultsOfUnits(event).map((fault) => `${type}: ${fault}`)
      if (event.data.returnCaseId !== returnCaseId) faults.unshift(`it speaks of return ${event.data.returnCaseId}`)
      if (state.status === 'not-requested' && type !== 'ReturnRequested') {
        faults.push(`${type}: it comes before the return was requested`)
      }
      if (state.status !== 'not-requested' && type === 'ReturnRequested')
        faults.push(`${type}: it was requested before`)
      if (isPaid(event) && !refunds.has(event.data.refundId)) {
        faults.push(`${type}: refund ${event.data.refundId} was never asked for`)
      }
      note(event, revision)
      try {
        state = returnCaseAggregate.decider.evolve(state, event)
      } catch (thrown) {
        faults.push(`${type} can't be replayed: ${String(thrown)}`)
      }
      return faults
    },
  }
}

const eventsCalled =
  <const Type extends ReturnCaseEvent['type']>(types: ReadonlyArray<Type>) =>
  (event: ReturnCaseEvent): event is Extract<ReturnCaseEvent, { readonly type: Type }> =>
    types.some((type) => type === event.type)

const isPaid = eventsCalled(['RefundLegSettled', 'StoreCreditLegSettled'])
const namesOthers = eventsCalled([
  'ReturnUnitsReserved',
  'RefundRequested',
  'StoreCreditRequested',
  'RefundLegSettled',
  'StoreCreditLegSettled',
])
const movesUnits = eventsCalled([
  'ReturnUnitsReserved',
  'ItemsReceived',
  'SettlementProposed',
  'SettlementApproved',
  'AdvanceReplacementSent',
  'ExchangeGivenUp',
  'AdvanceReplacementReturned',
])

interface UnitsOfLine {
  readonly purchaseId: string
  readonly lineId: string
  readonly units: UnitRuns
}

/** What happened to which units of the case, and what can't have. */
const unitBooks = (): ((event: ReturnCaseEvent) => ReadonlyArray<string>) => {
  const reserved = new UnitsSeen()
  const received = new UnitsSeen()
  const proposed = new Map<string, SettlementProposed['data']['legs']>()
  /** By leg, as long as it has its units. */
  const settled = new Map<string, ReadonlyArray<UnitsOfLine>>()

  const notHeld = (lines: ReadonlyArray<UnitsOfLine>, what: string): ReadonlyArray<string> =>
    lines.flatMap((line) =>
      reserved.holds(line) ? [] : [`units of line ${line.lineId} are ${what} that the case does not hold`],
    )
  const settle = (legId: string, lines: ReadonlyArray<UnitsOfLine>): ReadonlyArray<string> => {
    const others = new UnitsSeen()
    for (const [name, taken] of settled) if (name !== legId) for (const line of taken) others.add(line)
    settled.set(legId, lines)
    return [
      ...lines.flatMap((line) => (others.add(line) ? [] : [`units of line ${line.lineId} are settled twice`])),
      ...notHeld(lines, 'settled'),
    ]
  }

  return (event) => {
    if (!movesUnits(event)) return []
    switch (event.type) {
      case 'ReturnUnitsReserved': {
        const { purchaseId, lines } = event.data
        return lines.flatMap((line) =>
          reserved.add({ purchaseId, ...line }) ? [] : [`units of line ${line.lineId} are reserved twice`],
        )
      }
      case 'ItemsReceived': {
        const taken = event.data.items.flatMap((item) => item.taken)
        return [
          ...taken.flatMap((line) => (received.add(line) ? [] : [`units of line ${line.lineId} are received twice`])),
          ...notHeld(taken, 'received'),
        ]
      }
      case 'SettlementProposed':
        proposed.set(event.data.settlementId, event.data.legs)
        return []
      case 'SettlementApproved': {
        const legs = proposed.get(event.data.settlementId)
        return legs === undefined
          ? [`settlement ${event.data.settlementId} was never proposed`]
          : legs.flatMap(({ legId, lines }) => settle(legId, lines))
      }
      case 'AdvanceReplacementSent':
        return settle(event.data.legId, event.data.lines)
      case 'ExchangeGivenUp':
      case 'AdvanceReplacementReturned':
        settled.delete(event.data.legId)
        return []
    }
  }
}

class UnitsSeen {
  private readonly seen = new Map<string, UnitRuns>()

  /** False where one of them was seen before. */
  add(line: UnitsOfLine): boolean {
    const before = this.of(line)
    this.seen.set(nameOf(line), union(before, line.units))
    return countOf(overlap(before, line.units)) === 0
  }

  /** Whether each of them was seen. */
  holds(line: UnitsOfLine): boolean {
    return countOf(overlap(this.of(line), line.units)) === countOf(line.units)
  }

  private of(line: UnitsOfLine): UnitRuns {
    return this.seen.get(nameOf(line)) ?? noUnits
  }
}

const nameOf = ({ purchaseId, lineId }: UnitsOfLine): string => `${purchaseId} ${lineId}`
