import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { RefundId } from '../../purchase/refund-id.js'
import type { StoreCreditId } from '../../store-credit/store-credit-id.js'
import type { CaseUnits } from '../case-units.js'
import type {
  AdvanceReplacementSent,
  ExchangeConfirmed,
  ExchangeSurplusPaid,
  ReturnCaseClosed,
  SettlementProposed,
  UnreturnedCharged,
} from '../events/settlement.js'
import type { ExchangeLeg, RefundLeg, ReturnToCustomerLeg } from './settlement-leg.js'

export interface Proposal {
  readonly proposed: SettlementProposed['data']
  readonly status: 'proposed' | 'approved' | 'rejected'
}

/** One request for the money of a leg, under an id of its own. */
export interface RefundAttempt {
  readonly refundId: RefundId
  /** Of store credit. */
  readonly creditId?: StoreCreditId
  readonly outcome: 'requested' | 'pending' | 'settled' | 'failed' | 'withdrawn'
}

export interface RefundLegState {
  readonly leg: RefundLeg
  readonly status: 'proposed' | 'requested' | 'pending' | 'settled' | 'failed' | 'rejected'
  readonly attempts: ReadonlyArray<RefundAttempt>
}

export interface ExchangeLegState {
  readonly leg: ExchangeLeg
  readonly status:
    | 'proposed'
    | 'awaiting-payment'
    | 'ready'
    | 'out-of-stock'
    | 'dispatched'
    | 'delivered'
    | 'given-up'
    | 'rejected'
  /** The choice that holds, once approved. */
  readonly confirmed?: ExchangeConfirmed['data']
  /** How often a replacement was chosen. */
  readonly choices: number
  readonly payments: ReadonlyArray<ExchangeSurplusPaid['data']>
  /** Of what was paid, what went back to the customer for a cheaper choice. */
  readonly paidBackMinor: bigint
}

export interface ReturnToCustomerLegState {
  readonly leg: ReturnToCustomerLeg
  readonly status: 'proposed' | 'decided' | 'returned' | 'rejected'
}

export type LegState = RefundLegState | ExchangeLegState | ReturnToCustomerLegState

export interface AdvanceReplacement {
  readonly sent: AdvanceReplacementSent['data']
  readonly status: 'sent' | 'delivered' | 'replacement-returned' | 'charged' | 'charge-reversed'
  readonly deliveredAt?: Instant
  readonly charged?: UnreturnedCharged['data']
}

/** What `decide` must know of how a return is made good. */
export interface Settlement {
  readonly proposals: ReadonlyArray<Proposal>
  readonly legs: ReadonlyArray<LegState>
  readonly advances: ReadonlyArray<AdvanceReplacement>
  readonly refundOverdue: boolean
  readonly closed?: ReturnCaseClosed['data']
}

export const noSettlement: Settlement = { proposals: [], legs: [], advances: [], refundOverdue: false }

export const isRefund = (state: LegState): state is RefundLegState => state.leg.kind === 'refund'

export const isExchange = (state: LegState): state is ExchangeLegState => state.leg.kind === 'exchange'

export const isReturnToCustomer = (state: LegState): state is ReturnToCustomerLegState =>
  state.leg.kind === 'return-to-customer'

/** It holds its units and its sums: neither rejected nor given up. */
export const isLive = ({ status }: LegState): boolean => status !== 'rejected' && status !== 'given-up'

/** Something is still to come of it. */
export const isOpenLeg = (state: LegState): boolean =>
  isLive(state) && state.status !== 'settled' && state.status !== 'delivered' && state.status !== 'returned'

/** Something of it is approved. */
export const isSettling = ({ legs }: Settlement): boolean =>
  legs.some((state) => isLive(state) && state.status !== 'proposed')

/** Units that a leg or an advance replacement has: nothing else can have them. */
export const unitsTaken = ({ legs, advances }: Settlement): ReadonlyArray<CaseUnits> => [
  ...legs.filter(isLive).flatMap(({ leg }) => leg.lines),
  ...advances.filter(({ status }) => status !== 'replacement-returned').flatMap(({ sent }) => sent.lines),
]

/** Units that money or goods are given for: the customer cannot have them back as well. */
export const unitsMadeGood = ({ legs, advances }: Settlement): ReadonlyArray<CaseUnits> => [
  ...legs.filter((state) => isLive(state) && !isReturnToCustomer(state)).flatMap(({ leg }) => leg.lines),
  ...advances.filter(({ status }) => status !== 'replacement-returned').flatMap(({ sent }) => sent.lines),
]

export const legNamed = (settlement: Settlement, legId: NonEmptyText): LegState | undefined =>
  settlement.legs.find(({ leg }) => leg.legId === legId)

export const advanceNamed = (settlement: Settlement, legId: NonEmptyText): AdvanceReplacement | undefined =>
  settlement.advances.find(({ sent }) => sent.legId === legId)
