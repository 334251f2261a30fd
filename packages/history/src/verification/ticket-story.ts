import type { ServiceTicketEvent } from '@aftersale/domain/events'
import { newTicketParts, type TicketParts, tellParts } from './ticket-parts-story.js'
import { newTicketVisits, type TicketVisits, tellVisits } from './ticket-visits-story.js'

/** What a ticket's events so far say, as far as later ones must agree with it. */
export interface TicketStory {
  isOpened: boolean
  issueId: string | undefined
  followsUp: string | undefined
  episode: number
  /** All that ever had it: what is heard of late happened among them, not behind them. */
  readonly teams: Set<string>
  hops: number
  isWaiting: boolean
  holdCause: string | undefined
  readonly contacts: Set<string>
  readonly clocks: Map<string, ClockStory>
  readonly promises: Map<string, string>
  readonly followUps: Set<string>
  /** Ticket to merge into, by the revision of the request. */
  readonly mergeRequests: Map<number, string>
  readonly absorbed: Map<number, { readonly ticket: string; readonly requestedAtRevision: number | undefined }>
  mergedInto: string | undefined
  splitFrom: { readonly ticket: string; readonly atRevision: number } | undefined
  /** Most tickets have none. */
  parts: TicketParts | undefined
  visits: TicketVisits | undefined
}

interface ClockStory {
  isPaused: boolean
  isBreached: boolean
  /** Withdrawn; by a merge, it runs on where that is undone. */
  isWithdrawn: boolean
}

export const newTicketStory = (): TicketStory => ({
  isOpened: false,
  issueId: undefined,
  followsUp: undefined,
  episode: 1,
  teams: new Set(),
  hops: 0,
  isWaiting: false,
  holdCause: undefined,
  contacts: new Set(),
  clocks: new Map(),
  promises: new Map(),
  followUps: new Set(),
  mergeRequests: new Map(),
  absorbed: new Map(),
  mergedInto: undefined,
  splitFrom: undefined,
  parts: undefined,
  visits: undefined,
})

