import { type LineId, noUnits, type UnitRuns, union } from '../../units/index.js'
import type { AccessRevoked } from '../events/entitlement.js'

/** Which digital units the customer can use no more. All others that were delivered they can. */
export type RevokedAccess = ReadonlyMap<LineId, UnitRuns>

export const evolveAccess = (revoked: RevokedAccess, { data }: AccessRevoked): RevokedAccess => {
  const all = new Map(revoked)
  for (const { lineId, units } of data.lines) all.set(lineId, union(all.get(lineId) ?? noUnits, units))
  return all
}
