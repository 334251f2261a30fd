import type { CustodyEvent } from '../events/custody.js'
import { withTerms } from '../layers/evolve-layers.js'
import type { Warranty } from '../state.js'

export const evolveCustody = (warranty: Warranty, event: CustodyEvent): Warranty => {
  switch (event.type) {
    case 'ProductTakenIntoCustody':
      return { ...warranty, custodies: [...warranty.custodies, { taken: event.data }] }
    case 'ProductHandedBack': {
      const { custodyId, terms, rejectableUntil, handedBackAt } = event.data
      return {
        ...warranty,
        custodies: warranty.custodies.map((custody) =>
          custody.taken.custodyId === custodyId ? { ...custody, handedBackAt } : custody,
        ),
        layers: withTerms(warranty.layers, terms),
        ...(rejectableUntil === undefined ? {} : { rejectableUntil }),
      }
    }
    case 'WarrantySuspended':
      return { ...warranty, suspensions: [...warranty.suspensions, { suspended: event.data }] }
    case 'WarrantyResumed': {
      const { suspensionId, terms, resumedAt } = event.data
      return {
        ...warranty,
        suspensions: warranty.suspensions.map((suspension) =>
          suspension.suspended.suspensionId === suspensionId ? { ...suspension, resumedAt } : suspension,
        ),
        layers: withTerms(warranty.layers, terms),
      }
    }
  }
}
