import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import type { RecordedEvent } from '@aftersale/read-models'
import { isLeft } from 'fp-ts/lib/Either.js'
import { idOf, instant } from './help-desk.fixtures.js'

type Data = Readonly<Record<string, unknown>>

const customer = { kind: 'customer', id: 'anna' }
const agent = { kind: 'agent', id: 'ben' }

let count = 0

/** An event under an id of its own; it must pass the domain's codec. */
export const told = (type: DomainEvent['type'], data: Data): RecordedEvent => {
  count += 1
  const at = '2020-01-01T00:00:00.000Z'
  const id = idOf(`shop ${count}`)
  const decoded = domainEventCatalogue.decode({
    type,
    data,
    metadata: {
      eventId: id,
      schemaVersion: 1,
      occurredAt: at,
      recordedAt: at,
      actor: agent,
      commandId: id,
      correlationId: id,
      causationId: id,
      commandHash: id,
    },
  })
  if (isLeft(decoded)) throw new TypeError(`${type}: ${JSON.stringify(decoded.left)}`)
  return decoded.right
}

/** Units 1 to `quantity`, or from `first` to `last`. */
const runs = (first: number, last: number) => [{ first, last }]

/** What happens to a purchase of one line, `1`. Times are UTC, `2025-01-03 10:00`. Amounts are minor units. */
export const purchase = (name: string, { sku = 'kettle', quantity = 1, currency = 'EUR', net = 1000 } = {}) => {
  const purchaseId = idOf(name)
  const netMinor = String(net)
  const line = { lineId: '1', sku, kind: 'goods', quantity, serialTracked: false, netMinor, discountMinor: '0' }
  return {
    purchaseId,
    bought: (at: string, more: Data = {}) =>
      told('PurchaseRecorded', {
        purchaseId,
        customerId: idOf('anna'),
        purchasedAt: instant(at),
        zone: 'UTC',
        marketCode: 'DE',
        channel: 'online',
        currency,
        lines: [{ ...line, taxMinor: '0', grossMinor: netMinor }],
        shipping: [],
        fees: [],
        payments: [],
        totalMinor: netMinor,
        ...more,
      }),
    delivered: (at: string, first: number, last: number) =>
      told('UnitsFulfilled', {
        purchaseId,
        fulfilmentId: `${at} ${first}`,
        lines: [{ lineId: '1', units: runs(first, last) }],
        by: 'handed-over-the-counter',
        fulfilledAt: instant(at),
      }),
    refundReserved: (refund: string, at: string, minor: number, payout = 'original-tender') =>
      told('RefundReserved', {
        purchaseId,
        refundId: idOf(refund),
        holder: { aggregate: 'returnCase', id: idOf('case') },
        currency,
        components: [{ component: 'goods', lineId: '1', minor: String(minor) }],
        tenders: [{ paymentId: 'card', minor: String(minor) }],
        payout,
        reservedAt: instant(at),
      }),
    refundSettled: (refund: string, at: string) =>
      told('RefundSettled', { purchaseId, refundId: idOf(refund), providerRef: 'p-1', settledAt: instant(at) }),
    refundFailed: (refund: string, at: string) =>
      told('RefundFailed', { purchaseId, refundId: idOf(refund), because: 'account-closed', failedAt: instant(at) }),
  }
}

/** What happens to a return of units of that purchase. */
export const returnCase = (name: string, of: { readonly purchaseId: string }, sku = 'kettle') => {
  const returnCaseId = idOf(name)
  const { purchaseId } = of
  const reservationId = idOf(`${name} held`)
  const units = (first: number, last: number) => [{ purchaseId, lineId: '1', reservationId, units: runs(first, last) }]
  return {
    requested: (
      at: string,
      lines: ReadonlyArray<{
        readonly quantity: number
        readonly accepted?: ReadonlyArray<{
          readonly purchaseId?: string
          readonly lineId?: string
          readonly quantity: number
        }>
        readonly refused?: { readonly quantity: number; readonly reasons: ReadonlyArray<string> }
      }>,
      more: Data = {},
    ) =>
      told('ReturnRequested', {
        returnCaseId,
        customerId: idOf('anna'),
        kind: 'policy-return',
        lines: lines.map(({ quantity }, index) => ({ requestLineId: String(index), sku, quantity })),
        wanted: { remedy: 'refund' },
        draws: lines.flatMap(({ accepted = [] }, index) =>
          accepted.map((draw) => ({
            requestLineId: String(index),
            purchaseId,
            lineId: '1',
            reservationId,
            judgedAs: 'policy-return',
            by: 'policy',
            policyRef: { policyId: 'shop', version: 1 },
            ...draw,
          })),
        ),
        wholePurchases: [],
        refused: lines.flatMap(({ refused }, index) =>
          refused === undefined ? [] : [{ requestLineId: String(index), ...refused }],
        ),
        evidence: [],
        policyRef: { policyId: 'shop', version: 1 },
        eligibilityTrace: [],
        requestedBy: customer,
        requestedAt: instant(at),
        ...more,
      }),
    refusedFor: (at: string, reason: string) =>
      told('ReturnRefused', {
        returnCaseId,
        reasons: [reason],
        counterfactual: [],
        lines: [],
        trace: [],
        refusedBy: agent,
        refusedAt: instant(at),
      }),
    overridden: (at: string, ruleId: string, quantity: number) =>
      told('OverrideRecorded', {
        returnCaseId,
        ruleId,
        overriddenBy: agent,
        because: 'goodwill',
        draws: [
          {
            requestLineId: '0',
            purchaseId,
            lineId: '1',
            reservationId: idOf(`${name} held again`),
            quantity,
            judgedAs: 'policy-return',
            by: 'policy',
            policyRef: { policyId: 'shop', version: 1 },
          },
        ],
        trace: [],
        overriddenAt: instant(at),
      }),
    reservationRefused: (at: string, because: string) =>
      told('ReturnReservationRefused', { returnCaseId, purchaseId, reservationId, because, refusedAt: instant(at) }),
    authorised: (at: string, label?: Data, currency = 'EUR') =>
      told('ReturnAuthorised', {
        returnCaseId,
        authorisationId: 'a-1',
        wayBackPaidBy: label?.paidBy ?? 'merchant',
        ...(label !== undefined && { label: { carrier: 'post', ref: 'l-1', ...label } }),
        preview: { currency, components: [], deductionsMinor: '0', totalMinor: '0' },
        trace: [],
        authorisedBy: agent,
        authorisedAt: instant(at),
      }),
    received: (at: string, first: number, last: number, itemId = 'item') =>
      told('ItemsReceived', {
        returnCaseId,
        parcelId: at,
        items: [{ item: { itemId, sku, quantity: last - first + 1 }, taken: units(first, last) }],
        receivedAt: instant(at),
      }),
    disposed: (at: string, first: number, last: number, disposition: string, itemId = 'item') =>
      told('DispositionDecided', {
        returnCaseId,
        dispositionId: `${at} ${first}`,
        itemId,
        lines: units(first, last),
        disposition,
        decidedBy: agent,
        decidedAt: instant(at),
      }),
  }
}
