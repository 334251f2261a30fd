import { timePasses } from '../model/acts.fixtures.js'
import {
  agent,
  ask,
  doCase,
  everythingHappens,
  kettlesComeBack,
  reactionTo,
  settle,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop, terms } from '../model/shop.fixtures.js'
import { releaseUnitsWhenAReturnEnds } from './release-units-when-a-return-ends.js'

const released = (lines: object) => [{ to: 'purchase', type: 'ReleaseUnits', became: 'done', data: lines }]

describe('what a return gives up', () => {
  it('is free again where it was cancelled', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 2 }])
    everythingHappens(world)
    doCase(world, 'CancelReturn', { cancellationId: 'c-1', cancelledBy: agent, cancelledAt: world.now() })

    expect(reactionTo(world, releaseUnitsWhenAReturnEnds, 'ReturnCancelled')).toMatchObject(
      released({ because: 'return-cancelled', lines: [{ lineId: 'kettle', units: [{ first: 3, last: 4 }] }] }),
    )
  })

  it('is free again where staff refused it', () => {
    const world = openedShop()
    const policy = { ...terms.policy, review: { kinds: ['policy-return'] } }
    ask(world, [{ lineId: 'kettle', quantity: 2 }], { terms: { ...terms, policy } })
    everythingHappens(world)
    doCase(world, 'RefuseReturn', {
      reasons: ['QuantityExceedsAvailable'],
      terms: { ...terms, policy },
      refusedBy: agent,
      refusedAt: world.now(),
    })

    expect(reactionTo(world, releaseUnitsWhenAReturnEnds, 'ReturnRefused')).toMatchObject(
      released({ because: 'return-refused' }),
    )
  })

  it('is free again where nothing was sent in time', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 2 }])
    everythingHappens(world)
    timePasses(world, 60 * 24 * 20)

    expect(reactionTo(world, releaseUnitsWhenAReturnEnds, 'ReturnExpired')).toMatchObject(
      released({ because: 'return-expired' }),
    )
  })

  it('is free again once it is back with the customer', () => {
    const world = openedShop()
    kettlesComeBack(world)
    settle(world, { kind: 'return-to-customer', because: 'not-ours' })
    doCase(world, 'RecordReturnToCustomer', { legId: 'leg-1', returnedAt: world.now() })

    expect(reactionTo(world, releaseUnitsWhenAReturnEnds, 'ReturnedToCustomer')).toMatchObject(
      released({ because: 'returned-to-customer' }),
    )
  })

  it('is nothing where the purchase held nothing yet', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 2 }])
    doCase(world, 'CancelReturn', { cancellationId: 'c-1', cancelledBy: agent, cancelledAt: world.now() })
    expect(shortly(reactionTo(world, releaseUnitsWhenAReturnEnds, 'ReturnCancelled'))).toEqual([])
  })

  it('is released once, however often that is heard', () => {
    const world = openedShop()
    ask(world, [{ lineId: 'kettle', quantity: 2 }])
    everythingHappens(world)
    doCase(world, 'CancelReturn', { cancellationId: 'c-1', cancelledBy: agent, cancelledAt: world.now() })
    everythingHappens(world)
    everythingHappens(world)
    expect(world.log.filter(({ occurrence }) => occurrence.event.type === 'UnitsReleased')).toHaveLength(1)
  })
})
