import type { PositiveInteger } from '@aftersale/messages'
import {
  agent,
  assetId,
  customerId,
  day,
  lived,
  Shop,
  settled,
  toAsset,
  toTicket,
} from '../warranties/warranties.fixtures.js'
import {
  cancelled,
  completed,
  fellDue,
  maintained,
  nobodyThere,
  opened,
  registered,
  resolved,
  retired,
  scheduled,
  slot,
  visit,
} from './assets.fixtures.js'
import { maintenanceTicketIdOf } from './propose-a-maintenance-visit-on-a-working-day.js'

const owed = { ...slot, slot: 1 as PositiveInteger }
const ticket = maintenanceTicketIdOf(owed)
const nextTicket = maintenanceTicketIdOf(owed, 1)
const otherTicket = '0197290f-6a00-7000-8000-00000000a009'
const due = [registered, maintained, fellDue]
const booked = [...due, scheduled(ticket, visit(1), day('2025-06-17'))]

describe('propose-a-maintenance-visit-on-a-working-day', () => {
  it('opens a ticket for the slot that fell due, which names the day', async () => {
    const shop = await lived(...due)
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      {
        serviceTicketId: ticket,
        customerId,
        assetId,
        kind: 'maintenance',
        topic: { category: 'maintenance', subcategory: 'due' },
        subject: 'Maintenance 1 of monthly: a visit on 2025-06-30 (Europe/Berlin)',
        openedAt: day('2025-06-16'),
      },
    ])
  })

  it('moves a visit that would be on a Sunday or a holiday to the next working day', async () => {
    const holidays = { calendar: { calendarId: 'visits', version: 2, holidays: ['2025-06-30', '2025-07-01'] } }
    const moved = toAsset('ChangeMaintenanceCalendar', day('2025-06-02'), {
      scheduleId: 'monthly',
      ...holidays,
      changedAt: day('2025-06-02'),
    })
    const shop = await lived(
      registered,
      maintained,
      moved,
      toAsset('ProposeMaintenance', day('2025-06-18'), {
        scheduleId: 'monthly',
        slot: 1,
        dueAt: day('2025-06-17', '22:00'),
      }),
    )
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      { subject: 'Maintenance 1 of monthly: a visit on 2025-07-02 (Europe/Berlin)' },
    ])
  })

  it('opens none where the visit was booked, or the asset came back, before anybody heard of it', async () => {
    const shop = await new Shop().tell(registered, maintained, opened(otherTicket, day('2025-06-02')))
    await shop.live(scheduled(otherTicket, visit(1), day('2025-06-03')))
    await settled(await shop.live(fellDue))
    expect(shop.of('MaintenanceBooked')).toHaveLength(1)
    expect(shop.of('ServiceTicketOpened')).toHaveLength(1)

    const back = await new Shop().tell(registered, maintained, fellDue, retired)
    await settled(await back.run())
    expect(back.of('ServiceTicketOpened')).toEqual([])
  })
})

describe('book-the-slot-of-a-scheduled-visit', () => {
  it('takes the slot, which the asset then owes no more', async () => {
    const shop = await lived(...booked)
    expect(shop.of('MaintenanceBooked')).toMatchObject([
      { ...slot, visitId: visit(1), dueOn: '2025-06-30', bookedAt: day('2025-06-17') },
    ])
  })

  it('says on the ticket of a second visit that the slot is taken', async () => {
    const shop = await lived(...booked, opened(otherTicket), scheduled(otherTicket, visit(2), day('2025-06-18')))
    expect(shop.of('MaintenanceBooked')).toHaveLength(1)
    expect(shop.of('NoteAdded')).toMatchObject([
      { serviceTicketId: otherTicket, text: 'Slot 1 of monthly is not booked for this visit: SlotBooked' },
    ])
  })

  it('keeps it where the visit is moved', async () => {
    const moved = toTicket(
      'RescheduleVisit',
      day('2025-06-18'),
      {
        visitId: visit(1),
        window: { on: '2025-07-01', from: '09:00', to: '11:00', zone: 'Europe/Berlin' },
        performer: { kind: 'provider', providerId: 'hof-service', providerName: 'Hof Service' },
        requiredSkills: [],
        because: 'customer-away',
        rescheduledBy: agent,
        rescheduledAt: day('2025-06-18'),
      },
      ticket,
    )
    const shop = await lived(...booked, moved)
    expect([shop.of('MaintenanceBooked').length, shop.of('MaintenanceReopened').length]).toEqual([1, 0])
  })
})

describe('perform-the-slot-of-a-completed-visit', () => {
  it('performs what was done, and the history of the asset has it', async () => {
    const shop = await lived(...booked, ...completed(ticket, visit(1)))
    expect(shop.of('MaintenancePerformed')).toMatchObject([
      { ...slot, visitId: visit(1), performedAt: day('2025-06-30', '08:15') },
    ])
    expect(shop.of('AssetServiced')).toMatchObject([
      {
        assetId,
        serviceId: visit(1),
        kind: 'maintenance',
        ticketId: ticket,
        parts: [{ partNo: 'P-4', newSerial: 'P4-2' }],
        performedAt: day('2025-06-30', '08:15'),
      },
    ])
  })

  it.each(['partly-done', 'not-done'])('owes it again where it was %s', async (outcome) => {
    const shop = await lived(...booked, ...completed(ticket, visit(1), outcome))
    expect(shop.of('MaintenancePerformed')).toEqual([])
    expect(shop.of('MaintenanceReopened')).toMatchObject([{ because: `visit-${outcome}`, visitId: visit(1) }])
    expect(shop.of('AssetServiced')).toHaveLength(outcome === 'partly-done' ? 1 : 0)
  })
})

