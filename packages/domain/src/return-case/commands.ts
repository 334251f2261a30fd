import * as t from 'io-ts'
import { inspectionCommands } from './commands/inspection.js'
import { receiptCommands } from './commands/receipt.js'
import { requestCommands } from './commands/request.js'
import { reservationCommands } from './commands/reservation.js'
import { settlementCommands } from './commands/settlement.js'
import { transitCommands } from './commands/transit.js'

export * from './commands/inspection.js'
export * from './commands/receipt.js'
export * from './commands/request.js'
export * from './commands/reservation.js'
export * from './commands/settlement.js'
export * from './commands/transit.js'

/** In the order in which a return goes. */
export const ReturnCaseCommand = t.union([
  ...requestCommands,
  ...reservationCommands,
  ...transitCommands,
  ...receiptCommands,
  ...inspectionCommands,
  ...settlementCommands,
])
export type ReturnCaseCommand = t.TypeOf<typeof ReturnCaseCommand>
