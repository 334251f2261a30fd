import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import {
  after,
  consume,
  count,
  kettle,
  outcomeOf,
  purchaseId,
  reservation,
  reserve,
  tuesday,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import { announce, confirm, found, june, lost, scan, shipmentId, threeKettles, underWay } from '../shipment.fixtures.js'

/** Two of the kettles are held for the customer who did not receive them, and made good for. */
const held = reserve({
  reservationId: reservation(3),
  purpose: 'non-receipt',
  lines: [{ lineId: kettle, quantity: count(2) }],
  reservedAt: june(14, '09:00'),
})
const madeGood = consume({ reservationId: reservation(3), consumedAt: june(14, '10:00') })

describe('a scan', () => {
  it('of a lost shipment that was made good for asks what is to become of its units', () => {
    const seen = scan('in-transit', june(15, '09:00'))
    expect(outcomeOf([...lost, held, madeGood], seen)).toEqual([
      'LostShipmentFound',
      'ShipmentProgressed',
      'RecoverOrKeepDecisionNeeded',
    ])
    expect(after(...lost, held, madeGood, seen).at(-1)?.data).toMatchObject({
      purchaseId,
      shipmentId,
      lines: [{ lineId: kettle, units: units(1, 2) }],
      neededAt: june(15, '09:00'),
    })
  })

  it('of a shipment that was never given up asks nothing, though units of it were made good for', () => {
    expect(outcomeOf([...underWay, held, madeGood], scan('exception', june(15, '09:00')))).toEqual([
      'ShipmentProgressed',
    ])
  })

  it('of what was delivered is kept as that', () => {
    const again = scan('in-transit', june(5, '09:00'))
    given(purchase, after(...underWay, confirm()))
      .when(again)
      .records({ type: 'CarrierScanIgnored', data: { ...again.data, rank: count(3), because: 'already-delivered' } })
  })

  it('that is heard of late is taken where it leads to another leg of the same time', () => {
    const failed = scan('delivery-attempt-failed', tuesday('10:00'))
    const label = scan('label-created', tuesday('11:00'))
    const waiting = scan('available-for-pickup', tuesday('10:00'))
    expect(outcomeOf([threeKettles, announce(), failed, label], waiting)).toEqual(['ShipmentProgressed'])
  })
})

describe('units that are made good for', () => {
  it('after their shipment was found and then destroyed are nobody’s to decide about', () => {
    const burnt = scan('destroyed', june(21, '09:00'))
    const late = consume({ reservationId: reservation(3), consumedAt: june(22, '09:00') })
    expect(outcomeOf([...lost, held, found(), burnt], late)).toEqual(['UnitsConsumed'])
    expect(outcomeOf([...lost, held, found()], late)).toEqual(['UnitsConsumed', 'RecoverOrKeepDecisionNeeded'])
  })

  it('as returned are nothing to decide about: they are back', () => {
    const returned = [
      reserve({ lines: [{ lineId: kettle, quantity: count(1) }], reservedAt: june(14, '09:00') }),
      consume({ consumedAt: june(15, '09:00') }),
    ]
    expect(after(...underWay, confirm(), ...returned).map(({ type }) => type)).not.toContain(
      'RecoverOrKeepDecisionNeeded',
    )
  })
})
