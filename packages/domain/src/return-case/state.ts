import type { Draw, RefusedPart } from './draw.js'
import type {
  DispositionDecided,
  ItemInspected,
  ItemsReceived,
  OverrideRecorded,
  ReturnAuthorised,
  ReturnCancelled,
  ReturnExpired,
  ReturnInTransit,
  ReturnLostInTransit,
  ReturnParcelScanned,
  ReturnRefused,
  ReturnRequested,
  ReturnReservationRefused,
  ReturnUnitsReserved,
} from './events.js'
import type { ReturnCaseId } from './return-case-id.js'
import type { Settlement } from './settlement/settlement-state.js'

/** What `decide` must know of a return case, whatever its status. What is heard of stands in the order of hearing. */
export interface ReturnCase {
  readonly returnCaseId: ReturnCaseId
  /** As it was requested, to know a repetition; what was drawn on and refused then. */
  readonly request: ReturnRequested['data']
  /** What the case asks back now: those of the request and of overrides, without what the purchase refused to reserve. */
  readonly draws: ReadonlyArray<Draw>
  /** What is refused now. */
  readonly refused: ReadonlyArray<RefusedPart>
  readonly overrides: ReadonlyArray<OverrideRecorded['data']>
  readonly reservations: ReadonlyArray<ReturnUnitsReserved['data']>
  readonly reservationRefusals: ReadonlyArray<ReturnReservationRefused['data']>
  /** Undone by an override that draws on something. */
  readonly refusal?: ReturnRefused['data']
  readonly refusals: ReadonlyArray<ReturnRefused['data']>
  readonly authorisation?: ReturnAuthorised['data']
  readonly handovers: ReadonlyArray<ReturnInTransit['data']>
  readonly scans: ReadonlyArray<ReturnParcelScanned['data']>
  readonly receipts: ReadonlyArray<ItemsReceived['data']>
  readonly cancellations: ReadonlyArray<ReturnCancelled['data']>
  readonly expiries: ReadonlyArray<ReturnExpired['data']>
  readonly losses: ReadonlyArray<ReturnLostInTransit['data']>
  /** Findings are left out: no rule needs them. */
  readonly inspections: ReadonlyArray<Omit<ItemInspected['data'], 'finding'>>
  readonly dispositions: ReadonlyArray<DispositionDecided['data']>
  readonly settlement: Settlement
}

/** How far a case that was requested has come; see `statusOf`. */
export type ReturnCaseStatus =
  | 'requested'
  | 'in-review'
  | 'authorised'
  | 'in-transit'
  | 'partially-received'
  | 'received'
  | 'inspected'
  | 'settling'
  | 'closed'
  | 'refused'
  | 'cancelled'
  | 'expired'
  | 'lost-in-transit'

export type NotRequested = { readonly status: 'not-requested' }

export type RequestedReturn = { readonly status: ReturnCaseStatus; readonly returnCase: ReturnCase }

export type ReturnCaseState = NotRequested | RequestedReturn

export const initial: ReturnCaseState = { status: 'not-requested' }
