import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type NonEmptyText, type PositiveInteger, sameContent } from '@aftersale/messages'
import { type CaseUnits, countOfUnits, unitsInBoth, unitsWithout } from '../case-units.js'
import type { DeliveredItem, ReceiveItems } from '../commands.js'
import type {
  ItemsReceived,
  ReceivedItem,
  SerialMismatchFound,
  UnexpectedBecause,
  UnexpectedItemReceived,
} from '../events.js'
import type { RequestedReturn, ReturnCase } from '../state.js'
import { receivableUnits, reservedUnits, serialsAt, withSerials } from '../units-held.js'
import { lowestOf, unitsBySerial } from './parts.js'
import { type ReturnCaseDecision, serialsUnfit } from './refusals.js'

type Several = ReadonlyArray<CaseUnits>
type Told = UnexpectedItemReceived | SerialMismatchFound

/**
 * As many parcels as it takes. What is here is recorded, whatever the case waits for: the units that are waited for,
 * each once, and beside them what nobody announced, what is more than announced, and other units than the announced.
 */
export const receiveItems = ({ data }: ReceiveItems, state: RequestedReturn): ReturnCaseDecision => {
  const { returnCase } = state
  const { parcelId, items, receivedAt } = data
  const known = returnCase.receipts.find((one) => one.parcelId === parcelId)
  if (known !== undefined) {
    const told = known.items.map(({ item }) => item)
    return sameContent([told, known.receivedAt], [items, receivedAt])
      ? alreadyDone
      : reject({ reason: 'ParcelIdReused', parcelId })
  }
  const before = new Set(returnCase.receipts.flatMap((one) => one.items.map(({ item }) => item.itemId)))
  for (const { itemId, quantity, serials } of items) {
    if (before.has(itemId)) return reject({ reason: 'ItemRepeated', itemId })
    before.add(itemId)
    const unfit = serialsUnfit(quantity, serials)
    if (unfit !== undefined) return reject(unfit)
  }

  const closedFor = closedBecause(state)
  const received: ReceivedItem[] = []
  const told: Told[] = []
  let open = closedFor === undefined ? receivableUnits(returnCase) : []
  for (const item of items) {
    const matched = matchedUnits(state, data, item, open, closedFor)
    received.push({ item, taken: withSerials(returnCase, matched.taken) })
    told.push(...matched.told)
    open = unitsWithout(open, matched.taken)
  }
  const event: ItemsReceived = { type: 'ItemsReceived', data: { ...data, items: received } }
  return accept([event, ...told])
}

/** Why nothing is waited for, whatever comes. */
const closedBecause = ({ status, returnCase }: RequestedReturn): UnexpectedBecause | undefined => {
  if (status === 'refused') return 'Refused'
  if (status === 'cancelled') return 'Cancelled'
  if (status === 'expired') return 'Expired'
  return returnCase.authorisation === undefined ? 'NotAuthorised' : undefined
}

const matchedUnits = (
  { returnCase }: RequestedReturn,
  parcel: ReceiveItems['data'],
  item: DeliveredItem,
  open: Several,
  closedFor: UnexpectedBecause | undefined,
): { readonly taken: Several; readonly told: ReadonlyArray<Told> } => {
  const announced = reservedUnits(returnCase).filter((one) => isOf(returnCase, one, item))
  const places = unitsInBoth(open, announced)
  const tracked = places.filter((place) => serialsAt(returnCase, place) !== undefined)
  if (tracked.length > 0) return matchedBySerial(returnCase, parcel, item, tracked, reasonFor(returnCase, announced))

  const taken = lowestOf(places, item.quantity)
  const extra = item.quantity - countOfUnits(taken)
  const because = closedFor ?? (announced.length === 0 ? 'NotAnnounced' : reasonFor(returnCase, announced))
  return { taken, told: extra === 0 ? [] : [unexpected(parcel, item, extra, because, item.serials)] }
}

/** Each serial for itself: the announced one, another of the product, or, once all announced are here, one too many. */
const matchedBySerial = (
  returnCase: ReturnCase,
  parcel: ReceiveItems['data'],
  item: DeliveredItem,
  places: Several,
  because: UnexpectedBecause,
): { readonly taken: Several; readonly told: ReadonlyArray<Told> } => {
  const taken = unitsBySerial(returnCase, places, item.serials ?? [])
  const left = unitsWithout(places, taken)
  const expected = left.flatMap((place) => (serialsAt(returnCase, place) ?? []).map(({ serial }) => serial))
  const matched = taken.flatMap((place) => (serialsAt(returnCase, place) ?? []).map(({ serial }) => serial))
  const others = (item.serials ?? []).filter((serial) => !matched.includes(serial))
  const [place] = left
  if (place === undefined) {
    return {
      taken,
      told: others.length === 0 ? [] : [unexpected(parcel, item, others.length, because, others)],
    }
  }
  if (item.serials === undefined) return { taken, told: [mismatch(parcel, item, place, item.quantity, expected)] }
  return { taken, told: others.map((found) => mismatch(parcel, item, place, 1, expected, found)) }
}

/** The same product, and of the same line where that is known. */
const isOf = (
  { request: { evidence } }: ReturnCase,
  { purchaseId, lineId }: CaseUnits,
  item: DeliveredItem,
): boolean => {
  const sold = evidence
    .find((purchase) => purchase.purchaseId === purchaseId)
    ?.lines.find((line) => line.lineId === lineId)
  return (
    sold?.sku === item.sku &&
    (item.purchaseId === undefined || item.purchaseId === purchaseId) &&
    (item.lineId === undefined || item.lineId === lineId)
  )
}

/** Of announced units, why no more are waited for. */
const reasonFor = ({ cancellations, expiries }: ReturnCase, announced: Several): UnexpectedBecause => {
  const includes = (ended: ReadonlyArray<{ readonly lines: Several }>): boolean =>
    ended.some(({ lines }) => unitsInBoth(announced, lines).length > 0)
  if (includes(cancellations)) return 'Cancelled'
  return includes(expiries) ? 'Expired' : 'MoreThanAnnounced'
}

const unexpected = (
  { returnCaseId, parcelId, receivedAt }: ReceiveItems['data'],
  { itemId, sku }: DeliveredItem,
  quantity: number,
  because: UnexpectedBecause,
  serials: ReadonlyArray<NonEmptyText> | undefined,
): UnexpectedItemReceived => ({
  type: 'UnexpectedItemReceived',
  data: {
    returnCaseId,
    parcelId,
    itemId,
    sku,
    quantity: quantity as PositiveInteger,
    ...(serials === undefined ? {} : { serials }),
    because,
    receivedAt,
  },
})

const mismatch = (
  { returnCaseId, parcelId, receivedAt: foundAt }: ReceiveItems['data'],
  { itemId }: DeliveredItem,
  { purchaseId, lineId }: CaseUnits,
  quantity: number,
  expected: ReadonlyArray<NonEmptyText>,
  found?: NonEmptyText,
): SerialMismatchFound => ({
  type: 'SerialMismatchFound',
  data: {
    returnCaseId,
    parcelId,
    itemId,
    purchaseId,
    lineId,
    quantity: quantity as PositiveInteger,
    expected,
    ...(found === undefined ? {} : { found }),
    foundAt,
  },
})
