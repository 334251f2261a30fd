import { noClaims } from './claims/claims.js'
import { evolveClaims } from './claims/evolve-claims.js'
import { isClaimEvent } from './claims/is-claim-event.js'
import { evolveCustody } from './custody/evolve-custody.js'
import { noEnding } from './ending/ending.js'
import { evolveEnding } from './ending/evolve-ending.js'
import type { WarrantyRegistered } from './events/registration.js'
import type { WarrantyEvent } from './events.js'
import { evolveLayers, registeredAnchors, registeredExtensions, registeredLayers } from './layers/evolve-layers.js'
import type { Warranty, WarrantyState } from './state.js'
import { standing } from './status-of.js'

/** Total: what happened is taken as it is told. Before the registration there is nothing to take it to. */
export const evolve = (state: WarrantyState, event: WarrantyEvent): WarrantyState => {
  if (state.status !== 'not-registered') return standing(evolveRegistered(state.warranty, event))
  return event.type === 'WarrantyRegistered' ? standing(registeredWarranty(event)) : state
}

/** What the warranty is once it is registered, before anything else happens to it. */
export const registeredWarranty = ({ data: registered }: WarrantyRegistered): Warranty => ({
  registered,
  ...(registered.customerId === undefined ? {} : { owner: registered.customerId }),
  layers: registeredLayers(registered),
  anchored: registeredAnchors(registered),
  setAside: [],
  extensions: registeredExtensions(registered),
  custodies: [],
  suspensions: [],
  clarifications: [],
  claims: noClaims(registered.carried?.claimCount ?? 0),
  ending: noEnding,
})

const evolveRegistered = (warranty: Warranty, event: WarrantyEvent): Warranty => {
  if (isClaimEvent(event)) return { ...warranty, claims: evolveClaims(warranty.claims, event) }
  switch (event.type) {
    case 'WarrantyRegistered':
      return warranty
    case 'WarrantyStarted':
    case 'WarrantyRestated':
    case 'AnchorProofSetAside':
    case 'WarrantyLayerAdded':
    case 'WarrantyExtended':
    case 'ExtensionReversed':
    case 'WarrantyLayerExpired':
    case 'WarrantyExpired':
      return evolveLayers(warranty, event)
    case 'ProductTakenIntoCustody':
    case 'ProductHandedBack':
      return { ...evolveCustody(warranty, event), claims: evolveClaims(warranty.claims, event) }
    case 'WarrantySuspended':
    case 'WarrantyResumed':
      return evolveCustody(warranty, event)
    case 'ResponsiblePartyClarified':
      return { ...warranty, clarifications: [...warranty.clarifications, event.data] }
    case 'WarrantyTransferred':
    case 'WarrantyTransferRefused':
    case 'WarrantyVoided':
    case 'WarrantyVoidContested':
    case 'WarrantyVoidUpheld':
    case 'WarrantyVoidLifted':
    case 'WarrantySuperseded':
    case 'WarrantyCancelled':
      return evolveEnding(warranty, event)
  }
}
