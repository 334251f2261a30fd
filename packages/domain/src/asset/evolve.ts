import type { AssetEvent } from './events.js'
import type { AssetState } from './state.js'

export const evolve = (state: AssetState, _event: AssetEvent): AssetState => state
