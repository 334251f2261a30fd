import { retailDesk, type ServiceTicketId } from '@aftersale/domain'
import {
  assetId,
  bought,
  chosen,
  claimed,
  claimId,
  day,
  lived,
  machinesDelivered,
  repaired,
  Shop,
  settled,
  type Told,
  toTicket,
} from '../warranties/warranties.fixtures.js'
import { scheduled, visit } from './assets.fixtures.js'

const begun = [bought(), machinesDelivered, ...claimed, chosen('repair')]

const withParts = (told: Told): Told => ({
  ...told,
  command: {
    ...told.command,
    data: { ...told.command.data, parts: [{ partNo: 'motor', oldSerial: 'M-1', newSerial: 'M-2' }] },
  },
})

/** On the day of the repair, on the ticket that it has. */
const visited = (ticket: ServiceTicketId): ReadonlyArray<Told> => [
  scheduled(ticket, visit(1), day('2026-03-09'), {
    purpose: 'repair',
    maintenance: undefined,
    window: { on: '2026-03-10', from: '09:00', to: '13:00', zone: 'Europe/Berlin' },
  }),
  toTicket(
    'ArriveAtVisit',
    day('2026-03-10', '09:30'),
    { visitId: visit(1), arrivedAt: day('2026-03-10', '09:30'), serviceLevel: retailDesk },
    ticket,
  ),
  toTicket(
    'CompleteVisit',
    day('2026-03-10', '10:30'),
    { visitId: visit(1), outcome: 'done', parts: [], labourMinutes: 40, completedAt: day('2026-03-10', '10:30') },
    ticket,
  ),
]

describe('record-a-repair-of-a-claim-in-the-history-of-its-asset', () => {
  it('has what a workshop repaired, with what failed and the parts', async () => {
    const shop = await lived(...begun, withParts(repaired()))
    expect(shop.of('AssetServiced')).toMatchObject([
      {
        assetId,
        serviceId: `claim-${claimId}-1`,
        kind: 'repair',
        failureMode: 'motor',
        parts: [{ partNo: 'motor', oldSerial: 'M-1', newSerial: 'M-2' }],
        claimId,
        performedAt: day('2026-03-10'),
      },
    ])
  })

  it('has each attempt, also one that did not help', async () => {
    const shop = await lived(...begun, repaired('failed'))
    expect(shop.of('AssetServiced')).toMatchObject([{ serviceId: `claim-${claimId}-1` }])
  })

  it('has a repair once that was made by a visit, whichever of them is told first', async () => {
    const first = await new Shop().live(...begun)
    const ticket = first.of('ServiceTicketOpened')[0]?.['serviceTicketId'] as ServiceTicketId
    const visitFirst = await settled(await first.live(...visited(ticket), repaired()))
    expect(visitFirst.of('AssetServiced')).toMatchObject([{ serviceId: visit(1) }])
    const repairFirst = await lived(...begun, repaired(), ...visited(ticket))
    expect(repairFirst.of('VisitCompleted')).toHaveLength(1)
    expect(repairFirst.of('AssetServiced')).toMatchObject([{ serviceId: `claim-${claimId}-1` }])
  })
})
