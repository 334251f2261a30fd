import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type AfterSalesFacts, afterSalesFacts, type RecordedEvent } from './index.js'
import { uuid } from './story.fixtures.js'

type Data = Readonly<Record<string, unknown>>

/** Of June 2025, in UTC: `june(3, '09:00')`. */
export const june = (day: number, time: string): string => `2025-06-${`${day}`.padStart(2, '0')}T${time}:00.000Z`
export const at = (day: number, time: string): number => Date.parse(june(day, time))

const told = (id: number, type: DomainEvent['type'], data: Data): RecordedEvent => {
  const now = '2025-01-01T00:00:00.000Z'
  const decoded = domainEventCatalogue.decode({
    type,
    data,
    metadata: {
      eventId: uuid(id),
      schemaVersion: 1,
      occurredAt: now,
      recordedAt: now,
      actor: { kind: 'system', id: 'shop' },
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      commandHash: uuid(id),
    },
  })
  if (isLeft(decoded)) throw new TypeError(`${type}: ${JSON.stringify(decoded.left)}`)
  return decoded.right
}

export const purchaseId = uuid(100)
export const promisedBy = at(4, '12:00')

export const bought = (id: number, data: Data = {}): RecordedEvent =>
  told(id, 'PurchaseRecorded', {
    purchaseId,
    customerId: uuid(101),
    purchasedAt: june(2, '09:00'),
    zone: 'UTC',
    marketCode: 'DE',
    channel: 'online',
    currency: 'EUR',
    lines: [],
    shipping: [],
    fees: [],
    payments: [],
    totalMinor: '0',
    ...data,
  })

/** The events of a shipment of three kettles, promised by noon of 4 June, two hours of lateness tolerated. */
export const parcel = (number: number) => {
  const shipmentId = uuid(200 + number)
  const of = { purchaseId, shipmentId }
  const lines = (first: number, last: number) => [{ lineId: 'kettle', units: [{ first, last }] }]
  const scanned = (id: number, code: string, scannedAt: string, data: Data) => ({
    ...of,
    carrierEventId: `scan ${id}`,
    code,
    scannedAt,
    rank: 1,
    ...data,
  })
  return {
    shipmentId,
    announced: (id: number, data: Data = {}) =>
      told(id, 'ShipmentAnnounced', {
        ...of,
        carrier: 'parcel-post',
        trackingNumber: 'PP-17',
        lines: lines(1, 3),
        promisedBy: june(4, '12:00'),
        announcedAt: june(2, '10:00'),
        policy: {
          policyId: 'parcels',
          version: 1,
          delayTolerance: 'PT2H',
          noticeThreshold: 'PT4H',
          noticeWithin: 'PT1H',
          lostAfterSilence: 'PT240H',
        },
        ...data,
      }),
    scan: (id: number, code: string, scannedAt: string, data: Data = {}) =>
      told(
        id,
        code === 'delivery-attempt-failed' ? 'DeliveryAttemptFailed' : 'ShipmentProgressed',
        scanned(id, code, scannedAt, data),
      ),
    ignored: (id: number, code: string, scannedAt: string) =>
      told(id, 'CarrierScanIgnored', scanned(id, code, scannedAt, { because: 'older-than-last-scan' })),
    returned: (id: number, scannedAt: string) =>
      told(id, 'ShipmentReturnedToSender', scanned(id, 'returned-to-sender', scannedAt, { lines: lines(1, 3) })),
    delivered: (id: number, deliveredAt: string, isComplete = true) =>
      told(id, 'ShipmentDelivered', { ...of, deliveredAt, lines: lines(1, isComplete ? 3 : 1), isComplete }),
    eta: (id: number, revisedAt: string, newEta: string) =>
      told(id, 'EtaRevised', { ...of, newEta, slipMinutes: 0, source: 'carrier', revisedAt }),
    delayed: (id: number, detectedAt: string, expectedAt?: string, delayNumber = 1) =>
      told(id, 'DelayDetected', {
        ...of,
        delayNumber,
        promisedBy: june(4, '12:00'),
        ...(expectedAt !== undefined && { expectedAt }),
        noticeDueAt: june(4, '12:00'),
        detectedAt,
        trace: [],
      }),
    recovered: (id: number, recoveredAt: string, delayNumber = 1) =>
      told(id, 'DelayRecovered', { ...of, delayNumber, expectedAt: june(4, '12:00'), recoveredAt, trace: [] }),
    informed: (id: number, sentAt: string, data: Data = {}) =>
      told(id, 'CustomerInformed', {
        ...of,
        noticeId: `notice ${id}`,
        about: 'delay',
        delayNumber: 1,
        promisedBy: june(4, '12:00'),
        channel: 'email',
        template: 'delayed',
        sentAt,
        leadTimeMinutes: 0,
        ...data,
      }),
    missed: (id: number, missedAt: string) =>
      told(id, 'ProactiveNoticeMissed', { ...of, delayNumber: 1, slipNumber: 1, missedAt, trace: [] }),
    reportedMissing: (id: number, reportedAt: string) =>
      told(id, 'NonReceiptReported', {
        ...of,
        contradictsDelivery: false,
        reportedBy: { kind: 'customer', id: 'anna' },
        reportedAt,
      }),
    lost: (id: number, lostAt: string) =>
      told(id, 'ShipmentDeclaredLost', { ...of, lines: lines(1, 3), silentSince: lostAt, lostAt, trace: [] }),
    found: (id: number, foundAt: string) => told(id, 'LostShipmentFound', { ...of, foundAt }),
    cancelled: (id: number, cancelledAt: string) =>
      told(id, 'ShipmentCancelled', { ...of, lines: lines(1, 3), because: 'packed-wrongly', cancelledAt }),
  }
}

export const fulfilled = (id: number, fulfilledAt: string, by = 'access-granted'): RecordedEvent =>
  told(id, 'UnitsFulfilled', {
    purchaseId,
    fulfilmentId: `fulfilment ${id}`,
    lines: [{ lineId: 'ebook', units: [{ first: 1, last: 2 }] }],
    by,
    fulfilledAt,
  })

export const fullyDelivered = (id: number, lastDeliveredAt: string): RecordedEvent =>
  told(id, 'PurchaseFullyDelivered', { purchaseId, lastDeliveredAt })

export const allFactsOf = (...events: ReadonlyArray<RecordedEvent>): AfterSalesFacts => {
  const fold = afterSalesFacts()
  for (const one of events) fold.record(one)
  return fold.facts()
}
