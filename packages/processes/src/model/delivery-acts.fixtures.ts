import type { PurchaseId, ReturnCaseId } from '@aftersale/domain'
import { evidenceIn, hasEnded } from './act.fixtures.js'
import {
  agent,
  CUSTOMER,
  customer,
  type Dice,
  oneOf,
  returnTerms,
  SHIPMENTS,
  send,
  UNITS,
} from './after-sales-shop.fixtures.js'
import type { Act } from './claim-acts.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { cancelReturn, closeCase } from './return-acts.fixtures.js'
import { answerProposals, goOnWithExchanges, refundLegsOf, retry, unsettled } from './settlement-acts.fixtures.js'
import { CASES, caseOf, PURCHASES, purchaseOf, uuid } from './shop.fixtures.js'

/** The cases of returns that there are: those that customers asked for, and those that claims did. */
const casesIn = (world: LedgerWorld): ReadonlyArray<ReturnCaseId> =>
  [...world.streams.keys()]
    .filter((name) => name.startsWith('returnCase-'))
    .map((name) => name.slice('returnCase-'.length) as ReturnCaseId)

/** Parts of what was shipped arrive, on a day before or after the one that was promised. */
export const delivery: Act = (world, dice) => {
  const index = dice(2)
  const purchaseId = PURCHASES[index] as PurchaseId
  const parts = [
    undefined,
    [{ lineId: 'washer', quantity: 1, serials: [index === 0 ? 'W-1' : 'W-3'] }],
    [{ lineId: 'washer', quantity: 1, serials: [index === 0 ? 'W-2' : 'W-3'] }],
    [{ lineId: 'kettle', quantity: 1 }],
  ]
  const lines = parts[dice(parts.length)]
  send(world, 'purchase', purchaseId, 'ConfirmDelivery', {
    purchaseId,
    shipmentId: SHIPMENTS[index],
    deliveredAt: world.now(),
    ...(lines === undefined ? {} : { lines }),
    proof: { kind: 'signature' },
  })
}

/** News of a shipment by its carrier, some of it wrong. */
const shipmentNews: Act = (world, dice) => {
  const index = dice(2)
  const purchaseId = PURCHASES[index] as PurchaseId
  const [shipmentId, at] = [SHIPMENTS[index], world.now()]
  const later = new Date(Date.parse(at) + (1 + dice(20)) * 86_400_000).toISOString()
  const all: ReadonlyArray<readonly [string, object]> = [
    ['ReviseEta', { newEta: later, source: 'carrier', revisedAt: at }],
    ['RecordCarrierScan', { carrierEventId: `scan-${dice(3)}`, code: 'handed-over', scannedAt: at }],
    ['RecordFound', { foundAt: at }],
    ['ReportNonReceipt', { reportedBy: customer, reportedAt: at }],
  ]
  const [type, data] = all[dice(all.length)] ?? ['', {}]
  send(world, 'purchase', purchaseId, type, { purchaseId, shipmentId, ...data })
}

/** The same units that claims are about are wanted back. */
const requestReturn: Act = (world, dice) => {
  const returnCaseId = CASES.find((id) => caseOf(world, id) === undefined)
  const unit = UNITS[dice(UNITS.length)] ?? UNITS[0]
  if (returnCaseId === undefined) return
  const { purchaseId, lineId } = unit
  send(world, 'returnCase', returnCaseId, 'RequestReturn', {
    returnCaseId,
    customerId: CUSTOMER,
    kind: 'policy-return',
    lines: [
      {
        requestLineId: 'line',
        purchaseId,
        lineId,
        quantity: 1,
        ...('serial' in unit ? { serials: [unit.serial] } : {}),
        reason: 'changed-mind',
      },
    ],
    wanted: { remedy: 'refund' },
    evidence: PURCHASES.map((id) => evidenceIn(world, id)),
    terms: returnTerms,
    requestedBy: customer,
    requestedAt: world.now(),
  })
}

const receive = (world: LedgerWorld, returnCaseId: ReturnCaseId): void => {
  const held = caseOf(world, returnCaseId)?.returnCase.reservations[0]
  const line = held?.lines[0]
  if (held === undefined || line === undefined) return
  const { serials, lineId } = line
  const parcel = world.log.length
  send(world, 'returnCase', returnCaseId, 'ReceiveItems', {
    returnCaseId,
    parcelId: `parcel-${parcel}`,
    items: [
      {
        itemId: `item-${parcel}`,
        purchaseId: held.purchaseId,
        lineId,
        sku: `sku-${lineId}`,
        quantity: 1,
        ...(serials === undefined ? {} : { serials }),
      },
    ],
    receivedAt: world.now(),
  })
}

