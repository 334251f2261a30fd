import { noUnits } from '../../units/index.js'
import {
  count,
  kettles,
  lineId,
  may,
  phones,
  purchase,
  request,
  requestLine,
  requestLineOf,
  text,
  toldBy,
} from '../return-case.fixtures.js'

type Asked = Parameters<typeof request>[0]

const refusedOf = (differing: Asked) =>
  toldBy([], request(differing), 'ReturnRequested').refused.map((part) => [part.quantity, part.reasons, part.serials])

const { deliveredAt: _, ...toCome } = kettles({
  lineId: lineId('to-come'),
  quantity: count(2),
  available: noUnits,
})

describe('what there is too little of', () => {
  it('is, serial by serial, never bought, not delivered, or not there any more', () => {
    const { deliveredAt: __, ...phoneToCome } = phones({
      lineId: lineId('to-come'),
      available: noUnits,
      serials: [{ serial: text('SN-3'), unit: count(1) }],
    })
    const sold = [purchase({ lines: [phones({ available: noUnits }), phoneToCome] })]
    const line = requestLineOf('phone', 3, { serials: ['SN-1', 'SN-3', 'SN-9'].map(text) })
    expect(refusedOf({ lines: [line], evidence: sold })).toStrictEqual([
      [1, ['NeverBought'], ['SN-9']],
      [1, ['NotDelivered'], ['SN-3']],
      [1, ['QuantityExceedsAvailable'], ['SN-1']],
    ])
  })

  it('was not delivered first, exchanged next, and then is not there', () => {
    const exchanged = kettles({ lineId: lineId('exchanged'), available: noUnits })
    const given = kettles({
      lineId: lineId('given-for-it'),
      available: noUnits,
      replaces: lineId('exchanged'),
    })
    const sold = [purchase({ lines: [exchanged, given, toCome] })]
    const asked = (quantity: number) => refusedOf({ lines: [requestLineOf('kettle', quantity)], evidence: sold })
    expect(asked(4)).toStrictEqual([
      [2, ['NotDelivered'], undefined],
      [2, ['AlreadyExchanged'], undefined],
    ])
    expect(asked(6)).toStrictEqual([
      [2, ['NotDelivered'], undefined],
      [3, ['AlreadyExchanged'], undefined],
      [1, ['QuantityExceedsAvailable'], undefined],
    ])
  })

  it('says how many might have come back, and what was asked', () => {
    const exchanged = kettles({ quantity: count(1), available: noUnits })
    const given = kettles({ lineId: lineId('new'), quantity: count(1), replaces: lineId('kettles') })
    const told = toldBy(
      [],
      request({ lines: [requestLine({ quantity: count(1) })], evidence: [purchase({ lines: [exchanged, given] })] }),
      'ReturnRefused',
    )
    expect(told.counterfactual).toStrictEqual([{ requestLineId: 'request-line-1', quantityAtMost: 0 }])
    const five = toldBy([], request({ lines: [requestLineOf('kettle', 5)] }), 'ReturnLinesRefused')
    expect(five.trace.at(-1)).toStrictEqual({
      ruleId: 'units-available',
      facts: {
        requestLineId: 'request-line-of-kettle',
        sku: 'kettle',
        requestedQuantity: 5,
        drawnQuantity: 3,
        refusedQuantity: 2,
      },
      outcome: 'QuantityExceedsAvailable',
    })
  })
})

describe('at the very instant of the request', () => {
  it('what is bought then may come back', () => {
    const now = purchase({ purchasedAt: may(20), lines: [kettles({ deliveredAt: may(20) })] })
    const told = toldBy([], request({ lines: [requestLineOf('kettle', 1)], evidence: [now] }), 'ReturnRequested')
    expect(told.draws).toMatchObject([{ lineId: 'kettles', quantity: 1 }])
  })

  it('what is delivered then is delivered', () => {
    const told = toldBy(
      [],
      request({ evidence: [purchase({ lines: [kettles({ deliveredAt: may(20) })] })] }),
      'ReturnRequested',
    )
    expect(told.draws).toMatchObject([{ quantity: 2 }])
  })
})
