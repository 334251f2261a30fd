import { purchaseAggregate, returnCaseAggregate, storeCreditAggregate } from '@aftersale/domain'
import { dueCommands } from '../due-commands.js'
import type { Act } from './act.fixtures.js'
import { spendCredit } from './credit-acts.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import {
  cancelSome,
  dispute,
  goodwill,
  goodwillRefund,
  paidAfterAll,
  sendLamps,
  shipmentNews,
} from './purchase-acts.fixtures.js'
import { cancelAny, handOver, loseReturn, receiveItems, refuseReturn, requestReturn } from './return-acts.fixtures.js'
import {
  approveSettlement,
  exchangesGoOn,
  proposeSettlement,
  providerAnswers,
  retryRefund,
  settleAtOnce,
  settleWholeOrder,
} from './settlement-acts.fixtures.js'
import { toCase, toCredit, toPurchase } from './shop.fixtures.js'

/** Days go by, and everything that fell due is done. */
export const timePasses = (world: LedgerWorld, minutes: number): void => {
  world.minutes += minutes
  for (const name of world.streams.keys()) {
    const category = name.slice(0, name.indexOf('-'))
    const id = name.slice(category.length + 1)
    switch (category) {
      case 'purchase':
        for (const command of dueCommands(purchaseAggregate, world.stateOf(purchaseAggregate, id), world.now())) {
          toPurchase(world, command)
        }
        break
      case 'returnCase':
        for (const command of dueCommands(returnCaseAggregate, world.stateOf(returnCaseAggregate, id), world.now())) {
          toCase(world, command)
        }
        break
      case 'storeCredit':
        for (const command of dueCommands(storeCreditAggregate, world.stateOf(storeCreditAggregate, id), world.now())) {
          toCredit(world, command)
        }
        break
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
  settleWholeOrder,
  settleWholeOrder,
  settleWholeOrder,
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
  paidAfterAll,
  goodwillRefund,
  cancelSome,
  sendLamps,
  sendLamps,
  dispute,
  dispute,
  cancelAny,
  refuseReturn,
  handOver,
  loseReturn,
  shipmentNews,
  timeGoesBy,
  spendCredit,
  spendCredit,
  spendCredit,
]
