import type { NonEmptyText } from '@aftersale/messages'
import type { LineId } from '../../units/index.js'
import type { ReplacementUnitsAdded } from '../events/entitlement.js'
import type {
  PaymentRecorded,
  PolicyDisclosed,
  PurchaseRecorded,
  ReceiptEvidenceRegistered,
  ReceiptIssued,
  SaleEvent,
} from '../events/sale.js'
import type { ReplacementId } from '../replacement-id.js'
import type { ReplacementLine } from '../units/replacement-line.js'
import type { SoldLine } from './sold-line.js'

/** What was paid for the whole line, and the units that it was given in the place of, if it was not sold itself. */
export interface PurchaseLine extends Omit<ReplacementLine, 'lineId'> {
  readonly lineId: LineId
  readonly bundleOf?: SoldLine['bundleOf']
  readonly replaces?: {
    readonly replacementId: ReplacementId
    readonly lineageOf: ReplacementUnitsAdded['data']['lineageOf']
  }
}

/** What was agreed, paid and shown: the sale's own papers. */
export interface Sale {
  readonly recorded: PurchaseRecorded['data']
  /** In the order of the sale; replacements after it. */
  readonly lines: ReadonlyMap<LineId, PurchaseLine>
  readonly laterPayments: ReadonlyArray<PaymentRecorded['data']>
  readonly disclosures: ReadonlyArray<PolicyDisclosed['data']>
  readonly receipts: ReadonlyMap<NonEmptyText, ReceiptIssued['data']>
  readonly receiptEvidence: ReadonlyMap<NonEmptyText, ReceiptEvidenceRegistered['data']>
}

export const recordedSale = ({ data }: PurchaseRecorded): Sale => ({
  recorded: data,
  lines: new Map(
    data.lines.map(({ unitPrice: _, netMinor, discountMinor, grossMinor: __, ...line }): [LineId, PurchaseLine] => [
      line.lineId,
      { ...line, netMinor: netMinor - discountMinor },
    ]),
  ),
  laterPayments: [],
  disclosures: [],
  receipts: new Map(),
  receiptEvidence: new Map(),
})

export const evolveSale = (sale: Sale, event: SaleEvent | ReplacementUnitsAdded): Sale => {
  switch (event.type) {
    case 'PurchaseRecorded':
      return sale
    case 'PaymentRecorded':
      return { ...sale, laterPayments: [...sale.laterPayments, event.data] }
    case 'PolicyDisclosed':
      return { ...sale, disclosures: [...sale.disclosures, event.data] }
    case 'ReceiptIssued':
      return { ...sale, receipts: new Map(sale.receipts).set(event.data.ref, event.data) }
    case 'ReceiptEvidenceRegistered':
      return { ...sale, receiptEvidence: new Map(sale.receiptEvidence).set(event.data.evidenceId, event.data) }
    case 'ReplacementUnitsAdded': {
      const { newLines, lineageOf, replacementId } = event.data
      const lines = new Map(sale.lines)
      for (const line of newLines) lines.set(line.lineId, { ...line, replaces: { replacementId, lineageOf } })
      return { ...sale, lines }
    }
  }
}
