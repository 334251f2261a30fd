import { given } from '@aftersale/decider/testing'
import {
  after,
  assetId,
  book,
  complete,
  day,
  dueAt,
  end,
  june,
  number,
  propose,
  read,
  register,
  reopen,
  retire,
  setUp,
  setUpByUse,
  shown,
  skip,
  text,
  visit,
} from '../asset.fixtures.js'
import { asset } from '../asset.js'
import type { AssetCommand } from '../commands.js'

const planned = (...commands: ReadonlyArray<AssetCommand>) => after(register(), setUp(), ...commands)
const due = planned(propose())
const booked = planned(propose(), book())
const performed = planned(propose(), book(), complete())
const reopened = planned(propose(), book(), reopen())

const dueOn = day('2025-06-30')
const monthly = text('monthly')

describe('ProposeMaintenance', () => {
  it('tells that the slot is due, on which day by the schedule, and on which a visit can be made', () => {
    given(asset, planned())
      .when(propose())
      .records({
        type: 'MaintenanceFellDue',
        data: {
          assetId,
          scheduleId: monthly,
          slot: number(1),
          dueOn,
          visitOn: dueOn,
          zone: 'Europe/Berlin' as never,
          fellDueAt: dueAt,
          trace: [
            {
              ruleId: text('maintenance-interval'),
              facts: { counting: 'from-anchor', anchorOn: '2025-05-31', period: 'P1M', slot: 1 },
              outcome: text('due'),
            },
            {
              ruleId: text('visit-day'),
              facts: { dueOn: '2025-06-30', visitOn: '2025-06-30' },
              outcome: text('on-the-day'),
              policyRef: { policyId: text('visits'), version: number(1) },
            },
          ],
        },
      })
  })

  it('does nothing twice, at another time, or for another slot than the next', () => {
    given(asset, due).when(propose()).recordsNothing()
    given(asset, planned())
      .when(propose({ dueAt: june(16) }))
      .recordsNothing()
    given(asset, planned())
      .when(propose({ slot: number(2) }))
      .recordsNothing()
    given(asset, after(register(), setUpByUse()))
      .when(propose({ scheduleId: text('by-use') }))
      .recordsNothing()
    given(asset, planned())
      .when(propose({ scheduleId: text('yearly') }))
      .rejects({ reason: 'ScheduleUnknown', scheduleId: text('yearly') })
  })
})

describe('BookMaintenance', () => {
  it('takes the slot for a visit, once', () => {
    given(asset, due)
      .when(book())
      .records({ type: 'MaintenanceBooked', data: { ...book().data, dueOn } })
    given(asset, booked)
      .when(book({ bookedAt: june(18) }))
      .recordsNothing()
    given(asset, booked)
      .when(book({ visitId: visit(3) }))
      .rejects({ reason: 'SlotBooked', visitId: visit(2) })
    given(asset, performed).when(book()).recordsNothing()
    given(asset, performed)
      .when(book({ visitId: visit(3) }))
      .rejects({ reason: 'SlotPerformed', slot: 1 })
    given(asset, planned(propose(), skip())).when(book()).rejects({ reason: 'SlotSkipped', slot: 1 })
  })

  it('may come before the slot falls due, which it does not any more then', () => {
    given(asset, planned())
      .when(book())
      .records({ type: 'MaintenanceBooked', data: { ...book().data, dueOn } })
    const ahead = planned(book())
    given(asset, ahead).when(propose()).recordsNothing()
    expect(given(asset, ahead).deadlines).toMatchObject([{ command: { data: { slot: 2 } } }])
    given(asset, planned())
      .when(book({ slot: number(2) }))
      .rejects({ reason: 'SlotNotDue', slot: 2 })
  })

  it('of a schedule by use is due on the day it is booked, where it was not', () => {
    const byUse = { scheduleId: text('by-use') }
    given(asset, after(register(), setUpByUse()))
      .when(book(byUse))
      .records({ type: 'MaintenanceBooked', data: { ...book(byUse).data, dueOn: day('2025-06-17') } })
    const ahead = after(register(), setUpByUse(), book(byUse))
    const hundred = read({ value: shown(199), readAt: june(18) })
    given(asset, ahead).when(hundred).records({ type: 'MeterRead', data: hundred.data })
  })

  it('is refused where the schedule or the asset is over', () => {
    given(asset, planned(end()))
      .when(book())
      .rejects({ reason: 'ScheduleOver', endedAt: june(19) })
    given(asset, planned(propose(), end())).when(book()).rejects({ reason: 'SlotSkipped', slot: 1 })
    given(asset, planned(propose(), book(), retire(), reopen()))
      .when(book({ visitId: visit(3), bookedAt: june(31) }))
      .rejects({ reason: 'SlotSkipped', slot: 1 })
    const late = after(register(), setUp({ counting: 'from-last-performed' }), propose())
    given(asset, late)
      .when(book({ slot: number(2) }))
      .rejects({ reason: 'SlotNotDue', slot: 2 })
  })
})

