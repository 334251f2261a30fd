import type { WarrantyEvent } from '../events.js'

/** What `decide` must know of the claims on a warranty. */
export interface Claims {
  /** Those that count against the limits of layers, what was carried over among them. */
  readonly countedClaims: number
}

export const noClaims = (carriedClaims: number): Claims => ({ countedClaims: carriedClaims })

/** Of every event of the warranty those count that tell of a claim. */
export const evolveClaims = (claims: Claims, _event: WarrantyEvent): Claims => claims
