import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { ScanCode } from '../carrier-scan.js'

/** What is kept of a carrier's scan. */
export interface Scan {
  readonly carrierEventId: NonEmptyText
  readonly code: ScanCode
  readonly scannedAt: Instant
}

/** In the order in which things happened; at the same instant in the order of the journey, then by the carrier's id. */
const inOrderOfScanning = (left: Scan, right: Scan): number => {
  if (left.scannedAt !== right.scannedAt) return left.scannedAt < right.scannedAt ? -1 : 1
  const ofJourney = JOURNEY.indexOf(left.code) - JOURNEY.indexOf(right.code)
  if (ofJourney !== 0) return ofJourney
  return left.carrierEventId < right.carrierEventId ? -1 : left.carrierEventId > right.carrierEventId ? 1 : 0
}

/** The scans with one more, wherever it belongs by the time it was scanned. */
export const withScan = (scans: ReadonlyArray<Scan>, scan: Scan): ReadonlyArray<Scan> => {
  const after = scans.findIndex((known) => inOrderOfScanning(known, scan) > 0)
  return after === -1 ? [...scans, scan] : [...scans.slice(0, after), scan, ...scans.slice(after)]
}

/** Its place in the order of scanning among those scans, from 1. */
export const rankOf = (scans: ReadonlyArray<Scan>, scan: Scan): number =>
  1 + scans.filter((known) => inOrderOfScanning(known, scan) < 0).length

const JOURNEY: ReadonlyArray<ScanCode> = [
  'label-created',
  'handed-over',
  'in-transit',
  'exception',
  'out-for-delivery',
  'delivery-attempt-failed',
  'available-for-pickup',
  'delivered',
  'returned-to-sender',
  'destroyed',
]
