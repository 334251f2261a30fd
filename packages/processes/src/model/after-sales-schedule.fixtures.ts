import type { PurchaseEvent, StoreCreditEvent } from '@aftersale/domain'
import type { Process } from '../process.js'
import { type Dice, openedShop, timedAggregates } from './after-sales-shop.fixtures.js'
import { assetActs } from './asset-acts.fixtures.js'
import { faultInBilling } from './billing-faults.fixtures.js'
import { type Act, claimActs, endAllClaims, handAllBack } from './claim-acts.fixtures.js'
import { faultOfCredit } from './credit-counting.fixtures.js'
import { faultInFirings, faultInWaiting } from './deadline-faults.fixtures.js'
import { type BrokenKeeping, DeadlineKeeper, type KeeperFault } from './deadline-keeper.fixtures.js'
import { delivery, deliveryActs, endAllReturns, returnActs, timeActs } from './delivery-acts.fixtures.js'
import { faultInEntitlements } from './entitlement-faults.fixtures.js'
import { faultLeftHanging } from './hanging.fixtures.js'
import { faultOfPurchase } from './ledger-faults.fixtures.js'
import { type BrokenRules, drain, type LedgerWorld, ModelRunner } from './ledger-world.fixtures.js'
import { planActs } from './plan-acts.fixtures.js'
import { processes as allProcesses } from './processes.fixtures.js'
import { faultInRemedies } from './remedy-faults.fixtures.js'
import { diceOf, leakIn } from './schedule.fixtures.js'
import { firstOf, type Story, storyOf } from './story.fixtures.js'
import { faultInDays, faultInVisits } from './technician-faults.fixtures.js'
import { faultInCarried, faultInTerms } from './term-faults.fixtures.js'
import { ticketActs } from './ticket-acts.fixtures.js'
import { endAllVisits, visitActs } from './visit-acts.fixtures.js'

export interface Play {
  readonly world: LedgerWorld
  /** The first thing that must never be, in words; nothing where all is right. */
  readonly fault: string | undefined
}

/** What is left out or done wrong on purpose. */
export interface Wrongs {
  readonly brokenRules?: BrokenRules
  readonly processes?: ReadonlyArray<Process>
  readonly brokenKeeping?: BrokenKeeping
}

/**
 * Plays a schedule: what people and devices do, and what two runners of the same processes and two keepers of the same
 * deadlines do about it, each a few steps at a time, some of them lost, doubled or late. At the end all of them catch up,
 * what waits for people is brought to its end, and everything is heard again from the beginning.
 */
export const play = async (
  schedule: ReadonlyArray<number>,
  { brokenRules, processes = allProcesses, brokenKeeping }: Wrongs = {},
): Promise<Play> => {
  const world = openedShop(brokenRules)
  const runners = [new ModelRunner(world, processes), new ModelRunner(world, processes)] as const
  let dice = diceOf(0)
  const settings = {
    aggregates: timedAggregates,
    nextFault: (): KeeperFault => FAULTS[dice(16)] ?? 'none',
    meanwhile: () => (dice(2) === 0 ? steps(runners[1], dice, 3) : anAct(dice)(world, dice)),
    // In a replay, that is: not here.
    broken: brokenKeeping === 'in-a-replay' ? undefined : brokenKeeping,
  }
  const keepers = [new DeadlineKeeper(world, settings), new DeadlineKeeper(world, settings)] as const
  for (const [index, number] of schedule.entries()) {
    dice = diceOf(number)
    world.minutes += 1 + dice(40)
    // Most begin with what was bought at home, so that it can fail.
    if (index === 0 && dice(5) > 0) {
      for (let parts = 6; parts > 0; parts -= 1) delivery(world, dice)
      steps(runners[0], dice, 200)
    }
    const what = dice(24)
    if (what < 10) anAct(dice)(world, dice)
    else if (what < 18) steps(runners[dice(3) === 0 ? 1 : 0], dice, what < 14 ? 5 : 60)
    else if (what < 19) runners[dice(2) === 0 ? 1 : 0].crash(dice(3))
    else await keepAWhile(keepers[dice(3) === 0 ? 1 : 0], dice)
  }
  const everybody = { world, runners, keepers }
  await catchUp(everybody)
  const early = faultIn(world, storyOf(world))
  if (early !== undefined) return { world, fault: early }
  await bringToAnEnd(everybody, diceOf(world.log.length))
  const story = storyOf(world)
  const fault = faultIn(world, story) ?? leakIn(world) ?? faultLeftHanging(world, story)
  return { world, fault: fault ?? (await faultInAReplay(world, processes, brokenKeeping)) }
}