describe('reopen-a-maintenance-slot-when-its-visit-is-cancelled', () => {
  it('D93 owes the slot again, on the ticket that goes on, and lets another visit take it', async () => {
    const shop = await lived(
      ...booked,
      cancelled(ticket, visit(1), day('2025-06-28')),
      scheduled(ticket, visit(2), day('2025-06-29')),
    )
    expect(shop.of('MaintenanceReopened')).toMatchObject([
      { ...slot, visitId: visit(1), because: 'visit-cancelled', visitOn: '2025-06-30', reopenedAt: day('2025-06-28') },
    ])
    expect(shop.of('ServiceTicketOpened')).toHaveLength(1)
    expect(shop.of('NoteAdded')).toMatchObject([
      { serviceTicketId: ticket, text: 'Owed again (visit-cancelled): a visit on 2025-06-30 (Europe/Berlin)' },
    ])
    expect(shop.of('MaintenanceBooked').map(({ visitId }) => visitId)).toEqual([visit(1), visit(2)])
  })

  it('owes it again where nobody was there', async () => {
    const shop = await lived(...booked, nobodyThere(ticket, visit(1), day('2025-06-30', '09:00')))
    expect(shop.of('MaintenanceReopened')).toMatchObject([{ because: 'customer-not-there', visitOn: '2025-06-30' }])
  })

  it('opens a further ticket once that of the slot is over, and only one', async () => {
    const other = [opened(otherTicket), scheduled(otherTicket, visit(1), day('2025-06-17'))]
    const shop = await lived(
      ...due,
      ...other,
      resolved(ticket, day('2025-06-18')),
      cancelled(otherTicket, visit(1), day('2025-06-19')),
      scheduled(nextTicket, visit(2), day('2025-06-20')),
      cancelled(nextTicket, visit(2), day('2025-06-21')),
    )
    expect(shop.of('ServiceTicketOpened').map(({ serviceTicketId }) => serviceTicketId)).toEqual([
      ticket,
      otherTicket,
      nextTicket,
    ])
    expect(shop.of('ServiceTicketOpened')[2]).toMatchObject({ topic: { subcategory: 'due-again' } })
    expect(shop.of('NoteAdded')).toMatchObject([{ serviceTicketId: nextTicket }])
  })

  it('has one ticket for what fell due, was taken and is owed again before anybody heard of it', async () => {
    const shop = await new Shop().tell(
      ...due,
      toAsset('BookMaintenance', day('2025-06-17'), { ...owed, visitId: visit(1), bookedAt: day('2025-06-17') }),
      toAsset('ReopenMaintenance', day('2025-06-18'), {
        ...owed,
        visitId: visit(1),
        because: 'visit-cancelled',
        reopenedAt: day('2025-06-18'),
      }),
    )
    await settled(await shop.run())
    expect(shop.of('ServiceTicketOpened').map(({ serviceTicketId }) => serviceTicketId)).toEqual([nextTicket])
  })

  it('takes nothing from the visit that has the slot by now', async () => {
    const shop = await lived(
      ...booked,
      opened(otherTicket),
      scheduled(otherTicket, visit(2), day('2025-06-18')),
      cancelled(otherTicket, visit(2), day('2025-06-19')),
    )
    expect(shop.of('MaintenanceReopened')).toEqual([])
  })

  it('has nothing to do for a visit that is for no slot', async () => {
    const shop = await lived(
      registered,
      opened(otherTicket),
      scheduled(otherTicket, visit(1), day('2025-06-17'), { maintenance: undefined }),
      cancelled(otherTicket, visit(1), day('2025-06-18')),
    )
    expect([...shop.of('MaintenanceBooked'), ...shop.of('MaintenanceReopened')]).toEqual([])
  })
})

describe('record-a-visit-in-the-history-of-its-asset', () => {
  const forWork = (purpose: string) => [
    registered,
    opened(otherTicket),
    scheduled(otherTicket, visit(1), day('2025-06-17'), { purpose, maintenance: undefined }),
  ]

  it('has what was repaired, with the parts', async () => {
    const shop = await lived(...forWork('repair'), ...completed(otherTicket, visit(1)))
    expect(shop.of('AssetServiced')).toMatchObject([{ kind: 'repair', serviceId: visit(1), ticketId: otherTicket }])
    expect(shop.of('AssetInstalled')).toEqual([])
  })

  it('tells since when it is installed', async () => {
    const shop = await lived(...forWork('installation'), ...completed(otherTicket, visit(1)))
    expect(shop.of('AssetServiced')).toMatchObject([{ kind: 'installation' }])
    expect(shop.of('AssetInstalled')).toMatchObject([
      { assetId, visitId: visit(1), performer: { kind: 'provider' }, installedAt: day('2025-06-30', '08:15') },
    ])
  })

  it('has nothing of a training, of what was not done, and of an asset that nobody registered', async () => {
    const training = await lived(...forWork('training'), ...completed(otherTicket, visit(1)))
    const notDone = await lived(...forWork('repair'), ...completed(otherTicket, visit(1), 'not-done'))
    const unknown = await lived(...forWork('repair').slice(1), ...completed(otherTicket, visit(1)))
    for (const shop of [training, notDone, unknown]) expect(shop.of('AssetServiced')).toEqual([])
  })
})
