import { given } from '@aftersale/decider/testing'
import type { ClaimId } from '../../warranty/claim-id.js'
import {
  after,
  assetAfter,
  assetId,
  day,
  install,
  june,
  move,
  number,
  read,
  register,
  retire,
  service,
  setUpByUse,
  shown,
  text,
  visit,
} from '../asset.fixtures.js'
import { asset } from '../asset.js'
import type { AssetCommand } from '../commands.js'
import { usedUnits } from '../meters/used-units.js'
import { placeOf, serviceHistoryOf } from '../state.js'

const registered = after(register())
const claimId = '0197290f-6a00-7000-8000-00000000d001' as ClaimId

const retired = { reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) } as const

describe('InstallAsset', () => {
  it('tells where it is, since when, and by whom', () => {
    given(asset, registered).when(install()).records({ type: 'AssetInstalled', data: install().data })
    expect(placeOf(assetAfter(register(), install()))).toBe('Cellar')
    expect(placeOf(assetAfter(register()))).toBeUndefined()
  })

  it('is the same installation by the same visit, or at the same time and place', () => {
    given(asset, after(register(), install())).when(install()).recordsNothing()
    given(asset, after(register(), install()))
      .when(install({ place: text('Attic') }))
      .rejects({ reason: 'InstallationOfVisitReused', visitId: visit(1) })
    const { visitId: _, ...byOwner } = install().data
    const own = { type: 'InstallAsset', data: byOwner } as ReturnType<typeof install>
    given(asset, after(register(), own)).when(own).recordsNothing()
    given(asset, after(register(), own)).when(install()).records({ type: 'AssetInstalled', data: install().data })
  })

  it('that is heard of late does not undo a later one', () => {
    const later = install({ visitId: visit(2), place: text('Kitchen'), installedAt: june(7) })
    expect(placeOf(assetAfter(register(), later, install()))).toBe('Kitchen')
    expect(placeOf(assetAfter(register(), later, move(), install()))).toBe('Attic')
    expect(placeOf(assetAfter(register(), move(), later))).toBe('Attic')
  })

  it('whose place nobody told leaves it where it was known to be', () => {
    const { place: _, ...data } = install({ installedAt: june(9) }).data
    const somewhere: AssetCommand = { type: 'InstallAsset', data }
    expect(placeOf(assetAfter(register(), move(), somewhere))).toBe('Attic')
    given(asset, after(register(), somewhere)).when(somewhere).recordsNothing()
  })

  it('is told after the asset came back, of before', () => {
    const history = after(register(), retire())
    given(asset, history).when(install()).records({ type: 'AssetInstalled', data: install().data })
    given(asset, history)
      .when(install({ installedAt: june(21) }))
      .rejects(retired)
  })
})

describe('MoveAsset', () => {
  it('is told once', () => {
    given(asset, registered).when(move()).records({ type: 'AssetMoved', data: move().data })
    given(asset, after(register(), move())).when(move()).recordsNothing()
    given(asset, after(register(), retire()))
      .when(move({ movedAt: june(21) }))
      .rejects(retired)
  })
})

describe('RecordService', () => {
  it('adds to the history of the asset, in order of time', () => {
    given(asset, registered).when(service()).records({ type: 'AssetServiced', data: service().data })
    const update = service({
      serviceId: text('update-1'),
      kind: 'product-update',
      productVersion: text('4.2'),
      performedAt: june(4),
    })
    expect(serviceHistoryOf(assetAfter(register(), service(), update)).map(({ kind }) => kind)).toStrictEqual([
      'product-update',
      'repair',
    ])
  })

  it('is the same by its id, and another by another', () => {
    const history = after(register(), service())
    given(asset, history).when(service()).recordsNothing()
    given(asset, history)
      .when(service({ kind: 'upgrade' }))
      .rejects({ reason: 'ServiceIdReused', serviceId: text('repair-1') })
    const sameDay = service({ serviceId: text('repair-2') })
    given(asset, history).when(sameDay).records({ type: 'AssetServiced', data: sameDay.data })
  })

  it('is one where the visit that repaired it and the claim that it was repaired for both tell of it, in either order', () => {
    const ofVisit = service({ visitId: visit(1) })
    const ofClaim = service({ serviceId: text('claim-1'), claimId, performedAt: june(10) })
    given(asset, after(register(), ofVisit)).when(ofClaim).recordsNothing()
    given(asset, after(register(), ofClaim)).when(ofVisit).recordsNothing()
    const nextDay = service({ serviceId: text('claim-1'), claimId, performedAt: june(10, '12:01') })
    given(asset, after(register(), ofVisit)).when(nextDay).records({ type: 'AssetServiced', data: nextDay.data })
    const otherVisit = service({ serviceId: text('repair-2'), visitId: visit(2) })
    given(asset, after(register(), ofVisit)).when(otherVisit).records({ type: 'AssetServiced', data: otherVisit.data })
    const maintained = service({ serviceId: text('visit-3'), visitId: visit(3), kind: 'maintenance' })
    given(asset, after(register(), ofClaim)).when(maintained).records({ type: 'AssetServiced', data: maintained.data })
  })

  it('may lie before the registration, and on the very end, not after it', () => {
    const before = service({ performedAt: june(0) })
    given(asset, registered).when(before).records({ type: 'AssetServiced', data: before.data })
    const history = after(register(), retire())
    const atTheEnd = service({ performedAt: june(20) })
    given(asset, history).when(atTheEnd).records({ type: 'AssetServiced', data: atTheEnd.data })
    given(asset, history)
      .when(service({ performedAt: june(20, '12:01') }))
      .rejects(retired)
  })
})