const FAULTS: ReadonlyArray<KeeperFault> = ['unanswered', 'unavailable', 'meanwhile']

/** Each kind of deed as often as it is to happen. */
const kinds: ReadonlyArray<ReadonlyArray<Act>> = [
  deliveryActs,
  deliveryActs,
  claimActs,
  claimActs,
  claimActs,
  claimActs,
  visitActs,
  visitActs,
  visitActs,
  ticketActs,
  returnActs,
  returnActs,
  planActs,
  planActs,
  assetActs,
  timeActs,
]

const anAct = (dice: Dice): Act => {
  const acts = kinds[dice(kinds.length)] ?? []
  return acts[dice(acts.length)] ?? (() => undefined)
}

const steps = (runner: ModelRunner, dice: Dice, most: number): void => {
  for (let count = 1 + dice(most); count > 0; count -= 1) {
    const waiting = runner.waiting()
    const name = waiting[dice(waiting.length || 1)]
    if (name === undefined) return
    const chance = dice(14)
    runner.step(name, chance === 0 ? 'unanswered' : chance === 1 ? 'unavailable' : 'none')
  }
}

const keepAWhile = async (keeper: DeadlineKeeper, dice: Dice): Promise<void> => {
  if (dice(6) === 0) keeper.crash()
  else if (dice(3) === 0) keeper.hear(dice(20))
  else keeper.hear()
  await keeper.work(1 + dice(12))
  if (dice(3) === 0) keeper.keep()
}

interface Everybody {
  readonly world: LedgerWorld
  readonly runners: ReadonlyArray<ModelRunner>
  readonly keepers: ReadonlyArray<DeadlineKeeper>
}

/** All runners and keepers do all that is left to do, undisturbed. */
const catchUp = async ({ world, runners, keepers }: Everybody): Promise<void> => {
  for (let before = -1; before !== world.log.length; ) {
    before = world.log.length
    for (const runner of runners) drain(runner)
    for (const keeper of keepers) await keeper.catchUp()
  }
}

/** What waits for a person finds one: visits are made, claims decided, repaired and closed, returns paid. */
const bringToAnEnd = async (everybody: Everybody, dice: Dice): Promise<void> => {
  const { world } = everybody
  for (let round = 0; round < 8; round += 1) {
    world.minutes += 60 * 24
    endAllVisits(world, dice)
    handAllBack(world)
    endAllClaims(world, dice)
    endAllReturns(world, dice)
    // The others hear of all that at the very end.
    await catchUp({ world, runners: everybody.runners.slice(0, 1), keepers: everybody.keepers.slice(0, 1) })
  }
  // Years later, everything is over.
  world.minutes += 60 * 24 * 450
  await catchUp(everybody)
}

const faultIn = (world: LedgerWorld, story: Story): string | undefined =>
  firstOf(
    () => faultInLedgers(world),
    () => faultInRemedies(story),
    () => faultInBilling(story),
    () => faultInTerms(story),
    () => faultInCarried(story),
    () => faultInDays(story),
    () => faultInVisits(story),
    () => faultInEntitlements(story),
    () => faultInFirings(story),
    () => faultInWaiting(story, world.now()),
  )

const faultInLedgers = ({ streams }: LedgerWorld): string | undefined => {
  for (const [name, { events }] of streams) {
    if (!name.startsWith('purchase-') && !name.startsWith('storeCredit-')) continue
    const told = events.map(({ occurrence }) => occurrence.event) as ReadonlyArray<unknown>
    const fault = name.startsWith('purchase-')
      ? faultOfPurchase(told as ReadonlyArray<PurchaseEvent>)
      : faultOfCredit(told as ReadonlyArray<StoreCreditEvent>)
    if (fault !== undefined) return `${name}: ${fault}`
  }
  return undefined
}

/** New runners and a new keeper hear everything from the beginning: nothing may follow from it. */
const faultInAReplay = async (
  world: LedgerWorld,
  processes: ReadonlyArray<Process>,
  broken: BrokenKeeping | undefined,
): Promise<string | undefined> => {
  const before = world.log.length
  const settings = { aggregates: timedAggregates, nextFault: () => 'none' as const, meanwhile: () => undefined, broken }
  drain(new ModelRunner(world, processes))
  await new DeadlineKeeper(world, settings).catchUp()
  const again = world.log[before]
  return again === undefined
    ? undefined
    : `in a replay ${again.occurrence.event.type} follows (${again.occurrence.stream}, ${again.occurrence.metadata.commandId})`
}
