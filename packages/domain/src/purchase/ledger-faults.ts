import type { NonEmptyText } from '@aftersale/messages'
import {
  allUnits,
  type LineId,
  type LineUnits,
  noUnits,
  overlap,
  type UnitRuns,
  union,
  without,
} from '../units/index.js'
import type { PurchaseEvent } from './events.js'

/** A sentence of the ledger that a history breaks, with the event that breaks it. */
export interface LedgerFault {
  /** Which event of the history, from 0. */
  readonly index: number
  readonly type: PurchaseEvent['type']
  readonly fault: LedgerFaultKind
  /** Of which line, payment, refund or account. */
  readonly of: string
}

/** Each sentence that a history can break, in words. */
export const ledgerFaultKinds = {
  UnitUnordered: 'A unit is one of those that were ordered.',
  UnitBothCancelledAndShipped: 'A cancelled unit is not shipped, and a shipped one is not cancelled.',
  UnitShippedTwice: 'A unit is shipped once, unless its shipment ended without it.',
  UnitDeliveredUnshipped: 'A delivered unit was shipped.',
  UnitHeldUndelivered: 'A held unit was delivered; for non-receipt it was shipped, and was not delivered.',
  UnitHeldTwice: 'A unit is held or consumed once.',
  UnitNotHeld: 'Only what a reservation holds is released or consumed.',
  AccessRevokedUnconsumed: 'Access ends to consumed units only.',
  UnitReplacedTwice: 'A unit is replaced once.',
  ReplacementWithoutOriginal: 'What is replaced was consumed.',
  ReplacementUnbalanced: 'A replacement is worth what moved out of its originals, and what was paid on top.',
  UnitsOvervalued: 'Units are worth no more than their line.',
  ComponentExceeded: 'Of each component no more is reserved, settled and moved than was charged.',
  PaymentExceeded: 'Of each payment no more is reserved, settled and lost than was captured.',
  RefundUnbalanced: 'A refund puts on payments what its components are less deductions.',
  RefundUnreserved: 'A refund is reserved before anything becomes of it, and once.',
  RefundUnsettled: 'A settled refund stays settled.',
} as const
export type LedgerFaultKind = keyof typeof ledgerFaultKinds

/**
 * What of the ledger's law a history of one purchase breaks: none where only its decider wrote it. Counts by itself, from
 * the events alone and without the decider's own books, so that it can tell when those are wrong. Total: takes any
 * events in any order, and those that name no line, payment or refund there is.
 */
export const ledgerFaultsOf = (history: ReadonlyArray<PurchaseEvent>): ReadonlyArray<LedgerFault> => {
  const faultsOf = ledgerAudit()
  return history.flatMap((event, index) => faultsOf(event).map((found) => ({ index, type: event.type, ...found })))
}

/** The same, told event by event: gives what each event breaks. */
export const ledgerAudit = (): ((event: PurchaseEvent) => ReadonlyArray<Pick<LedgerFault, 'fault' | 'of'>>) => {
  const books = emptyBooks()
  return (event) => booked(books, event).map(([fault, of]) => ({ fault, of }))
}

type Found = ReadonlyArray<readonly [fault: LedgerFaultKind, of: string]>

interface LineBook {
  readonly quantity: number
  readonly netMinor: bigint
  readonly taxMinor: bigint
  cancelled: UnitRuns
  shipped: UnitRuns
  delivered: UnitRuns
  /** Held or consumed, by whomever. */
  taken: UnitRuns
  consumed: UnitRuns
  replaced: UnitRuns
}

interface Books {
  readonly lines: Map<string, LineBook>
  readonly heldBy: Map<string, Map<string, UnitRuns>>
  readonly charged: Map<string, { total: bigint; used: bigint }>
  readonly payments: Map<string, { captured: bigint; used: bigint; claimed: bigint }>
  readonly refunds: Map<string, { readonly plan: Plan; status: 'reserved' | 'settled' | 'over' }>
}

type Plan = Extract<PurchaseEvent, { readonly type: 'RefundReserved' }>['data']

const emptyBooks = (): Books => ({
  lines: new Map(),
  heldBy: new Map(),
  charged: new Map(),
  payments: new Map(),
  refunds: new Map(),
})

