import { describeBadInput, type Examples, within } from '../bad-input.fixtures.js'
import {
  inspectionCommands,
  type ReturnCaseCommand,
  receiptCommands,
  requestCommands,
  reservationCommands,
  type SettlementCommand,
  transitCommands,
} from './commands.js'
import type { ReturnCaseEvent } from './events.js'
import { returnCaseRejections } from './rejections.js'
import * as back from './return-case.fixtures.js'
import {
  after,
  authorised,
  count,
  item,
  kettles,
  lineId,
  phones,
  purchase,
  purchaseId,
  request,
  requestLine,
  shop,
  text,
} from './return-case.fixtures.js'
import { returnCase } from './return-case.js'
import { currenciesOfTerms, wordsOfEvidence, wordsOfTerms } from './words-of-documents.fixtures.js'

const part = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
const requested = after(request())
const received = after(request(), 'reserve', back.authorise(), back.receive())

const examples: Examples<Exclude<ReturnCaseCommand, SettlementCommand>, ReturnCaseEvent> = {
  RequestReturn: {
    usual: request({
      terms: shop,
      lines: [
        requestLine({ declaredCondition: 'A-new', meets: { label: true }, isUnsealed: false, sku: text('kettle') }),
      ],
      evidence: [purchase({ lines: [kettles({ finalSale: false }), phones()] })],
      wanted: { remedy: 'exchange', exchange: [{ sku: text('teapot'), quantity: count(1) }] },
      proofs: [{ kind: 'invoice', verified: true }],
      channel: 'web',
      isTest: false,
      isBusiness: false,
    }),
    words: [
      'lines.requestLineId',
      'lines.reason',
      'lines.sku',
      'wanted.exchange.sku',
      'evidence.lines.lineId',
      'evidence.lines.serials.serial',
      'terms.policy.policyId',
      'requestedBy.id',
      ...within('terms', wordsOfTerms),
      ...within('evidence', wordsOfEvidence),
    ],
    currencies: ['evidence.currency', ...within('terms', currenciesOfTerms)],
    ids: ['returnCaseId'],
  },
  RefuseReturn: {
    after: after(request(), 'reserve'),
    usual: back.refuse(),
    words: ['refusedBy.id', ...within('terms', wordsOfTerms)],
    currencies: [...within('terms', currenciesOfTerms)],
  },
  OverridePolicy: {
    after: after(request({ evidence: [purchase({ receipts: [] })] })),
    usual: back.override({ ruleId: 'ReceiptRequired' }),
    words: ['overriddenBy.id', 'because'],
  },
  AuthoriseReturn: {
    after: after(request(), 'reserve'),
    usual: back.authorise({ label: { carrier: text('post'), ref: text('L-1'), costMinor: 410n }, goodsKept: false }),
    words: ['authorisationId', 'authorisedBy.id', 'label.carrier', 'label.ref', ...within('terms', wordsOfTerms)],
    currencies: [...within('terms', currenciesOfTerms)],
  },
  ConfirmReservation: { after: requested, usual: back.confirm() },
  RefuseReservation: { after: requested, usual: back.refuseReservation() },
  RecordReturnHandover: {
    after: authorised,
    usual: back.handOver({ carrier: text('post'), trackingNumber: text('T-1') }),
    words: ['parcelId', 'carrier', 'trackingNumber'],
  },
  RecordReturnScan: { after: authorised, usual: back.scan(), words: ['parcelId', 'carrierEventId'] },
  CancelReturn: {
    after: authorised,
    usual: back.cancel({ parts: [part], because: text('kept') }),
    words: ['cancellationId', 'cancelledBy.id', 'because'],
  },
  ExpireReturn: { after: authorised, usual: back.expire() },
  DeclareReturnLost: {
    after: after(request(), 'reserve', back.authorise(), back.handOver()),
    usual: back.lose({ parts: [part] }),
    words: ['because'],
  },
  ReceiveItems: {
    after: authorised,
    usual: back.receive({ items: [item('kettle', 1, { purchaseId, lineId: lineId('kettles'), condition: 'A-new' })] }),
    words: ['parcelId', 'items.itemId', 'items.sku', 'items.lineId'],
    ids: ['items.purchaseId'],
  },
  InspectItem: {
    after: received,
    usual: back.inspect({ deductionMinor: 1n, legalBasis: 'policy-terms', finding: 'scratched', terms: shop }),
    texts: ['finding'],
    words: ['inspectionId', 'inspectedBy.id', ...within('terms', wordsOfTerms)],
    currencies: [...within('terms', currenciesOfTerms)],
  },
  DecideDisposition: {
    after: after(request(), 'reserve', back.authorise(), back.receive(), back.inspect()),
    usual: back.dispose(),
    words: ['dispositionId', 'decidedBy.id'],
  },
}

describeBadInput({
  decider: returnCase,
  codecs: [...requestCommands, ...reservationCommands, ...transitCommands, ...receiptCommands, ...inspectionCommands],
  rejections: returnCaseRejections,
  examples,
})
