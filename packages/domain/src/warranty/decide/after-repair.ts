import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Period } from '../../calendar/period.js'
import type { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import type { Claim } from '../claims/claims.js'
import type { RecordRepair } from '../commands/claims.js'
import type { WarrantyExtended, WarrantyLayerAdded } from '../events/layers.js'
import { evolveLayers } from '../layers/evolve-layers.js'
import type { Layer } from '../layers/layers.js'
import { repairExtensionOf } from '../layers/repair-extension.js'
import type { Warranty } from '../state.js'
import { addWarrantyLayer } from './layers.js'

type Repair = RecordRepair['data']

/** What a repair leaves behind: a warranty of each part that has one, of the work, and what the law adds for a repair. */
export const afterRepair = (
  data: Repair,
  { claim, layer, warranty }: { readonly claim: Claim; readonly layer: Layer; readonly warranty: Warranty },
): ReadonlyArray<WarrantyLayerAdded | WarrantyExtended> => {
  const added: WarrantyLayerAdded[] = []
  let after = warranty
  for (const terms of repairLayers(data, claim, layer)) {
    const event = layerAdded(terms, data, after)
    if (event === undefined) continue
    added.push(event)
    after = evolveLayers(after, event)
  }
  const { claimId, performedAt: extendedAt, outcome } = data
  const extended =
    outcome === 'repaired'
      ? repairExtensionOf(after, {
          extensionId: `repair/${claimId}` as NonEmptyText,
          layerId: layer.layerId,
          claimId,
          extendedAt,
        })
      : undefined
  return extended === undefined ? added : [...added, extended]
}

const layerAdded = (
  layer: WarrantyLayerTerms,
  { warrantyId, claimId, performedAt: addedAt }: Repair,
  warranty: Warranty,
): WarrantyLayerAdded | undefined => {
  const decision = addWarrantyLayer({ type: 'AddWarrantyLayer', data: { warrantyId, layer, addedAt } }, warranty)
  const event = E.isRight(decision) ? decision.right[0] : undefined
  return event?.type === 'WarrantyLayerAdded' ? { ...event, data: { ...event.data, claimId } } : undefined
}

/** A warranty of the part, and of what was repaired; both count from the day of the repair. */
const repairLayers = (
  { claimId, attempt, parts, repairWarranty, outcome }: Repair,
  { opened: { failureMode } }: Claim,
  layer: Layer,
): ReadonlyArray<WarrantyLayerTerms> => [
  ...parts.flatMap(({ partNo, partWarranty }, index) =>
    partWarranty === undefined
      ? []
      : [repairLayer(`repair/${claimId}/${attempt}/${index + 1}`, [partNo], partWarranty, layer)],
  ),
  ...(repairWarranty === undefined || outcome === 'failed'
    ? []
    : [repairLayer(`repair/${claimId}/${attempt}`, [failureMode], repairWarranty, layer)]),
]

const repairLayer = (
  layerId: string,
  covered: ReadonlyArray<NonEmptyText>,
  period: Period,
  { terms: { zone, obligor } }: Layer,
): WarrantyLayerTerms => ({
  layerId: layerId as NonEmptyText,
  kind: 'repair-warranty',
  obligor,
  startAnchor: 'service-completed',
  period,
  countingRule: 'event-day-excluded-no-roll',
  zone,
  covered,
  excluded: [],
  conditions: [],
  remedies: ['repair', 'replacement'],
  transferable: true,
  custodySuspends: false,
})
