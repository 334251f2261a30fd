import { reject } from '@aftersale/decider'
import type { WarrantyCommand } from './commands.js'
import type { WarrantyDecision } from './decide/warranty-decision.js'
import type { WarrantyState } from './state.js'

export const decide = (_command: WarrantyCommand, _state: WarrantyState): WarrantyDecision =>
  reject({ reason: 'WarrantyNotRegistered' })
