import { given } from '@aftersale/decider/testing'
import type { Actor, Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { at, berlin } from '../calendar/calendar.fixtures.js'
import type { Currency } from '../money/currency.js'
import type { ReturnTerms } from '../policy/return-policy/return-facts.js'
import { inGermany, policyWith, shopAlone, shown } from '../policy/return-policy/return-policy.fixtures.js'
import type { PurchaseId } from '../purchase/purchase-id.js'
import { allUnits, type LineId, type UnitRuns, unitsOf, valueOf } from '../units/index.js'
import type { ReturnCaseCommand } from './commands.js'
import type { ReturnCaseEvent } from './events.js'
import type { EvidenceLine, PurchaseEvidence } from './purchase-evidence.js'
import type { RequestLine } from './request-line.js'
import { reservationIdOf } from './reservation-id-of.js'
import { returnCase } from './return-case.js'
import type { ReturnCaseId } from './return-case-id.js'
import type { ReturnCase, ReturnCaseState } from './state.js'

type CommandType = ReturnCaseCommand['type']
type CommandOf<Type extends CommandType> = Extract<ReturnCaseCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const count = (value: number): PositiveInteger => value as PositiveInteger
export const lineId = (words: string): LineId => words as string as LineId
export const units = (...numbers: ReadonlyArray<number>): UnitRuns => unitsOf(numbers)

export const caseId = '0197290f-6a00-7000-8000-0000000000c1' as ReturnCaseId
export const otherCaseId = '0197290f-6a00-7000-8000-0000000000c2' as ReturnCaseId
export const purchaseId = '0197290f-6a00-7000-8000-0000000000a1' as PurchaseId
export const olderPurchaseId = '0197290f-6a00-7000-8000-0000000000a2' as PurchaseId
export const reservationId = reservationIdOf(caseId, purchaseId)

const actor = (kind: Actor['kind'], id: string): Actor => ({ kind, id: text(id) })
const customer = actor('customer', 'customer-1')
export const agent = actor('agent', 'agent-1')
export const system = actor('system', 'returns')

/** The year 2025 in Berlin: 6 May is a Tuesday, the policy's 30 days after it end with Thursday, 5 June. */
export const may = (day: number, time = '12:00'): Instant => at(`2025-05-${`${day}`.padStart(2, '0')}T${time}+02:00`)
export const june = (day: number, time = '12:00'): Instant => at(`2025-06-${`${day}`.padStart(2, '0')}T${time}+02:00`)

/** 30 days from delivery, without and with the law beside it. */
export const shop: ReturnTerms = shopAlone
export const shopInGermany: ReturnTerms = inGermany
export const shopVersion2: ReturnTerms = { ...shop, policy: policyWith({ version: 2 }) }

/** Three kettles of 30.00 and 5.70 tax each, delivered on 6 May. */
export const kettles = (differing: Partial<EvidenceLine> = {}): EvidenceLine => ({
  lineId: lineId('kettles'),
  sku: text('kettle'),
  kind: 'goods',
  quantity: count(3),
  available: allUnits(3),
  deliveredAt: may(6, '14:00'),
  netMinor: 9000n,
  taxMinor: 1710n,
  netLeftMinor: 9000n,
  taxLeftMinor: 1710n,
  ...differing,
})

/** Two phones, each with a serial number, delivered on 6 May. */
export const phones = (differing: Partial<EvidenceLine> = {}): EvidenceLine => ({
  ...kettles(),
  lineId: lineId('phones'),
  sku: text('phone'),
  quantity: count(2),
  available: allUnits(2),
  serialTracked: true,
  serials: [
    { serial: text('SN-1'), unit: count(1) },
    { serial: text('SN-2'), unit: count(2) },
  ],
  netMinor: 40000n,
  taxMinor: 7600n,
  netLeftMinor: 40000n,
  taxLeftMinor: 7600n,
  ...differing,
})

/** Bought online on 1 May, the terms shown before. */
export const purchase = (differing: Partial<PurchaseEvidence> = {}): PurchaseEvidence => ({
  purchaseId,
  revision: 4 as PurchaseEvidence['revision'],
  purchasedAt: at('2025-05-01T10:00+02:00'),
  zone: berlin,
  marketCode: text('DE'),
  currency: 'EUR' as Currency,
  channel: text('web'),
  firstGoodDeliveredAt: may(6, '14:00'),
  lastGoodDeliveredAt: may(6, '14:00'),
  lines: [kettles()],
  shipping: [{ shippingId: text('shipping-1'), netLeftMinor: 500n, taxLeftMinor: 95n }],
  fees: [],
  payments: [{ paymentId: text('payment-1'), tender: text('card'), refundableMinor: 11305n, disputed: false }],
  disclosures: [shown()],
  receipts: [{ kind: 'receipt', verified: true }],
  ...differing,
})

/** A builder of one kind of command: its usual data, but for what is said. */
const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const returnCaseId = caseId

/** Of two of the kettles. */
export const requestLine = (differing: Partial<RequestLine> = {}): RequestLine => ({
  requestLineId: text('request-line-1'),
  purchaseId,
  lineId: lineId('kettles'),
  quantity: count(2),
  reason: text('changed-mind'),
  ...differing,
})

/** By product alone, whatever purchase it is from. */
export const requestLineOf = (sku: string, quantity: number, differing: Partial<RequestLine> = {}): RequestLine => ({
  requestLineId: text(`request-line-of-${sku}`),
  sku: text(sku),
  quantity: count(quantity),
  ...differing,
})

export const request = usual('RequestReturn', {
  returnCaseId,
  kind: 'policy-return',
  lines: [requestLine()],
  wanted: { remedy: 'refund' },
  evidence: [purchase()],
  terms: shop,
  requestedBy: customer,
  requestedAt: may(20),
})
export const refuse = usual('RefuseReturn', {
  returnCaseId,
  reasons: ['Opened'],
  terms: shop,
  refusedBy: agent,
  refusedAt: may(21),
})
export const override = usual('OverridePolicy', {
  returnCaseId,
  ruleId: 'OutsideWindow',
  overriddenBy: agent,
  because: text('loyal-customer'),
  overriddenAt: may(21),
})
export const authorise = usual('AuthoriseReturn', {
  returnCaseId,
  authorisationId: text('RMA-1'),
  terms: shop,
  authorisedBy: system,
  authorisedAt: may(20, '12:05'),
})
/** Two of the kettles. */
export const confirm = usual('ConfirmReservation', {
  returnCaseId,
  purchaseId,
  reservationId,
  lines: [{ lineId: lineId('kettles'), units: units(1, 2), netMinor: 6000n, taxMinor: 1140n }],
  reservedAt: may(20, '12:01'),
})
export const refuseReservation = usual('RefuseReservation', {
  returnCaseId,
  purchaseId,
  reservationId,
  because: 'QuantityExceedsAvailable',
  refusedAt: may(20, '12:01'),
})
export const handOver = usual('RecordReturnHandover', {
  returnCaseId,
  parcelId: text('parcel-1'),
  handedOverAt: may(22),
})
export const scan = usual('RecordReturnScan', {
  returnCaseId,
  parcelId: text('parcel-1'),
  carrierEventId: text('scan-1'),
  code: 'in-transit',
  scannedAt: may(23),
})
export const cancel = usual('CancelReturn', {
  returnCaseId,
  cancellationId: text('cancellation-1'),
  cancelledBy: customer,
  cancelledAt: may(24),
})
/** 14 days after 20 May end with Tuesday, 3 June. */
export const shipBy = june(4, '00:00')
export const expire = usual('ExpireReturn', { returnCaseId, dueAt: shipBy })
export const lose = usual('DeclareReturnLost', {
  returnCaseId,
  parcelId: text('parcel-1'),
  because: text('carrier-says-so'),
  lostAt: june(20),
})
export const receive = usual('ReceiveItems', {
  returnCaseId,
  parcelId: text('parcel-1'),
  items: [{ itemId: text('item-1'), sku: text('kettle'), quantity: count(2) }],
  receivedAt: may(26),
})
export const inspect = usual('InspectItem', {
  returnCaseId,
  inspectionId: text('inspection-1'),
  itemId: text('item-1'),
  quantity: count(2),
  grade: 'B-opened',
  inspectedBy: agent,
  inspectedAt: may(27),
})
export const dispose = usual('DecideDisposition', {
  returnCaseId,
  dispositionId: text('disposition-1'),
  itemId: text('item-1'),
  quantity: count(2),
  disposition: 'resell',
  decidedBy: agent,
  decidedAt: may(28),
})

export const item = (sku: string, quantity: number, differing: object = {}) => ({
  itemId: text(`item-of-${sku}`),
  sku: text(sku),
  quantity: count(quantity),
  ...differing,
})

/** What the purchase answers to all that the case draws on and that it has not answered yet: the lowest free units. */
export const reserve = (history: ReadonlyArray<ReturnCaseEvent>): ReadonlyArray<CommandOf<'ConfirmReservation'>> => {
  const known = caseOf(history)
  const pending = known.draws.filter(
    (draw) => !known.reservations.some((reservation) => reservation.reservationId === draw.reservationId),
  )
  return [...new Set(pending.map((draw) => draw.reservationId))].map((id) => {
    const draws = pending.filter((draw) => draw.reservationId === id)
    const [first] = draws
    if (first === undefined) throw new Error('A reservation has draws')
    return confirm({
      purchaseId: first.purchaseId,
      reservationId: id,
      lines: [...new Set(draws.map((draw) => draw.lineId))].map((line) =>
        reservedLine(known, first.purchaseId, line, draws),
      ),
    })
  })
}

const reservedLine = (
  { request: { evidence } }: ReturnCase,
  ofPurchase: PurchaseId,
  ofLine: LineId,
  draws: ReturnCase['draws'],
): DataOf<'ConfirmReservation'>['lines'][number] => {
  const sold = evidence.find((one) => one.purchaseId === ofPurchase)?.lines.find((one) => one.lineId === ofLine)
  if (sold === undefined) throw new Error(`Nothing is known of ${ofLine}`)
  const ofDraws = draws.filter((draw) => draw.lineId === ofLine)
  const quantity = ofDraws.reduce((sum, draw) => sum + draw.quantity, 0)
  const serials = ofDraws.flatMap((draw) => draw.serials ?? [])
  const free = sold.available.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  )
  const held =
    serials.length === 0
      ? free.slice(0, quantity)
      : (sold.serials ?? []).filter(({ serial }) => serials.includes(serial)).map(({ unit }) => unit)
  const runs = unitsOf(held)
  return {
    lineId: ofLine,
    units: runs,
    ...(serials.length === 0 ? {} : { serials }),
    netMinor: valueOf({ totalMinor: sold.netMinor, quantity: sold.quantity }, runs),
    taxMinor: valueOf({ totalMinor: sold.taxMinor, quantity: sold.quantity }, runs),
  }
}