/** Writes the event into the books, and tells what is wrong with it as against what stood there before. */
const booked = (books: Books, event: PurchaseEvent): Found => {
  switch (event.type) {
    case 'PurchaseRecorded': {
      if (books.lines.size > 0) return []
      const { lines, shipping, fees, payments } = event.data
      for (const { lineId, quantity, netMinor, discountMinor, taxMinor } of lines) {
        openLine(books, lineId, { quantity, netMinor: netMinor - discountMinor, taxMinor })
      }
      for (const { shippingId, netMinor, taxMinor } of shipping)
        charge(books, `shipping ${shippingId}`, netMinor, taxMinor)
      for (const { feeId, netMinor, taxMinor } of fees) charge(books, `fee ${feeId}`, netMinor, taxMinor)
      for (const { paymentId, capturedMinor } of payments) capture(books, paymentId, capturedMinor)
      return []
    }
    case 'PaymentRecorded':
      capture(books, event.data.paymentId, event.data.capturedMinor)
      return []
    case 'UnitsCancelled':
      return eachLine(books, event.data.lines, (line, units) => {
        const found = [
          ...any(without(units, allUnits(line.quantity)), 'UnitUnordered'),
          ...any(overlap(units, line.shipped), 'UnitBothCancelledAndShipped'),
        ]
        line.cancelled = union(line.cancelled, units)
        return found
      })
    case 'ShipmentAnnounced':
      return eachLine(books, event.data.lines, (line, units) => shipped(line, units))
    case 'ShipmentCancelled':
    case 'ShipmentReturnedToSender':
    case 'ShipmentDestroyed':
      return eachLine(books, event.data.lines, (line, units) => {
        line.shipped = without(line.shipped, without(without(units, line.delivered), line.taken))
        return []
      })
    case 'ShipmentDelivered':
      return eachLine(books, event.data.lines, (line, units) => {
        const found = any(without(units, line.shipped), 'UnitDeliveredUnshipped')
        line.delivered = union(line.delivered, units)
        return found
      })
    case 'UnitsFulfilled':
      return eachLine(books, event.data.lines, (line, units) => {
        const found = shipped(line, units)
        line.delivered = union(line.delivered, units)
        return found
      })
    case 'UnitsReserved': {
      const { reservationId, purpose, lines } = event.data
      return [
        ...eachLine(books, lines, (line, units, lineId) => {
          const isThere = purpose === 'non-receipt' ? without(line.shipped, line.delivered) : line.delivered
          const found = [
            ...any(without(units, isThere), 'UnitHeldUndelivered'),
            ...any(overlap(units, line.taken), 'UnitHeldTwice'),
          ]
          line.taken = union(line.taken, units)
          hold(books, reservationId, lineId, units)
          return found
        }),
        ...overvalued(books, lines),
      ]
    }
    case 'UnitsReleased':
      return eachLine(books, event.data.lines, (line, units, lineId) => {
        const found = any(without(units, letGo(books, event.data.reservationId, lineId, units)), 'UnitNotHeld')
        line.taken = without(line.taken, without(units, line.consumed))
        return found
      })
    case 'UnitsConsumed':
      return [
        ...eachLine(books, event.data.lines, (line, units, lineId) => {
          const found = any(without(units, letGo(books, event.data.reservationId, lineId, units)), 'UnitNotHeld')
          line.consumed = union(line.consumed, units)
          line.taken = union(line.taken, units)
          return found
        }),
        ...overvalued(books, event.data.lines),
      ]
    case 'AccessRevoked':
      return eachLine(books, event.data.lines, (line, units) =>
        any(without(units, line.consumed), 'AccessRevokedUnconsumed'),
      )
    case 'ReplacementUnitsAdded':
      return replaced(books, event.data)
    case 'RefundReserved': {
      const { refundId, components, tenders } = event.data
      if (books.refunds.has(refundId)) return [['RefundUnreserved', refundId]]
      books.refunds.set(refundId, { plan: event.data, status: 'reserved' })
      const given = components.reduce(
        (sum, { component, minor }) => sum + (component === 'deduction' ? -minor : minor),
        0n,
      )
      const put = tenders.reduce((sum, { minor }) => sum + minor, 0n)
      return [...(given === put ? [] : [['RefundUnbalanced', refundId] as const]), ...use(books, event.data, 1n)]
    }
    case 'RefundSettled': {
      const refund = books.refunds.get(event.data.refundId)
      if (refund === undefined) return [['RefundUnreserved', event.data.refundId]]
      const wasOver = refund.status === 'over'
      if (refund.status === 'settled') return [['RefundUnsettled', event.data.refundId]]
      refund.status = 'settled'
      return wasOver ? use(books, refund.plan, 1n) : []
    }
    case 'RefundFailed':
    case 'RefundCancelled': {
      const refund = books.refunds.get(event.data.refundId)
      if (refund === undefined || refund.status === 'over') return [['RefundUnreserved', event.data.refundId]]
      if (refund.status === 'settled') return [['RefundUnsettled', event.data.refundId]]
      refund.status = 'over'
      return use(books, refund.plan, -1n)
    }
    case 'DisputeLost': {
      const { paymentId, minor, lostMinor } = event.data
      const payment = books.payments.get(paymentId)
      if (payment === undefined) return [['PaymentExceeded', paymentId]]
      const found =
        lostMinor > payment.captured - payment.used - lost(payment) ? [['PaymentExceeded', paymentId] as const] : []
      payment.claimed += minor
      return found
    }
    case 'PolicyDisclosed':
    case 'ReceiptIssued':
    case 'ReceiptEvidenceRegistered':
    case 'ShipmentProgressed':
    case 'DeliveryAttemptFailed':
    case 'CarrierScanIgnored':
    case 'EtaRevised':
    case 'NonReceiptReported':
    case 'ShipmentDeclaredLost':
    case 'LostShipmentFound':
    case 'RecoverOrKeepDecisionNeeded':
    case 'RecoverOrKeepDecided':
    case 'DelayDetected':
    case 'DelayLengthened':
    case 'DelayRecovered':
    case 'CustomerInformed':
    case 'ProactiveNoticeMissed':
    case 'PurchaseFullyDelivered':
    case 'DisputeOpened':
    case 'DisputeWon':
      return []
  }
}

