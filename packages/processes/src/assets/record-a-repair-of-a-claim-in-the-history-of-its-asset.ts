import { type AssetRejection, assetAggregate, warrantyAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { claimIn } from '../warranties/claim-of-a-warranty.js'

/**
 * What was repaired under a warranty is in the history of the asset, whether or not it helped: in a workshop no visit tells
 * of it. Where one does, the asset knows that it is the same repair.
 */
export const recordARepairOfAClaimInTheHistoryOfItsAsset = onDomainEvents({
  name: 'record-a-repair-of-a-claim-in-the-history-of-its-asset',
  reactsTo: ['RepairCompleted', 'RepairFailed'],
  react: ({ event, metadata: { occurredAt } }) => {
    const { warrantyId, claimId, attempt, performer } = event.data
    return lookAt(warrantyAggregate, warrantyId, ({ state }) => {
      const found = claimIn(state, claimId)
      if (found === undefined) return nothing
      const { assetId } = found.warranty.registered
      const parts = found.claim.attempts.find(({ repair }) => repair.data.attempt === attempt)?.parts ?? []
      return issue(
        assetAggregate,
        assetId,
        {
          type: 'RecordService',
          data: {
            assetId,
            serviceId: `claim-${claimId}-${attempt}` as NonEmptyText,
            kind: 'repair',
            failureMode: found.claim.opened.failureMode,
            parts: parts.map(({ partNo, oldSerial, newSerial }) => ({
              partNo,
              ...(oldSerial === undefined ? {} : { oldSerial }),
              ...(newSerial === undefined ? {} : { newSerial }),
            })),
            performer,
            claimId,
            performedAt: occurredAt,
          },
        },
        { whenRejected: isMoot },
      )
    })
  },
})

/** An asset that is not ours to follow, or is with nobody any more. */
const isMoot = ({ reason }: AssetRejection): Reaction | undefined =>
  reason === 'AssetNotRegistered' || reason === 'AssetIsRetired' ? nothing : undefined
