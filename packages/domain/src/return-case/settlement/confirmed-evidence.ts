import { valueOf } from '../../units/index.js'
import type { CaseUnits } from '../case-units.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { ReturnCase } from '../state.js'
import type { SettlementRejection } from './settlement-rejections.js'

/** What the evidence says of those units otherwise than their purchase did when it reserved them. */
export const contradictionIn = (
  { reservations, request }: ReturnCase,
  evidence: ReadonlyArray<PurchaseEvidence>,
  units: ReadonlyArray<CaseUnits>,
): SettlementRejection | undefined => {
  for (const { purchaseId, lineId, reservationId } of units) {
    const purchase = evidence.find((one) => one.purchaseId === purchaseId)
    const line = purchase?.lines.find((one) => one.lineId === lineId)
    // Of this purchase: the id of a reservation is made of the purchase's.
    const confirmed = reservations
      .find((one) => one.reservationId === reservationId)
      ?.lines.find((one) => one.lineId === lineId)
    if (purchase === undefined || line === undefined || confirmed === undefined || !isConfirmed(line, confirmed)) {
      return { reason: 'EvidenceContradictsReservation', purchaseId, lineId }
    }
    const expected = request.currency
    if (expected !== undefined && purchase.currency !== expected) {
      return { reason: 'CurrencyMismatch', expected, found: purchase.currency }
    }
  }
  return undefined
}

const isConfirmed = (
  { netMinor, taxMinor, quantity }: PurchaseEvidence['lines'][number],
  confirmed: ReturnCase['reservations'][number]['lines'][number],
): boolean => {
  if (confirmed.units.some(({ last }) => last > quantity)) return false
  return (
    valueOf({ totalMinor: netMinor, quantity }, confirmed.units) === confirmed.netMinor &&
    valueOf({ totalMinor: taxMinor, quantity }, confirmed.units) === confirmed.taxMinor
  )
}
