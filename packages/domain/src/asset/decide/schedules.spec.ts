import { given } from '@aftersale/decider/testing'
import type { Period } from '../../calendar/period.js'
import type { ServicePlanId } from '../../service-plan/service-plan-id.js'
import {
  after,
  alert,
  assetId,
  book,
  changeCalendar,
  complete,
  day,
  dueAt,
  end,
  june,
  number,
  propose,
  register,
  reopen,
  retire,
  setUp,
  setUpByUse,
  skip,
  text,
  visit,
  weekdays,
} from '../asset.fixtures.js'
import { asset } from '../asset.js'
import type { AssetCommand, SetUpMaintenance } from '../commands.js'
import type { AssetEvent } from '../events.js'

const withSchedule = after(register(), setUp())

/** What falls due, one after the other, where every deadline is kept. */
const fallsDue = (times: number, ...commands: ReadonlyArray<AssetCommand>) => {
  let history: ReadonlyArray<AssetEvent> = after(...commands)
  const due: Array<readonly [slot: number, dueOn: string, visitOn: string, fellDueAt: string]> = []
  for (let count = 0; count < times; count += 1) {
    const [next] = given(asset, history).deadlines
    if (next === undefined) break
    const { decision } = given(asset, history).when(next.command)
    if (decision._tag === 'Left') throw new Error(decision.left.reason)
    history = [...history, ...decision.right]
    for (const event of decision.right) {
      if (event.type !== 'MaintenanceFellDue') throw new Error(event.type)
      const { slot, dueOn, visitOn, fellDueAt } = event.data
      due.push([slot, dueOn, visitOn, fellDueAt])
    }
  }
  return due
}

describe('SetUpMaintenance', () => {
  it('begins with the first slot that is not over', () => {
    given(asset, after(register()))
      .when(setUp())
      .records({
        type: 'MaintenanceScheduleSetUp',
        data: { ...setUp().data, counting: 'from-anchor', firstSlot: number(1) },
      })
    expect(fallsDue(1, register(), setUp({ anchorOn: day('2023-05-31') }))[0]?.[0]).toBe(25)
    expect(fallsDue(1, register(), setUp({ anchorOn: day('2023-06-01') }))[0]).toStrictEqual([
      24,
      '2025-06-01',
      '2025-06-02',
      june(1),
    ])
    expect(
      fallsDue(1, register(), setUp({ anchorOn: day('1925-06-01'), every: { period: 'P1D' as Period } }))[0]?.[0],
    ).toBe(36_525)
  })

  it('falls due on days that are counted from the anchor, and made on working days', () => {
    expect(fallsDue(9, register(), setUp())).toStrictEqual([
      [1, '2025-06-30', '2025-06-30', '2025-06-15T22:00:00.000Z'],
      [2, '2025-07-31', '2025-07-31', '2025-07-16T22:00:00.000Z'],
      [3, '2025-08-31', '2025-09-01', '2025-08-17T22:00:00.000Z'],
      [4, '2025-09-30', '2025-09-30', '2025-09-15T22:00:00.000Z'],
      [5, '2025-10-31', '2025-10-31', '2025-10-16T22:00:00.000Z'],
      [6, '2025-11-30', '2025-12-01', '2025-11-16T23:00:00.000Z'],
      [7, '2025-12-31', '2025-12-31', '2025-12-16T23:00:00.000Z'],
      [8, '2026-01-31', '2026-02-02', '2026-01-18T23:00:00.000Z'],
      [9, '2026-02-28', '2026-03-02', '2026-02-15T23:00:00.000Z'],
    ])
  })

  it('makes visits on the days on which hours start, where the calendar has hours', () => {
    const hours = [{ from: '09:00', until: '17:00' }] as never
    const weekly = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: hours, sunday: [] }
    const calendar = { ...weekdays, weekly, holidays: [day('2025-07-05')] }
    expect(fallsDue(1, register(), setUp({ calendar }))[0]?.[2]).toBe('2025-07-12')
  })

  it('is proposed on the day of the visit where it is not said how long before', () => {
    const { proposedDaysAhead: _, ...data } = setUp().data
    const onTheDay: SetUpMaintenance = { type: 'SetUpMaintenance', data }
    expect(fallsDue(3, register(), onTheDay)[2]).toStrictEqual([
      3,
      '2025-08-31',
      '2025-09-01',
      '2025-08-31T22:00:00.000Z',
    ])
  })

  it('counts from the last one done where the policy says so, and waits for it', () => {
    const fromLast = setUp({ counting: 'from-last-performed' })
    expect(fallsDue(3, register(), fromLast)).toHaveLength(1)
    expect(fallsDue(3, register(), fromLast, propose(), book())).toStrictEqual([])
    const done = complete({ performedAt: june(40) })
    expect(fallsDue(1, register(), fromLast, propose(), book(), done)[0]?.slice(0, 2)).toStrictEqual([2, '2025-08-10'])
    expect(fallsDue(1, register(), fromLast, propose(), skip())[0]?.slice(0, 2)).toStrictEqual([2, '2025-07-30'])
  })

  it('is the same schedule by its id', () => {
    given(asset, withSchedule)
      .when(setUp({ setUpAt: june(9) }))
      .recordsNothing()
    given(asset, withSchedule)
      .when(setUp({ counting: 'from-anchor' }))
      .recordsNothing()
    given(asset, withSchedule)
      .when(setUp({ anchorOn: day('2025-05-30') }))
      .rejects({ reason: 'ScheduleIdReused', scheduleId: text('monthly') })
    given(asset, after(register(), setUp(), retire()))
      .when(setUp())
      .recordsNothing()
  })

  it('is refused where it never falls due, and of what nobody has any more', () => {
    given(asset, after(register()))
      .when(setUp({ every: { period: 'P9999Y' as Period } }))
      .rejects({ reason: 'MaintenanceNeverDue', anchorOn: day('2025-05-31') })
    given(asset, after(register(), retire()))
      .when(setUp())
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) })
  })

  it('ends where the calendar of days ends', () => {
    const yearly = setUp({ every: { period: 'P3988Y' as Period } })
    expect(fallsDue(5, register(), yearly).map(([slot, dueOn]) => [slot, dueOn])).toStrictEqual([[1, '6013-05-31']])
  })
})

