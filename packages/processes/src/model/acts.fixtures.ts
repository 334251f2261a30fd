import { purchaseAggregate, returnCaseAggregate } from '@aftersale/domain'
import { dueCommands } from '../due-commands.js'
import type { Act } from './act.fixtures.js'
import { spendCredit } from './credit-acts.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { dispute, goodwill, goodwillRefund, shipmentNews } from './purchase-acts.fixtures.js'
import { cancelAny, handOver, loseReturn, receiveItems, refuseReturn, requestReturn } from './return-acts.fixtures.js'
import {
  approveSettlement,
  exchangesGoOn,
  proposeSettlement,
  providerAnswers,
  retryRefund,
  settleAtOnce,
} from './settlement-acts.fixtures.js'
import { CASES, PURCHASES, toCase, toPurchase } from './shop.fixtures.js'

/** Days go by, and everything that fell due is done. */
export const timePasses = (world: LedgerWorld, minutes: number): void => {
  world.minutes += minutes
  for (const purchaseId of PURCHASES) {
    for (const command of dueCommands(purchaseAggregate, world.stateOf(purchaseAggregate, purchaseId), world.now())) {
      toPurchase(world, command)
    }
  }
  for (const returnCaseId of CASES) {
    for (const command of dueCommands(
      returnCaseAggregate,
      world.stateOf(returnCaseAggregate, returnCaseId),
      world.now(),
    )) {
      toCase(world, command)
    }
  }
}

const timeGoesBy: Act = (world, dice) => timePasses(world, [60, 60 * 24, 60 * 24 * 11, 60 * 24 * 16][dice(4)] ?? 60)
/** Each as often as it is to happen. */
export const acts: ReadonlyArray<Act> = [
  requestReturn,
  requestReturn,
  requestReturn,
  requestReturn,
  receiveItems,
  receiveItems,
  receiveItems,
  settleAtOnce,
  settleAtOnce,
  settleAtOnce,
  proposeSettlement,
  proposeSettlement,
  approveSettlement,
  approveSettlement,
  providerAnswers,
  providerAnswers,
  retryRefund,
  exchangesGoOn,
  exchangesGoOn,
  goodwill,
  goodwillRefund,
  dispute,
  cancelAny,
  refuseReturn,
  handOver,
  loseReturn,
  shipmentNews,
  timeGoesBy,
  spendCredit,
]