const any = (units: UnitRuns, fault: LedgerFaultKind): ReadonlyArray<LedgerFaultKind> =>
  units.length === 0 ? [] : [fault]

const eachLine = <Units extends LineUnits>(
  { lines: books }: Books,
  lines: ReadonlyArray<Units>,
  check: (line: LineBook, units: UnitRuns, lineId: LineId) => ReadonlyArray<LedgerFaultKind>,
): Found =>
  lines.flatMap(({ lineId, units }) => {
    const line = books.get(lineId)
    const faults: ReadonlyArray<LedgerFaultKind> = line === undefined ? ['UnitUnordered'] : check(line, units, lineId)
    return faults.map((fault) => [fault, lineId] as const)
  })

const shipped = (line: LineBook, units: UnitRuns): ReadonlyArray<LedgerFaultKind> => {
  const found = [
    ...any(without(units, allUnits(line.quantity)), 'UnitUnordered'),
    ...any(overlap(units, line.cancelled), 'UnitBothCancelledAndShipped'),
    ...any(overlap(units, line.shipped), 'UnitShippedTwice'),
  ]
  line.shipped = union(line.shipped, units)
  return found
}

const openLine = (
  books: Books,
  lineId: LineId,
  { quantity, netMinor, taxMinor }: Pick<LineBook, 'quantity' | 'netMinor' | 'taxMinor'>,
): void => {
  const none = { cancelled: noUnits, shipped: noUnits, delivered: noUnits, taken: noUnits }
  books.lines.set(lineId, { quantity, netMinor, taxMinor, ...none, consumed: noUnits, replaced: noUnits })
  charge(books, `goods ${lineId}`, netMinor, taxMinor)
}

const charge = ({ charged }: Books, owner: string, netMinor: bigint, taxMinor: bigint): void => {
  charged.set(owner, { total: netMinor, used: 0n })
  charged.set(`tax of ${owner}`, { total: taxMinor, used: 0n })
}

const capture = ({ payments }: Books, paymentId: NonEmptyText, captured: bigint): void => {
  if (!payments.has(paymentId)) payments.set(paymentId, { captured, used: 0n, claimed: 0n })
}