describe('ReopenMaintenance', () => {
  it('owes the slot again, and says on which day its visit can be made', () => {
    // Monday, 30 June: the day itself. Saturday, 5 July: the Monday after.
    const owed = { dueOn, zone: 'Europe/Berlin' as never }
    given(asset, booked)
      .when(reopen())
      .records({ type: 'MaintenanceReopened', data: { ...reopen().data, ...owed, visitOn: dueOn } })
    const cancelled = reopen({ because: text('visit-cancelled'), reopenedAt: june(35) })
    given(asset, booked)
      .when(cancelled)
      .records({ type: 'MaintenanceReopened', data: { ...cancelled.data, ...owed, visitOn: day('2025-07-07') } })
    const inTime = reopen({ reopenedAt: june(18) })
    given(asset, booked)
      .when(inTime)
      .records({ type: 'MaintenanceReopened', data: { ...inTime.data, ...owed, visitOn: dueOn } })
  })

  it('takes back what counted as performed', () => {
    const later = reopen({ reopenedAt: june(31) })
    expect(given(asset, performed).when(later).decision).toMatchObject({ right: [{ type: 'MaintenanceReopened' }] })
    const again = planned(propose(), book(), complete(), later)
    given(asset, again).when(complete()).recordsNothing()
  })

  it('is told once of a visit, and takes nothing from the one after it', () => {
    given(asset, reopened)
      .when(reopen({ reopenedAt: june(31) }))
      .recordsNothing()
    const other = planned(propose(), book(), reopen(), book({ visitId: visit(3), bookedAt: june(31) }))
    given(asset, other).when(reopen()).recordsNothing()
    given(asset, other)
      .when(reopen({ reopenedAt: june(32) }))
      .recordsNothing()
    given(asset, other)
      .when(reopen({ visitId: visit(4) }))
      .rejects({ reason: 'SlotNotOfVisit', visitId: visit(4) })
    given(asset, planned())
      .when(reopen())
      .rejects({ reason: 'SlotNotOfVisit', visitId: visit(2) })
  })

  it('lets the same visit take it again, by a later booking alone', () => {
    given(asset, reopened)
      .when(book({ bookedAt: june(30) }))
      .recordsNothing()
    const again = book({ bookedAt: june(30, '12:01') })
    given(asset, reopened)
      .when(again)
      .records({ type: 'MaintenanceBooked', data: { ...again.data, dueOn } })
    given(asset, planned(propose(), book(), reopen(), again))
      .when(reopen())
      .recordsNothing()
  })
})

describe('CompleteMaintenance', () => {
  it('is done by the visit that it was booked for', () => {
    given(asset, booked)
      .when(complete())
      .records({ type: 'MaintenancePerformed', data: { ...complete().data, dueOn } })
    given(asset, performed)
      .when(complete({ performedAt: june(31) }))
      .recordsNothing()
    given(asset, performed)
      .when(complete({ visitId: visit(3) }))
      .rejects({ reason: 'SlotPerformed', slot: 1 })
    given(asset, booked)
      .when(complete({ visitId: visit(3) }))
      .rejects({ reason: 'SlotBooked', visitId: visit(2) })
  })

  it('is done by any visit, or none, where it was booked for none', () => {
    const { visitId: _, ...data } = complete().data
    const byNone: AssetCommand = { type: 'CompleteMaintenance', data }
    given(asset, due)
      .when(byNone)
      .records({ type: 'MaintenancePerformed', data: { ...data, dueOn } } as never)
    given(asset, planned())
      .when(complete())
      .records({ type: 'MaintenancePerformed', data: { ...complete().data, dueOn } })
    given(asset, planned())
      .when(complete({ slot: number(3) }))
      .rejects({ reason: 'SlotNotDue', slot: 3 })
  })

  it('is told after the asset came back, of before', () => {
    const gone = planned(propose(), book(), retire({ retiredAt: june(40) }))
    expect(given(asset, gone).when(complete()).decision).toMatchObject({ right: [{ type: 'MaintenancePerformed' }] })
    given(asset, gone)
      .when(complete({ performedAt: june(41) }))
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(40) })
    given(asset, planned(end()))
      .when(complete())
      .rejects({ reason: 'ScheduleOver', endedAt: june(19) })
  })
})

describe('SkipMaintenance', () => {
  it('lets a slot go that no visit is booked for', () => {
    given(asset, due)
      .when(skip())
      .records({ type: 'MaintenanceSkipped', data: { ...skip().data, dueOn } })
    given(asset, planned(propose(), skip()))
      .when(skip({ skippedAt: june(19) }))
      .recordsNothing()
    given(asset, booked)
      .when(skip())
      .rejects({ reason: 'SlotBooked', visitId: visit(2) })
    given(asset, performed).when(skip()).rejects({ reason: 'SlotPerformed', slot: 1 })
    given(asset, planned())
      .when(skip({ slot: number(2) }))
      .rejects({ reason: 'SlotNotDue', slot: 2 })
    given(asset, planned(end()))
      .when(skip())
      .rejects({ reason: 'ScheduleOver', endedAt: june(19) })
  })

  it('is not taken again by a booking that is heard again, also where it was given up before by what is told', () => {
    const before = reopen({ reopenedAt: june(16) })
    given(asset, planned(propose(), book(), before))
      .when(book())
      .recordsNothing()
    const again = book({ bookedAt: june(18) })
    given(asset, planned(propose(), book(), before))
      .when(again)
      .records({ type: 'MaintenanceBooked', data: { ...again.data, dueOn } })
    given(asset, planned(propose(), book(), complete({ performedAt: june(16) }), reopen({ reopenedAt: june(15) })))
      .when(book())
      .recordsNothing()
  })
})
