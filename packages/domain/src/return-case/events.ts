import * as t from 'io-ts'
import { inspectionEvents } from './events/inspection.js'
import { receiptEvents } from './events/receipt.js'
import { requestEvents } from './events/request.js'
import { reservationEvents } from './events/reservation.js'
import { settlementEvents } from './events/settlement.js'
import { transitEvents } from './events/transit.js'

// Stored format. Names and fields in events/ are what the event store holds: add, never rename (ADR 0004).
// `because` and `reason` are codes of the desk's own lists, never free text: they are kept in clear.

export * from './events/inspection.js'
export * from './events/receipt.js'
export * from './events/request.js'
export * from './events/reservation.js'
export * from './events/settlement.js'
export * from './events/transit.js'

/** Every event of a return case, in the order in which a return goes. */
export const returnCaseEvents = [
  ...requestEvents,
  ...reservationEvents,
  ...transitEvents,
  ...receiptEvents,
  ...inspectionEvents,
  ...settlementEvents,
] as const

export const ReturnCaseEvent = t.union([...returnCaseEvents])
export type ReturnCaseEvent = t.TypeOf<typeof ReturnCaseEvent>
