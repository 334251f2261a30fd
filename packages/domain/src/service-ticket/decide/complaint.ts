import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, sameContent } from '@aftersale/messages'
import { breachesBefore, startClock, stopClock, withdrawClock } from '../clock/run-clocks.js'
import type {
  AcknowledgeComplaint,
  AnswerComplaintDecision,
  AssessComplaint,
  CloseComplaint,
  CommunicateComplaintDecision,
  ConcludeExternalRecourse,
  EscalateComplaintExternally,
  OfferRedress,
  RegisterComplaint,
  RespondToComplaint,
} from '../commands.js'
import {
  answerOf,
  type Complaint,
  type ComplaintStep,
  lastDecisionOf,
  nextStepOf,
  openRecourseOf,
} from '../complaint/complaint.js'
import type { ServiceTicketEvent } from '../events.js'
import { inSteps, recording } from '../in-steps.js'
import { type ActiveTicket, isActive, type ServiceTicketState, type Ticket } from '../state.js'
import { isInForce, neverDue, type ServiceTicketDecision, serviceLevelDiffers, statusOf } from './refusals.js'

// The steps of ISO 10002 in their order: register, acknowledge, assess, respond, communicate the decision, close. Assessing,
// responding and deciding may be done again until the complaint is closed. A step counts from when it was taken, however
// late it is heard of, and not before the step it follows.

export const registerComplaint = ({ data }: RegisterComplaint, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  const { serviceLevel, ...complaint } = data
  const { ticket } = state
  if (ticket.complaint !== undefined) {
    return reject({ reason: 'ComplaintAlreadyRegistered', registeredAt: ticket.complaint.registered.registeredAt })
  }
  if (!isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)
  const refused = neverDue(ticket, complaint.registeredAt, serviceLevel)
  if (refused !== undefined) return refused
  return accept(
    inSteps(state, [
      breachesBefore(complaint.registeredAt),
      recording({ type: 'ComplaintRegistered', data: complaint }),
      startClock('acknowledgement', complaint.registeredAt, serviceLevel),
    ]),
  )
}

export const acknowledgeComplaint = (
  { data }: AcknowledgeComplaint,
  state: ServiceTicketState,
): ServiceTicketDecision =>
  onComplaint(state, ({ complaint, state: active }) => {
    const { serviceLevel, ...acknowledgement } = data
    const { acknowledgedAt, acknowledgedBy } = acknowledgement
    const { ticket } = active
    if (complaint.acknowledged !== undefined) {
      const { acknowledgedAt: before } = complaint.acknowledged
      return reject({ reason: 'ComplaintAlreadyAcknowledged', acknowledgedAt: before })
    }
    if (!isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)
    if (acknowledgedBy.kind === 'customer') return reject({ reason: 'ReplyFromCustomer' })
    const { registeredAt } = complaint.registered
    if (acknowledgedAt < registeredAt) return tooEarly('registering', registeredAt)
    return accept(
      inSteps(active, [
        breachesBefore(acknowledgedAt),
        recording({ type: 'ComplaintAcknowledged', data: acknowledgement }),
        (reached) =>
          reached.ticket.clocks.flatMap((clock) =>
            clock.kind === 'acknowledgement' ? stopClock(reached.ticket, clock, acknowledgedAt, serviceLevel) : [],
          ),
      ]),
    )
  })

export const assessComplaint = ({ data }: AssessComplaint, state: ServiceTicketState): ServiceTicketDecision =>
  onComplaint(state, ({ complaint }) =>
    inOrder(complaint, 'acknowledgement', data.assessedAt, { type: 'ComplaintAssessed', data }),
  )

export const respondToComplaint = ({ data }: RespondToComplaint, state: ServiceTicketState): ServiceTicketDecision =>
  onComplaint(state, ({ complaint }) =>
    data.respondedBy.kind === 'customer'
      ? reject({ reason: 'ReplyFromCustomer' })
      : inOrder(complaint, 'assessment', data.respondedAt, { type: 'ComplaintResponded', data }),
  )

/** Goodwill too: an unfounded complaint may be redressed. */
export const offerRedress = ({ data }: OfferRedress, state: ServiceTicketState): ServiceTicketDecision => {
  const { redressId } = data
  if (state.status !== 'not-opened') {
    const known = state.ticket.complaint?.redress.find((one) => one.redressId === redressId)
    if (known !== undefined) {
      return sameContent(known, data) ? alreadyDone : reject({ reason: 'RedressIdReused', redressId })
    }
  }
  return onComplaint(state, ({ complaint }) =>
    inOrder(complaint, 'assessment', data.offeredAt, { type: 'RedressOffered', data }),
  )
}

export const communicateDecision = (
  { data }: CommunicateComplaintDecision,
  state: ServiceTicketState,
): ServiceTicketDecision =>
  onComplaint(state, ({ complaint }) =>
    data.communicatedBy.kind === 'customer'
      ? reject({ reason: 'ReplyFromCustomer' })
      : inOrder(complaint, 'response', data.communicatedAt, { type: 'ComplaintDecisionCommunicated', data }),
  )

export const answerDecision = ({ data }: AnswerComplaintDecision, state: ServiceTicketState): ServiceTicketDecision =>
  onComplaint(state, ({ complaint }) =>
    inOrder(complaint, 'decision', data.answeredAt, { type: 'ComplaintDecisionAnswered', data }),
  )

/** The customer may turn elsewhere at any time. */
export const escalateExternally = (
  { data }: EscalateComplaintExternally,
  state: ServiceTicketState,
): ServiceTicketDecision =>
  onComplaint(state, ({ complaint }) => {
    const { registeredAt } = complaint.registered
    if (data.escalatedAt < registeredAt) return tooEarly('registering', registeredAt)
    return accept([{ type: 'ComplaintEscalatedExternally', data }])
  })

