import { describeBadInput, type Examples, within } from '../../bad-input.fixtures.js'
import { type SettlementCommand, settlementCommands } from '../commands.js'
import type { ReturnCaseEvent } from '../events.js'
import { returnCaseRejections } from '../rejections.js'
import {
  after,
  authorise,
  authorised,
  june,
  lineId,
  may,
  purchase,
  receive,
  request,
  shopInGermany,
  text,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import { currenciesOfTerms, wordsOfEvidence, wordsOfTerms } from '../words-of-documents.fixtures.js'
import * as leg from './settlement.fixtures.js'
import { creditId, exchangeOf, followedBy, offered, refundId, refundOf } from './settlement.fixtures.js'

const received = after(request(), 'reserve', authorise(), receive())
const withdrawn = after(
  request({ kind: 'withdrawal', terms: shopInGermany }),
  'reserve',
  authorise({ terms: shopInGermany }),
  receive(),
)
const evidence = purchase()
const refund = leg.propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [evidence] })
const exchange = (net: bigint, tax: bigint) =>
  leg.propose({ legs: [exchangeOf({ kettles: [2] }, [offered('teapot', 1, [net, tax])])], evidence: [evidence] })
const even = followedBy(received, exchange(3000n, 570n), leg.approve())
const dearer = followedBy(received, exchange(3500n, 665n), leg.approve())
const soldOut = followedBy(even, leg.outOfStock())
const refunding = followedBy(received, refund, leg.approve())
const sendingBack = followedBy(
  received,
  leg.propose({ legs: [leg.backToCustomer({ kettles: [2] })], evidence: [evidence] }),
  leg.approve(),
)
const inAdvance = leg.sendInAdvance({
  lines: [{ lineId: lineId('kettles'), units: units(2) }],
  replacement: [offered('kettle', 1)],
  terms: { by: 'hold', minor: 3570n, currency: leg.eur, paymentRef: text('hold-1'), agreedAt: may(21) },
  evidence,
})
const sentInAdvance = followedBy(authorised, inAdvance)
const hadInAdvance = followedBy(sentInAdvance, leg.advanceDelivered())

const examples: Examples<SettlementCommand, ReturnCaseEvent> = {
  ProposeSettlement: {
    after: received,
    usual: leg.propose({
      legs: [
        refundOf({ kettles: [1] }, { credit: { creditId: creditId(1), customerAgreed: true } }),
        exchangeOf({ kettles: [2] }, [offered('teapot', 1, [2000n, 380n])], {
          legId: text('leg-2'),
          difference: { refundId: refundId(2) },
        }),
      ],
      evidence: [evidence],
    }),
    words: [
      'settlementId',
      'legs.legId',
      'legs.replacement.lineId',
      'legs.replacement.sku',
      'proposedBy.id',
      ...within('terms', wordsOfTerms),
      ...within('evidence', wordsOfEvidence),
    ],
    currencies: [...within('terms', currenciesOfTerms)],
    ids: ['legs.refundId', 'legs.credit.creditId', 'legs.replacementId', 'legs.difference.refundId'],
  },
  ApproveSettlement: { after: followedBy(received, refund), usual: leg.approve(), words: ['approvedBy.id'] },
  RejectSettlement: {
    after: followedBy(received, refund),
    usual: leg.rejectProposal(),
    words: ['because', 'rejectedBy.id'],
  },
  RecordRefundOutcome: { after: refunding, usual: leg.failedOutcome(), words: ['providerRef', 'because'] },
  RetryRefund: {
    after: followedBy(refunding, leg.failedOutcome()),
    usual: leg.retry({ evidence }),
    words: ['evidence.lines.lineId', 'requestedBy.id', ...within('evidence', wordsOfEvidence)],
    ids: ['payout.refundId'],
  },
  RecordReturnToCustomer: { after: sendingBack, usual: leg.sentBack() },
  RecordExchangePayment: { after: dearer, usual: leg.surplusPaid({ minor: 595n }), words: ['paymentId'] },
  ReportOutOfStock: { after: even, usual: leg.outOfStock(), words: ['skus'] },
  ChooseReplacement: {
    after: soldOut,
    usual: leg.choose({ replacement: [offered('jug', 1, [3000n, 570n])], evidence }),
    words: ['replacement.lineId', 'replacement.sku', 'evidence.lines.lineId', ...within('evidence', wordsOfEvidence)],
    ids: ['replacementId'],
  },
  GiveUpExchange: { after: soldOut, usual: leg.giveUp(), words: ['because'] },
  RecordExchangeDispatch: { after: even, usual: leg.dispatched() },
  RecordExchangeDelivery: { after: followedBy(even, leg.dispatched()), usual: leg.delivered() },
  SendAdvanceReplacement: {
    after: authorised,
    usual: inAdvance,
    words: [
      'legId',
      'replacement.lineId',
      'replacement.sku',
      'terms.paymentRef',
      ...within('evidence', wordsOfEvidence),
    ],
    ids: ['replacementId'],
  },
  RecordAdvanceReplacementDelivery: { after: sentInAdvance, usual: leg.advanceDelivered() },
  RecordAdvanceReplacementReturn: { after: hadInAdvance, usual: leg.advanceReturned() },
  ChargeUnreturned: { after: hadInAdvance, usual: leg.charge() },
  ReverseUnreturnedCharge: {
    after: followedBy(hadInAdvance, leg.charge(), leg.arrived('parcel-1', { kettle: 2 }, { receivedAt: june(14) })),
    usual: leg.reverseCharge(),
    words: ['reversedBy.id'],
  },
  RecordRefundOverdue: { after: withdrawn, usual: leg.overdue() },
  CloseReturnCase: { after: followedBy(refunding, leg.outcome()), usual: leg.close(), words: ['closedBy.id'] },
}

describeBadInput({ decider: returnCase, codecs: settlementCommands, rejections: returnCaseRejections, examples })