/** What in the event contradicts the story so far, one sentence each; the event is then part of the story. */
export const contradictions = (
  story: TicketStory,
  event: ServiceTicketEvent,
  revision: number,
): ReadonlyArray<string> => {
  const { type, data } = event
  const faults: Array<string> = []
  const must = (holds: boolean, otherwise: string): void => {
    if (!holds) faults.push(otherwise)
  }
  if (type !== 'ServiceTicketOpened') must(story.isOpened, 'it comes before the ticket was opened')

  const clockOf = (clockId: string): ClockStory => {
    const clock = story.clocks.get(clockId)
    must(clock !== undefined, `clock ${clockId} was never started`)
    return clock ?? { isPaused: false, isBreached: false, isWithdrawn: false }
  }
  const promiseDue = (promiseId: string): string | undefined => {
    const due = story.promises.get(promiseId)
    must(due !== undefined, `promise ${promiseId} was never made`)
    return due
  }

  switch (type) {
    case 'ServiceTicketOpened':
      must(!story.isOpened, 'the ticket was opened before')
      story.isOpened = true
      story.issueId = data.issueId
      story.followsUp = data.followsUp
      if (data.splitFrom !== undefined) {
        const { serviceTicketId, splitAtRevision } = data.splitFrom
        story.splitFrom = { ticket: serviceTicketId, atRevision: splitAtRevision }
      }
      break
    case 'ContactRecorded':
      must(!story.contacts.has(data.contactId), `contact ${data.contactId} was recorded before`)
      must(data.episode <= story.episode + 1, `episode ${data.episode} has not begun`)
      story.contacts.add(data.contactId)
      break
    case 'ServiceTicketAssigned':
      story.teams.add(data.team)
      break
    case 'ServiceTicketTransferred':
      must(data.hop === story.hops + 1, `it is hop ${data.hop}, after ${story.hops}`)
      must(story.teams.has(data.fromTeam), `it leaves ${data.fromTeam}, which never had it`)
      story.hops = data.hop
      story.teams.add(data.toTeam)
      break
    case 'HandedOverToHuman':
      if (data.toTeam !== undefined) story.teams.add(data.toTeam)
      break
    case 'CustomerReplied':
      must(data.episode <= story.episode, `episode ${data.episode} has not begun`)
      break
    case 'WaitingOnCustomerStarted':
      must(!story.isWaiting, 'the ticket waits on the customer already')
      story.isWaiting = true
      break
    case 'WaitingOnCustomerEnded':
      must(story.isWaiting, 'the ticket does not wait on the customer')
      story.isWaiting = false
      break
    case 'HoldStarted':
      must(story.holdCause === undefined, `the ticket is on hold already (${story.holdCause})`)
      story.holdCause = data.cause
      break
    case 'HoldEnded':
      must(story.holdCause === data.cause, `the ticket is not on hold for ${data.cause}`)
      story.holdCause = undefined
      break
    case 'SlaClockStarted':
      must(!story.clocks.has(data.clockId), `clock ${data.clockId} was started before`)
      must(data.dueAt >= data.startsAt, `clock ${data.clockId} is due before it starts`)
      story.clocks.set(data.clockId, { isPaused: false, isBreached: false, isWithdrawn: false })
      break
    case 'SlaClockPaused': {
      const clock = clockOf(data.clockId)
      must(!clock.isPaused, `clock ${data.clockId} rests already`)
      clock.isPaused = true
      break
    }
    case 'SlaClockResumed': {
      const clock = clockOf(data.clockId)
      must(clock.isPaused || clock.isWithdrawn, `clock ${data.clockId} does not rest`)
      must(data.dueAt >= data.resumedAt || clock.isBreached, `clock ${data.clockId} is due before it goes on`)
      clock.isPaused = false
      clock.isWithdrawn = false
      break
    }
    case 'SlaReassigned':
      clockOf(data.clockId).isPaused = data.dueAt === undefined
      break
    case 'SlaBreached':
      clockOf(data.clockId).isBreached = true
      break
    case 'SlaMet':
    case 'SlaMissed':
      clockOf(data.clockId)
      break
    case 'SlaClockWithdrawn':
      clockOf(data.clockId).isWithdrawn = story.mergedInto !== undefined
      break
    case 'PromiseMade':
      must(!story.promises.has(data.promiseId), `promise ${data.promiseId} was made before`)
      story.promises.set(data.promiseId, data.dueAt)
      break
    case 'PromiseRenegotiated': {
      const due = promiseDue(data.promiseId)
      must(due === undefined || due === data.previousDueAt, `promise ${data.promiseId} was due at ${due}`)
      story.promises.set(data.promiseId, data.newDueAt)
      break
    }
    case 'PromiseBroken': {
      const due = promiseDue(data.promiseId)
      must(due === undefined || due === data.brokenAt, `promise ${data.promiseId} was due at ${due}`)
      break
    }
    case 'PromiseKept':
    case 'PromiseFulfilledLate':
    case 'PromiseWaived':
      promiseDue(data.promiseId)
      break
    case 'ServiceTicketResolved':
    case 'ServiceTicketClosed':
      must(data.episode === story.episode, `episode ${story.episode} runs, not ${data.episode}`)
      break
    case 'ServiceTicketReopened':
      must(data.episode === story.episode + 1, `episode ${data.episode} follows on ${story.episode}`)
      story.episode = data.episode
      break
    case 'ServiceTicketMergeRequested':
      story.mergeRequests.set(revision, data.into)
      break
    case 'ServiceTicketAbsorbed':
      story.absorbed.set(revision, { ticket: data.absorbedTicketId, requestedAtRevision: data.requestedAtRevision })
      break
    case 'ServiceTicketMerged':
      must([...story.mergeRequests.values()].includes(data.into), 'its merge was not requested')
      story.mergedInto = data.into
      break
    case 'FollowUpRequested':
      must(!story.followUps.has(data.followUpId), `follow-up ${data.followUpId} was requested before`)
      story.followUps.add(data.followUpId)
      break
    case 'FollowUpCompleted':
    case 'FollowUpMissed':
      must(story.followUps.has(data.followUpId), `follow-up ${data.followUpId} was never requested`)
      break
    case 'ServiceTicketClassified':
    case 'ContactRerouted':
    case 'FollowUpTicketNeeded':
    case 'ServiceTicketEscalated':
    case 'NoteAdded':
    case 'PriorityChanged':
    case 'ServiceLevelChanged':
    case 'ServiceTicketMergeWithdrawn':
    case 'ServiceTicketMarkedAsSpam':
    case 'ServiceTicketCancelled':
      break
    case 'ServiceTicketUnmerged':
      must(story.mergedInto === data.from, `it was not merged into ticket ${data.from}`)
      story.mergedInto = undefined
      tellParts(partsOf(story), event, revision, must)
      break
    case 'AbsorbedTicketReleased':
      must(
        [...story.absorbed.values()].some(
          ({ ticket, requestedAtRevision }) =>
            ticket === data.absorbedTicketId && requestedAtRevision === data.requestedAtRevision,
        ),
        `ticket ${data.absorbedTicketId} was not absorbed by that request`,
      )
      tellParts(partsOf(story), event, revision, must)
      break
    case 'ServiceTicketSplit':
      for (const { contactId } of data.contacts) {
        must(story.contacts.has(contactId), `contact ${contactId} was never recorded`)
      }
      tellParts(partsOf(story), event, revision, must)
      break
    case 'ContactsReturned':
      for (const contactId of data.contactIds) {
        must(story.contacts.has(contactId), `contact ${contactId} was never recorded`)
      }
      tellParts(partsOf(story), event, revision, must)
      break
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
    case 'QuoteAccepted':
    case 'QuoteDeclined':
    case 'QuoteExpired':
    case 'ServiceBilled':
      tellParts(partsOf(story), event, revision, must)
      break
    case 'VisitScheduled':
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
      story.visits ??= newTicketVisits()
      tellVisits(story.visits, event, revision, must)
      break
  }
  return faults
}

const partsOf = (story: TicketStory): TicketParts => {
  story.parts ??= newTicketParts()
  return story.parts
}
