import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { asset } from './asset.js'
import { type AssetEvent, assetEvents } from './events.js'
import { occurredAtOfAsset, policyRefsOfAsset } from './occurred-at.js'

/** The asset as it is kept in streams, for a command handler. */
export const assetAggregate: {
  readonly category: string
  readonly decider: typeof asset
  readonly catalogue: EventCatalogue<AssetEvent>
  readonly occurredAtOf: (event: AssetEvent) => Instant
  readonly policyRefsOf: (event: AssetEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'asset',
  decider: asset,
  catalogue: eventCatalogue(assetEvents),
  occurredAtOf: occurredAtOfAsset,
  policyRefsOf: policyRefsOfAsset,
}
