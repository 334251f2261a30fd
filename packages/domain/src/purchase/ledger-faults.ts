import { allUnits, overlap, union, without } from '../units/index.js'
import type { PurchaseEvent } from './events.js'
import { type Books, emptyBooks, type Found } from './ledger-audit/books.js'
import type { LedgerFault } from './ledger-audit/ledger-fault.js'
import { capture, charge, lost, use } from './ledger-audit/money-books.js'
import { replaced } from './ledger-audit/replacement-books.js'
import { any, eachLine, hold, letGo, openLine, overvalued, shipped } from './ledger-audit/unit-books.js'

export { type LedgerFault, type LedgerFaultKind, ledgerFaultKinds } from './ledger-audit/ledger-fault.js'

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
