import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import {
  after,
  consume,
  count,
  kettle,
  newKettle,
  outcomeOf,
  purchaseAfter,
  purchaseId,
  release,
  replace,
  reservation,
  reserve,
  text,
  tuesday,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  agent,
  announce,
  cancelShipment,
  confirm,
  customer,
  decideOnFound,
  declareLost,
  found,
  june,
  lost,
  policyRef,
  reportMissing,
  scan,
  shipmentAfter,
  shipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'
import { statusOf } from '../shipments/shipment.js'

const allThree = [{ lineId: kettle, units: units(1, 2, 3) }]
const madeGood = (quantity: number) =>
  reserve({
    purpose: 'non-receipt',
    lines: [{ lineId: kettle, quantity: count(quantity) }],
    reservedAt: june(14, '09:00'),
  })
const refunded = [...lost, madeGood(2), consume({ consumedAt: june(14, '10:00') })]
const needed = {
  type: 'RecoverOrKeepDecisionNeeded' as const,
  data: {
    purchaseId,
    shipmentId,
    lines: [{ lineId: kettle, units: units(1, 2) }],
    neededAt: june(20, '09:00'),
    trace: [
      {
        ruleId: text('found-after-it-was-made-good'),
        facts: { unitsMadeGood: 2 },
        outcome: text('recover-or-keep'),
        policyRef,
      },
    ],
  },
}

describe('ReportNonReceipt', () => {
  it('is recorded, also against what the carrier says', () => {
    given(purchase, after(...underWay))
      .when(reportMissing())
      .records({
        type: 'NonReceiptReported',
        data: {
          purchaseId,
          shipmentId,
          reportedBy: customer,
          reportedAt: june(6, '09:00'),
          contradictsDelivery: false,
        },
      })
    expect(after(...underWay, confirm(), reportMissing()).at(-1)).toMatchObject({ data: { contradictsDelivery: true } })
  })

  it('takes nothing back of what was delivered', () => {
    expect(statusOf(shipmentAfter(...underWay, confirm(), reportMissing())).status).toBe('delivered')
  })

  it('records nothing when repeated, and is refused of a cancelled shipment', () => {
    given(purchase, after(...underWay, reportMissing()))
      .when(reportMissing())
      .recordsNothing()
    expect(outcomeOf([threeKettles, announce(), cancelShipment()], reportMissing())).toBe('ShipmentIsCancelled')
  })
})

describe('DeclareLost', () => {
  it('gives up what was not delivered, once it was silent for as long as the policy says', () => {
    given(purchase, after(...underWay))
      .when(declareLost())
      .records({
        type: 'ShipmentDeclaredLost',
        data: {
          purchaseId,
          shipmentId,
          lines: allThree,
          silentSince: tuesday('08:00'),
          lostAt: june(13, '08:00'),
          trace: [
            {
              ruleId: text('lost-after-silence'),
              facts: { silentSince: tuesday('08:00'), declaredAt: june(13, '08:00'), lostAfterSilence: 'PT240H' },
              outcome: text('lost'),
              policyRef,
            },
          ],
        },
      })
    const part = confirm({ lines: [{ lineId: kettle, quantity: count(1) }], deliveredAt: tuesday('07:00') })
    expect(after(...underWay, part, declareLost()).at(-1)).toMatchObject({
      data: { lines: [{ lineId: kettle, units: units(2, 3) }] },
    })
  })

  it('is refused a second before, and says from when on it may be', () => {
    given(purchase, after(...underWay))
      .when(declareLost({ declaredAt: june(13, '07:59:59') }))
      .rejects({
        reason: 'SilenceTooShort',
        silentSince: tuesday('08:00'),
        declarableFrom: june(13, '08:00'),
        policyRef,
      })
  })

  it('counts the silence from the last scan, whichever was heard of last, and not from a label', () => {
    const heardLate = scan('in-transit', tuesday('07:00'))
    const label = scan('label-created', june(10, '07:00'))
    expect(outcomeOf([...underWay, heardLate, label], declareLost())).toEqual(['ShipmentDeclaredLost'])
    expect(outcomeOf([...underWay, scan('exception', tuesday('08:01'))], declareLost())).toBe('SilenceTooShort')
  })

  it('records nothing when repeated', () => {
    given(purchase, after(...lost))
      .when(declareLost({ declaredAt: june(15, '08:00') }))
      .recordsNothing()
    given(purchase, after(...lost, found()))
      .when(declareLost())
      .recordsNothing()
  })

  it('is refused of what was never handed over, waits to be fetched, or came to another end', () => {
    expect(outcomeOf([threeKettles, announce()], declareLost())).toBe('ShipmentNotHandedOver')
    given(purchase, after(...underWay, scan('available-for-pickup', june(4, '16:00'))))
      .when(declareLost({ declaredAt: june(24, '16:00') }))
      .rejects({ reason: 'ShipmentAwaitsPickup', since: june(4, '16:00') })
    expect(outcomeOf([...underWay, confirm()], declareLost())).toBe('ShipmentArrived')
    expect(outcomeOf([...underWay, scan('returned-to-sender', june(5, '09:00'))], declareLost())).toBe(
      'ShipmentWentBack',
    )
    expect(outcomeOf([...underWay, scan('destroyed', june(5, '09:00'))], declareLost())).toBe('ShipmentIsDestroyed')
  })

  it('may be repeated of a shipment that was found, and silent again', () => {
    const again = declareLost({ declaredAt: june(30, '09:00') })
    expect(outcomeOf([...lost, found()], again)).toEqual(['ShipmentDeclaredLost'])
    expect(outcomeOf([...lost, found()], declareLost({ declaredAt: june(30, '08:59') }))).toBe('SilenceTooShort')
  })
})

describe('RecordFound', () => {
  it('finds what was lost: it goes on from where it was', () => {
    given(purchase, after(...lost))
      .when(found())
      .records({ type: 'LostShipmentFound', data: { purchaseId, shipmentId, foundAt: june(20, '09:00') } })
    expect(statusOf(shipmentAfter(...lost, found())).status).toBe('in-transit')
  })

  it('asks what is to become of what was refunded meanwhile, and not of what is only held for that', () => {
    given(purchase, after(...refunded))
      .when(found())
      .records({ type: 'LostShipmentFound', data: found().data }, needed)
    expect(outcomeOf([...lost, madeGood(2)], found())).toEqual(['LostShipmentFound'])
    expect(outcomeOf([...lost, madeGood(2), found()], release({ releasedAt: june(20, '12:00') }))).toEqual([
      'UnitsReleased',
    ])
  })

  it('asks when what was held is made good for only after it was found, or arrived', () => {
    const late = consume({ consumedAt: june(22, '09:00') })
    expect(after(...lost, madeGood(2), found(), late).slice(-2)).toMatchObject([
      { type: 'UnitsConsumed' },
      {
        type: 'RecoverOrKeepDecisionNeeded',
        data: { lines: [{ lineId: kettle, units: units(1, 2) }], neededAt: june(22, '09:00') },
      },
    ])
    const arrives = confirm({ deliveredAt: june(21, '09:00') })
    expect(outcomeOf([...underWay, madeGood(2), arrives], late)).toEqual([
      'UnitsConsumed',
      'RecoverOrKeepDecisionNeeded',
    ])
    expect(outcomeOf([...underWay, madeGood(2)], late)).toEqual(['UnitsConsumed'])
    const back = scan('returned-to-sender', june(21, '09:00'))
    expect(outcomeOf([...lost, madeGood(2), back], late)).toEqual(['UnitsConsumed'])
  })

  it.each(['returned-to-sender', 'destroyed'] as const)('asks about what arrived where the rest was %s', (end) => {
    const late = consume({ consumedAt: june(22, '09:00') })
    const first = confirm({ deliveredAt: june(20, '09:00'), lines: [{ lineId: kettle, quantity: count(1) }] })
    const ended = [...underWay, madeGood(2), first, scan(end, june(21, '09:00'))]
    expect(after(...ended, late).slice(-2)).toMatchObject([
      { type: 'UnitsConsumed', data: { lines: [{ lineId: kettle, units: units(1, 2) }] } },
      {
        type: 'RecoverOrKeepDecisionNeeded',
        data: { lines: [{ lineId: kettle, units: units(1) }], neededAt: june(22, '09:00') },
      },
    ])
  })

  it('asks, too, when goods are given for it only after it was found, or arrived', () => {
    const newLines = [{ ...newKettle, netMinor: 1000n, taxMinor: 0n }]
    const given = replace({ newLines, addedAt: june(22, '09:00') })
    const asked = ['UnitsConsumed', 'ReplacementUnitsAdded', 'RecoverOrKeepDecisionNeeded']
    expect(outcomeOf([...lost, madeGood(1), found()], given)).toEqual(asked)
    const arrives = confirm({ deliveredAt: june(21, '09:00') })
    expect(outcomeOf([...underWay, madeGood(1), arrives], given)).toEqual(asked)
    expect(outcomeOf([...lost, madeGood(1)], given)).toEqual(asked.slice(0, 2))
  })

  it('entitles to nothing more: what was refunded as lost can be neither returned nor refunded again', () => {
    const kept = [...refunded, found(), decideOnFound(), confirm({ deliveredAt: june(21, '10:00') })]
    const anew = (quantity: number) =>
      reserve({
        reservationId: reservation(9),
        lines: [{ lineId: kettle, quantity: count(quantity) }],
        reservedAt: june(22, '09:00'),
      })
    expect(outcomeOf(kept, anew(2))).toBe('QuantityExceedsAvailable')
    expect(outcomeOf(kept, anew(1))).toEqual(['UnitsReserved'])
    expect(outcomeOf(kept, { ...anew(1), data: { ...anew(1).data, purpose: 'non-receipt' } })).toBe('UnitsNotMissing')
  })

  it('records nothing when repeated, and is refused of what is not lost or was lost only later', () => {
    given(purchase, after(...lost, found()))
      .when(found())
      .recordsNothing()
    expect(outcomeOf(underWay, found())).toBe('ShipmentNotLost')
    expect(outcomeOf([...underWay, confirm()], found())).toBe('ShipmentArrived')
    given(purchase, after(...lost))
      .when(found({ foundAt: june(13, '07:00') }))
      .rejects({ reason: 'FoundBeforeLost', lostAt: june(13, '08:00') })
  })
})

describe('DecideRecoverOrKeep', () => {
  it('decides about the units that were made good for', () => {
    given(purchase, after(...refunded, found()))
      .when(decideOnFound())
      .records({
        type: 'RecoverOrKeepDecided',
        data: {
          purchaseId,
          shipmentId,
          lines: [{ lineId: kettle, units: units(1, 2) }],
          decision: 'keep',
          decidedBy: agent,
          decidedAt: june(21, '09:00'),
        },
      })
    expect(shipmentAfter(...refunded, found(), decideOnFound()).recoverOrKeep[0]?.decision).toBe('keep')
  })

  it('leaves what was given for them as it is', () => {
    const ledger = (decision: 'recover' | 'keep') =>
      purchaseAfter(...refunded, found(), decideOnFound({ decision })).units.accounts.get(kettle)
    expect(ledger('keep')).toEqual(purchaseAfter(...refunded).units.accounts.get(kettle))
    expect(ledger('recover')).toEqual(ledger('keep'))
  })

  it('records nothing when repeated, is refused when decided otherwise, and where there is nothing to decide', () => {
    given(purchase, after(...refunded, found(), decideOnFound()))
      .when(decideOnFound({ decidedAt: june(22, '09:00') }))
      .recordsNothing()
    given(purchase, after(...refunded, found(), decideOnFound()))
      .when(decideOnFound({ decision: 'recover' }))
      .rejects({ reason: 'RecoverOrKeepSettled', decision: 'keep' })
    expect(outcomeOf([...lost, found()], decideOnFound())).toBe('NothingToRecoverOrKeep')
  })

  it('is not asked for twice of the same units, nor forgotten of others', () => {
    const arrives = confirm({ deliveredAt: june(22, '09:00') })
    expect(outcomeOf([...refunded, found(), decideOnFound()], arrives)).toEqual([
      'ShipmentDelivered',
      'PurchaseFullyDelivered',
    ])
    const third = {
      reservationId: reservation(9),
      lines: [{ lineId: kettle, quantity: count(1) }],
    }
    const more = [
      reserve({ ...third, purpose: 'non-receipt', reservedAt: june(23, '09:00') }),
      consume({ reservationId: third.reservationId, consumedAt: june(23, '10:00') }),
    ]
    const history = [...refunded, found(), ...more]
    expect(after(...history).at(-1)).toMatchObject({ data: { lines: [{ units: units(3) }] } })
    expect(after(...history, decideOnFound()).at(-1)).toMatchObject({ data: { lines: [{ units: units(1, 2, 3) }] } })
    expect(outcomeOf([...refunded, found(), decideOnFound(), ...more], arrives)).toEqual([
      'ShipmentDelivered',
      'PurchaseFullyDelivered',
    ])
  })
})
