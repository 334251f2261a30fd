import { purchaseAggregate, returnCaseAggregate } from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import { dueCommands } from './due-commands.js'
import { ask, everythingHappens, firstCase, firstPurchase } from './model/scene.fixtures.js'
import { openedShop } from './model/shop.fixtures.js'

const at = (instant: string): Instant => instant as Instant

describe('the commands that the passing of time issues', () => {
  it('are none before anything is due', () => {
    const world = openedShop()
    const state = world.stateOf(purchaseAggregate, firstPurchase)
    expect(dueCommands(purchaseAggregate, state, at('2025-06-03T11:59:59.999Z'))).toEqual([])
  })

  it('come in the order in which they fell due, from the instant on', () => {
    const world = openedShop()
    const state = world.stateOf(purchaseAggregate, firstPurchase)
    // Promised by 3 June, 12:00, with two hours of tolerance; handed over on 1 June, 12:00, and lost after ten days.
    expect(dueCommands(purchaseAggregate, state, at('2025-06-11T12:00:00.000Z')).map(({ type }) => type)).toEqual([
      'DetectDelay',
      'DeclareLost',
    ])
    expect(dueCommands(purchaseAggregate, state, at('2025-06-11T11:59:59.999Z')).map(({ type }) => type)).toEqual([
      'DetectDelay',
    ])
  })

  it('expire a return that was not sent', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 1 }])
    everythingHappens(world)
    const state = world.stateOf(returnCaseAggregate, firstCase)
    expect(dueCommands(returnCaseAggregate, state, at('2025-07-01T00:00:00.000Z'))).toMatchObject([
      { type: 'ExpireReturn' },
    ])
  })
})
