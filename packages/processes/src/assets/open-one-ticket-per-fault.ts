import type { Actor, NonEmptyText } from '@aftersale/messages'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { faultsOf, OPENING_PROCESS } from './fault-of-a-ticket.js'
import { openTicketAboutAnAsset } from './ticket-about-an-asset.js'

/**
 * A fault that a device reported has one ticket, which proposes a visit: not one for each alert, since the asset counts
 * them. None where it was closed before anybody heard of it.
 */
export const openOneTicketPerFault = (desk: Desk): Process =>
  onDomainEvents({
    name: OPENING_PROCESS,
    reactsTo: ['AssetFaultRaised'],
    react: ({ event: { data }, metadata: { recordedAt } }) => {
      const { assetId, faultId, faultCode } = data
      return openTicketAboutAnAsset(desk, {
        process: OPENING_PROCESS,
        about: faultId,
        assetId,
        kind: 'technical',
        category: 'device-fault',
        subcategory: faultCode,
        openedBy: { kind: 'device', id: assetId as string as NonEmptyText } as Actor,
        openedAt: recordedAt,
        isWanted: (state) =>
          faultsOf(state).some(({ raised, closed }) => raised.faultId === faultId && closed === undefined),
      })
    },
  })
