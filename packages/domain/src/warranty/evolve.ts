import type { WarrantyEvent } from './events.js'
import type { WarrantyState } from './state.js'

/** Total: what happened is taken as it is told. Before the registration there is nothing to take it to. */
export const evolve = (state: WarrantyState, _event: WarrantyEvent): WarrantyState => state
