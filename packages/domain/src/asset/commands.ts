import * as t from 'io-ts'
import { type MaintenanceCommand, maintenanceCommands } from './commands/maintenance.js'
import { type OwnershipCommand, ownershipCommands } from './commands/ownership.js'
import { type TelemetryCommand, telemetryCommands } from './commands/telemetry.js'
import { type UpkeepCommand, upkeepCommands } from './commands/upkeep.js'

/** Every command to an asset, concept by concept. */
export const assetCommands = [
  ...ownershipCommands,
  ...upkeepCommands,
  ...telemetryCommands,
  ...maintenanceCommands,
] as const

export const AssetCommand: t.Type<AssetCommand, unknown> = t.union([...assetCommands], 'AssetCommand')
export type AssetCommand = OwnershipCommand | UpkeepCommand | TelemetryCommand | MaintenanceCommand

export * from './commands/maintenance.js'
export * from './commands/ownership.js'
export * from './commands/telemetry.js'
export * from './commands/upkeep.js'
