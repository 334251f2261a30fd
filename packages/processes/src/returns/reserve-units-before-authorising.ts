import {
  type PurchaseRejection,
  purchaseAggregate,
  type RefuseReservation,
  type ReserveUnits,
  type ReturnCase,
  type ReturnRequested,
  reservationPurposeOf,
  returnCaseAggregate,
} from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'

type Draw = ReturnRequested['data']['draws'][number]
type LedgerReason = RefuseReservation['data']['because']

/**
 * Each purchase that a return draws on is asked to hold the units for it. Where it refuses, what was drawn on there
 * leaves the case. Once it holds them, `hold-what-the-purchase-reserved` tells the case.
 */
export const reserveUnitsBeforeAuthorising = onDomainEvents({
  name: 'reserve-units-before-authorising',
  reactsTo: ['ReturnRequested', 'OverrideRecorded'],
  react: ({ event: { type, data } }) =>
    reserveAll(data.returnCaseId, data.draws, type === 'ReturnRequested' ? data.requestedAt : data.overriddenAt),
})

type ReturnCaseId = ReturnRequested['data']['returnCaseId']

const reserveAll = (returnCaseId: ReturnCaseId, draws: ReadonlyArray<Draw>, at: Instant): Reaction =>
  inTurn(
    [...new Set(draws.map(({ reservationId }) => reservationId))].map((reservationId) =>
      lookAt(returnCaseAggregate, returnCaseId, ({ state }) => {
        // Refused meanwhile, or answered: asked again, the purchase might hold units that nobody waits for.
        if (state.status === 'not-requested' || !isPending(state.returnCase, reservationId)) return nothing
        return reserve(
          state.returnCase,
          draws.filter((draw) => draw.reservationId === reservationId),
          at,
        )
      }),
    ),
  )

/** A case that ended draws on nothing any more. */
const isPending = ({ draws, reservations, refusal }: ReturnCase, reservationId: Draw['reservationId']): boolean =>
  refusal === undefined &&
  draws.some((draw) => draw.reservationId === reservationId) &&
  !reservations.some((known) => known.reservationId === reservationId)

const reserve = ({ returnCaseId, request }: ReturnCase, draws: ReadonlyArray<Draw>, at: Instant): Reaction => {
  const [first] = draws
  if (first === undefined) return nothing
  const { purchaseId, reservationId } = first
  return issue(
    purchaseAggregate,
    purchaseId,
    {
      type: 'ReserveUnits',
      data: {
        purchaseId,
        reservationId,
        purpose: reservationPurposeOf(request.kind),
        holder: { aggregate: returnCaseAggregate.category as NonEmptyText, id: returnCaseId },
        lines: byLine(draws),
        reservedAt: at,
      },
    },
    {
      whenRejected: (rejection) => {
        const because = ledgerReasonOf(rejection)
        if (because === undefined) return undefined
        return issue(
          returnCaseAggregate,
          returnCaseId,
          { type: 'RefuseReservation', data: { returnCaseId, purchaseId, reservationId, because, refusedAt: at } },
          // Ended or answered meanwhile: then nobody waits for it.
          { whenRejected: () => nothing },
        )
      },
    },
  )
}

/** Request lines that draw on one line of the purchase together: a reservation names each line once. */
const byLine = (draws: ReadonlyArray<Draw>): ReserveUnits['data']['lines'] => {
  const lines = new Map<Draw['lineId'], ReserveUnits['data']['lines'][number]>()
  for (const { lineId, quantity, serials } of draws) {
    const known = lines.get(lineId)
    const all = [...(known?.serials ?? []), ...(serials ?? [])]
    lines.set(lineId, {
      lineId,
      quantity: ((known?.quantity ?? 0) + quantity) as Draw['quantity'],
      ...(all.length === 0 ? {} : { serials: all }),
    })
  }
  return [...lines.values()]
}

/** What the ledger's no means to who asked for the return; nothing where it is no business no, but a mistake. */
const ledgerReasonOf = ({ reason }: PurchaseRejection): LedgerReason | undefined => LEDGER_REASONS.get(reason)

const LEDGER_REASONS: ReadonlyMap<PurchaseRejection['reason'], LedgerReason> = new Map([
  ['QuantityExceedsAvailable', 'QuantityExceedsAvailable'],
  ['SerialNotAvailable', 'QuantityExceedsAvailable'],
  ['UnitsNotDelivered', 'NotDelivered'],
  ['UnitsNotMissing', 'NotDelivered'],
  ['PurchaseNotRecorded', 'NeverBought'],
  ['LineUnknown', 'NeverBought'],
  ['SerialUnknown', 'NeverBought'],
  ['SerialsDoNotMatch', 'NeverBought'],
] as const)
