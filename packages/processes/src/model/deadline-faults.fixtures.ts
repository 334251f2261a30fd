import type { DomainEvent } from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import { layerWaiting } from './layer-ends.fixtures.js'
import { kept, type Story, type Told } from './story.fixtures.js'

// No deadline is fired before it is due, twice, or never, counted from what events say of the instants that matter.

const FIRED = 'deadline:'
const INSTANT_LENGTH = 24

const isFired = ({ commandId }: Told): boolean => commandId.startsWith(FIRED)

/** What was fired too early, or twice to the same effect. */
export const faultInFirings = (story: Story): string | undefined => {
  const effects = new Set<string>()
  for (const told of story) {
    if (!isFired(told)) continue
    const { event, stream, commandId, recordedAt } = told
    const dueAt = commandId.slice(FIRED.length, FIRED.length + INSTANT_LENGTH)
    if (recordedAt < dueAt) return `${stream}: ${event.type} was fired at ${recordedAt}, and due at ${dueAt}`
    const effect = `${stream} ${event.type} ${JSON.stringify(event.data, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`
    if (effects.has(effect)) return `${stream}: ${event.type} of ${dueAt} was fired twice`
    effects.add(effect)
  }
  return undefined
}

/** Layers, plans, promises, clocks, visits: by a name, when something is to have happened with them, if nothing else does. */
class Expected {
  private readonly dueAt = new Map<string, Map<string, Instant>>()

  expect(stream: string, what: string, at: Instant | undefined): void {
    if (at === undefined) this.dueAt.get(stream)?.delete(what)
    else kept(this.dueAt, stream, () => new Map<string, Instant>()).set(what, at)
  }

  noLonger(stream: string, isMeant: (what: string) => boolean = () => true): void {
    for (const what of Array.from(this.dueAt.get(stream)?.keys() ?? []))
      if (isMeant(what)) this.expect(stream, what, undefined)
  }

  before(now: Instant): string | undefined {
    for (const [stream, dues] of this.dueAt) {
      for (const [what, at] of dues) if (at <= now) return `${stream}: ${what} was due at ${at}, and was never fired`
    }
    return undefined
  }
}

/** Once the keeper has caught up: what was due by now and was never fired. */
export const faultInWaiting = (story: Story, now: Instant): string | undefined => {
  const expected = new Expected()
  for (const { event, stream } of story) {
    const isKnown = ofPlan(expected, stream, event) || ofTicket(expected, stream, event)
    if (!isKnown) ofVisit(expected, stream, event)
  }
  return expected.before(now) ?? layerWaiting(story, now)
}

const ofPlan = (expected: Expected, stream: string, event: DomainEvent): boolean => {
  switch (event.type) {
    case 'ServicePlanQuoted':
      expected.expect(stream, 'the end of its quote', event.data.validUntil)
      return true
    case 'ServicePlanSold':
      expected.noLonger(stream)
      return true
    case 'ServicePlanCoolingOffStarted':
      expected.expect(stream, 'the end of its cooling-off', event.data.coolingOffUntil)
      return true
    case 'ServicePlanCoolingOffEnded':
      expected.expect(stream, 'the end of its cooling-off', undefined)
      return true
    case 'ServicePlanActivated':
    case 'ServicePlanRenewed':
      expected.expect(stream, 'the end of the plan', event.data.term.endsAtExclusive)
      return true
    case 'ServicePlanRenewalReversed':
      expected.expect(stream, 'the end of the plan', event.data.termsLeft.at(-1)?.endsAtExclusive)
      return true
    case 'ServicePlanQuoteExpired':
    case 'ServicePlanCancelled':
    case 'ServicePlanExpired':
      expected.noLonger(stream)
      return true
    default:
      return false
  }
}

const ofTicket = (expected: Expected, stream: string, event: DomainEvent): boolean => {
  switch (event.type) {
    case 'PromiseMade':
      expected.expect(stream, `promise ${event.data.promiseId}`, event.data.dueAt)
      return true
    case 'PromiseRenegotiated':
      expected.expect(stream, `promise ${event.data.promiseId}`, event.data.newDueAt)
      return true
    case 'PromiseKept':
    case 'PromiseBroken':
    case 'PromiseFulfilledLate':
    case 'PromiseWaived':
      expected.expect(stream, `promise ${event.data.promiseId}`, undefined)
      return true
    case 'SlaClockStarted':
    case 'SlaClockResumed':
      expected.expect(stream, `clock ${event.data.clockId}`, event.data.dueAt)
      return true
    case 'SlaReassigned':
      expected.expect(stream, `clock ${event.data.clockId}`, event.data.dueAt)
      return true
    case 'SlaClockPaused':
    case 'SlaMet':
    case 'SlaBreached':
    case 'SlaMissed':
    case 'SlaClockWithdrawn':
      expected.expect(stream, `clock ${event.data.clockId}`, undefined)
      return true
    case 'FollowUpRequested':
      expected.expect(stream, `follow-up ${event.data.followUpId}`, event.data.dueAt)
      return true
    case 'FollowUpCompleted':
    case 'FollowUpMissed':
      expected.expect(stream, `follow-up ${event.data.followUpId}`, undefined)
      return true
    case 'ServiceTicketResolved':
      expected.expect(stream, 'its closing', event.data.closesAt)
      return true
    case 'ServiceTicketReopened':
    case 'ServiceTicketClosed':
      expected.expect(stream, 'its closing', undefined)
      return true
    case 'ServiceTicketMerged':
    case 'ServiceTicketMarkedAsSpam':
    case 'ServiceTicketCancelled':
      expected.noLonger(stream)
      return true
    default:
      return false
  }
}

const ofVisit = (expected: Expected, stream: string, event: DomainEvent): void => {
  switch (event.type) {
    case 'VisitScheduled':
    case 'VisitRescheduled': {
      const { on, to } = event.data.window
      // The window's own zone is Berlin's: its last instant is looked at a day later.
      expected.expect(stream, `the window of visit ${event.data.visitId}`, `${on}T${to}:00.000Z` as Instant)
      break
    }
    case 'VisitArrived':
    case 'VisitWindowMissed':
    case 'VisitCompleted':
    case 'VisitNoShowRecorded':
    case 'VisitCancelled':
      expected.expect(stream, `the window of visit ${event.data.visitId}`, undefined)
      break
    case 'StaffCertified':
    case 'CertificationRenewed':
      expected.expect(
        stream,
        `the end of certificate ${event.data.certificationId}`,
        event.data.lastOn === undefined ? undefined : (`${event.data.lastOn}T23:00:00.000Z` as Instant),
      )
      break
    case 'CertificationWithdrawn':
    case 'CertificationExpired':
      expected.expect(stream, `the end of certificate ${event.data.certificationId}`, undefined)
      break
    default:
      break
  }
}
