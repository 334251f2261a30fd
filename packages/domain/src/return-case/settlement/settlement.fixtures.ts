import type { Currency } from '../../money/currency.js'
import type { RefundId } from '../../purchase/refund-id.js'
import type { ReplacementId } from '../../purchase/replacement-id.js'
import type { StoreCreditId } from '../../store-credit/store-credit-id.js'
import { allUnits } from '../../units/index.js'
import type { ReturnCaseCommand } from '../commands.js'
import type { ReturnCaseEvent } from '../events.js'
import type { EvidenceLine, PurchaseEvidence } from '../purchase-evidence.js'
import {
  after,
  agent,
  authorise,
  caseId,
  count,
  item,
  june,
  kettles,
  lineId,
  may,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  request,
  requestLine,
  shop,
  text,
  toldBy,
  units,
} from '../return-case.fixtures.js'
import type { SettlementComponent } from './money-plan.js'
import type { ProposedLeg } from './proposed-leg.js'
import type { OfferedReplacement } from './replacement.js'
import type { SettlementLeg } from './settlement-leg.js'

type CommandType = ReturnCaseCommand['type']
type CommandOf<Type extends CommandType> = Extract<ReturnCaseCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']
type History = ReadonlyArray<ReturnCaseEvent>

/** A builder of one kind of command: its usual data, but for what is said. */
const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const id = (number: number): string => `0197290f-6a00-7000-8000-${`${number}`.padStart(12, '0')}`
export const refundId = (number: number): RefundId => id(1000 + number) as RefundId
export const creditId = (number: number): StoreCreditId => id(2000 + number) as StoreCreditId
export const replacementId = (number: number): ReplacementId => id(3000 + number) as ReplacementId
export const eur = 'EUR' as Currency
const returnCaseId = caseId

export const line = (name: string, differing: Partial<EvidenceLine> = {}): EvidenceLine => {
  const quantity = differing.quantity ?? count(1)
  const [netMinor, taxMinor] = [differing.netMinor ?? 1000n, differing.taxMinor ?? 0n]
  return kettles({
    lineId: lineId(name),
    sku: text(name),
    quantity,
    available: allUnits(quantity),
    netMinor,
    taxMinor,
    netLeftMinor: netMinor,
    taxLeftMinor: taxMinor,
    ...differing,
  })
}

/** Paid by one card what these lines come to, and nothing for delivery. */
export const purchaseOf = (
  lines: ReadonlyArray<EvidenceLine>,
  differing: Partial<PurchaseEvidence> = {},
): PurchaseEvidence =>
  purchase({
    lines,
    shipping: [],
    payments: [
      {
        paymentId: text('card-1'),
        tender: text('card'),
        refundableMinor: lines.reduce((sum, each) => sum + each.netMinor + each.taxMinor, 0n),
        disputed: false,
      },
    ],
    ...differing,
  })

/** Everything of these lines, or as many as said, asked back and authorised. */
export const askedBack = (
  bought: PurchaseEvidence,
  {
    quantities = {},
    asked = {},
    authorised = {},
  }: {
    readonly quantities?: Readonly<Record<string, number>>
    readonly asked?: Partial<DataOf<'RequestReturn'>>
    readonly authorised?: Partial<DataOf<'AuthoriseReturn'>>
  } = {},
): History =>
  after(
    request({
      evidence: [bought],
      lines: bought.lines
        .filter((each) => quantities[each.lineId] !== 0)
        .map((each) =>
          requestLine({
            requestLineId: text(`request-of-${each.lineId}`),
            lineId: each.lineId,
            quantity: count(quantities[each.lineId] ?? each.quantity),
          }),
        ),
      ...asked,
    }),
    'reserve',
    authorise(asked.terms === undefined ? authorised : { terms: asked.terms, ...authorised }),
  )

/** One parcel with so many of each product. */
export const arrived = (
  parcel: string,
  quantities: Readonly<Record<string, number>>,
  differing: Partial<DataOf<'ReceiveItems'>> = {},
): CommandOf<'ReceiveItems'> =>
  receive({
    parcelId: text(parcel),
    items: Object.entries(quantities).map(([sku, quantity]) =>
      item(sku, quantity, { itemId: text(`${parcel}-${sku}`) }),
    ),
    ...differing,
  })

