import { type ClaimEvent, claimEvents } from '../events/claims.js'

const types: ReadonlySet<string> = new Set(claimEvents.map(({ messageType }) => messageType))

/** Tells the events of claims from the others of a warranty. */
export const isClaimEvent = (event: { readonly type: string }): event is ClaimEvent => types.has(event.type)
