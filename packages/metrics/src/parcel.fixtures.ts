import type { RecordedEvent } from '@aftersale/read-models'
import { idOf, instant } from './help-desk.fixtures.js'
import { told } from './shop.fixtures.js'

/**
 * What happens to the one shipment of a purchase of its own, of one unit. Times are UTC, `2025-01-03 10:00`. Two hours of
 * lateness are tolerated; a notice is due an hour after the detection, unless it is said when.
 */
export const parcel = (name: string, promisedBy: string) => {
  const purchaseId = idOf(name)
  const of = { purchaseId, shipmentId: idOf(`${name} parcel`) }
  const lines = [{ lineId: '1', units: [{ first: 1, last: 1 }] }]
  const promised = { promisedBy: instant(promisedBy) }
  let scans = 0
  const scan = (code: string, at: string) => {
    scans += 1
    return { ...of, carrierEventId: `${name} ${scans}`, code, scannedAt: instant(at), rank: 1 }
  }
  return {
    purchaseId,
    announced: (at: string, data: Readonly<Record<string, unknown>> = {}): ReadonlyArray<RecordedEvent> => [
      told('PurchaseRecorded', {
        purchaseId,
        purchasedAt: instant(at),
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
      }),
      told('ShipmentAnnounced', {
        ...of,
        ...promised,
        carrier: 'parcel-post',
        lines,
        announcedAt: instant(at),
        policy: {
          policyId: 'parcels',
          version: 1,
          delayTolerance: 'PT2H',
          noticeThreshold: 'PT4H',
          noticeWithin: 'PT1H',
          lostAfterSilence: 'PT240H',
        },
      }),
    ],
    estimated: (at: string, newEta: string) =>
      told('EtaRevised', {
        ...of,
        newEta: instant(newEta),
        slipMinutes: 0,
        source: 'carrier',
        revisedAt: instant(at),
      }),
    delayed: (at: string, noticeDue: string, expected?: string) =>
      told('DelayDetected', {
        ...of,
        ...promised,
        delayNumber: 1,
        ...(expected !== undefined && { expectedAt: instant(expected) }),
        noticeDueAt: instant(noticeDue),
        detectedAt: instant(at),
        trace: [],
      }),
    recovered: (at: string) =>
      told('DelayRecovered', {
        ...of,
        delayNumber: 1,
        expectedAt: instant(promisedBy),
        recoveredAt: instant(at),
        trace: [],
      }),
    informed: (at: string) =>
      told('CustomerInformed', {
        ...of,
        ...promised,
        noticeId: at,
        about: 'delay',
        delayNumber: 1,
        channel: 'email',
        template: 'delayed',
        sentAt: instant(at),
        leadTimeMinutes: 0,
      }),
    missing: (at: string) =>
      told('NonReceiptReported', {
        ...of,
        contradictsDelivery: false,
        reportedBy: { kind: 'customer', id: 'anna' },
        reportedAt: instant(at),
      }),
    fetchable: (at: string) => told('ShipmentProgressed', scan('available-for-pickup', at)),
    returned: (at: string) => told('ShipmentReturnedToSender', { ...scan('returned-to-sender', at), lines }),
    lost: (at: string) =>
      told('ShipmentDeclaredLost', { ...of, lines, silentSince: instant(at), lostAt: instant(at), trace: [] }),
    cancelled: (at: string) =>
      told('ShipmentCancelled', { ...of, lines, because: 'packed-wrongly', cancelledAt: instant(at) }),
    arrived: (at: string) => told('ShipmentDelivered', { ...of, lines, deliveredAt: instant(at), isComplete: true }),
  }
}
