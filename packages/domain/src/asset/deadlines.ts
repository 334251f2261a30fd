import type { Deadline } from '@aftersale/decider'
import type { AssetCommand } from './commands.js'
import type { AssetState } from './state.js'

export const deadlines = (_state: AssetState): ReadonlyArray<Deadline<AssetCommand>> => []
