import { reject } from '@aftersale/decider'
import type { Warranty } from '../state.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** Refuses what makes no sense once the unit was replaced or given back; undefined where it still has its warranty. */
export const refusalWhereOver = ({ ending }: Warranty): WarrantyDecision | undefined => {
  if (ending.superseded !== undefined) return reject({ reason: 'WarrantyOver', because: 'superseded' })
  if (ending.cancelled !== undefined) return reject({ reason: 'WarrantyOver', because: 'cancelled' })
  return undefined
}
