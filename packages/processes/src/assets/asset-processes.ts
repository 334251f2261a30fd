import type { Desk } from '../desk.js'
import type { Process } from '../process.js'
import { bookTheSlotOfAScheduledVisit } from './book-the-slot-of-a-scheduled-visit.js'
import { closeAFaultWhenItsTicketIsOver } from './close-a-fault-when-its-ticket-is-over.js'
import { noteTheRecoveryOfAFaultOnItsTicket } from './note-the-recovery-of-a-fault-on-its-ticket.js'
import { openOneTicketPerFault } from './open-one-ticket-per-fault.js'
import { performTheSlotOfACompletedVisit } from './perform-the-slot-of-a-completed-visit.js'
import { proposeAMaintenanceVisitOnAWorkingDay } from './propose-a-maintenance-visit-on-a-working-day.js'
import { recordARepairOfAClaimInTheHistoryOfItsAsset } from './record-a-repair-of-a-claim-in-the-history-of-its-asset.js'
import { recordAVisitInTheHistoryOfItsAsset } from './record-a-visit-in-the-history-of-its-asset.js'
import { reopenAMaintenanceSlotWhenItsVisitIsCancelled } from './reopen-a-maintenance-slot-when-its-visit-is-cancelled.js'

/** Between assets and the tickets of their faults, their maintenance and their visits. */
export const assetProcesses = (desk: Desk): ReadonlyArray<Process> => [
  openOneTicketPerFault(desk),
  noteTheRecoveryOfAFaultOnItsTicket,
  closeAFaultWhenItsTicketIsOver,
  proposeAMaintenanceVisitOnAWorkingDay(desk),
  bookTheSlotOfAScheduledVisit,
  performTheSlotOfACompletedVisit,
  reopenAMaintenanceSlotWhenItsVisitIsCancelled,
  recordAVisitInTheHistoryOfItsAsset,
  recordARepairOfAClaimInTheHistoryOfItsAsset,
]
