import type { VisitEvent } from '@aftersale/domain/events'

/** The time that a visit of the ticket has of a technician's day, as the ticket tells. */
interface TechnicianHeld {
  readonly dayStream: string
  readonly visitId: string
  readonly round: number
}

/** What the visits of a ticket say, as far as later events and technicians' days must agree with it. */
export interface TicketVisits {
  readonly visits: Map<string, VisitStory>
  /** By the revision of the event that told it. */
  readonly techniciansHeld: Map<number, TechnicianHeld>
}

interface VisitStory {
  round: number
  isInHouse: boolean
  /** Of the round that counts. */
  isHeld: boolean
  hasArrived: boolean
  endedBy: VisitEvent['type'] | undefined
}

export const newTicketVisits = (): TicketVisits => ({ visits: new Map(), techniciansHeld: new Map() })

type Must = (holds: boolean, otherwise: string) => void

/** Tells what in the event contradicts those before it; the event is then one of them. */
export const tellVisits = (
  { visits, techniciansHeld }: TicketVisits,
  { type, data }: VisitEvent,
  revision: number,
  must: Must,
): void => {
  const { visitId } = data
  const known = visits.get(visitId)
  if (type === 'VisitScheduled') {
    must(known === undefined, `visit ${visitId} was scheduled before`)
    const isInHouse = data.performer.kind === 'in-house'
    visits.set(visitId, { round: 1, isInHouse, isHeld: false, hasArrived: false, endedBy: undefined })
    return
  }
  if (type === 'VisitTechnicianHeld') {
    techniciansHeld.set(revision, { dayStream: data.dayStream, visitId, round: data.round })
  }
  must(known !== undefined, `visit ${visitId} was never scheduled`)
  if (known === undefined) return
  const isEnded = known.endedBy !== undefined
  switch (type) {
    case 'VisitRescheduled':
      must(data.round === known.round + 1, `appointment ${data.round} of visit ${visitId} follows on ${known.round}`)
      must(!known.hasArrived, `somebody had come for visit ${visitId}`)
      must(!isEnded, `visit ${visitId} was ended by ${known.endedBy}`)
      known.round = data.round
      known.isInHouse = data.performer.kind === 'in-house'
      known.isHeld = false
      return
    case 'VisitTechnicianHeld':
      must(data.round <= known.round, `appointment ${data.round} of visit ${visitId} was never made`)
      if (data.round === known.round) known.isHeld = true
      return
    case 'VisitTechnicianRefused':
      must(data.round <= known.round, `appointment ${data.round} of visit ${visitId} was never made`)
      if (data.round === known.round) known.isHeld = false
      return
    case 'VisitArrived':
      must(!known.isInHouse || known.isHeld, `the technician's day never had visit ${visitId}`)
      known.hasArrived = true
      return
    case 'VisitCompleted':
      must(known.hasArrived, `nobody had come for visit ${visitId}`)
      must(!isEnded, `visit ${visitId} was ended by ${known.endedBy}`)
      known.endedBy = type
      return
    case 'VisitNoShowRecorded':
    case 'VisitCancelled':
      must(!isEnded, `visit ${visitId} was ended by ${known.endedBy}`)
      known.endedBy = type
      return
    case 'VisitConfirmed':
    case 'VisitEnRoute':
    case 'VisitWindowMissed':
      return
  }
}