describe('what falls due', () => {
  it.each(['Asia/Tokyo', 'America/New_York', 'UTC'])(
    'can be told on the first and the last day there is, in %s',
    (zone) => {
      const onFirst = setUp({
        zone: zone as never,
        setUpAt: '0000-01-01T00:00:00.000Z' as never,
        anchorOn: day('0000-01-01'),
        every: { period: 'P1D' as Period },
      })
      expect(fallsDue(1, register(), onFirst)[0]?.[1]).toBe('0000-01-02')
      const onLast = setUp({
        zone: zone as never,
        setUpAt: '9999-12-31T23:59:59.999Z' as never,
        every: { period: 'P1D' as Period },
      })
      given(asset, after(register()))
        .when(onLast)
        .rejects({ reason: 'MaintenanceNeverDue', anchorOn: day('2025-05-31') })
    },
  )

  it('is the next slot of each schedule by time', () => {
    const weekly = setUp({ scheduleId: text('weekly'), every: { period: 'P1W' as Period } })
    const history = after(register(), setUp(), setUpByUse(), weekly, alert(0))
    expect(given(asset, history).deadlines).toStrictEqual([
      // A week after Saturday, 31 May, that is on Monday, 9 June; two weeks before that it was not set up.
      {
        dueAt: june(1),
        command: {
          type: 'ProposeMaintenance',
          data: { assetId, scheduleId: text('weekly'), slot: number(1), dueAt: june(1) },
        },
      },
      { dueAt, command: propose() },
    ])
  })
})

describe('ChangeMaintenanceCalendar', () => {
  it('moves what did not fall due yet', () => {
    given(asset, withSchedule)
      .when(changeCalendar())
      .records({ type: 'MaintenanceCalendarChanged', data: changeCalendar().data })
    expect(fallsDue(1, register(), setUp(), changeCalendar())[0]).toStrictEqual([
      1,
      '2025-06-30',
      '2025-07-01',
      '2025-06-16T22:00:00.000Z',
    ])
    given(asset, after(register(), setUp(), changeCalendar()))
      .when(propose())
      .recordsNothing()
  })

  it('is told once, of a schedule that goes on', () => {
    given(asset, after(register(), setUp(), changeCalendar()))
      .when(changeCalendar())
      .recordsNothing()
    given(asset, after(register(), setUp(), end()))
      .when(changeCalendar())
      .rejects({ reason: 'ScheduleOver', endedAt: june(19) })
    given(asset, after(register()))
      .when(changeCalendar())
      .rejects({ reason: 'ScheduleUnknown', scheduleId: text('monthly') })
  })
})

describe('EndMaintenance', () => {
  it('skips what is owed and not booked, and lets nothing more fall due', () => {
    given(asset, after(register(), setUp(), propose()))
      .when(end())
      .records(
        {
          type: 'MaintenanceSkipped',
          data: {
            assetId,
            scheduleId: text('monthly'),
            slot: number(1),
            dueOn: day('2025-06-30'),
            because: text('schedule-ended'),
            skippedAt: june(19),
          },
        },
        { type: 'MaintenanceScheduleEnded', data: end().data },
      )
    given(asset, after(register(), setUp(), propose(), book()))
      .when(end())
      .records({ type: 'MaintenanceScheduleEnded', data: end().data })
    const over = after(register(), setUp(), end())
    expect(given(asset, over).deadlines).toStrictEqual([])
    given(asset, over).when(propose()).recordsNothing()
    given(asset, over)
      .when(end({ endedAt: june(20) }))
      .recordsNothing()
  })

  it('lets a visit that is booked be made, or not', () => {
    const history = after(register(), setUp(), propose(), book(), end())
    given(asset, history)
      .when(complete())
      .records({ type: 'MaintenancePerformed', data: { ...complete().data, dueOn: day('2025-06-30') } })
    given(asset, history)
      .when(reopen())
      .records({
        type: 'MaintenanceSkipped',
        data: {
          assetId,
          scheduleId: text('monthly'),
          slot: number(1),
          visitId: visit(2),
          dueOn: day('2025-06-30'),
          because: text('schedule-ended'),
          skippedAt: june(30),
        },
      })
    given(asset, after(register(), setUp(), propose(), book(), end(), reopen()))
      .when(reopen())
      .recordsNothing()
  })

  it('names the plan and the policy in all that the schedule owes', () => {
    const servicePlanId = '0197290f-6a00-7000-8000-00000000d001' as ServicePlanId
    const policyRef = { policyId: text('care'), version: number(3) }
    const history = after(register(), setUp({ servicePlanId, policyRef }))
    expect(given(asset, history).when(propose()).decision).toMatchObject({
      right: [{ data: { servicePlanId, trace: [{ policyRef }, { policyRef: { policyId: 'visits' } }] } }],
    })
  })
})
