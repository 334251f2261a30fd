import { epochMillisecondsOf, type Instant, millisecondsOf } from '@aftersale/domain/calendar'
import { countOf, type DomainEvent, type UnitRuns } from '@aftersale/domain/events'
import { appended } from '../appended.js'
import { type Moment, momentAt } from '../moment.js'
import type { ShipmentHistory, ToldDelay } from './shipment-history.js'

const types = [
  'ShipmentAnnounced',
  'ShipmentCancelled',
  'ShipmentProgressed',
  'DeliveryAttemptFailed',
  'ShipmentReturnedToSender',
  'ShipmentDestroyed',
  'CarrierScanIgnored',
  'ShipmentDelivered',
  'EtaRevised',
  'NonReceiptReported',
  'ShipmentDeclaredLost',
  'LostShipmentFound',
  'DelayDetected',
  'DelayLengthened',
  'DelayRecovered',
  'CustomerInformed',
  'ProactiveNoticeMissed',
] as const

export type ShipmentStory = Extract<DomainEvent, { readonly type: (typeof types)[number] }>

const storyTypes: ReadonlySet<string> = new Set(types)

export const isShipmentStory = (event: DomainEvent): event is ShipmentStory => storyTypes.has(event.type)

export const unitsIn = (lines: ReadonlyArray<{ readonly units: UnitRuns }>): number =>
  lines.reduce((count, { units }) => count + countOf(units), 0)

/** Takes one event of the shipment in. Total: what has no beginning is kept as it is. */
export const tell = (of: ShipmentHistory, event: ShipmentStory, eventId: string): void => {
  const at = (instant: Instant): Moment => momentAt(instant, eventId)
  switch (event.type) {
    case 'ShipmentAnnounced': {
      if (of.announced !== undefined) return
      const { announcedAt, carrier, trackingNumber, promisedBy, policy, lines } = event.data
      of.announced = at(announcedAt)
      of.carrier = carrier
      if (trackingNumber !== undefined) of.trackingNumber = trackingNumber
      of.promisedBy = epochMillisecondsOf(promisedBy)
      of.toleratedUntil = of.promisedBy + millisecondsOf(policy.delayTolerance)
      of.units = unitsIn(lines)
      return
    }
    case 'ShipmentCancelled':
      of.cancelled ??= at(event.data.cancelledAt)
      return
    case 'ShipmentProgressed':
    case 'DeliveryAttemptFailed':
    case 'CarrierScanIgnored':
      scanned(of, event.data, eventId)
      return
    case 'ShipmentReturnedToSender':
      of.returned ??= at(event.data.scannedAt)
      scanned(of, event.data, eventId)
      return
    case 'ShipmentDestroyed':
      of.destroyed ??= at(event.data.scannedAt)
      scanned(of, event.data, eventId)
      return
    case 'ShipmentDelivered': {
      const { deliveredAt, lines, isComplete, carrierEventId } = event.data
      of.deliveries = appended(of.deliveries, { ...at(deliveredAt), units: unitsIn(lines), isComplete })
      if (carrierEventId !== undefined) {
        scanned(of, { carrierEventId, code: 'delivered', scannedAt: deliveredAt }, eventId)
      }
      return
    }
    case 'EtaRevised': {
      const { newEta, revisedAt } = event.data
      of.etas = appended(of.etas, { ...at(revisedAt), expectedAt: epochMillisecondsOf(newEta) })
      return
    }
    case 'NonReceiptReported':
      of.nonReceipts = appended(of.nonReceipts, at(event.data.reportedAt))
      return
    case 'ShipmentDeclaredLost':
      of.losses = appended(of.losses, { lost: at(event.data.lostAt) })
      return
    case 'LostShipmentFound': {
      const found = at(event.data.foundAt)
      of.losses = of.losses.map((loss) => (loss.found === undefined ? { ...loss, found } : loss))
      return
    }
    case 'DelayDetected': {
      const { delayNumber, detectedAt, expectedAt, noticeDueAt } = event.data
      if (of.delays.some((known) => known.delayNumber === delayNumber)) return
      of.delays = appended<ToldDelay>(of.delays, {
        delayNumber,
        detected: at(detectedAt),
        expectedAt: expectedAt === undefined ? undefined : epochMillisecondsOf(expectedAt),
        noticeDueAt: epochMillisecondsOf(noticeDueAt),
        slips: [],
      })
      return
    }
    case 'DelayLengthened': {
      const { delayNumber, lengthenedAt, expectedAt } = event.data
      ofDelay(of, delayNumber, (delay) => ({
        ...delay,
        slips: appended(delay.slips, at(lengthenedAt)),
        expectedAt: epochMillisecondsOf(expectedAt),
      }))
      return
    }
    case 'DelayRecovered':
      ofDelay(of, event.data.delayNumber, (delay) => ({ ...delay, recovered: at(event.data.recoveredAt) }))
      return
    case 'ProactiveNoticeMissed':
      ofDelay(of, event.data.delayNumber, (delay) => ({ ...delay, missed: delay.missed ?? at(event.data.missedAt) }))
      return
    case 'CustomerInformed': {
      const { about, channel, delayNumber, expectedAt, sentAt } = event.data
      of.notices = appended(of.notices, {
        ...at(sentAt),
        about,
        channel,
        delayNumber,
        expectedAt: expectedAt === undefined ? undefined : epochMillisecondsOf(expectedAt),
      })
      return
    }
  }
}

type ScanData = Pick<
  Extract<ShipmentStory, { readonly type: 'CarrierScanIgnored' }>['data'],
  'carrierEventId' | 'code' | 'scannedAt' | 'place'
>

const scanned = (of: ShipmentHistory, { carrierEventId, code, scannedAt, place }: ScanData, eventId: string): void => {
  // Written out: a shipment has many scans, and a spread takes several times as long.
  of.scans = appended(of.scans, { at: epochMillisecondsOf(scannedAt), eventId, carrierEventId, code, place })
}

const ofDelay = (of: ShipmentHistory, delayNumber: number, change: (delay: ToldDelay) => ToldDelay): void => {
  of.delays = of.delays.map((delay) => (delay.delayNumber === delayNumber ? change(delay) : delay))
}
