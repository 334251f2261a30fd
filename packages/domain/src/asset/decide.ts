import { type Decision, reject } from '@aftersale/decider'
import type { AssetCommand } from './commands.js'
import type { AssetEvent } from './events.js'
import type { AssetRejection } from './rejections.js'
import type { AssetState } from './state.js'

export const decide = (_command: AssetCommand, _state: AssetState): Decision<AssetEvent, AssetRejection> =>
  reject({ reason: 'AssetNotRegistered' })
