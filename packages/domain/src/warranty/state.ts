import type { CustomerId } from '../customer/customer-id.js'
import type { Claims } from './claims/claims.js'
import type { Custody, Suspension } from './custody/custody.js'
import type { Ending } from './ending/ending.js'
import type { WarrantyRegistered } from './events/registration.js'
import type { ResponsiblePartyClarified } from './events/responsibility.js'
import type { DayEnd } from './layers/layer-term.js'
import type { Anchored, Extension, Layer } from './layers/layers.js'

/** What `decide` must know of a warranty, whatever its status. What is heard of stands in the order of hearing. */
export interface Warranty {
  readonly registered: WarrantyRegistered['data']
  readonly owner?: CustomerId
  /** In the order of the terms, then as they were added. */
  readonly layers: ReadonlyArray<Layer>
  /** One of each kind. */
  readonly anchored: ReadonlyArray<Anchored>
  /** Proofs by which layers would end earlier: those that came with a better one there, and those that were bettered. */
  readonly setAside: ReadonlyArray<Anchored>
  /** Until when the goods can be rejected at once, once that is known; where a law gives that. */
  readonly rejectableUntil?: DayEnd
  readonly extensions: ReadonlyArray<Extension>
  readonly custodies: ReadonlyArray<Custody>
  readonly suspensions: ReadonlyArray<Suspension>
  readonly clarifications: ReadonlyArray<ResponsiblePartyClarified['data']>
  readonly claims: Claims
  readonly ending: Ending
}

/** How a warranty that was registered stands: as the best of its layers does; see `statusOf`. */
export type WarrantyStatus = 'pending' | 'active' | 'suspended' | 'expired' | 'voided' | 'superseded' | 'cancelled'

export type NotRegistered = { readonly status: 'not-registered' }

export type RegisteredWarranty = { readonly status: WarrantyStatus; readonly warranty: Warranty }

export type WarrantyState = NotRegistered | RegisteredWarranty

export const initial: WarrantyState = { status: 'not-registered' }