export const concludeRecourse = (
  { data }: ConcludeExternalRecourse,
  state: ServiceTicketState,
): ServiceTicketDecision =>
  onComplaint(state, ({ complaint }) => {
    const { body, concludedAt } = data
    const since = [
      ...complaint.escalations.filter((one) => one.body === body).map(({ escalatedAt }) => escalatedAt),
      ...complaint.decisions
        .filter(({ recourse }) => recourse.some((one) => one.body === body))
        .map(({ communicatedAt }) => communicatedAt),
    ].sort()[0]
    if (since === undefined) return reject({ reason: 'ExternalRecourseUnknown', body })
    if (concludedAt < since) return tooEarly('decision', since)
    return accept([{ type: 'ExternalRecourseConcluded', data }])
  })

/** Needs the customer's answer, or that nothing is left which could decide otherwise. A withdrawal is an answer. */
export const closeComplaint = ({ data }: CloseComplaint, state: ServiceTicketState): ServiceTicketDecision =>
  onComplaint(state, ({ complaint, state: active }) => {
    const { because, closedAt } = data
    const { registeredAt } = complaint.registered
    if (closedAt < registeredAt) return tooEarly('registering', registeredAt)
    if (because !== 'withdrawn') {
      const missing = nextStepOf(complaint)
      if (missing !== 'answer') return reject({ reason: 'ComplaintStepMissing', missing })
      const communicatedAt = lastDecisionOf(complaint)?.communicatedAt ?? closedAt
      if (closedAt < communicatedAt) return tooEarly('decision', communicatedAt)
      const unsettled = because === 'accepted' ? unaccepted(complaint, closedAt) : unexhausted(complaint, closedAt)
      if (unsettled !== undefined) return unsettled
    }
    return accept(
      inSteps(active, [
        breachesBefore(closedAt),
        recording({ type: 'ComplaintClosed', data }),
        ({ ticket }) =>
          ticket.clocks.flatMap((clock) =>
            clock.kind === 'acknowledgement' ? withdrawClock(ticket, clock, closedAt, undefined) : [],
          ),
      ]),
    )
  })

const unaccepted = (complaint: Complaint, closedAt: Instant): ServiceTicketDecision | undefined => {
  const answer = answerOf(complaint)
  if (answer?.answer !== 'accepted') return notSettled(complaint, closedAt)
  return closedAt < answer.answeredAt ? tooEarly('answer', answer.answeredAt) : undefined
}

/** Nothing is exhausted that the customer was never told of. */
const unexhausted = (complaint: Complaint, closedAt: Instant): ServiceTicketDecision | undefined => {
  const told = (lastDecisionOf(complaint)?.recourse ?? []).length + complaint.escalations.length
  return told > 0 && openRecourseOf(complaint, closedAt).length === 0 ? undefined : notSettled(complaint, closedAt)
}

const notSettled = (complaint: Complaint, closedAt: Instant): ServiceTicketDecision =>
  reject({
    reason: 'ComplaintNotSettled',
    answer: answerOf(complaint)?.answer ?? 'none',
    openRecourse: openRecourseOf(complaint, closedAt),
  })

/** A ticket with an open complaint is neither resolved nor closed: the complaint ends first. */
export const openComplaint = ({ complaint }: Ticket, instant: Instant): ServiceTicketDecision | undefined =>
  complaint === undefined || (complaint.closed !== undefined && complaint.closed.closedAt <= instant)
    ? undefined
    : reject({ reason: 'ComplaintOpen', awaiting: nextStepOf(complaint) })

interface OpenComplaint {
  readonly complaint: Complaint
  readonly state: ActiveTicket
}

const onComplaint = (
  state: ServiceTicketState,
  decideOn: (open: OpenComplaint) => ServiceTicketDecision,
): ServiceTicketDecision => {
  if (!isActive(state)) return statusOf(state)
  const { complaint } = state.ticket
  if (complaint === undefined) return reject({ reason: 'ComplaintNotRegistered' })
  const { closed } = complaint
  return closed === undefined
    ? decideOn({ complaint, state })
    : reject({ reason: 'ComplaintAlreadyClosed', complaintClosedAt: closed.closedAt })
}

/** Records the step where the one before it was taken, at that instant at the latest. */
const inOrder = (
  complaint: Complaint,
  before: Exclude<ComplaintStep, 'answer'>,
  takenAt: Instant,
  event: ServiceTicketEvent,
): ServiceTicketDecision => {
  const firstAt = firstTakenAt(complaint, before)
  if (firstAt === undefined) return reject({ reason: 'ComplaintStepMissing', missing: nextStepOf(complaint) })
  return takenAt < firstAt ? tooEarly(before, firstAt) : accept([event])
}

const firstTakenAt = (complaint: Complaint, step: Exclude<ComplaintStep, 'answer'>): Instant | undefined => {
  switch (step) {
    case 'acknowledgement':
      return complaint.acknowledged?.acknowledgedAt
    case 'assessment':
      return complaint.assessments.map(({ assessedAt }) => assessedAt).sort()[0]
    case 'response':
      return complaint.responses.map(({ respondedAt }) => respondedAt).sort()[0]
    case 'decision':
      return complaint.decisions.map(({ communicatedAt }) => communicatedAt).sort()[0]
  }
}

const tooEarly = (step: ComplaintStep | 'registering', takenAt: Instant): ServiceTicketDecision =>
  reject({ reason: 'HappenedBeforeComplaintStep', step, takenAt })