/** All of these lines, or as many as said, came back in one parcel. */
export const cameBack = (bought: PurchaseEvidence, options: Parameters<typeof askedBack>[1] = {}): History => {
  const history = askedBack(bought, options)
  return followedBy(
    history,
    arrived(
      'parcel-1',
      Object.fromEntries(
        bought.lines
          .filter((each) => options.quantities?.[each.lineId] !== 0)
          .map((each) => [each.sku, options.quantities?.[each.lineId] ?? each.quantity]),
      ),
    ),
  )
}

/** The history with what these commands recorded; throws where one is rejected. */
export const followedBy = (history: History, ...commands: ReadonlyArray<ReturnCaseCommand>): History =>
  commands.reduce<History>((so, command) => [...so, ...recordedBy(so, command)], history)

type Refund = Extract<ProposedLeg, { readonly kind: 'refund' }>
type Exchange = Extract<ProposedLeg, { readonly kind: 'exchange' }>
type Back = Extract<ProposedLeg, { readonly kind: 'return-to-customer' }>

const linesOf = (quantities: Readonly<Record<string, ReadonlyArray<number>>>) =>
  Object.entries(quantities).map(([name, numbers]) => ({ lineId: lineId(name), units: units(...numbers) }))

export const refundOf = (
  quantities: Readonly<Record<string, ReadonlyArray<number>>>,
  differing: Partial<Refund> = {},
): Refund => ({
  kind: 'refund',
  legId: text('leg-1'),
  purchaseId,
  lines: linesOf(quantities),
  refundId: refundId(1),
  ...differing,
})

export const exchangeOf = (
  quantities: Readonly<Record<string, ReadonlyArray<number>>>,
  replacement: ReadonlyArray<OfferedReplacement>,
  differing: Partial<Exchange> = {},
): Exchange => ({
  kind: 'exchange',
  legId: text('leg-1'),
  purchaseId,
  lines: linesOf(quantities),
  replacementId: replacementId(1),
  replacement,
  ...differing,
})

export const backToCustomer = (
  quantities: Readonly<Record<string, ReadonlyArray<number>>>,
  differing: Partial<Back> = {},
): Back => ({
  kind: 'return-to-customer',
  legId: text('leg-1'),
  purchaseId,
  lines: linesOf(quantities),
  because: text('no-defect-found'),
  ...differing,
})

export const offered = (sku: string, quantity: number, price?: readonly [bigint, bigint]): OfferedReplacement => ({
  lineId: lineId(`new-${sku}`),
  sku: text(sku),
  kind: 'goods',
  quantity: count(quantity),
  serialTracked: false,
  ...(price === undefined ? {} : { price: { netMinor: price[0], taxMinor: price[1] } }),
})

export const propose = usual('ProposeSettlement', {
  returnCaseId,
  settlementId: text('settlement-1'),
  legs: [],
  evidence: [],
  terms: shop,
  proposedBy: agent,
  proposedAt: may(28),
})
export const approve = usual('ApproveSettlement', {
  returnCaseId,
  settlementId: text('settlement-1'),
  approvedBy: agent,
  approvedAt: may(28, '13:00'),
})
export const rejectProposal = usual('RejectSettlement', {
  returnCaseId,
  settlementId: text('settlement-1'),
  because: text('customer-disagrees'),
  rejectedBy: agent,
  rejectedAt: may(28, '13:00'),
})
export const outcome = usual('RecordRefundOutcome', {
  returnCaseId,
  legId: text('leg-1'),
  refundId: refundId(1),
  outcome: 'settled',
  providerRef: text('provider-1'),
  happenedAt: may(29),
})
export const failedOutcome = (differing: Partial<DataOf<'RecordRefundOutcome'>> = {}) =>
  outcome({ outcome: 'failed', because: text('card-closed'), ...differing })