const hold = ({ heldBy }: Books, reservationId: string, lineId: LineId, units: UnitRuns): void => {
  const held = heldBy.get(reservationId) ?? new Map<string, UnitRuns>()
  held.set(lineId, union(held.get(lineId) ?? noUnits, units))
  heldBy.set(reservationId, held)
}

/** Those of the units that the reservation held until now. */
const letGo = ({ heldBy }: Books, reservationId: string, lineId: LineId, units: UnitRuns): UnitRuns => {
  const held = heldBy.get(reservationId)?.get(lineId) ?? noUnits
  heldBy.get(reservationId)?.set(lineId, without(held, units))
  return overlap(held, units)
}

const overvalued = (
  { lines: books }: Books,
  lines: ReadonlyArray<{ readonly lineId: LineId; readonly netMinor: bigint; readonly taxMinor: bigint }>,
): Found =>
  lines.flatMap(({ lineId, netMinor, taxMinor }) => {
    const line = books.get(lineId)
    const isOver = line !== undefined && (netMinor > line.netMinor || taxMinor > line.taxMinor)
    return isOver ? [['UnitsOvervalued', lineId] as const] : []
  })

const OWNERS = {
  goods: ['goods', 'lineId'],
  'goods-tax': ['tax of goods', 'lineId'],
  shipping: ['shipping', 'shippingId'],
  'shipping-tax': ['tax of shipping', 'shippingId'],
  fee: ['fee', 'feeId'],
  'fee-tax': ['tax of fee', 'feeId'],
} as const

/** Takes a refund's amounts from what was charged and from what was captured, or gives them back. */
const use = ({ charged, payments }: Books, { components, tenders }: Plan, sign: 1n | -1n): Found => {
  const found: Array<readonly [LedgerFaultKind, string]> = []
  for (const part of components) {
    if (part.component === 'deduction') continue
    const [kind, field] = OWNERS[part.component]
    const owner = `${kind} ${part[field]}`
    const account = charged.get(owner)
    if (account !== undefined) account.used += sign * part.minor
    if (account === undefined || account.used > account.total) found.push(['ComponentExceeded', owner])
  }
  for (const { paymentId, minor } of tenders) {
    const payment = payments.get(paymentId)
    if (payment === undefined) {
      found.push(['PaymentExceeded', paymentId])
      continue
    }
    if (sign === 1n && minor > payment.captured - payment.used - lost(payment))
      found.push(['PaymentExceeded', paymentId])
    payment.used += sign * minor
  }
  return found
}

/** Of what lost disputes were about, what was not on its way back or refunded already. */
const lost = ({ captured, used, claimed }: { captured: bigint; used: bigint; claimed: bigint }): bigint =>
  claimed < captured - used ? claimed : captured - used

const replaced = (
  books: Books,
  { lineageOf, newLines, paidOnTop }: Extract<PurchaseEvent, { readonly type: 'ReplacementUnitsAdded' }>['data'],
): Found => {
  const found: Array<readonly [LedgerFaultKind, string]> = [
    ...eachLine(books, lineageOf, (line, units) => {
      const faults = [
        ...any(without(units, line.consumed), 'ReplacementWithoutOriginal'),
        ...any(overlap(units, line.replaced), 'UnitReplacedTwice'),
      ]
      line.replaced = union(line.replaced, units)
      return faults
    }),
    ...overvalued(books, lineageOf),
  ]
  for (const { lineId, netMinor, taxMinor } of lineageOf) {
    for (const [owner, minor] of [
      [`goods ${lineId}`, netMinor],
      [`tax of goods ${lineId}`, taxMinor],
    ] as const) {
      const account = books.charged.get(owner)
      if (account !== undefined) account.used += minor
      if (account === undefined || account.used > account.total) found.push(['ComponentExceeded', owner])
    }
  }
  const worth = (lines: ReadonlyArray<{ readonly netMinor: bigint; readonly taxMinor: bigint }>): bigint =>
    lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
  if (worth(newLines) !== worth(lineageOf) + (paidOnTop?.minor ?? 0n)) {
    found.push(['ReplacementUnbalanced', newLines.map(({ lineId }) => lineId).join(', ')])
  }
  for (const line of newLines) openLine(books, line.lineId, line)
  return found
}
