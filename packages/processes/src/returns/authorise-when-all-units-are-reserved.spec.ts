import { ask, everythingHappens, reactionTo, secondPurchase, shortly } from '../model/scene.fixtures.js'
import { openedShop, terms } from '../model/shop.fixtures.js'
import { authoriseWhenAllUnitsAreReserved } from './authorise-when-all-units-are-reserved.js'
import { holdWhatThePurchaseReserved } from './hold-what-the-purchase-reserved.js'

const authorise = authoriseWhenAllUnitsAreReserved(() => ({ terms }))

describe('a return whose units are reserved', () => {
  it('is authorised once every purchase has reserved its part, and not before', () => {
    const world = openedShop()
    ask(world, [
      { lineId: 'kettle', quantity: 1 },
      { lineId: 'kettle', quantity: 1, purchaseId: secondPurchase },
    ])
    everythingHappens(world, authorise, holdWhatThePurchaseReserved)
    const confirmLast = () => reactionTo(world, holdWhatThePurchaseReserved, 'UnitsReserved')
    confirmLast()
    expect(reactionTo(world, authorise, 'ReturnUnitsReserved')).toEqual([])

    everythingHappens(world, authorise)

    expect(reactionTo(world, authorise, 'ReturnUnitsReserved')).toMatchObject([
      {
        to: 'returnCase',
        type: 'AuthoriseReturn',
        became: 'done',
        data: { authorisedBy: { kind: 'system', id: 'authorise-when-all-units-are-reserved' } },
      },
    ])
    expect(reactionTo(world, authorise, 'ReturnUnitsReserved')).toEqual([])
  })

  it('waits for a person where the terms are not to be had', () => {
    const world = openedShop()
    const withoutTerms = authoriseWhenAllUnitsAreReserved(() => undefined)
    ask(world, [{ lineId: 'kettle', quantity: 1 }])
    everythingHappens(world, withoutTerms)
    expect(reactionTo(world, withoutTerms, 'ReturnUnitsReserved')).toEqual([])
  })

  it('waits for a person where the policy asks for a review', () => {
    const world = openedShop()
    const policy = { ...terms.policy, review: { kinds: ['policy-return'] } }
    ask(world, [{ lineId: 'kettle', quantity: 1 }], { terms: { ...terms, policy } })
    everythingHappens(world, authorise)
    expect(shortly(reactionTo(world, authorise, 'ReturnUnitsReserved'))).toEqual([])
  })
})
