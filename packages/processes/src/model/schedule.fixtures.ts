import type { PurchaseEvent, PurchaseId, StoreCreditEvent } from '@aftersale/domain'
import type { Process } from '../process.js'
import { type Act, type Dice, hasEnded } from './act.fixtures.js'
import { acts, timePasses } from './acts.fixtures.js'
import { spendWhatIsLeft } from './credit-acts.fixtures.js'
import { faultOfCredit } from './credit-counting.fixtures.js'
import { faultOfPurchase } from './ledger-faults.fixtures.js'
import { openedLedger } from './ledger-shop.fixtures.js'
import { type BrokenRules, drain, type LedgerWorld, ModelRunner } from './ledger-world.fixtures.js'
import { lampsArrive, shipmentArrives } from './purchase-acts.fixtures.js'
import { cancelReturn, closeCase, requestReturn } from './return-acts.fixtures.js'
import {
  answerProposals,
  goOnWithExchanges,
  propose,
  refundLegsOf,
  retry,
  unsettled,
} from './settlement-acts.fixtures.js'
import { CASES, caseOf, processesOfTheLedger, purchaseOf, toCase } from './shop.fixtures.js'

export interface Play {
  readonly world: LedgerWorld
  /** The first thing that must never be, in words; nothing where all is right. */
  readonly fault: string | undefined
}

export interface Rules {
  readonly brokenRules?: BrokenRules
  readonly processes?: ReadonlyArray<Process>
}

/**
 * Plays a schedule: what people do, and what two runners of the same processes do about it, step by step, with crashes,
 * lost answers and an unreachable store between any two steps. At the end all that is begun is brought to its end.
 */
export const play = (
  schedule: ReadonlyArray<number>,
  { brokenRules, processes = processesOfTheLedger }: Rules = {},
): Play => {
  const world = openedLedger(brokenRules)
  const runner = new ModelRunner(world, processes)
  // Hears all that the other hears, before or after it: every delivery comes twice, in another order.
  const twin = new ModelRunner(world, processes)
  for (const [index, number] of schedule.entries()) {
    const dice = diceOf(number)
    world.minutes += 1
    // Most begin with a return on its way, so that there is something to settle.
    if (index === 0 && dice(4) > 0) {
      requestReturn(world, dice)
      requestReturn(world, dice)
      steps(runner, dice, 100)
    }
    const what = dice(20)
    if (what < 9) anAct(dice)(world, dice)
    else if (what < 13) steps(runner, dice, 5)
    else if (what < 15) steps(runner, dice, 40)
    else if (what < 18) steps(twin, dice, 5)
    else if (what < 19) steps(twin, dice, 40)
    else (dice(2) === 0 ? runner : twin).crash(dice(3))
  }
  drain(runner)
  drain(twin)
  const early = faultIn(world)
  if (early !== undefined) return { world, fault: early }
  bringToAnEnd(world, runner)
  drain(twin)
  return { world, fault: faultIn(world) ?? leakIn(world) }
}

const anAct = (dice: Dice): Act => acts[dice(acts.length)] ?? (() => undefined)

const steps = (runner: ModelRunner, dice: Dice, most: number): void => {
  for (let count = 1 + dice(most); count > 0; count -= 1) {
    const waiting = runner.waiting()
    const name = waiting[dice(waiting.length || 1)]
    if (name === undefined) return
    const chance = dice(12)
    runner.step(name, chance === 0 ? 'unanswered' : chance === 1 ? 'unavailable' : 'none')
  }
}

