import type { Decision } from '@aftersale/decider'
import type { Instant } from '@aftersale/messages'
import type { AssetEvent } from '../events.js'
import type { AssetRejection } from '../rejections.js'
import type { AssetState } from '../state.js'

export type AssetDecision = Decision<AssetEvent, AssetRejection>

export type RegisteredState = Exclude<AssetState, { readonly status: 'not-registered' }>

/** What stands against a new deed at an asset that nobody has any more. */
export const retirementOf = (state: RegisteredState): AssetRejection | undefined =>
  state.status === 'retired'
    ? { reason: 'AssetIsRetired', because: state.retired.because, retiredAt: state.retired.retiredAt }
    : undefined

/** The same of a fact, which may be heard of late: of what happened before, the retirement says nothing. */
export const retirementBefore = (state: RegisteredState, at: Instant): AssetRejection | undefined =>
  state.status === 'retired' && at > state.retired.retiredAt ? retirementOf(state) : undefined