/** What came is paid for, given back, or exchanged for another. */
const propose = (world: LedgerWorld, returnCaseId: ReturnCaseId, kind: number, dice: Dice): void => {
  const free = oneOf(unsettled(world, returnCaseId), dice)
  if (free === undefined) return
  const number = world.log.length
  const { purchaseId, lineId, units } = free
  const leg = { legId: `leg-${number}`, purchaseId, lines: [{ lineId, units }] }
  const money = { refundId: uuid('eeee', number) }
  const another = { lineId: `new-${number}`, sku: `sku-${lineId}`, kind: 'goods', quantity: 1, serialTracked: false }
  const legs = [
    { kind: 'refund', ...leg, ...money },
    { kind: 'return-to-customer', ...leg, because: 'not-ours' },
    { kind: 'exchange', ...leg, replacementId: uuid('ffff', number), replacement: [another], difference: money },
  ]
  send(world, 'returnCase', returnCaseId, 'ProposeSettlement', {
    returnCaseId,
    settlementId: `settlement-${number}`,
    legs: [legs[kind]],
    evidence: PURCHASES.map((id) => evidenceIn(world, id)),
    terms: returnTerms,
    proposedBy: agent,
    proposedAt: world.now(),
  })
}

const pay = (world: LedgerWorld, returnCaseId: ReturnCaseId, isPaid: boolean): void => {
  for (const { leg, attempts } of refundLegsOf(world, returnCaseId)) {
    for (const { refundId, outcome } of attempts) {
      if (outcome !== 'requested' && outcome !== 'pending') continue
      if (purchaseOf(world, leg.purchaseId).money.refunds.get(refundId)?.status !== 'reserved') continue
      send(world, 'returnCase', returnCaseId, 'RecordRefundOutcome', {
        returnCaseId,
        legId: leg.legId,
        refundId,
        ...(isPaid
          ? { outcome: 'settled', providerRef: `paid-${refundId}` }
          : { outcome: 'failed', because: 'closed' }),
        happenedAt: world.now(),
      })
    }
  }
}

/** A return goes a step on, or ends. */
const returnGoesOn: Act = (world, dice) => {
  const returnCaseId = oneOf(
    casesIn(world).filter((id) => {
      const state = caseOf(world, id)
      return state !== undefined && !hasEnded(state)
    }),
    dice,
  )
  if (returnCaseId === undefined) return requestReturn(world, dice)
  switch (dice(8)) {
    case 0:
    case 1:
      return receive(world, returnCaseId)
    case 2:
    case 3:
    case 4:
      receive(world, returnCaseId)
      propose(world, returnCaseId, Math.max(0, dice(10) - 7), dice)
      return answerProposals(world, returnCaseId, true)
    case 5:
    case 6:
      return pay(world, returnCaseId, dice(4) > 0)
    default:
      return cancelReturn(world, returnCaseId)
  }
}

/** What came is settled and paid, the rest is cancelled. */
export const endAllReturns = (world: LedgerWorld, dice: Dice): void => {
  for (const returnCaseId of casesIn(world)) {
    const state = caseOf(world, returnCaseId)
    if (state === undefined || hasEnded(state)) continue
    answerProposals(world, returnCaseId, false)
    if (dice(2) === 0) receive(world, returnCaseId)
    goOnWithExchanges(world, returnCaseId, 3)
    pay(world, returnCaseId, true)
    retry(world, returnCaseId, dice)
    if (unsettled(world, returnCaseId).length > 0) {
      propose(world, returnCaseId, dice(2), dice)
      answerProposals(world, returnCaseId, true)
    }
    cancelReturn(world, returnCaseId)
    closeCase(world, returnCaseId)
  }
}

const spare = [60, 60 * 24, 60 * 24 * 3, 60 * 24 * 20, 60 * 24 * 75, 60 * 24 * 200]

/** Hours, days or months go by, and nobody is there. */
const timeGoesBy: Act = (world, dice) => {
  world.minutes += spare[dice(spare.length)] ?? 60
}

/** Each as often as it is to happen. */
export const deliveryActs: ReadonlyArray<Act> = [delivery, delivery, delivery, shipmentNews]
export const returnActs: ReadonlyArray<Act> = [requestReturn, returnGoesOn, returnGoesOn, returnGoesOn]
export const timeActs: ReadonlyArray<Act> = [timeGoesBy, timeGoesBy, timeGoesBy]