/** As many numbers as are wanted from one, the same ones each time. */
export const diceOf = (seed: number): Dice => {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** Proposals are dropped, exchanges go out, money is paid, what came goes back to the customer, the rest is cancelled. */
const bringToAnEnd = (world: LedgerWorld, runner: ModelRunner): void => {
  const dice = diceOf(world.log.length)
  shipmentArrives(world)
  lampsArrive(world)
  for (let round = 0; round < 5; round += 1) {
    world.minutes += 1
    for (const returnCaseId of CASES) {
      if (caseOf(world, returnCaseId) === undefined) continue
      answerProposals(world, returnCaseId, false)
      goOnWithExchanges(world, returnCaseId, 3)
      payWhatIsReserved(world, returnCaseId)
      retry(world, returnCaseId, dice)
      if (unsettled(world, returnCaseId).length > 0) {
        propose(world, returnCaseId, 3, dice)
        answerProposals(world, returnCaseId, true)
      }
      cancelReturn(world, returnCaseId)
      closeCase(world, returnCaseId)
    }
    drain(runner)
  }
  // What was announced and never sent expires.
  timePasses(world, 60 * 24 * 60)
  for (const returnCaseId of CASES) if (caseOf(world, returnCaseId) !== undefined) closeCase(world, returnCaseId)
  drain(runner)
  spendWhatIsLeft(world)
}

const payWhatIsReserved = (world: LedgerWorld, returnCaseId: (typeof CASES)[number]): void => {
  for (const { leg, attempts } of refundLegsOf(world, returnCaseId)) {
    for (const { refundId, outcome } of attempts) {
      if (outcome !== 'requested' && outcome !== 'pending') continue
      if (purchaseOf(world, leg.purchaseId).money.refunds.get(refundId)?.status !== 'reserved') continue
      const data = {
        returnCaseId,
        legId: leg.legId,
        refundId,
        outcome: 'settled',
        providerRef: `paid-${refundId}`,
        happenedAt: world.now(),
      }
      toCase(world, { type: 'RecordRefundOutcome', data } as unknown as Parameters<typeof toCase>[1])
    }
  }
}

const eventsOf = (world: LedgerWorld, name: string): ReadonlyArray<unknown> =>
  world.streams.get(name)?.events.map(({ occurrence }) => occurrence.event) ?? []

const faultIn = (world: LedgerWorld): string | undefined => {
  for (const name of world.streams.keys()) {
    const fault = name.startsWith('purchase-')
      ? faultOfPurchase(eventsOf(world, name) as ReadonlyArray<PurchaseEvent>)
      : name.startsWith('storeCredit-')
        ? faultOfCredit(eventsOf(world, name) as ReadonlyArray<StoreCreditEvent>)
        : undefined
    if (fault !== undefined) return `${name}: ${fault}`
  }
  return undefined
}

const purchasesIn = (world: LedgerWorld): ReadonlyArray<PurchaseId> =>
  [...world.streams.keys()]
    .filter((name) => name.startsWith('purchase-'))
    .map((name) => name.slice('purchase-'.length) as PurchaseId)

/** Once everything is over, nothing may be left: no unit held for a case that ended, no refund, no credit by halves. */
export const leakIn = (world: LedgerWorld): string | undefined => {
  for (const purchaseId of purchasesIn(world)) {
    const { units, money } = purchaseOf(world, purchaseId)
    for (const { reserved, held } of units.reservations.values()) {
      if (reserved.holder.aggregate !== 'returnCase' || held.size === 0) continue
      const state = caseOf(world, reserved.holder.id as (typeof CASES)[number])
      const isKnown = state?.returnCase.reservations.some((known) => known.reservationId === reserved.reservationId)
      if (isKnown !== true) return `${purchaseId}: reservation ${reserved.reservationId} is known to no case`
      if (state === undefined || hasEnded(state)) {
        return `${purchaseId}: reservation ${reserved.reservationId} is held by a case that ended`
      }
    }
    for (const [refundId, { reserved, status }] of money.refunds) {
      if (reserved.holder.aggregate !== 'returnCase') continue
      const leg = refundLegsOf(world, reserved.holder.id as (typeof CASES)[number]).find(({ attempts }) =>
        attempts.some((attempt) => attempt.refundId === refundId),
      )
      if (leg === undefined) return `refund ${refundId} is reserved for no leg`
      const attempt = leg.attempts.find((one) => one.refundId === refundId)
      if (status === 'reserved' && attempt?.outcome !== 'requested' && attempt?.outcome !== 'pending') {
        return `refund ${refundId} stays reserved, and its leg says ${attempt?.outcome}`
      }
      if (status === 'settled' && attempt?.outcome !== 'settled' && leg.status !== 'settled') {
        return `refund ${refundId} is settled, and its leg says ${attempt?.outcome}`
      }
    }
  }
  return creditLeakIn(world)
}

/** Each credit of a return was captured, refunded and issued, once and for the same amount. */
const creditLeakIn = (world: LedgerWorld): string | undefined => {
  const settled = new Map<string, bigint>()
  for (const purchaseId of purchasesIn(world)) {
    for (const { reserved, status, settlement } of purchaseOf(world, purchaseId).money.refunds.values()) {
      if (reserved.payout !== 'store-credit' || status !== 'settled' || settlement === undefined) continue
      settled.set(
        settlement.providerRef,
        reserved.tenders.reduce((sum, { minor }) => sum + minor, 0n),
      )
    }
  }
  for (const name of world.streams.keys()) {
    if (!name.startsWith('storeCredit-')) continue
    const [issued] = eventsOf(world, name) as ReadonlyArray<StoreCreditEvent>
    if (issued?.type !== 'StoreCreditIssued') return `${name} begins with ${issued?.type}`
    // A gift has no return behind it.
    if (issued.data.cause.aggregate !== 'returnCase') continue
    const creditId = issued.data.creditId as string
    if (settled.get(creditId) !== issued.data.minor) {
      return `${name} is worth ${issued.data.minor}, and ${settled.get(creditId) ?? 'nothing'} was set aside for it`
    }
    settled.delete(creditId)
  }
  const [missing] = settled.keys()
  return missing === undefined ? undefined : `store credit ${missing} was paid for and never issued`
}