describe('RecordMeterReading', () => {
  it('tells what the meter showed, once', () => {
    given(asset, registered).when(read()).records({ type: 'MeterRead', data: read().data })
    given(asset, after(register(), read())).when(read()).recordsNothing()
    given(asset, after(register(), read()))
      .when(read({ value: shown(251) }))
      .rejects({ reason: 'MeterReadOtherwise', meter: text('cycles'), value: 250 })
    given(asset, after(register(), retire()))
      .when(read({ readAt: june(21) }))
      .rejects(retired)
  })

  it('only goes on, also between two readings that are known', () => {
    const history = after(register(), read(), read({ value: shown(300), readAt: june(20) }))
    given(asset, history)
      .when(read({ value: shown(249), readAt: june(15) }))
      .rejects({ reason: 'MeterRanBackwards', meter: text('cycles'), value: 250, readAt: june(10) })
    given(asset, history)
      .when(read({ value: shown(301), readAt: june(15) }))
      .rejects({ reason: 'MeterRanBackwards', meter: text('cycles'), value: 300, readAt: june(20) })
    const late = read({ value: shown(300), readAt: june(15) })
    given(asset, history).when(late).records({ type: 'MeterRead', data: late.data })
    const other = read({ meter: text('hours'), value: shown(3), readAt: june(15) })
    given(asset, history).when(other).records({ type: 'MeterRead', data: other.data })
  })

  it('counts over an exchange of the meter', () => {
    const anew = read({ value: shown(5), startsAnew: true, readAt: june(12) })
    const asset = assetAfter(register(), read(), anew, read({ value: shown(40), readAt: june(14) }))
    expect(usedUnits(asset.meters.get(text('cycles')) ?? [])).toBe(290)
  })

  it('makes maintenance due by use, once for all intervals that went by', () => {
    const history = after(register(), setUpByUse())
    const at = (value: number, date: number) => read({ value: shown(value), readAt: june(date) })
    given(asset, history)
      .when(at(99, 10))
      .records({ type: 'MeterRead', data: at(99, 10).data })
    // The 14th of June 2025 is a Saturday.
    given(asset, history)
      .when(at(250, 14))
      .records(
        { type: 'MeterRead', data: at(250, 14).data },
        {
          type: 'MaintenanceFellDue',
          data: {
            assetId,
            scheduleId: text('by-use'),
            slot: number(2),
            dueOn: day('2025-06-14'),
            visitOn: day('2025-06-16'),
            zone: 'Europe/Berlin' as never,
            fellDueAt: june(14),
            trace: [
              {
                ruleId: text('maintenance-interval'),
                facts: { meter: 'cycles', units: 100, from: 0, usedUnits: 250 },
                outcome: text('due'),
              },
              {
                ruleId: text('visit-day'),
                facts: { dueOn: '2025-06-14', visitOn: '2025-06-16' },
                outcome: text('next-working-day'),
                policyRef: { policyId: text('visits'), version: number(1) },
              },
            ],
          },
        },
      )
    const due = after(register(), setUpByUse(), at(250, 14))
    given(asset, due)
      .when(at(299, 15))
      .records({ type: 'MeterRead', data: at(299, 15).data })
    expect(given(asset, due).when(at(300, 15)).decision).toMatchObject({
      right: [{ type: 'MeterRead' }, { type: 'MaintenanceFellDue', data: { slot: 3 } }],
    })
  })

  it('owes nothing for what was used before the schedule was set up', () => {
    given(asset, after(register(), read()))
      .when(setUpByUse())
      .records({
        type: 'MaintenanceScheduleSetUp',
        data: { ...setUpByUse().data, counting: 'from-anchor', firstSlot: number(3) },
      })
    const every = { meter: text('cycles'), units: number(100), from: shown(200) }
    given(asset, after(register(), read()))
      .when(setUpByUse({ every }))
      .records({
        type: 'MaintenanceScheduleSetUp',
        data: { ...setUpByUse({ every }).data, counting: 'from-anchor', firstSlot: number(1) },
      })
  })
})
