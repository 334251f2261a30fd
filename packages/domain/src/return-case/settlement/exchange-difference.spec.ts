import { caseOf, kettles, text, toldBy } from '../return-case.fixtures.js'
import { componentsLeft, stillDueMinorOf } from './exchange-balance.js'
import { electronics, refundLegOf, settledIn } from './rounds.fixtures.js'
import {
  cameBack,
  choose,
  exchangeFor,
  exchangeOf,
  followedBy,
  inShort,
  offered,
  outOfStock,
  propose,
  purchaseOf,
  refundId,
} from './settlement.fixtures.js'
import { isExchange } from './settlement-state.js'

const difference = { refundId: refundId(9) }
const cameras = purchaseOf([electronics('camera', 2, 20000n)])
/** A camera of 119.00, less 15.00 and 2.85 for restocking, for a compact one of 59.50. */
const compact = exchangeOf({ camera: [1] }, [offered('compact', 1, [5000n, 950n])], { difference })
// One line at 19 % tax, one at 7 %: 35.70 and 10.70.
const mixed = purchaseOf([kettles(), electronics('book', 1, 1000n, { category: text('books'), taxMinor: 70n })])
const exchangeState = (history: Parameters<typeof caseOf>[0]) => {
  const { settlement } = caseOf(history)
  const [state] = settlement.legs.filter(isExchange)
  if (state === undefined) throw new Error('Nothing is exchanged')
  return { settlement, state }
}

describe('the difference that an exchange refunds', () => {
  it('bears all that is taken off the units: of 101.15 against 59.50, 41.65', () => {
    const told = exchangeFor(cameBack(cameras), cameras, compact).difference
    expect(inShort(told?.components ?? [])).toStrictEqual([
      'goods camera 5000',
      'goods-tax camera 950',
      'restocking camera 1500',
      'restocking-tax camera 285',
    ])
    expect(told?.minor).toBe(4165n)
  })

  it('is spread over the lines by what each is worth, net value and tax each by itself', () => {
    const leg = exchangeOf({ kettles: [1], book: [1] }, [offered('pot', 1, [2000n, 320n])], { difference })
    const told = exchangeFor(cameBack(mixed), mixed, leg).difference
    // 46.40 against 23.20: 3.20 of the tax of 6.40 by 5.70 to 0.70, 20.00 of the net 40.00 by 30.00 to 10.00.
    expect(inShort(told?.components ?? [])).toStrictEqual([
      'goods kettles 1500',
      'goods book 500',
      'goods-tax kettles 285',
      'goods-tax book 35',
    ])
    expect(told?.minor).toBe(2320n)
  })
})

describe('what an exchange is worth after a difference went out of it', () => {
  it('is less by that of each part, and what is nothing by now is left out', () => {
    const { settlement, state } = exchangeState(settledIn(cameBack(cameras), 1, [compact], { evidence: [cameras] }))
    expect(inShort(componentsLeft(settlement, state))).toStrictEqual(['goods camera 5000', 'goods-tax camera 950'])
  })

  it('is reckoned line by line', () => {
    const leg = exchangeOf({ kettles: [1], book: [1] }, [offered('pot', 1, [2000n, 320n])], { difference })
    const { settlement, state } = exchangeState(settledIn(cameBack(mixed), 1, [leg], { evidence: [mixed] }))
    expect(inShort(componentsLeft(settlement, state))).toStrictEqual([
      'goods kettles 1500',
      'goods-tax kettles 285',
      'goods book 500',
      'goods-tax book 35',
    ])
  })

  it('is not less by what was refunded for other units of the same line', () => {
    const bought = purchaseOf([kettles()])
    const even = exchangeOf({ kettles: [1] }, [offered('kettle', 1)])
    const legs = [even, refundLegOf(2, { kettles: [2] })]
    const history = followedBy(settledIn(cameBack(bought), 1, legs, { evidence: [bought] }), outOfStock())
    const pot = choose({ replacement: [offered('pot', 1, [4000n, 760n])], evidence: bought })
    expect(toldBy(history, pot, 'ExchangeConfirmed')).toMatchObject({ valueMinor: 3570n, dueFromCustomerMinor: 1190n })
  })
})

it('asks nothing of the customer for an exchange before it is approved', () => {
  const dearer = exchangeOf({ camera: [1] }, [offered('lens', 1, [20000n, 3800n])])
  const proposed = followedBy(cameBack(cameras), propose({ legs: [dearer], evidence: [cameras] }))
  expect(stillDueMinorOf(exchangeState(proposed).state)).toBe(0n)
})
