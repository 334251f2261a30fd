import { faultIdOf, retailDesk } from '@aftersale/domain'
import {
  agent,
  assetId,
  customerId,
  lived,
  purchaseId,
  Shop,
  settled,
  text,
  toTicket,
} from '../warranties/warranties.fixtures.js'
import { alert, minute, opened, recovered, registered, resolved, retired } from './assets.fixtures.js'
import { faultTicketIdOf } from './fault-of-a-ticket.js'

const faultId = faultIdOf(assetId, text('E18'), 1)
const ticketId = faultTicketIdOf(faultId)
const otherTicket = '0197290f-6a00-7000-8000-00000000a009'

const faulty = [registered, alert(0), alert(5), alert(10)]

describe('open-one-ticket-per-fault', () => {
  it('opens one for the owner of the asset, which asks for a visit', async () => {
    const shop = await lived(...faulty)
    expect(shop.of('ServiceTicketOpened')).toMatchObject([
      {
        serviceTicketId: ticketId,
        customerId,
        purchaseId,
        assetId,
        channel: 'device',
        kind: 'technical',
        topic: { category: 'device-fault', subcategory: 'E18' },
        beyondFirstContact: 'site-visit',
        openedBy: { kind: 'device', id: assetId },
        openedAt: minute(10),
      },
    ])
  })

  it('D134 opens one for 97 alerts, each of which comes twice', async () => {
    const alerts = Array.from({ length: 97 }, (_, minutes) => alert(minutes))
    const shop = await new Shop().tell(registered)
    for (const one of alerts) await shop.tell(one, one)
    await settled(await shop.run())
    expect(shop.of('FaultReadingRecorded')).toHaveLength(97)
    expect(shop.of('ServiceTicketOpened')).toHaveLength(1)
  })

  it('opens none below the threshold, and none for what nobody has any more', async () => {
    expect((await lived(registered, alert(0), alert(5))).of('ServiceTicketOpened')).toEqual([])
    const shop = await new Shop().tell(...faulty, retired)
    await settled(await shop.run())
    expect(shop.of('AssetFaultRaised')).toHaveLength(1)
    expect(shop.of('ServiceTicketOpened')).toEqual([])
  })

  it('opens another for the next fault of the code', async () => {
    const shop = await lived(...faulty, resolved(ticketId, minute(60)), alert(120), alert(121), alert(122))
    expect(shop.of('ServiceTicketOpened').map(({ serviceTicketId }) => serviceTicketId)).toEqual([
      ticketId,
      faultTicketIdOf(faultIdOf(assetId, text('E18'), 2)),
    ])
  })
})

describe('note-the-recovery-of-a-fault-on-its-ticket', () => {
  it('notes it, and closes neither the fault nor the ticket', async () => {
    const shop = await lived(...faulty, recovered(30), recovered(40))
    expect(shop.of('NoteAdded')).toMatchObject([
      {
        serviceTicketId: ticketId,
        text: `E18 is reported no more since ${minute(30)}`,
        notedBy: { kind: 'device', id: assetId },
        notedAt: minute(30),
      },
    ])
    expect([...shop.of('AssetFaultClosed'), ...shop.of('ServiceTicketResolved')]).toEqual([])
  })

  it('notes each recovery of a fault that comes and goes', async () => {
    const shop = await lived(...faulty, recovered(30), alert(40), recovered(50))
    expect(shop.of('NoteAdded').map(({ notedAt }) => notedAt)).toEqual([minute(30), minute(50)])
  })

  it('has nothing to note where the fault was over before it had a ticket', async () => {
    const shop = await new Shop().tell(...faulty, recovered(30), retired)
    await settled(await shop.run())
    expect(shop.of('NoteAdded')).toEqual([])
  })
})

describe('close-a-fault-when-its-ticket-is-over', () => {
  it('closes it when the ticket is resolved, once', async () => {
    const shop = await lived(...faulty, resolved(ticketId, minute(60)))
    expect(shop.of('AssetFaultClosed')).toMatchObject([{ faultId, because: 'resolved', closedAt: minute(60) }])
  })

  it('closes it where the ticket is withdrawn', async () => {
    const withdrawn = toTicket(
      'MarkServiceTicketAsSpam',
      minute(20),
      { markedBy: agent, markedAt: minute(20) },
      ticketId,
    )
    const shop = await lived(...faulty, withdrawn)
    expect(shop.of('AssetFaultClosed')).toMatchObject([{ faultId, because: 'withdrawn', closedAt: minute(20) }])
  })

  it('leaves it open where another ticket is resolved, or this one goes on', async () => {
    const another = await lived(
      ...faulty,
      opened(otherTicket, minute(15), { assetId }),
      resolved(otherTicket, minute(20)),
    )
    expect(another.of('AssetFaultClosed')).toEqual([])
    const reopened = toTicket(
      'ReopenServiceTicket',
      minute(61),
      { because: 'still-faulty', reopenedBy: agent, reopenedAt: minute(61), serviceLevel: retailDesk },
      ticketId,
    )
    const shop = await new Shop().live(...faulty)
    await shop.tell(resolved(ticketId, minute(60)), reopened)
    await settled(await shop.run())
    expect(shop.of('AssetFaultClosed')).toEqual([])
  })

  const revisionOf = (shop: Shop, id: string, type: string): number =>
    shop
      .all()
      .filter(({ stream }) => stream.endsWith(id))
      .findIndex((event) => event.type === type)

  /** The ticket of the fault is merged into the other one. */
  const merge = async (shop: Shop): Promise<Shop> => {
    await shop.live(
      toTicket(
        'RequestMerge',
        minute(40),
        { into: otherTicket, requestedBy: agent, requestedAt: minute(40) },
        ticketId,
      ),
    )
    const requestedAtRevision = revisionOf(shop, ticketId, 'ServiceTicketMergeRequested')
    const absorbing = { absorbedTicketId: ticketId, requestedAtRevision, absorbedAt: minute(41) }
    await shop.live(toTicket('AbsorbServiceTicket', minute(41), absorbing, otherTicket))
    const absorbedAtRevision = revisionOf(shop, otherTicket, 'ServiceTicketAbsorbed')
    const merging = { into: otherTicket, requestedAtRevision, absorbedAtRevision, mergedAt: minute(42) }
    return shop.live(toTicket('MergeServiceTicket', minute(42), merging, ticketId))
  }

  it('closes it with the ticket that its own was merged into', async () => {
    const shop = await merge(await new Shop().live(...faulty, opened(otherTicket, minute(15))))
    expect(shop.of('ServiceTicketMerged')).toHaveLength(1)
    expect(shop.of('AssetFaultClosed')).toEqual([])
    await settled(await shop.live(resolved(otherTicket, minute(60))))
    expect(shop.of('AssetFaultClosed')).toMatchObject([{ faultId, because: 'resolved', closedAt: minute(60) }])
  })

  it('closes it at once where that was over already', async () => {
    const shop = await new Shop().live(...faulty, opened(otherTicket, minute(15)), resolved(otherTicket, minute(30)))
    await settled(await merge(shop))
    expect(shop.of('AssetFaultClosed')).toMatchObject([{ faultId, because: 'resolved', closedAt: minute(42) }])
  })
})