/** The case that this history made. */
export const caseOf = (history: ReadonlyArray<ReturnCaseEvent>): ReturnCase => {
  const state: ReturnCaseState = given(returnCase, history).state
  if (state.status === 'not-requested') throw new Error('Nothing was requested')
  return state.returnCase
}

/** The history of a case to which all this was said, none of it refused. `'reserve'` stands for the purchases' answers. */
export const after = (...steps: ReadonlyArray<ReturnCaseCommand | 'reserve'>): ReadonlyArray<ReturnCaseEvent> =>
  steps.reduce<ReadonlyArray<ReturnCaseEvent>>(
    (history, step) =>
      (step === 'reserve' ? reserve(history) : [step]).reduce<ReadonlyArray<ReturnCaseEvent>>(
        (so, command) => [...so, ...recordedBy(so, command)],
        history,
      ),
    [],
  )

export const statusAfter = (history: ReadonlyArray<ReturnCaseEvent>): ReturnCaseState['status'] =>
  given(returnCase, history).state.status

/** What a command records; throws for a rejection. */
export const recordedBy = (
  history: ReadonlyArray<ReturnCaseEvent>,
  command: ReturnCaseCommand,
): ReadonlyArray<ReturnCaseEvent> => {
  const { decision } = given(returnCase, history).when(command)
  if (E.isLeft(decision)) throw new Error(`${command.type} is rejected: ${decision.left.reason}`)
  return decision.right
}

type DataByType = { readonly [Event in ReturnCaseEvent as Event['type']]: Event['data'] }

/** The data of the one event of that type that a command records. */
export const toldBy = <Type extends ReturnCaseEvent['type']>(
  history: ReadonlyArray<ReturnCaseEvent>,
  command: ReturnCaseCommand,
  type: Type,
): DataByType[Type] => {
  const found = recordedBy(history, command).filter((event) => event.type === type)
  const [event] = found
  if (event === undefined || found.length > 1) throw new Error(`${found.length} events are ${type}`)
  return event.data as unknown as DataByType[Type]
}

export const typesOf = (events: ReadonlyArray<ReturnCaseEvent>): ReadonlyArray<string> => events.map(({ type }) => type)

/** The rejection of a command; throws where it is accepted. */
export const rejectedBy = (history: ReadonlyArray<ReturnCaseEvent>, command: ReturnCaseCommand) => {
  const { decision } = given(returnCase, history).when(command)
  if (E.isRight(decision)) throw new Error(`${command.type} is accepted`)
  return decision.left
}

/** Two kettles, authorised. */
export const authorised = after(request(), 'reserve', authorise())
