import type { Instant, Zone } from '@aftersale/domain/calendar'
import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import { type AfterSalesFacts, afterSalesFacts, type RecordedEvent } from '@aftersale/read-models'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Figure, figuresOf, type Question } from './index.js'

// A short way to write histories down. Every event passes the domain's own codec, so none is told that couldn't be stored.

/** A UUID that spells a name of up to 15 characters. */
export const idOf = (name: string): string => {
  const hex = Buffer.from(name, 'latin1').toString('hex').padEnd(30, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}

/** The name a UUID of `idOf` spells. */
export const nameOf = (id: string): string =>
  Buffer.from(`${id.slice(0, 8)}${id.slice(9, 13)}${id.slice(15, 18)}${id.slice(20, 23)}${id.slice(24)}`, 'hex')
    .toString('latin1')
    .replaceAll('\0', '')

/** `2025-01-03 10:00`, in UTC. */
export const instant = (text: string): Instant => new Date(`${text.replace(' ', 'T')}Z`).toISOString() as Instant

const customer = { kind: 'customer', id: 'customer' }
export const agent = { kind: 'agent', id: 'agent' }
export const bot = { kind: 'bot', id: 'bot' }

type Data = Readonly<Record<string, unknown>>

/** The events of one ticket; the n-th is called `<ticket>.<n>`. Times as `instant` reads them. */
export const ticket = (name: string) => {
  const serviceTicketId = idOf(name)
  let count = 0
  const told = (type: DomainEvent['type'], data: Data): RecordedEvent => {
    count += 1
    return recorded(`${name}.${count}`, type, { serviceTicketId, ...data })
  }
  const contact = (at: string, data: Data = {}): RecordedEvent =>
    told('ContactRecorded', {
      contactId: `${name} ${at}`,
      sessionId: `${name} ${at}`,
      direction: 'inbound',
      channel: 'phone',
      nature: 'request',
      contactedBy: customer,
      contactedAt: instant(at),
      episode: 1,
      ...data,
    })

  return {
    told,
    contact,
    /** Opened, and nothing else. */
    begun: (at: string, data: Data = {}) =>
      told('ServiceTicketOpened', {
        issueId: idOf(name),
        channel: 'phone',
        kind: 'question',
        priority: 'moderate',
        openedBy: customer,
        openedAt: instant(at),
        serviceLevelRef: { policyId: 'standard', version: 1 },
        calendarRef: { policyId: 'around-the-clock', version: 1 },
        ...data,
      }),
    /** Opened by the customer's contact at the same time. */
    opened(at: string, data: Data = {}, contactData: Data = {}): ReadonlyArray<RecordedEvent> {
      return [this.begun(at, data), contact(at, contactData)]
    },
    thanks: (at: string) => contact(at, { nature: 'no-action', channel: 'email' }),
    notice: (at: string) => contact(at, { direction: 'outbound', contactedBy: agent, channel: 'email' }),
    replied: (at: string, data: Data = {}) =>
      told('CustomerReplied', {
        messageId: `${name} ${at}`,
        channel: 'email',
        repliedBy: agent,
        automated: false,
        repliedAt: instant(at),
        episode: 1,
        ...data,
      }),
    noted: (at: string) => told('NoteAdded', { noteId: `${name} ${at}`, notedBy: agent, notedAt: instant(at) }),
    resolved: (at: string, data: Data = {}) =>
      told('ServiceTicketResolved', {
        episode: 1,
        firstContact: false,
        resolvedBy: agent,
        resolvedAt: instant(at),
        ...data,
      }),
    closed: (at: string, data: Data = {}) =>
      told('ServiceTicketClosed', {
        episode: 1,
        outcome: 'resolved',
        closedBy: 'agent',
        closedAt: instant(at),
        ...data,
      }),
    reopened: (at: string, episode = 2) =>
      told('ServiceTicketReopened', {
        episode,
        because: 'customer-contact',
        reopenedBy: customer,
        reopenedAt: instant(at),
      }),
    assigned: (at: string, team: string) => told('ServiceTicketAssigned', { team, assignedAt: instant(at) }),
    transferred: (at: string, fromTeam: string, toTeam: string, hop = 1) =>
      told('ServiceTicketTransferred', { fromTeam, toTeam, hop, transferredAt: instant(at) }),
    handedOver: (at: string) => told('HandedOverToHuman', { botId: 'bot', handedOverAt: instant(at) }),
    waitingFrom: (at: string) => told('WaitingOnCustomerStarted', { startedAt: instant(at) }),
    waitingUntil: (at: string) => told('WaitingOnCustomerEnded', { endedAt: instant(at) }),
    heldFrom: (at: string) => told('HoldStarted', { cause: 'parts', startedAt: instant(at) }),
    heldUntil: (at: string) => told('HoldEnded', { cause: 'parts', endedAt: instant(at) }),
    mergedInto: (at: string, into: string) => told('ServiceTicketMerged', { into: idOf(into), mergedAt: instant(at) }),
    absorbed: (at: string, other: string) =>
      told('ServiceTicketAbsorbed', { absorbedTicketId: idOf(other), absorbedAt: instant(at) }),
    spam: (at: string) => told('ServiceTicketMarkedAsSpam', { markedBy: agent, markedAt: instant(at) }),
    cancelled: (at: string, because: 'opened-by-mistake' | 'withdrawn-by-customer') =>
      told('ServiceTicketCancelled', { because, cancelledBy: agent, cancelledAt: instant(at) }),
    clockStarted: (clockId: string, kind: string, at: string, due: string, data: Data = {}) =>
      told('SlaClockStarted', {
        clockId,
        kind,
        episode: 1,
        target: 'PT8H',
        startsAt: instant(at),
        dueAt: instant(due),
        trace: [],
        ...data,
      }),
    clockPaused: (clockId: string, at: string) =>
      told('SlaClockPaused', { clockId, cause: 'waiting-on-customer', pausedAt: instant(at), elapsed: 'PT1H' }),
    clockResumed: (clockId: string, at: string, due: string) =>
      told('SlaClockResumed', {
        clockId,
        resumedAt: instant(at),
        elapsed: 'PT1H',
        dueAt: instant(due),
        trace: [],
      }),
    clockMet: (clockId: string, kind: string, at: string) =>
      told('SlaMet', { clockId, kind, metAt: instant(at), elapsed: 'PT1H' }),
    clockBreached: (clockId: string, kind: string, at: string) =>
      told('SlaBreached', { clockId, kind, breachedAt: instant(at), trace: [] }),
    clockMissed: (clockId: string, kind: string, at: string) =>
      told('SlaMissed', { clockId, kind, stoppedAt: instant(at), elapsed: 'PT9H' }),
    clockWithdrawn: (clockId: string, at: string) => told('SlaClockWithdrawn', { clockId, withdrawnAt: instant(at) }),
    promised: (promiseId: string, at: string, due: string) =>
      told('PromiseMade', {
        promiseId,
        subject: 'call-back',
        dueAt: instant(due),
        promisedBy: agent,
        promisedAt: instant(at),
      }),
    promiseMoved: (promiseId: string, at: string, from: string, to: string) =>
      told('PromiseRenegotiated', {
        promiseId,
        previousDueAt: instant(from),
        newDueAt: instant(to),
        consentedAt: instant(at),
      }),
    promiseKept: (promiseId: string, at: string) => told('PromiseKept', { promiseId, keptAt: instant(at) }),
    promiseBroken: (promiseId: string, at: string) => told('PromiseBroken', { promiseId, brokenAt: instant(at) }),
    promiseFulfilledLate: (promiseId: string, at: string) =>
      told('PromiseFulfilledLate', { promiseId, fulfilledAt: instant(at) }),
    promiseWaived: (promiseId: string, at: string) => told('PromiseWaived', { promiseId, waivedAt: instant(at) }),
    complained: (at: string, data: Data = {}) =>
      told('ComplaintRegistered', {
        allegedDefect: 'leaks',
        severity: 'major',
        registeredBy: agent,
        registeredAt: instant(at),
        ...data,
      }),
    complaintAcknowledged: (at: string) =>
      told('ComplaintAcknowledged', { channel: 'email', acknowledgedBy: agent, acknowledgedAt: instant(at) }),
    complaintFound: (at: string, finding: 'founded' | 'partly' | 'unfounded') =>
      told('ComplaintAssessed', { finding, severity: 'major', causes: [], assessedBy: agent, assessedAt: instant(at) }),
    complaintClosed: (at: string, because: 'accepted' | 'options-exhausted' | 'withdrawn') =>
      told('ComplaintClosed', { because, closedBy: agent, closedAt: instant(at) }),
    followUpRequested: (followUpId: string, at: string, due: string) =>
      told('FollowUpRequested', { followUpId, channel: 'phone', dueAt: instant(due), requestedAt: instant(at) }),
    followUpCompleted: (followUpId: string, at: string) =>
      told('FollowUpCompleted', { followUpId, completedBy: agent, completedAt: instant(at) }),
    followUpMissed: (followUpId: string, at: string) => told('FollowUpMissed', { followUpId, missedAt: instant(at) }),
  }
}

const recorded = (name: string, type: DomainEvent['type'], data: Data): RecordedEvent => {
  const at = '2020-01-01T00:00:00.000Z'
  const id = idOf(name)
  const decoded = domainEventCatalogue.decode({
    type,
    data,
    metadata: {
      eventId: id,
      schemaVersion: 1,
      occurredAt: at,
      recordedAt: at,
      actor: agent,
      commandId: name,
      correlationId: name,
      causationId: name,
      commandHash: id,
    },
  })
  if (isLeft(decoded)) throw new TypeError(`${type} of ${name}: ${JSON.stringify(decoded.left)}`)
  return decoded.right
}

export type Told = RecordedEvent | ReadonlyArray<RecordedEvent>

export const factsOf = (...events: ReadonlyArray<Told>): AfterSalesFacts => {
  const fold = afterSalesFacts()
  for (const event of events.flat()) fold.record(event)
  return fold.facts()
}

export const utc = 'UTC' as Zone

/** What a figure says, without how it was counted. */
export type Said = Omit<Figure, 'counted'>

export const said = (figure: Figure): Said => {
  const { counted: _, ...rest } = figure
  return rest
}

export const ask = (facts: AfterSalesFacts, metric: string, question: Partial<Question> = {}): ReadonlyArray<Figure> =>
  figuresOf(facts, { metrics: [metric], zone: utc, asOf: instant('2025-12-31 00:00'), ...question })

/** The one figure of a variant, of all cases together. */
export const figure = (
  facts: AfterSalesFacts,
  metric: string,
  variant: string,
  question: Partial<Question> = {},
): Figure => {
  const found = ask(facts, metric, question).filter((candidate) => candidate.variant === variant)
  const [only] = found
  if (only === undefined || found.length > 1) throw new RangeError(`${found.length} figures of ${metric} ${variant}`)
  return only
}

/** A fraction as `2/5 +2 {merged:1}`: numerator, denominator, pending, excluded. */
export const inShort = ({ numerator, denominator, pending, excluded }: Figure): string => {
  const reasons = Object.entries(excluded).map(([reason, number]) => `${reason}:${number}`)
  return [
    `${numerator ?? '–'}/${denominator}`,
    ...(pending > 0 ? [`+${pending}`] : []),
    ...(reasons.length > 0 ? [`{${reasons.join(' ')}}`] : []),
  ].join(' ')
}
