import { type AssetRejection, assetAggregate, type RecordService, type VisitCompleted } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { inTurn, issue, nothing, type Reaction } from '../reaction.js'

/** What a visit did to an asset is in the history of that asset; one that set it up tells since when it is installed. */
export const recordAVisitInTheHistoryOfItsAsset = onDomainEvents({
  name: 'record-a-visit-in-the-history-of-its-asset',
  reactsTo: ['VisitCompleted'],
  react: ({ event: { data } }) => {
    const { serviceTicketId, visitId, assetId, purpose, outcome, parts, appointment, completedAt } = data
    const kind = KINDS[purpose]
    if (assetId === undefined || kind === undefined || outcome === 'not-done') return nothing
    const { performer } = appointment
    return inTurn([
      issue(
        assetAggregate,
        assetId,
        {
          type: 'RecordService',
          data: {
            assetId,
            serviceId: visitId as string as NonEmptyText,
            kind,
            parts,
            performer,
            ticketId: serviceTicketId,
            visitId,
            performedAt: completedAt,
          },
        },
        { whenRejected: isMoot },
      ),
      purpose === 'installation' && outcome === 'done'
        ? issue(
            assetAggregate,
            assetId,
            { type: 'InstallAsset', data: { assetId, visitId, performer, installedAt: completedAt } },
            { whenRejected: isMoot },
          )
        : nothing,
    ])
  },
})

/** Training and follow-ups are done to no asset. */
const KINDS: Readonly<Record<VisitCompleted['data']['purpose'], RecordService['data']['kind'] | undefined>> = {
  installation: 'installation',
  maintenance: 'maintenance',
  repair: 'repair',
  training: undefined,
  'follow-up': undefined,
}

/** An asset that is not ours to follow, or that was recorded by hand before. */
const isMoot = ({ reason }: AssetRejection): Reaction | undefined =>
  reason === 'AssetNotRegistered' ||
  reason === 'AssetIsRetired' ||
  reason === 'ServiceIdReused' ||
  reason === 'InstallationOfVisitReused'
    ? nothing
    : undefined
