import { germanConsumerLaw2022, usConsumerLaw } from '../../policy/legal/index.js'
import {
  after,
  authorise,
  count,
  item,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  purchase,
  receive,
  request,
  requestLine,
  shop,
  shopInGermany,
  text,
} from '../return-case.fixtures.js'
import { bothBack, electronics, nextRefund, refundLegOf, settledIn, withdrawalOfOwnAccord } from './rounds.fixtures.js'
import {
  approve,
  cameBack,
  followedBy,
  inShort,
  line,
  propose,
  proposedLegs,
  purchaseOf,
  refundFor,
  refundId,
  refundOf,
  rejectProposal,
} from './settlement.fixtures.js'

it('gives back the delivery of each purchase, though two call theirs alike and are settled one after the other', () => {
  const delivery = (netLeftMinor: bigint, taxLeftMinor: bigint) => ({
    shipping: [{ shippingId: text('standard'), netLeftMinor, taxLeftMinor }],
  })
  const [newer, older] = [
    purchase(delivery(400n, 76n)),
    purchase({ purchaseId: olderPurchaseId, ...delivery(300n, 57n) }),
  ]
  const terms = shopInGermany
  const lines = [newer, older].map(({ purchaseId }) =>
    requestLine({
      requestLineId: text(`of-${purchaseId}`),
      purchaseId,
      lineId: lineId('kettles'),
      quantity: count(3),
    }),
  )
  const back = after(
    request({ kind: 'withdrawal', terms, requestedAt: may(15), evidence: [newer, older], lines }),
    'reserve',
    authorise({ terms }),
    receive({ items: [item('kettle', 6)] }),
  )
  const all = { kettles: [1, 2, 3] }
  const first = followedBy(back, propose({ legs: [refundOf(all)], evidence: [newer], terms }), approve())
  const leg = refundOf(all, { purchaseId: olderPurchaseId, legId: text('leg-2'), refundId: refundId(2) })
  const [second] = proposedLegs(first, older, [leg], { settlementId: text('settlement-2'), terms })
  expect(second?.kind === 'refund' && inShort(second.components)).toStrictEqual([
    'goods kettles 9000',
    'goods-tax kettles 1710',
    'shipping standard 300',
    'shipping-tax standard 57',
  ])
})

const card = { paymentId: text('card-1'), tender: text('card'), refundableMinor: 99999n, disputed: false }
type Bought = ReturnType<typeof purchaseOf>
const delivered = (lines: Bought['lines'], differing: Partial<Bought> = {}): Bought =>
  purchaseOf(lines, {
    shipping: [{ shippingId: text('standard'), netLeftMinor: 400n, taxLeftMinor: 76n }],
    payments: [card],
    ...differing,
  })
const terms = shopInGermany
const withdrawal = { kind: 'withdrawal' as const, terms, requestedAt: may(15) }
const all = { kettles: [1, 2, 3] }
const sideOf = (leg: ReturnType<typeof refundFor>) =>
  inShort(leg.components.filter(({ component }) => /shipping|fee/.test(component)))
const sideFor = (bought: Bought, quantities = all, differing: Parameters<typeof refundFor>[3] = {}) =>
  sideOf(refundFor(cameBack(bought, { asked: withdrawal }), bought, quantities, { terms, ...differing }))

