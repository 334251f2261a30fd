import {
  doCase,
  everythingHappens,
  kettlesComeBack,
  reactionTo,
  refundId,
  settle,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop, processes, uuid } from '../model/shop.fixtures.js'
import { closeAReturnWhenAllIsSettled } from './close-a-return-when-all-is-settled.js'

const openATicket = processes.find(
  ({ name }) => name === 'open-a-ticket-when-a-refund-fails',
) as (typeof processes)[number]

const refunded = (quantity: number, received: number, outcome: object) => {
  const world = openedShop()
  kettlesComeBack(world, quantity)
  settle(world, { kind: 'refund', refundId }, [{ first: 3, last: 2 + received }])
  everythingHappens(world)
  doCase(world, 'RecordRefundOutcome', { legId: 'leg-1', refundId, happenedAt: world.now(), ...outcome })
  return world
}

describe('a return whose last leg is done with', () => {
  it('is closed', () => {
    const world = refunded(2, 2, { outcome: 'settled', providerRef: 'paid-1' })
    expect(shortly(reactionTo(world, closeAReturnWhenAllIsSettled, 'RefundLegSettled'))).toEqual([
      'returnCase: CloseReturnCase done',
    ])
    expect(reactionTo(world, closeAReturnWhenAllIsSettled, 'RefundLegSettled')).toEqual([])
  })

  it('stays open while something that came is unsettled', () => {
    const world = refunded(2, 1, { outcome: 'settled', providerRef: 'paid-1' })
    expect(shortly(reactionTo(world, closeAReturnWhenAllIsSettled, 'RefundLegSettled'))).toEqual([
      'returnCase: CloseReturnCase UnitsUnsettled',
    ])
  })
})

describe('a refund that failed', () => {
  it('opens one ticket, about the purchase and for its customer', () => {
    const world = refunded(2, 2, { outcome: 'failed', because: 'account-closed' })
    const [ticket, ...more] = reactionTo(world, openATicket, 'RefundLegFailed')

    expect(ticket).toMatchObject({
      to: 'serviceTicket',
      type: 'OpenServiceTicket',
      became: 'done',
      data: { kind: 'return', customerId: uuid('bbbb', 1), topic: { category: 'refund', subcategory: 'failed' } },
    })
    expect(more).toEqual([])
    reactionTo(world, openATicket, 'RefundLegFailed')
    expect(world.log.filter(({ occurrence }) => occurrence.event.type === 'ServiceTicketOpened')).toHaveLength(1)
  })
})
