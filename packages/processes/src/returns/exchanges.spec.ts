import {
  doCase,
  doPurchase,
  everythingHappens,
  firstPurchase,
  kettlesComeBack,
  reactionTo,
  replacementId,
  settle,
  shortly,
} from '../model/scene.fixtures.js'
import { openedShop, processes, purchaseOf, uuid } from '../model/shop.fixtures.js'
import { replaceUnitsOnceAnExchangeIsPaid } from './replace-units-once-an-exchange-is-paid.js'

const named = (name: string) => {
  const process = processes.find((one) => one.name === name)
  if (process === undefined) throw new Error(name)
  return process
}
const whenGoodsWentOut = named('replace-units-when-goods-went-out')
const cancelAReplacement = named('cancel-a-replacement-that-never-went-out')

const replacement = { lineId: 'new', sku: 'sku-new', kind: 'goods', quantity: 2, serialTracked: false }

/** Two kettles, worth 42.66, are exchanged; without a price at what was paid for them. */
const exchanged = (price?: object) => {
  const world = openedShop()
  kettlesComeBack(world)
  settle(world, {
    kind: 'exchange',
    replacementId,
    replacement: [{ ...replacement, ...(price === undefined ? {} : { price }) }],
  })
  return world
}

/** Somebody else's refund takes what the kettles were worth. */
const moneyGoesElsewhere = (world: ReturnType<typeof exchanged>) =>
  doPurchase(world, 'ReserveRefund', {
    refundId: uuid('8888', 1),
    holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
    currency: 'EUR',
    components: [{ component: 'goods', lineId: 'kettle', minor: 8000n }],
    tenders: [{ paymentId: 'card', minor: 8000n }],
    payout: 'original-tender',
    reservedAt: world.now(),
  })

describe('an exchange that owes nothing', () => {
  it('is carried over at the purchase before anything goes out', () => {
    const world = exchanged()
    expect(reactionTo(world, replaceUnitsOnceAnExchangeIsPaid, 'ExchangeConfirmed')).toMatchObject([
      {
        to: 'purchase',
        type: 'AddReplacementUnits',
        became: 'done',
        data: { replacementId, lineageOf: [{ lineId: 'kettle', units: [{ first: 3, last: 4 }] }] },
      },
    ])
    const { money } = purchaseOf(world, firstPurchase)
    expect(money.accounts.get('goods:new')).toMatchObject({ totalMinor: 3585n })
    expect(money.accounts.get('goods:kettle')).toMatchObject({ movedMinor: 3585n })
  })

  it('is given up where what the old ones were worth went elsewhere', () => {
    const world = exchanged()
    moneyGoesElsewhere(world)
    expect(shortly(reactionTo(world, replaceUnitsOnceAnExchangeIsPaid, 'ExchangeConfirmed'))).toEqual([
      'purchase: AddReplacementUnits ReplacementExceedsOriginals',
      'returnCase: GiveUpExchange done',
    ])
  })

  it('adds nothing more when the goods go out', () => {
    const world = exchanged()
    everythingHappens(world)
    doCase(world, 'RecordExchangeDispatch', { legId: 'leg-1', replacementId, dispatchedAt: world.now() })
    const count = world.log.length
    expect(shortly(reactionTo(world, whenGoodsWentOut, 'ExchangeDispatched'))).toEqual([
      'purchase: AddReplacementUnits done',
    ])
    expect(world.log).toHaveLength(count)
  })

  it('consumes the old ones and tells the desk where goods went out that nothing covers', () => {
    const world = exchanged()
    moneyGoesElsewhere(world)
    doCase(world, 'RecordExchangeDispatch', { legId: 'leg-1', replacementId, dispatchedAt: world.now() })
    expect(shortly(reactionTo(world, whenGoodsWentOut, 'ExchangeDispatched'))).toEqual([
      'purchase: AddReplacementUnits ReplacementExceedsOriginals',
      'purchase: ConsumeUnits done',
      'serviceTicket: OpenServiceTicket done',
    ])
  })
})

describe('an exchange for something dearer', () => {
  const dearer = { netMinor: 5000n, taxMinor: 950n }

  it('waits for what is due', () => {
    const world = exchanged(dearer)
    expect(reactionTo(world, replaceUnitsOnceAnExchangeIsPaid, 'ExchangeConfirmed')).toEqual([])
  })

  it('books what is paid on top as a payment, and then carries over', () => {
    const world = exchanged(dearer)
    doCase(world, 'RecordExchangePayment', {
      legId: 'leg-1',
      paymentId: 'on-top',
      minor: 1684n,
      currency: 'EUR',
      paidAt: world.now(),
    })
    expect(reactionTo(world, replaceUnitsOnceAnExchangeIsPaid, 'ExchangeSurplusPaid')).toMatchObject([
      { type: 'RecordPayment', became: 'done', data: { paymentId: 'on-top', capturedMinor: 1684n } },
      { type: 'AddReplacementUnits', became: 'done', data: { paidOnTop: [{ paymentId: 'on-top', minor: 1684n }] } },
    ])
  })

  it('carries over once the rest is paid, with every payment that was made', () => {
    const world = exchanged(dearer)
    for (const [paymentId, minor] of [
      ['on-top', 1000n],
      ['on-top-2', 684n],
    ]) {
      doCase(world, 'RecordExchangePayment', { legId: 'leg-1', paymentId, minor, currency: 'EUR', paidAt: world.now() })
      reactionTo(world, replaceUnitsOnceAnExchangeIsPaid, 'ExchangeSurplusPaid')
    }
    expect(world.log.at(-1)?.occurrence.event).toMatchObject({
      type: 'ReplacementUnitsAdded',
      data: {
        paidOnTop: [
          { paymentId: 'on-top', minor: 1000n },
          { paymentId: 'on-top-2', minor: 684n },
        ],
      },
    })
  })

  it('books a part of it, and waits for the rest', () => {
    const world = exchanged(dearer)
    doCase(world, 'RecordExchangePayment', {
      legId: 'leg-1',
      paymentId: 'on-top',
      minor: 1000n,
      currency: 'EUR',
      paidAt: world.now(),
    })
    expect(shortly(reactionTo(world, replaceUnitsOnceAnExchangeIsPaid, 'ExchangeSurplusPaid'))).toEqual([
      'purchase: RecordPayment done',
    ])
  })
})

describe('a replacement that is out of stock', () => {
  it('is never to be shipped, and the desk is told', () => {
    const world = exchanged()
    everythingHappens(world)
    doCase(world, 'ReportOutOfStock', { legId: 'leg-1', replacementId, skus: ['sku-new'], reportedAt: world.now() })
    expect(shortly(reactionTo(world, cancelAReplacement, 'ExchangeOutOfStock'))).toEqual([
      'purchase: CancelUnits done',
      'serviceTicket: OpenServiceTicket done',
    ])
  })
})
