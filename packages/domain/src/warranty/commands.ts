import * as t from 'io-ts'
import { type ClaimCommand, claimCommands } from './commands/claims.js'
import { type CustodyCommand, custodyCommands } from './commands/custody.js'
import { type EndingCommand, endingCommands } from './commands/ending.js'
import { type LayerCommand, layerCommands } from './commands/layers.js'
import { type RegistrationCommand, registrationCommands } from './commands/registration.js'
import { type ResponsibilityCommand, responsibilityCommands } from './commands/responsibility.js'

/** Every command to a warranty, concept by concept. */
export const warrantyCommands = [
  ...registrationCommands,
  ...layerCommands,
  ...custodyCommands,
  ...responsibilityCommands,
  ...claimCommands,
  ...endingCommands,
] as const

export const WarrantyCommand: t.Type<WarrantyCommand, unknown> = t.union([...warrantyCommands], 'WarrantyCommand')
export type WarrantyCommand =
  | RegistrationCommand
  | LayerCommand
  | CustodyCommand
  | ResponsibilityCommand
  | ClaimCommand
  | EndingCommand

export * from './commands/claims.js'
export * from './commands/custody.js'
export * from './commands/ending.js'
export * from './commands/layers.js'
export * from './commands/registration.js'
export * from './commands/responsibility.js'
