import {
  after,
  authorise,
  count,
  item,
  lineId,
  may,
  olderPurchaseId,
  purchase,
  receive,
  request,
  requestLine,
  shopInGermany,
  text,
} from '../return-case.fixtures.js'
import { approve, followedBy, inShort, propose, proposedLegs, refundId, refundOf } from './settlement.fixtures.js'

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
