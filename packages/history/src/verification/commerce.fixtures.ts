import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import * as E from 'fp-ts/lib/Either.js'
import type { AggregateCheck } from './stream-check.js'

type Data = Readonly<Record<string, unknown>>

export const uuid = (number: number): string => `00000000-0000-4000-8000-${`${number}`.padStart(12, '0')}`

export const purchaseId = uuid(1)
export const returnCaseId = uuid(2)
export const creditId = uuid(3)
export const reservationId = uuid(4)
export const refundId = uuid(5)
const at = '2025-03-03T10:00:00.000Z'
const clerk = { kind: 'agent', id: 'clerk' }

/** An event as its codec reads it. */
export const told = (type: DomainEvent['type'], data: Data): DomainEvent => {
  const decoded = domainEventCatalogue.decode({
    type,
    data,
    metadata: {
      eventId: uuid(9),
      schemaVersion: 1,
      occurredAt: at,
      recordedAt: at,
      actor: clerk,
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      commandHash: uuid(9),
    },
  })
  if (E.isLeft(decoded)) throw new TypeError(`${type}: ${JSON.stringify(decoded.left)}`)
  return decoded.right.event
}

/** What is found wrong, event by event: `1 RefundSettled: …`. */
export const faultsOf = (check: AggregateCheck, events: ReadonlyArray<DomainEvent>): ReadonlyArray<string> =>
  events.flatMap((event, revision) => check.faultsOf(event, revision).map((fault) => `${revision} ${fault}`))

const units = (first: number, last: number) => [{ first, last }]

/** Three kettles for 30.00, paid by card. */
export const ofPurchase = {
  recorded: (more: Data = {}) =>
    told('PurchaseRecorded', {
      purchaseId,
      purchasedAt: at,
      zone: 'UTC',
      marketCode: 'DE',
      channel: 'online',
      currency: 'EUR',
      lines: [
        {
          lineId: 'kettles',
          sku: 'kettle',
          kind: 'goods',
          quantity: 3,
          serialTracked: false,
          netMinor: '3000',
          discountMinor: '0',
          taxMinor: '0',
          grossMinor: '3000',
        },
      ],
      shipping: [],
      fees: [],
      payments: [{ paymentId: 'card', tender: 'card', capturedMinor: '3000', capturedAt: at }],
      totalMinor: '3000',
      ...more,
    }),
  handedOver: (first = 1, last = 3) =>
    told('UnitsFulfilled', {
      purchaseId,
      fulfilmentId: `${first}`,
      lines: [{ lineId: 'kettles', units: units(first, last) }],
      by: 'handed-over-the-counter',
      fulfilledAt: at,
    }),
  reserved: (first: number, last: number, more: Data = {}) =>
    told('UnitsReserved', {
      purchaseId,
      reservationId,
      purpose: 'return',
      holder: { aggregate: 'returnCase', id: returnCaseId },
      lines: [
        { lineId: 'kettles', units: units(first, last), netMinor: `${(last - first + 1) * 1000}`, taxMinor: '0' },
      ],
      reservedAt: at,
      ...more,
    }),
  consumed: (first: number, last: number) =>
    told('UnitsConsumed', {
      purchaseId,
      reservationId,
      purpose: 'return',
      holder: { aggregate: 'returnCase', id: returnCaseId },
      lines: [
        { lineId: 'kettles', units: units(first, last), netMinor: `${(last - first + 1) * 1000}`, taxMinor: '0' },
      ],
      consumedAt: at,
    }),
  refundReserved: (minor: number, more: Data = {}) =>
    told('RefundReserved', {
      purchaseId,
      refundId,
      holder: { aggregate: 'returnCase', id: returnCaseId },
      currency: 'EUR',
      components: [{ component: 'goods', lineId: 'kettles', minor: `${minor}` }],
      tenders: [{ paymentId: 'card', minor: `${minor}` }],
      payout: 'original-tender',
      reservedAt: at,
      ...more,
    }),
  refundSettled: (id = refundId) =>
    told('RefundSettled', { purchaseId, refundId: id, providerRef: 'p-1', settledAt: at }),
  refundFailed: (id = refundId) =>
    told('RefundFailed', { purchaseId, refundId: id, because: 'account-closed', failedAt: at }),
}

const held = (first: number, last: number) => [
  { purchaseId, lineId: 'kettles', reservationId, units: units(first, last) },
]

