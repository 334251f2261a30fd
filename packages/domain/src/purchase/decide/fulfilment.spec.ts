import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import type { FulfilmentWay } from '../fulfilment-way.js'
import {
  after,
  buy,
  buyOnly,
  count,
  ebook,
  fulfil,
  kettle,
  laptop,
  line,
  monday,
  outcomeOf,
  text,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import type { LineKind } from '../sale/sold-line.js'
import { announce } from '../shipment.fixtures.js'

const access = fulfil({
  fulfilmentId: text('access-1'),
  lines: [{ lineId: ebook, quantity: count(2) }],
  by: 'access-granted',
})

describe('RecordFulfilment', () => {
  it('delivers the lowest units that were not delivered yet', () => {
    given(purchase, after(buy()))
      .when(access)
      .records({ type: 'UnitsFulfilled', data: { ...access.data, lines: [{ lineId: ebook, units: units(1, 2) }] } })
  })

  it.each<[LineKind, ReadonlyArray<FulfilmentWay>]>([
    ['goods', ['handed-over-the-counter']],
    ['digital', ['access-granted']],
    ['service', ['service-performed']],
    ['travel', ['travel-completed']],
  ])('is, of %s, %s and nothing else', (kind, ways) => {
    const one = buyOnly(line({ lineId: kettle, kind }))
    const all = ['handed-over-the-counter', 'access-granted', 'service-performed', 'travel-completed'] as const
    const refused = all.filter(
      (by) =>
        outcomeOf([one], fulfil({ lines: [{ lineId: kettle, quantity: count(1) }], by })) === 'NotDeliveredThatWay',
    )
    expect(all.filter((by) => !refused.includes(by))).toEqual(ways)
    expect(
      outcomeOf([one], fulfil({ lines: [{ lineId: kettle, quantity: count(1) }], by: ways[0] ?? 'access-granted' })),
    ).toEqual(['UnitsFulfilled', 'PurchaseFullyDelivered'])
  })

  it('records nothing when repeated, and is refused with other content under the id', () => {
    const { when } = given(purchase, after(buy(), access))
    when(access).recordsNothing()
    when({ ...access, data: { ...access.data, lines: [{ lineId: ebook, quantity: count(1) }] } }).rejects({
      reason: 'FulfilmentIdReused',
      fulfilmentId: text('access-1'),
    })
  })

  it('is refused for more than is left, also of what was sent', () => {
    const more = fulfil({ ...access.data, fulfilmentId: text('access-2') })
    given(purchase, after(buy(), access)).when(more).rejects({ reason: 'OverShipment', lineId: ebook, shippable: 1 })
    const sent = announce({ lines: [{ lineId: kettle, quantity: count(9) }] })
    expect(outcomeOf([buy(), sent], fulfil({ lines: [{ lineId: kettle, quantity: count(2) }] }))).toBe('OverShipment')
  })

  it('tells which serials were handed over', () => {
    const handed = (...serials: ReadonlyArray<string>) =>
      fulfil({ lines: [{ lineId: laptop, quantity: count(serials.length), serials: serials.map(text) }] })
    expect(after(buy(), handed('SN-1')).at(-1)).toMatchObject({
      data: { lines: [{ units: units(1), serials: ['SN-1'] }] },
    })
    expect(outcomeOf([buy()], fulfil({ lines: [{ lineId: laptop, quantity: count(1) }] }))).toBe('SerialsDoNotMatch')
  })

  it('is refused before the purchase', () => {
    expect(outcomeOf([buy()], fulfil({ fulfilledAt: monday('08:00') }))).toBe('HappenedBeforePurchase')
  })
})
