import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import {
  addLayer,
  after,
  at,
  berlin,
  conformity,
  conformityLayer,
  day,
  deliver,
  expire,
  extend,
  install,
  lastOn,
  motor,
  motorExtension,
  motorExtensionLayer,
  motorLayer,
  noonOf,
  otherWarrantyId,
  period,
  register,
  reverse,
  stateAfter,
  termsWith,
  text,
  unit,
  warrantyId,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

const registered = after(register())
const started = after(register(), deliver(), install())

describe('RegisterWarranty', () => {
  it('waits for what the layers are counted from: pending, without an end', () => {
    const { state, deadlines } = given(warranty, registered)
    expect(registered.map(({ type }) => type)).toStrictEqual(['WarrantyRegistered'])
    expect(state.status).toBe('pending')
    expect(deadlines).toStrictEqual([])
    expect(lastOn(state)).toBeUndefined()
  })

  it('starts the layers at once that are counted from the purchase', () => {
    const terms = termsWith({ ...conformityLayer, startAnchor: 'purchase' })
    expect(lastOn(stateAfter(register({ terms })))).toBe('2027-03-03')
  })

  it('records nothing when repeated, at whatever time', () => {
    given(warranty, started).when(register()).recordsNothing()
    given(warranty, started)
      .when(register({ registeredAt: noonOf('2025-04-01') }))
      .recordsNothing()
  })

  it('is refused a second time with other content: the unit is warranted already', () => {
    given(warranty, started)
      .when(register({ serial: text('WM-18') }))
      .rejects({ reason: 'WarrantyAlreadyRegistered', registeredAt: noonOf('2025-03-03') })
  })

  it('is refused under any id but that of the unit', () => {
    given(warranty)
      .when(register({ warrantyId: otherWarrantyId }))
      .rejects({ reason: 'NotTheWarrantyOfTheUnit', expected: warrantyId })
  })

  it('is refused for a unit that the line does not have', () => {
    const purchaseEvidence = { stream: text('purchase-1'), revision: 3, quantity: 1 as PositiveInteger }
    const second = { ...unit, unit: 2 as PositiveInteger }
    given(warranty)
      .when(register({ unit: second, warrantyId: otherWarrantyId, purchaseEvidence }))
      .rejects({ reason: 'UnitNotOnPurchase', unit: second.unit, quantity: purchaseEvidence.quantity })
  })

  it('is refused without layers, and with layers that contradict themselves', () => {
    given(warranty)
      .when(register({ terms: termsWith() }))
      .rejects({ reason: 'NothingWarranted' })
    given(warranty)
      .when(register({ terms: termsWith(motorExtensionLayer) }))
      .rejects({
        reason: 'TermsMakeNoSense',
        faults: ['layers[0].extendsLayerId: no layer motor stands before'],
      })
  })

  it('is refused without the calendar that moves a last day', () => {
    const calendarRef = { policyId: text('holidays'), version: 1 as PositiveInteger }
    const terms = termsWith({ ...conformityLayer, countingRule: 'event-day-excluded', calendarRef })
    given(warranty).when(register({ terms })).rejects({ reason: 'CalendarMissing', calendarRef })
  })
})

describe('StartWarranty', () => {
  it('starts the layers that are counted from it, and those that follow them', () => {
    const { state } = given(warranty, after(register(), install()))
    expect([lastOn(state, conformity), lastOn(state, motor), lastOn(state, motorExtension)]).toStrictEqual([
      undefined,
      '2030-03-11',
      '2033-03-11',
    ])
    expect(state.status).toBe('active')
  })

  it('arms the end of each layer, soonest first', () => {
    expect(given(warranty, started).deadlines.map(({ dueAt }) => dueAt)).toStrictEqual([
      '2027-03-10T23:00:00.000Z',
      '2030-03-11T23:00:00.000Z',
      '2033-03-11T23:00:00.000Z',
    ])
  })

  it('leaves a layer pending that waits for something else', () => {
    expect(lastOn(stateAfter(register(), deliver()), motor)).toBeUndefined()
  })

  it('records nothing for what no layer is counted from', () => {
    given(warranty, registered)
      .when(deliver({ anchor: 'service-completed' }))
      .recordsNothing()
  })

  it('records nothing when repeated, and for the same day again', () => {
    given(warranty, started).when(deliver()).recordsNothing()
    given(warranty, started)
      .when(deliver({ anchoredAt: at('2025-03-10T18:00+01:00'), evidenceId: text('signature') }))
      .recordsNothing()
  })

  it('is restated by a later proof, which lets layers end later', () => {
    const proof = deliver({ anchoredAt: noonOf('2025-03-14'), evidenceId: text('signature') })
    given(warranty, started)
      .when(proof)
      .records({
        type: 'WarrantyRestated',
        data: {
          ...proof.data,
          terms: [
            {
              layerId: conformity,
              startsOn: day('2025-03-14'),
              lastOn: day('2027-03-14'),
              endsAtExclusive: at('2027-03-15T00:00+01:00'),
            },
          ],
          trace: [
            {
              ruleId: text('layer-term'),
              facts: {
                layerId: 'conformity',
                startAnchor: 'delivery',
                period: 'P2Y',
                countingRule: 'event-day-excluded-no-roll',
                zone: berlin,
                startsOn: '2025-03-14',
                lastOn: '2027-03-14',
              },
              outcome: text('covers'),
              policyRef: { policyId: text('washing-machine-terms'), version: 1 as PositiveInteger },
            },
          ],
        },
      })
  })

  it('moves what follows a layer with it', () => {
    const proof = install({ anchoredAt: noonOf('2025-03-20') })
    const state = stateAfter(register(), install(), proof)
    expect([lastOn(state, motor), lastOn(state, motorExtension)]).toStrictEqual(['2030-03-19', '2033-03-19'])
  })

  it('never ends a layer earlier by an earlier proof, which is remembered once', () => {
    const proof = deliver({ anchoredAt: noonOf('2025-03-05'), evidenceId: text('signature') })
    const { decision } = given(warranty, started).when(proof)
    expect(decision).toMatchObject({ right: [{ type: 'AnchorProofSetAside', data: proof.data }] })
    const history = after(register(), deliver(), install(), proof)
    expect(lastOn(given(warranty, history).state)).toBe('2027-03-10')
    given(warranty, history).when(proof).recordsNothing()
  })

  it('records nothing of a proof that was bettered, when that is heard of again', () => {
    const later = deliver({ anchoredAt: noonOf('2025-03-14'), evidenceId: text('signature') })
    given(warranty, after(register(), deliver(), later))
      .when(deliver())
      .recordsNothing()
  })

  it('is refused before the purchase, and by another day than that of the purchase', () => {
    const purchasedAt = noonOf('2025-03-03')
    given(warranty, registered)
      .when(deliver({ anchoredAt: noonOf('2025-03-02') }))
      .rejects({ reason: 'AnchorBeforePurchase', anchor: 'delivery', purchasedAt })
    given(warranty, registered)
      .when(deliver({ anchor: 'purchase' }))
      .rejects({ reason: 'NotThePurchase', purchasedAt })
    given(warranty, registered)
      .when(deliver({ anchoredAt: at('2025-03-03T09:00+01:00') }))
      .records(...after(register(), deliver({ anchoredAt: at('2025-03-03T09:00+01:00') })).slice(1))
  })
})

describe('AddWarrantyLayer', () => {
  it('adds what a repairer answers for from the day of the repair on', () => {
    const state = stateAfter(register(), addLayer())
    expect(lastOn(state, 'pump-repair')).toBe('2025-12-10')
    expect(state.status).toBe('active')
  })

  it('counts each repair from its own day', () => {
    const second = addLayer({
      layer: { ...addLayer().data.layer, layerId: text('second') },
      addedAt: noonOf('2025-07-10'),
    })
    const state = stateAfter(register(), addLayer(), second)
    expect([lastOn(state, 'pump-repair'), lastOn(state, 'second')]).toStrictEqual(['2025-12-10', '2026-01-10'])
  })

  it('follows a layer that has started', () => {
    const layer = { ...motorExtensionLayer, layerId: text('bought'), extendsLayerId: conformity }
    expect(lastOn(stateAfter(register(), deliver(), addLayer({ layer })), 'bought')).toBe('2030-03-10')
  })

  it('records nothing when repeated, and is refused with other content or what makes no sense', () => {
    const history = after(register(), addLayer())
    given(warranty, history).when(addLayer()).recordsNothing()
    const { layer } = addLayer().data
    given(warranty, history)
      .when(addLayer({ layer: { ...layer, period: period('P1Y') } }))
      .rejects({ reason: 'LayerIdReused', layerId: layer.layerId })
    given(warranty, registered)
      .when(addLayer({ layer: { ...layer, remedies: [] } }))
      .rejects({ reason: 'LayerMakesNoSense', faults: ['layers[3].remedies: nothing is offered'] })
  })
})

describe('ExtendWarranty', () => {
  it('counts from the end of the layer, and moves what follows it', () => {
    const state = stateAfter(register(), install(), extend())
    expect([lastOn(state, motor), lastOn(state, motorExtension)]).toStrictEqual(['2031-03-11', '2034-03-11'])
  })

  it('waits with a layer that waits', () => {
    const { state } = given(warranty, after(register(), extend()))
    expect(lastOn(state, motor)).toBeUndefined()
    expect(lastOn(stateAfter(register(), extend(), install()), motor)).toBe('2031-03-11')
  })

  it('records nothing when repeated, and is refused with other content', () => {
    const history = after(register(), install(), extend())
    given(warranty, history)
      .when(extend({ extendedAt: noonOf('2025-07-01') }))
      .recordsNothing()
    given(warranty, history)
      .when(extend({ by: period('P2Y') }))
      .rejects({ reason: 'ExtensionIdReused', extensionId: text('extension-1') })
  })

  it('is not bought for a layer that is over, and may be given out of goodwill', () => {
    const late = { layerId: conformity, extendedAt: at('2027-03-11T00:00+01:00') }
    given(warranty, started)
      .when(extend(late))
      .rejects({ reason: 'LayerOver', layerId: conformity, lastOn: day('2027-03-10') })
    const state = stateAfter(register(), deliver(), expire(), extend({ ...late, cause: 'goodwill' }))
    expect(lastOn(state)).toBe('2028-03-10')
    expect(state.status).toBe('active')
  })

  it('is bought in the last minute of the last day', () => {
    const inTime = extend({ layerId: conformity, extendedAt: at('2027-03-10T23:59+01:00') })
    expect(lastOn(stateAfter(register(), deliver(), inTime))).toBe('2028-03-10')
  })

  it('is refused for a layer that is not there, or that counts no more', () => {
    given(warranty, started)
      .when(extend({ layerId: text('door') }))
      .rejects({ reason: 'LayerUnknown', layerId: text('door') })
  })
})

describe('ReverseExtension', () => {
  it('takes back exactly that one of several', () => {
    const second = extend({ extensionId: text('extension-2'), by: period('P6M') })
    const both = after(register(), install(), extend(), second)
    expect(lastOn(given(warranty, both).state, motor)).toBe('2031-09-11')
    expect(lastOn(stateAfter(register(), install(), extend(), second, reverse()), motor)).toBe('2030-09-11')
  })

  it('says until when the layer covers now', () => {
    const { decision } = given(warranty, after(register(), install(), extend())).when(reverse())
    expect(decision).toMatchObject({ right: [{ type: 'ExtensionReversed', data: { newEndOn: '2030-03-11' } }] })
  })

  it('records nothing when repeated, and is refused for an extension that is not there', () => {
    given(warranty, after(register(), install(), extend(), reverse()))
      .when(reverse())
      .recordsNothing()
    given(warranty, started)
      .when(reverse())
      .rejects({ reason: 'ExtensionUnknown', extensionId: text('extension-1') })
  })
})

describe('ExpireWarranty', () => {
  it('ends the layer at its end, whenever it is told', () => {
    given(warranty, started)
      .when(expire({ dueAt: noonOf('2027-04-11') }))
      .records({
        type: 'WarrantyLayerExpired',
        data: {
          warrantyId,
          layerId: conformity,
          lastOn: day('2027-03-10'),
          expiredAt: at('2027-03-11T00:00+01:00'),
        },
      })
    expect(stateAfter(register(), deliver(), install(), expire()).status).toBe('active')
  })

  it('ends the warranty with its last layer, where none waits to start', () => {
    const terms = termsWith(conformityLayer)
    const { decision } = given(warranty, after(register({ terms }), deliver())).when(expire())
    expect(decision).toMatchObject({ right: [{ type: 'WarrantyLayerExpired' }, { type: 'WarrantyExpired' }] })
    expect(stateAfter(register(), deliver(), expire()).status).toBe('pending')
  })

  it('does nothing where the layer lasts longer by now, or is over', () => {
    const longer = extend({ layerId: conformity, cause: 'goodwill' })
    given(warranty, after(register(), deliver(), longer))
      .when(expire())
      .recordsNothing()
    given(warranty, after(register(), deliver(), expire()))
      .when(expire())
      .recordsNothing()
    given(warranty, registered).when(expire()).recordsNothing()
  })

  it('re-arms the end of a layer that lasts longer, and fires the one that a reversal moved into the past', () => {
    const extended = [register(), deliver(), extend({ layerId: conformity })]
    expect(given(warranty, after(...extended)).deadlines.map(({ dueAt }) => dueAt)).toStrictEqual([
      '2028-03-10T23:00:00.000Z',
    ])
    const reversed = after(...extended, reverse({ reversedAt: noonOf('2027-12-01') }))
    expect(given(warranty, reversed).deadlines.map(({ dueAt }) => dueAt)).toStrictEqual(['2027-03-10T23:00:00.000Z'])
  })
})

it('says of a layer of an installation from when until when by the day in its own zone', () => {
  const terms = termsWith({ ...motorLayer, zone: 'Pacific/Auckland' as typeof berlin })
  const late = install({ anchoredAt: at('2025-03-11T23:30+01:00') })
  expect(lastOn(stateAfter(register({ terms }), late), motor)).toBe('2030-03-11')
})
