import type { ServiceTicketState } from '@aftersale/domain'
import type { ServiceTicketEvent } from '@aftersale/domain/events'

type Opened = Exclude<ServiceTicketState, { readonly status: 'not-opened' }>

/**
 * What in the event can't follow on the ticket as the events before it left it, one sentence each. Holds what every
 * decision of the ticket holds, and no more: a fact that is heard of late may come where it could not happen any more.
 */
export const statusContradictions = (state: ServiceTicketState, event: ServiceTicketEvent): ReadonlyArray<string> => {
  // That it comes before the opening is told elsewhere.
  if (state.status === 'not-opened') return []
  return [...byStatus(state, event), ...byTime(state, event), ...byClock(state, event), ...byTrace(event)]
}

const byStatus = (state: Opened, { type, data }: ServiceTicketEvent): ReadonlyArray<string> => {
  const { status } = state
  const isWorkedOn = status === 'new' || status === 'open' || status === 'waiting-on-customer' || status === 'on-hold'
  const isRemoved = status === 'merged' || status === 'spam' || status === 'cancelled'
  const onlyWhere = (holds: boolean): ReadonlyArray<string> => (holds ? [] : [`the ticket is ${status}`])

  switch (type) {
    // Clocks are given up behind the event that removes the ticket; notes stay possible for ever.
    case 'SlaClockWithdrawn':
    case 'NoteAdded':
    // What a ticket gives back, it gives back whatever became of it.
    case 'AbsorbedTicketReleased':
    case 'ContactsReturned':
      return []
    case 'ServiceTicketUnmerged':
      return onlyWhere(status === 'merged')
    case 'ContactRecorded':
      return onlyWhere(status !== 'merged')
    case 'ContactRerouted':
      if (status !== 'merged') return ['the ticket is not merged into any other']
      return state.into === data.toServiceTicketId ? [] : [`the ticket is merged into ${state.into}`]
    case 'ServiceTicketResolved':
    case 'ServiceTicketEscalated':
    case 'ComplaintRegistered':
    case 'ComplaintAcknowledged':
    case 'ComplaintAssessed':
    case 'ComplaintResponded':
    case 'RedressOffered':
    case 'ComplaintDecisionCommunicated':
    case 'ComplaintDecisionAnswered':
    case 'ComplaintEscalatedExternally':
    case 'ExternalRecourseConcluded':
    case 'ComplaintClosed':
    case 'QuoteOffered':
    case 'VisitScheduled':
      return onlyWhere(isWorkedOn)
    case 'ServiceTicketClosed':
      if (!isWorkedOn && status !== 'resolved') return onlyWhere(false)
      return (status === 'resolved') === (data.outcome === 'resolved')
        ? []
        : [`its outcome is ${data.outcome}, but the ticket is ${status}`]
    case 'ServiceTicketReopened':
      return onlyWhere(status === 'resolved' || status === 'closed')
    case 'WaitingOnCustomerStarted':
    case 'HoldStarted':
      return onlyWhere(status === 'new' || status === 'open')
    case 'FollowUpCompleted': {
      const known = state.ticket.followUps.find(({ requested }) => requested.followUpId === data.followUpId)
      return [
        ...onlyWhere(!isRemoved),
        ...(known?.completedAt === undefined ? [] : [`follow-up ${data.followUpId} was completed before`]),
      ]
    }
    case 'ServiceTicketOpened':
    case 'ServiceTicketClassified':
    case 'FollowUpTicketNeeded':
    case 'ServiceTicketAssigned':
    case 'ServiceTicketTransferred':
    case 'HandedOverToHuman':
    case 'CustomerReplied':
    case 'WaitingOnCustomerEnded':
    case 'HoldEnded':
    case 'SlaClockStarted':
    case 'SlaClockPaused':
    case 'SlaClockResumed':
    case 'SlaMet':
    case 'SlaBreached':
    case 'SlaMissed':
    case 'SlaReassigned':
    case 'PriorityChanged':
    case 'ServiceLevelChanged':
    case 'PromiseMade':
    case 'PromiseRenegotiated':
    case 'PromiseKept':
    case 'PromiseBroken':
    case 'PromiseFulfilledLate':
    case 'PromiseWaived':
    case 'ServiceTicketMergeRequested':
    case 'ServiceTicketAbsorbed':
    case 'ServiceTicketMerged':
    case 'ServiceTicketMergeWithdrawn':
    case 'ServiceTicketMarkedAsSpam':
    case 'ServiceTicketCancelled':
    case 'FollowUpRequested':
    case 'FollowUpMissed':
    case 'QuoteAccepted':
    case 'QuoteDeclined':
    case 'QuoteExpired':
    case 'ServiceBilled':
    case 'ServiceTicketSplit':
    case 'VisitConfirmed':
    case 'VisitRescheduled':
    case 'VisitTechnicianHeld':
    case 'VisitTechnicianRefused':
    case 'VisitEnRoute':
    case 'VisitArrived':
    case 'VisitWindowMissed':
    case 'VisitCompleted':
    case 'VisitNoShowRecorded':
    case 'VisitCancelled':
      return onlyWhere(!isRemoved)
  }
}

