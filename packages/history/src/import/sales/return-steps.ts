import type {
  Purchase,
  PurchaseCommand,
  PurchaseEvidence,
  PurchaseRejection,
  PurchaseState,
  RefundId,
  ReturnCase,
  ReturnCaseCommand,
  ReturnCaseRejection,
  ReturnCaseState,
  ReturnTerms,
} from '@aftersale/domain'
import type { PurchaseId } from '@aftersale/domain/events'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import type { StreamDesk } from '../stream-desk.js'

export type PurchaseDesk = StreamDesk<PurchaseCommand, PurchaseState, PurchaseRejection>
export type ReturnDesk = StreamDesk<ReturnCaseCommand, ReturnCaseState, ReturnCaseRejection>

/** A command to the return itself, or to a purchase that it draws on. The name is the same at every import. */
export type ReturnStep =
  | { readonly name: string; readonly toReturn: ReturnCaseCommand }
  | { readonly name: string; readonly toPurchase: PurchaseId; readonly command: PurchaseCommand }

/** What a return needs to know beside its own state. */
export interface ReturnAtCounter {
  /** The case as it stands now. */
  readonly returnCase: () => ReturnCase | undefined
  readonly purchase: (purchaseId: PurchaseId) => Purchase | undefined
  readonly evidenceOf: (purchaseId: PurchaseId) => PurchaseEvidence | undefined
  readonly refundIdOf: (purchaseId: PurchaseId) => RefundId
  readonly terms: ReturnTerms
  /** Who served the customer. */
  readonly by: Actor
  readonly at: Instant
}

const SETTLEMENT = 'at-the-counter' as NonEmptyText

/**
 * What follows a request that was taken at the counter, each step from what the ones before it left: reserved at each
 * purchase, authorised, received, settled by refund, closed. Nothing where the request was refused.
 */
export function* stepsAfterRequest(counter: ReturnAtCounter): Generator<ReturnStep, void, undefined> {
  const requested = counter.returnCase()
  if (requested === undefined || requested.draws.length === 0) return
  yield* reserving(counter, requested)
  yield* receiving(counter, requested)
  yield* settling(counter, requested)
}

function* reserving(
  { purchase, at }: ReturnAtCounter,
  { returnCaseId, draws }: ReturnCase,
): Generator<ReturnStep, void, undefined> {
  for (const [purchaseId, drawn] of byPurchase(draws)) {
    const reservationId = drawn[0]?.reservationId
    if (reservationId === undefined) continue
    yield {
      name: `reserve ${purchaseId}`,
      toPurchase: purchaseId,
      command: {
        type: 'ReserveUnits',
        data: {
          purchaseId,
          reservationId,
          purpose: 'return',
          holder: { aggregate: 'returnCase' as NonEmptyText, id: returnCaseId },
          lines: drawn.map(({ lineId, quantity }) => ({ lineId, quantity })),
          reservedAt: at,
        },
      },
    }
    const reservation = purchase(purchaseId)?.units.reservations.get(reservationId)
    if (reservation === undefined) continue
    yield {
      name: `reserved ${purchaseId}`,
      toReturn: {
        type: 'ConfirmReservation',
        data: { returnCaseId, purchaseId, reservationId, lines: reservation.reserved.lines, reservedAt: at },
      },
    }
  }
}

function* receiving(
  { returnCase, evidenceOf, terms, by, at }: ReturnAtCounter,
  { returnCaseId }: ReturnCase,
): Generator<ReturnStep, void, undefined> {
  yield {
    name: 'authorise',
    toReturn: {
      type: 'AuthoriseReturn',
      data: { returnCaseId, authorisationId: SETTLEMENT, terms, authorisedBy: by, authorisedAt: at },
    },
  }
  const items = (returnCase()?.draws ?? []).flatMap(({ purchaseId, lineId, quantity }) => {
    const line = evidenceOf(purchaseId)?.lines.find((one) => one.lineId === lineId)
    const itemId = `${purchaseId} ${lineId}` as NonEmptyText
    return line === undefined ? [] : [{ itemId, purchaseId, lineId, sku: line.sku, quantity }]
  })
  yield {
    name: 'receive',
    toReturn: { type: 'ReceiveItems', data: { returnCaseId, parcelId: SETTLEMENT, items, receivedAt: at } },
  }
}

