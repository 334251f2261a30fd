import { given } from '@aftersale/decider/testing'
import type { ClaimId } from './claim-id.js'
import type { WarrantyCommand } from './commands.js'
import { coverageOn } from './layers/coverage-on.js'
import {
  after,
  at,
  cancel,
  conformity,
  day,
  deliver,
  expire,
  extend,
  handBack,
  install,
  lastOn,
  motor,
  motorExtension,
  noonOf,
  register,
  resume,
  stateAfter,
  supersede,
  suspend,
  take,
  text,
  warrantyId,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

const running = [register(), deliver(), install()]
const second = (takenOn: string, backOn: string): ReadonlyArray<WarrantyCommand> => [
  take({ custodyId: text('custody-2'), takenAt: noonOf(takenOn) }),
  handBack({ custodyId: text('custody-2'), handedBackAt: noonOf(backOn) }),
]

describe('TakeIntoCustody', () => {
  it('lets the layers stand still whose terms say so', () => {
    given(warranty, after(...running))
      .when(take())
      .records({
        type: 'ProductTakenIntoCustody',
        data: { ...take().data, restingLayerIds: [motor, motorExtension] },
      })
    const { state, deadlines } = given(warranty, after(...running, take()))
    expect(state.status).toBe('active')
    expect(deadlines.map(({ command }) => command.data)).toMatchObject([{ layerId: conformity }])
  })

  it('covers what stands still for as long as it lasts', () => {
    const state = stateAfter(register(), install(), take({ takenAt: noonOf('2030-03-11') }))
    expect(state.status).toBe('suspended')
    const [covering] = coverageOn(state, day('2031-01-01')).covering
    expect(covering?.layerId).toBe(motor)
  })

  it('stops nothing that was over before', () => {
    const late = take({ takenAt: noonOf('2030-03-12') })
    const state = stateAfter(register(), install(), late)
    expect(given(warranty, after(register(), install(), late)).deadlines).toHaveLength(1)
    expect(
      lastOn(stateAfter(register(), install(), late, handBack({ handedBackAt: noonOf('2030-03-30') })), motor),
    ).toBe('2030-03-11')
    expect(state.status).toBe('active')
  })

  it('lets a layer cover again whose end was recorded before the custody was heard of', () => {
    const end = at('2030-03-12T00:00+01:00')
    const expired = [register(), install(), expire({ layerId: motor, dueAt: end })]
    const heardLate = take({ takenAt: noonOf('2030-03-01') })
    const state = stateAfter(...expired, heardLate, handBack({ handedBackAt: noonOf('2030-03-10') }))
    expect(lastOn(state, motor)).toBe('2030-03-21')
    expect(given(warranty, after(...expired, heardLate)).state.status).toBe('suspended')
  })

  it('records nothing when repeated, and is refused by the same id for something else', () => {
    given(warranty, after(...running, take()))
      .when(take({ takenAt: noonOf('2026-09-02') }))
      .recordsNothing()
    given(warranty, after(...running, take()))
      .when(take({ purpose: 'inspection' }))
      .rejects({ reason: 'CustodyIdReused', custodyId: text('custody-1') })
  })

  it('is refused for a claim that was not opened', () => {
    const claimId = '0197290f-6a00-7000-8000-0000000000e1' as ClaimId
    given(warranty, after(...running))
      .when(take({ claimId }))
      .rejects({ reason: 'ClaimUnknown', claimId })
  })

  it('is refused before it was asked for, and of a product that was given back', () => {
    const requestedAt = noonOf('2026-09-02')
    given(warranty, after(...running))
      .when(take({ requestedAt }))
      .rejects({ reason: 'TakenBeforeRequested', requestedAt })
    given(warranty, after(...running, cancel()))
      .when(take())
      .rejects({ reason: 'WarrantyOver', because: 'cancelled' })
  })
})

describe('HandBack', () => {
  it('lets layers end later by the days in custody, the first and the last among them', () => {
    const state = stateAfter(...running, take(), handBack())
    expect([lastOn(state), lastOn(state, motor), lastOn(state, motorExtension)]).toStrictEqual([
      '2027-03-10',
      '2030-03-31',
      '2033-03-31',
    ])
  })

  it('counts a day once on which the product was with two', () => {
    // 1 to 20 September and 11 to 30 September are 30 days together.
    const overlapping = stateAfter(...running, take(), ...second('2026-09-11', '2026-09-30'), handBack())
    expect(lastOn(overlapping, motor)).toBe('2030-04-10')
    const inside = stateAfter(...running, take(), ...second('2026-09-05', '2026-09-07'), handBack())
    expect(lastOn(inside, motor)).toBe('2030-03-31')
    const apart = stateAfter(...running, take(), handBack(), ...second('2026-10-01', '2026-10-02'))
    expect(lastOn(apart, motor)).toBe('2030-04-02')
  })

  it('says the same in whatever order custody and extension are heard of', () => {
    const orders = [
      [extend(), take(), handBack()],
      [take(), extend(), handBack()],
      [take(), handBack(), extend()],
    ]
    expect(orders.map((order) => lastOn(stateAfter(...running, ...order), motor))).toStrictEqual([
      '2031-03-31',
      '2031-03-31',
      '2031-03-31',
    ])
  })

  it('counts days from the start of a layer alone', () => {
    const before = [take({ takenAt: noonOf('2025-03-05') }), handBack({ handedBackAt: noonOf('2025-03-14') })]
    expect(lastOn(stateAfter(register(), install(), ...before), motor)).toBe('2030-03-14')
    expect(lastOn(stateAfter(register(), ...before, install()), motor)).toBe('2030-03-14')
  })

  it('records nothing when repeated', () => {
    given(warranty, after(...running, take(), handBack()))
      .when(handBack({ handedBackAt: noonOf('2026-09-21') }))
      .recordsNothing()
  })

  it('is refused of what was not taken, and before it was taken', () => {
    given(warranty, after(...running))
      .when(handBack())
      .rejects({ reason: 'CustodyUnknown', custodyId: text('custody-1') })
    given(warranty, after(...running, take()))
      .when(handBack({ handedBackAt: noonOf('2026-08-31') }))
      .rejects({ reason: 'HandedBackBeforeTaken', takenAt: noonOf('2026-09-01') })
  })

  it('is recorded of a unit that was replaced meanwhile, and makes nothing longer', () => {
    given(warranty, after(...running, take(), supersede({ supersededAt: noonOf('2026-09-10') })))
      .when(handBack())
      .records({ type: 'ProductHandedBack', data: { ...handBack().data, terms: [] } })
  })
})

describe('SuspendWarranty', () => {
  it('lets every layer rest that may', () => {
    given(warranty, after(...running))
      .when(suspend())
      .records({ type: 'WarrantySuspended', data: { ...suspend().data, layerIds: [motor, motorExtension] } })
    expect(stateAfter(register(), install(), suspend()).status).toBe('suspended')
    expect(stateAfter(...running, suspend()).status).toBe('active')
  })

  it('records nothing when repeated, and is refused by the same id for something else', () => {
    given(warranty, after(...running, suspend()))
      .when(suspend())
      .recordsNothing()
    given(warranty, after(...running, suspend()))
      .when(suspend({ because: text('lent') }))
      .rejects({ reason: 'SuspensionIdReused', suspensionId: text('rest-1') })
  })

  it('is refused of what the law gives, and where nothing is left to rest', () => {
    given(warranty, after(...running))
      .when(suspend({ layerIds: [conformity] }))
      .rejects({ reason: 'NeverRestsByAgreement', layerId: conformity })
    given(warranty, after(...running))
      .when(suspend({ layerIds: [text('door')] }))
      .rejects({ reason: 'LayerUnknown', layerId: text('door') })
    given(warranty, after(...running))
      .when(suspend({ layerIds: [] }))
      .rejects({ reason: 'NothingToSuspend' })
  })
})

describe('ResumeWarranty', () => {
  it('lets layers end later by the days of rest, on which they did not cover', () => {
    const state = stateAfter(...running, suspend(), resume())
    expect(lastOn(state, motor)).toBe('2030-03-21')
    const covers = (on: string) => coverageOn(state, day(on)).layers.find(({ layerId }) => layerId === motor)?.because
    expect(['2026-04-30', '2026-05-01', '2026-05-10', '2026-05-11'].map(covers)).toStrictEqual([
      'within-term',
      'at-rest',
      'at-rest',
      'within-term',
    ])
  })

  it('counts a day of rest in custody once', () => {
    const taken = take({ takenAt: noonOf('2026-05-06') })
    const back = handBack({ handedBackAt: noonOf('2026-05-15') })
    // 1 to 10 May at rest, 6 to 15 May in custody.
    expect(lastOn(stateAfter(...running, suspend(), taken, resume(), back), motor)).toBe('2030-03-26')
  })

  it('makes nothing longer on the day it was suspended', () => {
    expect(lastOn(stateAfter(...running, suspend(), resume({ resumedAt: noonOf('2026-05-01') })), motor)).toBe(
      '2030-03-11',
    )
  })

  it('records nothing when repeated, and is refused of another suspension, and before it', () => {
    given(warranty, after(...running, suspend(), resume()))
      .when(resume())
      .recordsNothing()
    given(warranty, after(...running))
      .when(resume())
      .rejects({ reason: 'SuspensionUnknown', suspensionId: text('rest-1') })
    given(warranty, after(...running, suspend()))
      .when(resume({ resumedAt: noonOf('2026-04-30') }))
      .rejects({ reason: 'ResumedBeforeSuspended', suspendedAt: noonOf('2026-05-01') })
  })

  it('names the layers with their new ends', () => {
    const { decision } = given(warranty, after(register(), install(), suspend())).when(resume())
    expect(decision).toMatchObject({
      right: [{ data: { warrantyId, terms: [{ lastOn: '2030-03-21' }, { lastOn: '2033-03-21' }] } }],
    })
  })
})
