import { sameContent } from '@aftersale/messages'
import type { VisitCommand } from '../commands.js'
import type { Ticket } from '../state.js'
import { type Visit, visitOf } from '../visits/visit.js'
import { withoutNames } from './on-visit.js'

/** Whether the visit's history holds already what the command would record. Photos and signatures are not compared. */
export const wasToldOfVisit = (
  command: Exclude<VisitCommand, { readonly type: 'ScheduleVisit' | 'MissVisitWindow' }>,
  ticket: Ticket,
): boolean => {
  const visit = visitOf(ticket, command.data.visitId)
  return visit !== undefined && wasTold(command, visit)
}

const wasTold = (command: Parameters<typeof wasToldOfVisit>[0], visit: Visit): boolean => {
  switch (command.type) {
    case 'ConfirmVisit':
      return visit.confirmations.some((known) => sameContent(known, command.data))
    case 'RescheduleVisit':
      return visit.reschedulings.some(({ round: _, previous: __, trace: ___, ...known }) =>
        sameContent(withoutNames(known), withoutNames(command.data)),
      )
    case 'ConfirmTechnician':
    case 'RefuseTechnician':
      return visit.answers.some(({ data: { technicianId: _, ...known } }) => sameContent(known, command.data))
    case 'SetOutForVisit':
      return visit.setOuts.some((known) => sameContent(known, command.data))
    case 'ArriveAtVisit':
      return visit.arrived?.arrivedAt === command.data.arrivedAt
    case 'CompleteVisit': {
      const { outcome, parts, labourMinutes, completedAt } = command.data
      if (visit.end?.kind !== 'completed') return false
      const { told } = visit.end
      const known = {
        outcome: told.outcome,
        parts: told.parts,
        labourMinutes: told.labourMinutes,
        completedAt: told.completedAt,
      }
      return sameContent(known, { outcome, parts, labourMinutes, completedAt })
    }
    case 'RecordNoShow': {
      const { party, recordedBy, noShowAt } = command.data
      if (visit.end?.kind !== 'no-show') return false
      const { told } = visit.end
      const known = { party: told.party, recordedBy: told.recordedBy, noShowAt: told.noShowAt }
      return sameContent(known, { party, recordedBy, noShowAt })
    }
    case 'CancelVisit': {
      const { because, cancelledBy, cancelledAt } = command.data
      if (visit.end?.kind !== 'cancelled') return false
      const { told } = visit.end
      const known = { because: told.because, cancelledBy: told.cancelledBy, cancelledAt: told.cancelledAt }
      return sameContent(known, { because, cancelledBy, cancelledAt })
    }
  }
}