function* settling(
  { returnCase, evidenceOf, refundIdOf, terms, by, at }: ReturnAtCounter,
  { returnCaseId }: ReturnCase,
): Generator<ReturnStep, void, undefined> {
  const reservations = returnCase()?.reservations ?? []
  yield {
    name: 'propose',
    toReturn: {
      type: 'ProposeSettlement',
      data: {
        returnCaseId,
        settlementId: SETTLEMENT,
        legs: reservations.map(({ purchaseId, lines }) => ({
          kind: 'refund',
          legId: purchaseId as string as NonEmptyText,
          purchaseId,
          lines: lines.map(({ lineId, units }) => ({ lineId, units })),
          refundId: refundIdOf(purchaseId),
        })),
        evidence: reservations.flatMap(({ purchaseId }) => evidenceOf(purchaseId) ?? []),
        terms,
        proposedBy: by,
        proposedAt: at,
      },
    },
  }
  yield {
    name: 'approve',
    toReturn: {
      type: 'ApproveSettlement',
      data: { returnCaseId, settlementId: SETTLEMENT, approvedBy: by, approvedAt: at },
    },
  }
  for (const { leg } of returnCase()?.settlement.legs ?? []) {
    if (leg.kind === 'refund') yield* refunding(leg, returnCaseId, reservations, at)
  }
  yield {
    name: 'close',
    toReturn: { type: 'CloseReturnCase', data: { returnCaseId, closedBy: by, closedAt: at } },
  }
}

function* refunding(
  { legId, purchaseId, refundId, minor, components, tenders, currency, payout }: RefundLeg,
  returnCaseId: ReturnCase['returnCaseId'],
  reservations: ReturnCase['reservations'],
  at: Instant,
): Generator<ReturnStep, void, undefined> {
  const reservationId = reservations.find((one) => one.purchaseId === purchaseId)?.reservationId
  if (reservationId === undefined) return
  yield {
    name: `consume ${purchaseId}`,
    toPurchase: purchaseId,
    command: { type: 'ConsumeUnits', data: { purchaseId, reservationId, consumedAt: at } },
  }
  // Units of a line that cost less than they are many may be worth nothing: the leg is settled already.
  if (minor === 0n) return
  yield {
    name: `refund ${purchaseId}`,
    toPurchase: purchaseId,
    command: {
      type: 'ReserveRefund',
      data: {
        purchaseId,
        refundId,
        holder: { aggregate: 'returnCase' as NonEmptyText, id: returnCaseId },
        currency,
        components,
        tenders,
        payout,
        reservedAt: at,
      },
    },
  }
  yield {
    name: `refunded ${purchaseId}`,
    toPurchase: purchaseId,
    command: { type: 'SettleRefund', data: { purchaseId, refundId, providerRef: SETTLEMENT, settledAt: at } },
  }
  yield {
    name: `told ${purchaseId}`,
    toReturn: {
      type: 'RecordRefundOutcome',
      data: { returnCaseId, legId, refundId, outcome: 'settled', providerRef: SETTLEMENT, happenedAt: at },
    },
  }
}

type RefundLeg = Extract<ReturnCase['settlement']['legs'][number]['leg'], { readonly kind: 'refund' }>

const byPurchase = (draws: ReturnCase['draws']): ReadonlyMap<PurchaseId, ReturnCase['draws']> => {
  const purchases = new Map<PurchaseId, Array<ReturnCase['draws'][number]>>()
  for (const draw of draws) purchases.set(draw.purchaseId, [...(purchases.get(draw.purchaseId) ?? []), draw])
  return purchases
}
