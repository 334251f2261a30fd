import type { Moment } from '../moment.js'
import { arrivalOf, type ShipmentHistory, type ToldScan } from '../what-happened-to-each-shipment/shipment-history.js'
import type { ShipmentPlace, ShipmentWhereabouts, Step } from './whereabouts.js'

/** By when things happened, whenever they were heard of. What arrived stays so, whatever is said of it afterwards. */
export const whereaboutsOf = (shipment: ShipmentHistory): ShipmentWhereabouts => {
  const { shipmentId, carrier, trackingNumber, units, promisedBy, etas, delays, notices } = shipment
  const { where, since } = placeOf(shipment)
  const isToCome = TO_COME.has(where)
  const delay = delays.at(-1)
  return {
    shipmentId,
    carrier,
    trackingNumber,
    units,
    where,
    since,
    expectedAt: isToCome ? (etas.at(-1)?.expectedAt ?? promisedBy) : undefined,
    promisedBy,
    isDelayed: isToCome && delay !== undefined && delay.recovered === undefined,
    steps: stepsOf(shipment),
    told: [...notices]
      .sort((left, right) => left.at - right.at)
      .map(({ at, eventId, about, channel, expectedAt }) => ({ at, eventId, about, channel, expectedAt })),
  }
}

/** The places from which a shipment is still expected. */
const TO_COME: ReadonlySet<ShipmentPlace> = new Set<ShipmentPlace>([
  'announced',
  'handed-over',
  'in-transit',
  'exception',
  'out-for-delivery',
  'attempt-failed',
  'available-for-pickup',
  'partly-delivered',
])

interface At {
  readonly where: ShipmentPlace
  readonly since: Moment
}

const placeOf = (shipment: ShipmentHistory): At => {
  const { cancelled, returned, destroyed, losses, deliveries, announced, firstHeardOf } = shipment
  const arrived = arrivalOf(shipment)
  const loss = losses.at(-1)
  if (cancelled !== undefined) return { where: 'cancelled', since: cancelled }
  if (arrived !== undefined) return { where: 'delivered', since: arrived }
  if (returned !== undefined) return { where: 'returned-to-sender', since: returned }
  if (destroyed !== undefined) return { where: 'destroyed', since: destroyed }
  if (loss !== undefined && loss.found === undefined) return { where: 'lost', since: loss.lost }
  const leg = legOf(shipment, { where: 'announced', since: announced ?? firstHeardOf })
  const part = deliveries.at(-1)
  return part !== undefined && part.at >= leg.since.at
    ? { where: 'partly-delivered', since: { at: part.at, eventId: part.eventId } }
    : leg
}

/** The last scan rules; a printed label moves nothing, nor does a second hand-over on the way. */
const legOf = ({ scans }: ShipmentHistory, begun: At): At =>
  [...scans].sort(inOrderOfScanning).reduce<At>((before, { code, at, eventId }) => {
    const on = (where: ShipmentPlace): At =>
      before.where === where && where !== 'attempt-failed' ? before : { where, since: { at, eventId } }
    switch (code) {
      case 'label-created':
      case 'delivered':
      case 'returned-to-sender':
      case 'destroyed':
        return before
      case 'handed-over':
        return before.where === 'announced' ? on('handed-over') : before
      case 'delivery-attempt-failed':
        return on('attempt-failed')
      case 'in-transit':
      case 'exception':
      case 'out-for-delivery':
      case 'available-for-pickup':
        return on(code)
    }
  }, begun)

/** At the same instant in the order of the journey, then by the carrier's id, as the purchase itself has them. */
const inOrderOfScanning = (left: ToldScan, right: ToldScan): number =>
  left.at - right.at ||
  JOURNEY.indexOf(left.code) - JOURNEY.indexOf(right.code) ||
  (left.carrierEventId < right.carrierEventId ? -1 : left.carrierEventId > right.carrierEventId ? 1 : 0)

const JOURNEY: ReadonlyArray<ToldScan['code']> = [
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

/** Everything that happened, oldest first. */
const stepsOf = (shipment: ShipmentHistory): ReadonlyArray<Step> => {
  const { announced, cancelled, scans, deliveries, etas, losses, nonReceipts } = shipment
  const step = (what: Step['what'], moment: Moment | undefined): ReadonlyArray<Step> =>
    moment === undefined ? [] : [{ at: moment.at, eventId: moment.eventId, what }]
  const steps: ReadonlyArray<Step> = [
    ...step('announced', announced),
    ...[...scans].sort(inOrderOfScanning).flatMap((scan) => scanned(shipment, scan)),
    ...deliveries.flatMap((delivery) => step(delivery.isComplete ? 'delivered' : 'partly-delivered', delivery)),
    ...etas.map(({ at, eventId, expectedAt }): Step => ({ at, eventId, what: 'estimated', expectedAt })),
    ...losses.flatMap(({ lost, found }) => [...step('lost', lost), ...step('found', found)]),
    ...nonReceipts.flatMap((report) => step('reported-missing', report)),
    ...step('cancelled', cancelled),
  ]
  return [...steps].sort((left, right) => left.at - right.at)
}

/** A scan of an end is a step where it ended the shipment: else the carrier speaks of something else. */
const scanned = (
  { returned, destroyed }: ShipmentHistory,
  { code, at, eventId, place }: ToldScan,
): ReadonlyArray<Step> => {
  const asStep = (what: Step['what']): ReadonlyArray<Step> => [
    { at, eventId, what, ...(place !== undefined && { place }) },
  ]
  switch (code) {
    case 'delivered':
      return []
    case 'returned-to-sender':
      return returned?.eventId === eventId ? asStep(code) : []
    case 'destroyed':
      return destroyed?.eventId === eventId ? asStep(code) : []
    case 'delivery-attempt-failed':
      return asStep('attempt-failed')
    case 'label-created':
    case 'handed-over':
    case 'in-transit':
    case 'exception':
    case 'out-for-delivery':
    case 'available-for-pickup':
      return asStep(code)
  }
}