describe('delivery goes back once nothing of the purchase is left with the customer', () => {
  it('and not with as many units of another purchase, though the two call their lines alike', () => {
    const cameras = () => [electronics('camera', 2, 20000n)]
    const evidence = [delivered(cameras()), delivered(cameras(), { purchaseId: olderPurchaseId })] as const
    const history = bothBack({ terms, evidence })
    const first = settledIn(history, 1, [refundLegOf(1, { camera: [1] })], { evidence, terms })
    const ofOlder = { terms, purchaseId: olderPurchaseId }
    expect(sideOf(nextRefund(first, 2, evidence[1], { camera: [1] }, ofOlder))).toStrictEqual([])
    expect(sideOf(nextRefund(first, 2, evidence[1], { camera: [1, 2] }, ofOlder))).toStrictEqual([
      'shipping standard 400',
      'shipping-tax standard 76',
    ])
  })

  it('and not as long as another of its lines is out, were it a gift that nothing was paid for', () => {
    const two = delivered([line('cup', { netMinor: 300n }), line('pen', { netMinor: 200n })])
    expect(sideFor(two, { cup: [1] } as never)).toStrictEqual([])
    const withGift = delivered([kettles(), line('gift', { netMinor: 0n })])
    expect(sideFor(withGift)).toStrictEqual([])
  })

  it('and again where the proposal that had it was rejected', () => {
    const bought = delivered([kettles()])
    const back = cameBack(bought, { asked: withdrawal })
    const rejected = followedBy(back, propose({ legs: [refundOf(all)], evidence: [bought], terms }), rejectProposal())
    expect(sideOf(nextRefund(rejected, 2, bought, all, { terms }))).toStrictEqual([
      'shipping standard 400',
      'shipping-tax standard 76',
    ])
  })
})

describe('delivery goes back', () => {
  const twoWays = delivered([kettles()], {
    shipping: [
      { shippingId: text('first'), netLeftMinor: 300n, taxLeftMinor: 57n },
      { shippingId: text('second'), netLeftMinor: 400n, taxLeftMinor: 76n },
    ],
  })

  it('as far as the standard way would have cost, all deliveries of a purchase together', () => {
    expect(sideFor(twoWays, all, { standardDelivery: { netMinor: 500n } })).toStrictEqual([
      'shipping first 300',
      'shipping-tax first 57',
      'shipping second 200',
      'shipping-tax second 38',
    ])
  })

  it('as it was paid, where the standard way would have cost more', () => {
    expect(sideFor(delivered([kettles()]), all, { standardDelivery: { netMinor: 900n } })).toStrictEqual([
      'shipping standard 400',
      'shipping-tax standard 76',
    ])
  })

  it('without a part that is nothing', () => {
    const shipping = (netLeftMinor: bigint, taxLeftMinor: bigint) =>
      delivered([kettles()], { shipping: [{ shippingId: text('standard'), netLeftMinor, taxLeftMinor }] })
    expect(sideFor(shipping(400n, 0n))).toStrictEqual(['shipping standard 400'])
    expect(sideFor(shipping(0n, 76n))).toStrictEqual(['shipping-tax standard 76'])
  })

  it('not a second time, and nothing is told of it where nothing of it is left', () => {
    const spent = delivered([kettles()], {
      shipping: [{ shippingId: text('standard'), netLeftMinor: 0n, taxLeftMinor: 0n }],
    })
    const back = cameBack(spent, { asked: withdrawal })
    const command = propose({ legs: [refundOf(all)], evidence: [spent], terms })
    const told = followedBy(back, command).flatMap((event) =>
      event.type === 'SettlementProposed' ? event.data.trace : [],
    )
    expect(told.map(({ ruleId }) => ruleId)).toStrictEqual([
      'paid-for-units',
      'restocking-fee',
      'way-back',
      'tender-plan',
    ])
    expect(sideFor(spent)).toStrictEqual([])
  })
})

describe('of a withdrawal, delivery', () => {
  const bought = delivered([kettles()])
  const underTerms = (others: typeof terms) => {
    const back = cameBack(bought, { asked: { kind: 'withdrawal', terms: others, requestedAt: may(15) } })
    return sideOf(refundFor(back, bought, all, { terms: others }))
  }

  it('goes back where the shop gives that right of its own accord, whether or not a law speaks of others', () => {
    const given = ['shipping standard 400', 'shipping-tax standard 76']
    expect(underTerms(withdrawalOfOwnAccord)).toStrictEqual(given)
    expect(underTerms({ ...withdrawalOfOwnAccord, law: usConsumerLaw })).toStrictEqual(given)
  })

  it('stays where the law that gives the right says so', () => {
    const { withdrawal: right, ...rest } = germanConsumerLaw2022
    if (right === undefined) throw new Error('The law gives no right to withdraw')
    const law = { ...rest, withdrawal: { ...right, refundsStandardDelivery: false } }
    expect(underTerms({ ...shop, law })).toStrictEqual([])
  })
})
