import { type AssetState, type FaultId, type ServiceTicketId } from '@aftersale/domain'
import { assetTicketIdOf } from './ticket-about-an-asset.js'

export const OPENING_PROCESS = 'open-one-ticket-per-fault'

/** The one ticket of a fault. */
export const faultTicketIdOf = (faultId: FaultId): ServiceTicketId =>
  assetTicketIdOf({ process: OPENING_PROCESS, about: faultId })

type Asset = Exclude<AssetState, { readonly status: 'not-registered' }>['asset']
type Fault = NonNullable<ReturnType<Asset['faults']['get']>>['faults'][number]

export const faultsOf = (state: AssetState): ReadonlyArray<Fault> =>
  state.status === 'not-registered' ? [] : [...state.asset.faults.values()].flatMap(({ faults }) => faults)

/** The fault that the ticket was opened for; none where it was opened for something else. */
export const faultOfTicket = (state: AssetState, serviceTicketId: ServiceTicketId): Fault | undefined =>
  faultsOf(state).find(({ raised }) => faultTicketIdOf(raised.faultId) === serviceTicketId)
