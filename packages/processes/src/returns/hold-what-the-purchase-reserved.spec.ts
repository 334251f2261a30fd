import { agent, ask, doCase, doPurchase, everythingHappens, reactionTo, shortly } from '../model/scene.fixtures.js'
import { openedShop, uuid } from '../model/shop.fixtures.js'
import { holdWhatThePurchaseReserved } from './hold-what-the-purchase-reserved.js'

describe('units that a purchase reserved for a return', () => {
  it('are held by the case', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 2 }])
    everythingHappens(world, holdWhatThePurchaseReserved)

    expect(reactionTo(world, holdWhatThePurchaseReserved, 'UnitsReserved')).toMatchObject([
      {
        to: 'returnCase',
        type: 'ConfirmReservation',
        became: 'done',
        data: { lines: [{ lineId: 'kettle', units: [{ first: 3, last: 4 }], netMinor: 3585n, taxMinor: 681n }] },
      },
    ])
  })

  it('are released where the case was cancelled before it heard of them', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 2 }])
    everythingHappens(world, holdWhatThePurchaseReserved)
    doCase(world, 'CancelReturn', { cancellationId: 'c-1', cancelledBy: agent, cancelledAt: world.now() })

    expect(shortly(reactionTo(world, holdWhatThePurchaseReserved, 'UnitsReserved'))).toEqual([
      'returnCase: ConfirmReservation ReturnAlreadyCancelled',
      'purchase: ReleaseUnits done',
    ])
  })

  it('are no business of this process where somebody else holds them', () => {
    const world = openedShop()
    doPurchase(world, 'ReserveUnits', {
      reservationId: uuid('9999', 1),
      purpose: 'goodwill',
      holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
      lines: [{ lineId: 'kettle', quantity: 1 }],
      reservedAt: world.now(),
    })
    expect(reactionTo(world, holdWhatThePurchaseReserved, 'UnitsReserved')).toEqual([])
  })
})