/** Changes of status come one after the other, and none before the opening. */
const byTime = (state: Opened, { type, data }: ServiceTicketEvent): ReadonlyArray<string> => {
  const { ticket, status } = state
  const notBefore = (at: string, bound: string, what: string): ReadonlyArray<string> =>
    at < bound ? [`it happened at ${at}, before ${what} at ${bound}`] : []
  const afterLastChange = (at: string): ReadonlyArray<string> =>
    notBefore(at, ticket.changedAt, 'the last change of the ticket')
  const { openedAt } = ticket.opening

  if (type === 'ServiceTicketResolved') return afterLastChange(data.resolvedAt)
  if (type === 'ServiceTicketReopened') return notBefore(data.reopenedAt, openedAt, 'the opening')
  if (type === 'ServiceTicketClosed') {
    // By itself it closes at its own instant, whatever is told of the ticket until that is recorded.
    return data.closedBy === 'timer'
      ? notBefore(data.closedAt, ticket.resolutions.at(-1)?.resolvedAt ?? openedAt, 'the resolution')
      : afterLastChange(data.closedAt)
  }
  if (type === 'ServiceTicketMerged') return afterLastChange(data.mergedAt)
  if (type === 'ServiceTicketUnmerged' && state.status === 'merged') {
    return notBefore(data.unmergedAt, state.mergedAt, 'the merge')
  }
  if (type === 'ServiceTicketMarkedAsSpam') return afterLastChange(data.markedAt)
  if (type === 'ServiceTicketCancelled') return afterLastChange(data.cancelledAt)
  if (type === 'WaitingOnCustomerStarted' || type === 'HoldStarted') return afterLastChange(data.startedAt)
  if (type !== 'WaitingOnCustomerEnded' && type !== 'HoldEnded') return []
  const pause = ticket.pauses.at(-1)
  return (status === 'waiting-on-customer' || status === 'on-hold') && pause !== undefined
    ? notBefore(data.endedAt, pause.from, 'it began')
    : []
}

type SlaClock = Opened['ticket']['clocks'][number]

/** That a clock was never started is told elsewhere. */
const byClock = ({ ticket }: Opened, { type, data }: ServiceTicketEvent): ReadonlyArray<string> => {
  if (!('clockId' in data)) return []
  const { clockId } = data
  const clock = ticket.clocks.find((one) => one.clockId === clockId)
  if (clock === undefined) return []
  const wrong = (what: string): ReadonlyArray<string> => [`clock ${clockId} ${what}`]

  if (type === 'SlaClockPaused' || type === 'SlaClockWithdrawn') {
    return clock.status === 'running' || clock.status === 'resting' ? [] : wrong(`is ${clock.status}`)
  }
  if (type === 'SlaBreached') {
    if (clock.status !== 'running') return wrong(`is ${clock.status}`)
    // A change of target breaches by itself, at its own instant, what has used more than that already.
    const isDue = data.breachedAt === clock.dueAt || data.breachedAt === clock.stretches.at(-1)?.from
    return isDue ? [] : wrong(`is due at ${clock.dueAt}, not at ${data.breachedAt}`)
  }
  if (type === 'SlaMissed') {
    if (clock.status !== 'breached') return wrong(`is ${clock.status}, not breached`)
    const { breachedAt } = clock
    return data.stoppedAt > breachedAt ? [] : wrong(`was due at ${breachedAt}, not before ${data.stoppedAt}`)
  }
  if (type !== 'SlaMet') return []
  if (clock.status === 'met') return wrong('was met before')
  const until = lastChanceOf(clock)
  if (until === undefined || data.metAt <= until) return []
  return wrong(`was ${clock.status === 'withdrawn' ? 'given up' : 'due'} at ${until}, before ${data.metAt}`)
}

/** The last instant at which it can have been met; none while it rests. */
const lastChanceOf = (clock: Exclude<SlaClock, { readonly status: 'met' }>): string | undefined => {
  switch (clock.status) {
    case 'running':
      return clock.dueAt
    case 'breached':
    case 'missed':
      return clock.breachedAt
    case 'withdrawn':
      return clock.stoppedAt
    case 'resting':
      return undefined
  }
}

/** Where the rule that gave the due instant is told, it gave this one. */
const byTrace = ({ data }: ServiceTicketEvent): ReadonlyArray<string> => {
  if (!('dueAt' in data) || !('trace' in data)) return []
  const { dueAt } = data
  const rule = data.trace.find(({ ruleId }) => ruleId === 'due-once-target-has-elapsed')
  return rule === undefined || rule.outcome === String(dueAt)
    ? []
    : [`it is due at ${dueAt}, but by its own rule at ${rule.outcome}`]
}
