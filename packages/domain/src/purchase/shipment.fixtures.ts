import type { Actor, Instant } from '@aftersale/messages'
import { at } from '../calendar/calendar.fixtures.js'
import type { Duration } from '../calendar/duration.js'
import { parcelDelivery } from '../policy/delivery/index.js'
import type { PurchaseCommand } from './commands.js'
import { buyOnly, count, kettle, line, monday, purchaseAfter, purchaseId, text, tuesday } from './purchase.fixtures.js'
import type { ShipmentId } from './shipment-id.js'
import type { Shipment } from './shipments/shipment.js'
import type { SignedMinutes } from './signed-minutes.js'

type CommandOf<Type extends PurchaseCommand['type']> = Extract<PurchaseCommand, { readonly type: Type }>

const shipmentNumber = (number: number): ShipmentId =>
  `0197290f-6b05-7000-8000-${`${number}`.padStart(12, '0')}` as ShipmentId
export const shipmentId = shipmentNumber(1)
export const secondShipmentId = shipmentNumber(2)
export const thirdShipmentId = shipmentNumber(3)

export const duration = (written: string): Duration => written as Duration
export const minutes = (count: number): SignedMinutes => count as SignedMinutes
export const june = (day: number, time: string): Instant => at(`2025-06-${`${day}`.padStart(2, '0')}T${time}+02:00`)
export const customer: Actor = { kind: 'customer', id: text('ada') }
export const agent: Actor = { kind: 'agent', id: text('ben') }

/** Two hours are tolerated, a notice is due within the hour and repeated from four hours on, ten days of silence are a loss. */
const policy = parcelDelivery
export const policyRef = { policyId: policy.policyId, version: policy.version }
/** Promised by noon of Wednesday. */
export const promisedBy = june(4, '12:00')

/** Three kettles, bought on Monday at nine. */
export const threeKettles = buyOnly(line({ lineId: kettle, quantity: count(3), netMinor: 3000n }))

const ofShipment =
  <Type extends PurchaseCommand['type']>(type: Type, usual: CommandOf<Type>['data']) =>
  (changes: Partial<CommandOf<Type>['data']> = {}): CommandOf<Type> =>
    ({ type, data: { ...usual, ...changes } }) as unknown as CommandOf<Type>

export const announce = ofShipment('AnnounceShipment', {
  purchaseId,
  shipmentId,
  carrier: text('parcel-post'),
  trackingNumber: text('PP-17'),
  lines: [{ lineId: kettle, quantity: count(3) }],
  promisedBy,
  announcedAt: monday('10:00'),
  policy,
})

export const cancelShipment = ofShipment('CancelShipment', {
  purchaseId,
  shipmentId,
  because: text('packed-wrongly'),
  cancelledAt: monday('11:00'),
})

const scanned = ofShipment('RecordCarrierScan', {
  purchaseId,
  shipmentId,
  carrierEventId: text('scan'),
  code: 'in-transit',
  scannedAt: tuesday('08:00'),
})

type ScanData = CommandOf<'RecordCarrierScan'>['data']

/** A scan whose id is its code and time, unless another is given. */
export const scan = (
  code: ScanData['code'],
  scannedAt: Instant,
  changes: Partial<ScanData> = {},
): CommandOf<'RecordCarrierScan'> =>
  scanned({ code, scannedAt, carrierEventId: text(`${code} ${scannedAt}`), ...changes })

export const confirm = ofShipment('ConfirmDelivery', {
  purchaseId,
  shipmentId,
  deliveredAt: june(4, '10:00'),
  proof: { kind: 'customer-confirmation' },
})

export const revise = ofShipment('ReviseEta', {
  purchaseId,
  shipmentId,
  newEta: june(4, '18:00'),
  source: text('carrier'),
  revisedAt: tuesday('09:00'),
})

export const detect = ofShipment('DetectDelay', { purchaseId, shipmentId, dueAt: promisedBy })

export const notify = ofShipment('NotifyCustomer', {
  purchaseId,
  shipmentId,
  noticeId: text('notice-1'),
  about: 'delay',
  channel: 'email',
  template: text('delayed'),
  sentAt: tuesday('09:30'),
})

export const miss = ofShipment('MissProactiveNotice', {
  purchaseId,
  shipmentId,
  delayNumber: count(1),
  slipNumber: count(1),
  dueAt: tuesday('10:00'),
})

export const reportMissing = ofShipment('ReportNonReceipt', {
  purchaseId,
  shipmentId,
  reportedBy: customer,
  reportedAt: june(6, '09:00'),
})

export const declareLost = ofShipment('DeclareLost', { purchaseId, shipmentId, declaredAt: june(13, '08:00') })

export const found = ofShipment('RecordFound', { purchaseId, shipmentId, foundAt: june(20, '09:00') })

export const decideOnFound = ofShipment('DecideRecoverOrKeep', {
  purchaseId,
  shipmentId,
  decision: 'keep',
  decidedBy: agent,
  decidedAt: june(21, '09:00'),
})

/** Three kettles in one shipment, on their way since Tuesday at eight. */
export const underWay: ReadonlyArray<PurchaseCommand> = [
  threeKettles,
  announce(),
  scan('handed-over', monday('17:00')),
  scan('in-transit', tuesday('08:00')),
]

/** Silent from Tuesday the third, given up ten days later. */
export const lost: ReadonlyArray<PurchaseCommand> = [...underWay, declareLost()]

export const shipmentAfter = (...commands: ReadonlyArray<PurchaseCommand>): Shipment => {
  const shipment = purchaseAfter(...commands).tracking.shipments.get(shipmentId)
  if (shipment === undefined) throw new Error('Nothing was shipped')
  return shipment
}