/** A return of two of them. */
export const ofReturn = {
  requested: (more: Data = {}) =>
    told('ReturnRequested', {
      returnCaseId,
      kind: 'policy-return',
      lines: [{ requestLineId: '1', sku: 'kettle', quantity: 2 }],
      wanted: { remedy: 'refund' },
      draws: [],
      refused: [],
      evidence: [],
      wholePurchases: [],
      policyRef: { policyId: 'shop', version: 1 },
      eligibilityTrace: [],
      requestedBy: { kind: 'customer', id: 'anna' },
      requestedAt: at,
      ...more,
    }),
  reserved: (first: number, last: number, more: Data = {}) =>
    told('ReturnUnitsReserved', {
      returnCaseId,
      purchaseId,
      reservationId,
      lines: [{ lineId: 'kettles', units: units(first, last), netMinor: '0', taxMinor: '0' }],
      reservedAt: at,
      ...more,
    }),
  received: (first: number, last: number) =>
    told('ItemsReceived', {
      returnCaseId,
      parcelId: `${first}`,
      items: [{ item: { itemId: `${first}`, sku: 'kettle', quantity: last - first + 1 }, taken: held(first, last) }],
      receivedAt: at,
    }),
  proposed: (settlementId: string, first: number, last: number) =>
    told('SettlementProposed', {
      returnCaseId,
      settlementId,
      legs: [
        {
          kind: 'return-to-customer',
          legId: settlementId,
          purchaseId,
          lines: held(first, last),
          currency: 'EUR',
          because: 'used',
        },
      ],
      currency: 'EUR',
      toCustomerMinor: '0',
      fromCustomerMinor: '0',
      trace: [],
      roundingTrace: [],
      proposedBy: clerk,
      proposedAt: at,
    }),
  approved: (settlementId: string) =>
    told('SettlementApproved', { returnCaseId, settlementId, approvedBy: clerk, approvedAt: at }),
  givenUp: (legId: string) =>
    told('ExchangeGivenUp', { returnCaseId, legId, because: 'out-of-stock', paidBackMinor: '0', givenUpAt: at }),
  refundRequested: (minor: number, more: Data = {}) =>
    told('RefundRequested', {
      returnCaseId,
      legId: 'leg',
      refundId,
      purchaseId,
      lines: [],
      components: [],
      tenders: [{ paymentId: 'card', minor: `${minor}` }],
      minor: `${minor}`,
      currency: 'EUR',
      requestedAt: at,
      ...more,
    }),
  refundSettled: () =>
    told('RefundLegSettled', { returnCaseId, legId: 'leg', refundId, providerRef: 'p-1', settledAt: at }),
  creditRequested: (minor: number) =>
    told('StoreCreditRequested', {
      returnCaseId,
      legId: 'leg',
      refundId,
      purchaseId,
      lines: [],
      components: [],
      tenders: [],
      minor: `${minor}`,
      currency: 'EUR',
      creditId,
      customerId: uuid(7),
      requestedAt: at,
    }),
  creditSettled: () => told('StoreCreditLegSettled', { returnCaseId, legId: 'leg', refundId, creditId, settledAt: at }),
}

/** A credit of 10.00. */
export const ofCredit = {
  issued: (more: Data = {}) =>
    told('StoreCreditIssued', {
      creditId,
      customerId: uuid(7),
      minor: '1000',
      currency: 'EUR',
      cause: { aggregate: 'returnCase', id: returnCaseId },
      issuedAt: at,
      ...more,
    }),
  authorised: (authorisationId: string, minor: number, currency = 'EUR') =>
    told('StoreCreditAuthorised', { creditId, authorisationId, minor: `${minor}`, currency, authorisedAt: at }),
  captured: (captureId: string, authorisationId: string, minor: number) =>
    told('StoreCreditCaptured', {
      creditId,
      authorisationId,
      captureId,
      minor: `${minor}`,
      currency: 'EUR',
      isLast: false,
      capturedAt: at,
    }),
  voided: (authorisationId: string, minor: number) =>
    told('StoreCreditVoided', { creditId, authorisationId, minor: `${minor}`, voidedAt: at }),
  credited: (captureId: string, minor: number) =>
    told('StoreCreditCredited', {
      creditId,
      creditingId: `of ${captureId}`,
      captureId,
      minor: `${minor}`,
      currency: 'EUR',
      creditedAt: at,
    }),
  expired: (minor: number) => told('StoreCreditExpired', { creditId, minor: `${minor}`, expiredAt: at }),
  invalidated: (minor: number) =>
    told('StoreCreditInvalidated', {
      creditId,
      because: 'fraud',
      minor: `${minor}`,
      spentMinor: '0',
      invalidatedAt: at,
    }),
}