export const retry = usual('RetryRefund', {
  returnCaseId,
  legId: text('leg-1'),
  payout: { refundId: refundId(2) },
  evidence: purchase(),
  requestedBy: agent,
  requestedAt: may(30),
})
export const sentBack = usual('RecordReturnToCustomer', { returnCaseId, legId: text('leg-1'), returnedAt: may(30) })
export const surplusPaid = usual('RecordExchangePayment', {
  returnCaseId,
  legId: text('leg-1'),
  paymentId: text('on-top-1'),
  minor: 500n,
  currency: eur,
  paidAt: may(29),
})
export const outOfStock = usual('ReportOutOfStock', {
  returnCaseId,
  legId: text('leg-1'),
  replacementId: replacementId(1),
  skus: [text('teapot')],
  reportedAt: may(29),
})
export const choose = usual('ChooseReplacement', {
  returnCaseId,
  legId: text('leg-1'),
  replacementId: replacementId(2),
  replacement: [],
  evidence: purchase(),
  chosenAt: may(30),
})
export const giveUp = usual('GiveUpExchange', {
  returnCaseId,
  legId: text('leg-1'),
  because: text('nothing-else-wanted'),
  givenUpAt: may(30),
})
export const dispatched = usual('RecordExchangeDispatch', {
  returnCaseId,
  legId: text('leg-1'),
  replacementId: replacementId(1),
  dispatchedAt: may(30),
})
export const delivered = usual('RecordExchangeDelivery', {
  returnCaseId,
  legId: text('leg-1'),
  replacementId: replacementId(1),
  deliveredAt: june(2),
})
export const sendInAdvance = usual('SendAdvanceReplacement', {
  returnCaseId,
  legId: text('advance-1'),
  purchaseId,
  lines: linesOf({ kettles: [1, 2] }),
  replacementId: replacementId(1),
  replacement: [offered('kettle', 2)],
  terms: { by: 'hold', minor: 7140n, currency: eur, paymentRef: text('hold-1'), agreedAt: may(21) },
  returnBy: june(10),
  evidence: purchase(),
  sentAt: may(22),
})
export const advanceDelivered = usual('RecordAdvanceReplacementDelivery', {
  returnCaseId,
  legId: text('advance-1'),
  deliveredAt: may(24),
})
export const advanceReturned = usual('RecordAdvanceReplacementReturn', {
  returnCaseId,
  legId: text('advance-1'),
  returnedAt: may(27),
})
export const charge = usual('ChargeUnreturned', { returnCaseId, legId: text('advance-1'), dueAt: june(10) })
export const reverseCharge = usual('ReverseUnreturnedCharge', {
  returnCaseId,
  legId: text('advance-1'),
  reversedBy: agent,
  reversedAt: june(15),
})
export const overdue = usual('RecordRefundOverdue', { returnCaseId, dueAt: june(4, '00:00') })
export const close = usual('CloseReturnCase', { returnCaseId, closedBy: agent, closedAt: june(20) })

/** The legs that a proposal comes to. */
export const proposedLegs = (
  history: History,
  bought: PurchaseEvidence,
  legs: ReadonlyArray<ProposedLeg>,
  differing: Partial<DataOf<'ProposeSettlement'>> = {},
): ReadonlyArray<SettlementLeg> =>
  toldBy(history, propose({ legs, evidence: [bought], ...differing }), 'SettlementProposed').legs

/** The components of a leg in short: `goods kettles 6000`. */
export const inShort = (components: ReadonlyArray<SettlementComponent>): ReadonlyArray<string> =>
  components.map(({ component, lineId: ofLine, shippingId, feeId, because, minor }) =>
    [because ?? component, ofLine ?? shippingId ?? feeId, minor].filter((part) => part !== undefined).join(' '),
  )

/** The one refund that is proposed for these units. */
export const refundFor = (
  history: History,
  bought: PurchaseEvidence,
  quantities: Readonly<Record<string, ReadonlyArray<number>>>,
  differing: Partial<DataOf<'ProposeSettlement'>> & { readonly leg?: Partial<Refund> } = {},
) => {
  const { leg: ofLeg, ...rest } = differing
  const [leg] = proposedLegs(history, bought, [refundOf(quantities, ofLeg)], rest)
  if (leg?.kind !== 'refund') throw new Error('No refund is proposed')
  return leg
}

/** The one exchange that is proposed for these units, with the refund of the difference where there is one. */
export const exchangeFor = (
  history: History,
  bought: PurchaseEvidence,
  leg: Exchange,
  differing: Partial<DataOf<'ProposeSettlement'>> = {},
) => {
  const [exchange, difference] = proposedLegs(history, bought, [leg], differing)
  if (exchange?.kind !== 'exchange') throw new Error('No exchange is proposed')
  return { exchange, difference: difference?.kind === 'refund' ? difference : undefined }
}
