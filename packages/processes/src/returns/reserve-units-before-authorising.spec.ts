import {
  agent,
  ask,
  doCase,
  doPurchase,
  firstPurchase,
  reactionTo,
  secondPurchase,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop, uuid } from '../model/shop.fixtures.js'
import { reserveUnitsBeforeAuthorising } from './reserve-units-before-authorising.js'

describe('a return that draws on purchases', () => {
  it('has each of them hold the units for it', () => {
    const world = openedShop()
    ask(world, [
      { lineId: 'kettle', quantity: 2 },
      { lineId: 'phone', quantity: 1, serials: ['SN-2'] },
      { lineId: 'kettle', quantity: 3, purchaseId: secondPurchase },
    ])

    const reserved = reactionTo(world, reserveUnitsBeforeAuthorising, 'ReturnRequested')

    expect(reserved).toMatchObject([
      {
        to: 'purchase',
        type: 'ReserveUnits',
        became: 'done',
        data: {
          purchaseId: firstPurchase,
          purpose: 'return',
          holder: { aggregate: 'returnCase' },
          lines: [
            { lineId: 'kettle', quantity: 2 },
            { lineId: 'phone', quantity: 1, serials: ['SN-2'] },
          ],
        },
      },
      { data: { purchaseId: secondPurchase, lines: [{ lineId: 'kettle', quantity: 3 }] }, became: 'done' },
    ])
  })

  it('names a line once, however many request lines draw on it', () => {
    const world = openedShop()
    ask(world, [
      { lineId: 'kettle', quantity: 1 },
      { lineId: 'kettle', quantity: 2 },
    ])
    expect(reactionTo(world, reserveUnitsBeforeAuthorising, 'ReturnRequested')).toMatchObject([
      { data: { lines: [{ lineId: 'kettle', quantity: 3 }] }, became: 'done' },
    ])
  })

  it('learns of what is gone meanwhile, and is refused for it', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 3 }])
    doPurchase(world, 'ReserveUnits', {
      reservationId: uuid('9999', 1),
      purpose: 'goodwill',
      holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
      lines: [{ lineId: 'kettle', quantity: 1 }],
      reservedAt: world.now(),
    })

    const refused = reactionTo(world, reserveUnitsBeforeAuthorising, 'ReturnRequested')

    expect(shortly(refused)).toEqual([
      'purchase: ReserveUnits QuantityExceedsAvailable',
      'returnCase: RefuseReservation done',
    ])
    expect(refused[1]?.data).toMatchObject({ because: 'QuantityExceedsAvailable' })
  })

  it('asks for nothing once it ended', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 1 }])
    doCase(world, 'CancelReturn', { cancellationId: 'c-1', cancelledBy: agent, cancelledAt: world.now() })
    expect(reactionTo(world, reserveUnitsBeforeAuthorising, 'ReturnRequested')).toEqual([])
  })
})
