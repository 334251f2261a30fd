import type { Instant } from '@aftersale/messages'
import type { ObligorParty } from '../responsibility/obligor-party.js'

export type ResponsibilityRejection =
  | { readonly reason: 'NotAnObligor'; readonly party: ObligorParty }
  | { readonly reason: 'InformedBeforeFirstContact'; readonly contactedAt: Instant }

export const responsibilityRejections: Readonly<Record<ResponsibilityRejection['reason'], string>> = {
  NotAnObligor: 'No layer is theirs to make good.',
  InformedBeforeFirstContact: 'The first contact about it came only later.',
}
