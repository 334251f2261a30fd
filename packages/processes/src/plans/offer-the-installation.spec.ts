import {
  assetId,
  bought,
  customerId,
  day,
  lived,
  machinesDelivered,
  Shop,
  settled,
  type Told,
  toAsset,
} from '../warranties/warranties.fixtures.js'
import { planOf } from './plan-of-a-machine.fixtures.js'

const kinds = (shop: Shop) => shop.of('ServiceTicketOpened').map(({ kind, assetId: of }) => [kind, of])
const oneOffer = [['installation', assetId]]

describe('offer-the-installation-that-a-plan-pays-for', () => {
  it('opens one ticket for the machine that has a plan, and none for the other', async () => {
    const shop = await lived(bought(), machinesDelivered, ...planOf())
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      {
        kind: 'installation',
        topic: { category: 'installation', subcategory: 'in-plan' },
        assetId,
        customerId,
        beyondFirstContact: 'site-visit',
        openedAt: day('2025-06-05'),
      },
    ])
  })

  it('does so whichever of plan and warranty is heard of last', async () => {
    expect(kinds(await lived(bought(), ...planOf(undefined, '2025-06-03'), machinesDelivered))).toEqual(oneOffer)
    const atOnce = await new Shop().tell(bought(), ...planOf(undefined, '2025-06-03'), machinesDelivered)
    await atOnce.run()
    expect(kinds(await settled(atOnce))).toEqual(oneOffer)
  })

  it('offers nothing of a plan that rests by the time it is heard of', async () => {
    const [quoted, sold] = planOf() as readonly [Told, Told]
    const data = { servicePlanId: sold.id, because: 'moving', suspendedAt: day('2025-06-06') }
    const suspended = { ...sold, command: { type: 'SuspendServicePlan', data }, at: day('2025-06-06') }
    const shop = await new Shop().tell(bought(), machinesDelivered, quoted, sold, suspended)
    await shop.run()
    expect(kinds(shop)).toEqual([])
  })

  it('offers it once the plan goes on, and once however often it rests', async () => {
    const [quoted, sold] = planOf() as readonly [Told, Told]
    const told = (type: string, data: object, on: string): Told => ({
      ...sold,
      command: { type, data: { servicePlanId: sold.id, ...data } },
      at: day(on),
    })
    const rests = (on: string) => told('SuspendServicePlan', { because: 'moving', suspendedAt: day(on) }, on)
    const goesOn = (on: string) => told('ResumeServicePlan', { resumedAt: day(on) }, on)
    const shop = await new Shop().tell(bought(), machinesDelivered, quoted, sold, rests('2025-06-06'))
    await shop.run()
    await shop.tell(goesOn('2025-06-20'))
    await shop.run()
    expect(shop.of('ServiceTicketOpened')).toMatchObject([{ kind: 'installation', openedAt: day('2025-06-20') }])
    await shop.tell(rests('2025-07-01'), goesOn('2025-07-10'))
    expect(kinds(await settled(shop))).toEqual(oneOffer)
  })

  it('offers nothing where the plan has no visits, or its customer installed it before', async () => {
    const entitlements = [{ kind: 'discount', rate: 1000 }]
    const without = planOf(undefined, '2025-06-05', undefined, { entitlements })
    expect(kinds(await lived(bought(), machinesDelivered, ...without))).toEqual([])
    const installed = toAsset('InstallAsset', day('2025-06-06'), { installedAt: day('2025-06-06') })
    expect(kinds(await lived(bought(), machinesDelivered, installed, ...planOf(undefined, '2025-06-10')))).toEqual([])
  })
})
