import * as t from 'io-ts'
import { type MaintenanceEvent, maintenanceEvents } from './events/maintenance.js'
import { type OwnershipEvent, ownershipEvents } from './events/ownership.js'
import { type TelemetryEvent, telemetryEvents } from './events/telemetry.js'
import { type UpkeepEvent, upkeepEvents } from './events/upkeep.js'

/** Every event of an asset, concept by concept. */
export const assetEvents = [...ownershipEvents, ...upkeepEvents, ...telemetryEvents, ...maintenanceEvents] as const

export const AssetEvent: t.Type<AssetEvent, unknown> = t.union([...assetEvents], 'AssetEvent')
export type AssetEvent = OwnershipEvent | UpkeepEvent | TelemetryEvent | MaintenanceEvent

export * from './events/maintenance.js'
export * from './events/ownership.js'
export * from './events/telemetry.js'
export * from './events/upkeep.js'
