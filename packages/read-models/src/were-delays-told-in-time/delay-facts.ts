import type { Moment } from '../moment.js'
import type { ShipmentHistories } from '../what-happened-to-each-shipment/shipment-histories.js'
import {
  arrivalOf,
  fetchableOf,
  type ShipmentHistory,
  type ToldDelay,
} from '../what-happened-to-each-shipment/shipment-history.js'
import type { ContactFact } from '../who-contacted-us/contact-fact.js'
import type { DelayFact } from './delay-fact.js'

/** One row a delay, in order of their beginnings; at the same time by shipment. */
export const delayFacts = (
  histories: ShipmentHistories,
  contacts: ReadonlyArray<ContactFact>,
): ReadonlyArray<DelayFact> => {
  const askedAbout = contactsByPurchase(contacts)
  const delays: Array<DelayFact> = []
  for (const shipment of histories.shipments()) {
    const { purchaseId, announced } = shipment
    const told = [...recordedDelays(shipment), ...unrecordedDelay(shipment)]
    if (told.length === 0) continue
    const contactsOfPurchase = askedAbout.get(purchaseId) ?? []
    const circumstances = histories.circumstancesOf(purchaseId)
    const exclusion = histories.exclusionOf(purchaseId, announced !== undefined)
    for (const [index, delay] of told.entries()) {
      const asked = firstAsked(shipment, contactsOfPurchase, told[index - 1]?.recovered)
      delays.push({ ...delay, firstAsked: asked, circumstances, exclusion })
    }
  }
  return delays.sort(
    (left, right) =>
      left.began.at - right.began.at ||
      (left.shipmentId < right.shipmentId ? -1 : left.shipmentId > right.shipmentId ? 1 : 0),
  )
}

type Told = Omit<DelayFact, 'firstAsked' | 'circumstances' | 'exclusion'>

const recordedDelays = (shipment: ShipmentHistory): ReadonlyArray<Told> =>
  shipment.delays.map((delay) => ({
    ...shared(shipment),
    delayNumber: delay.delayNumber,
    began: beganAt(shipment, delay),
    isRecorded: true,
    expectedAt: delay.expectedAt,
    noticeDueAt: delay.noticeDueAt,
    slips: delay.slips,
    notices: noticesOf(shipment, delay),
    missed: delay.missed,
    recovered: delay.recovered,
  }))

/** Detected only after the promise had passed without a word of it, a delay began when it passed. */
const beganAt = (shipment: ShipmentHistory, { delayNumber, detected }: ToldDelay): Moment => {
  const { promisedBy, etas } = shipment
  const isFirst = delayNumber === 1 && etas.every(({ at }) => at >= detected.at)
  if (promisedBy === undefined || !isFirst || detected.at <= promisedBy) return detected
  const fetchable = fetchableOf(shipment)
  if (fetchable !== undefined && fetchable.at <= promisedBy) return detected
  return { at: promisedBy, eventId: detected.eventId }
}

/** The promise passed, or will have, and nobody had said that it would: whoever heard of it late recorded nothing. */
const unrecordedDelay = (shipment: ShipmentHistory): ReadonlyArray<Told> => {
  const { announced, promisedBy, toleratedUntil, etas, delays } = shipment
  const last = delays.at(-1)
  if (announced === undefined || promisedBy === undefined || toleratedUntil === undefined) return []
  if (last !== undefined && last.recovered === undefined) return []
  const dueAt = etas.length === 0 ? promisedBy : toleratedUntil
  const ends = [
    arrivalOf(shipment),
    fetchableOf(shipment),
    shipment.cancelled,
    shipment.returned,
    shipment.destroyed,
    ...shipment.losses.map(({ lost }) => lost),
  ]
  if (ends.some((end) => end !== undefined && end.at <= dueAt)) return []
  return [
    {
      ...shared(shipment),
      delayNumber: (last?.delayNumber ?? 0) + 1,
      began: { at: dueAt, eventId: announced.eventId },
      isRecorded: false,
      noticeDueAt: promisedBy,
      slips: [],
      notices: [],
    },
  ]
}

const shared = (shipment: ShipmentHistory) => ({
  purchaseId: shipment.purchaseId,
  shipmentId: shipment.shipmentId,
  promisedBy: shipment.promisedBy ?? shipment.firstHeardOf.at,
  arrived: arrivalOf(shipment),
})

const noticesOf = ({ notices }: ShipmentHistory, { delayNumber }: ToldDelay): ReadonlyArray<Moment> =>
  notices
    .filter((notice) => notice.about === 'delay' && notice.delayNumber === delayNumber)
    .map(({ at, eventId }) => ({ at, eventId }))
    .sort((left, right) => left.at - right.at)

/** What was asked before an earlier delay was made up for was about that one. */
const firstAsked = (
  shipment: ShipmentHistory,
  contacts: ReadonlyArray<Moment>,
  recoveredBefore: Moment | undefined,
): Moment | undefined => {
  const { announced, nonReceipts } = shipment
  const from = recoveredBefore?.at ?? announced?.at ?? Number.NEGATIVE_INFINITY
  const until = arrivalOf(shipment)?.at ?? Number.POSITIVE_INFINITY
  const first = [...contacts, ...nonReceipts]
    .filter(({ at }) => at >= from && at < until)
    .reduce<Moment | undefined>((early, one) => (early === undefined || one.at < early.at ? one : early), undefined)
  return first === undefined ? undefined : { at: first.at, eventId: first.eventId }
}

const contactsByPurchase = (contacts: ReadonlyArray<ContactFact>): ReadonlyMap<string, ReadonlyArray<Moment>> => {
  const byPurchase = new Map<string, Array<Moment>>()
  for (const { circumstances, at, eventId, exclusion } of contacts) {
    const { purchaseId } = circumstances
    if (purchaseId === undefined || exclusion !== undefined) continue
    const known = byPurchase.get(purchaseId) ?? []
    known.push({ at, eventId })
    byPurchase.set(purchaseId, known)
  }
  return byPurchase
}
