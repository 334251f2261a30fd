import { epochMillisecondsOf, type Instant } from '@aftersale/domain/calendar'
import { appended, none } from '../appended.js'
import { type Moment, momentAt } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { PromiseEvent } from './promise-event.js'
import type { PromiseFact, Renegotiation } from './promise-fact.js'

interface PromiseHistory {
  readonly promiseId: string
  readonly firstHeardOf: Moment
  subject?: string
  made?: Moment
  dueAt?: number
  renegotiations: ReadonlyArray<Renegotiation>
  kept?: Moment
  broken?: Moment
  fulfilledLate?: Moment
  waived?: Moment
}

/** The promises of one ticket. */
export interface PromiseHistories {
  promises: ReadonlyArray<PromiseHistory>
}

/** Takes one event of a promise in. Total: what was never made is kept as an incomplete promise. */
export const tellPromise = (ofTicket: PromiseHistories, event: PromiseEvent, eventId: string): void => {
  const at = (instant: Instant): Moment => momentAt(instant, eventId)
  const promise = (heardOf: Instant): PromiseHistory => promiseOf(ofTicket, event.data.promiseId, at(heardOf))

  switch (event.type) {
    case 'PromiseMade': {
      const { subject, promisedAt, dueAt } = event.data
      const made = promise(promisedAt)
      made.subject = subject
      made.made ??= at(promisedAt)
      made.dueAt ??= epochMillisecondsOf(dueAt)
      return
    }
    case 'PromiseRenegotiated': {
      const { consentedAt, previousDueAt, newDueAt } = event.data
      const renegotiated = promise(consentedAt)
      renegotiated.renegotiations = appended(renegotiated.renegotiations, {
        ...at(consentedAt),
        previousDueAt: epochMillisecondsOf(previousDueAt),
        newDueAt: epochMillisecondsOf(newDueAt),
      })
      return
    }
    case 'PromiseKept':
      promise(event.data.keptAt).kept ??= at(event.data.keptAt)
      return
    case 'PromiseBroken':
      promise(event.data.brokenAt).broken ??= at(event.data.brokenAt)
      return
    case 'PromiseFulfilledLate':
      promise(event.data.fulfilledAt).fulfilledLate ??= at(event.data.fulfilledAt)
      return
    case 'PromiseWaived':
      promise(event.data.waivedAt).waived ??= at(event.data.waivedAt)
      return
  }
}

const promiseOf = (ofTicket: PromiseHistories, promiseId: string, heardOf: Moment): PromiseHistory => {
  for (const known of ofTicket.promises) if (known.promiseId === promiseId) return known
  const promise: PromiseHistory = { promiseId, firstHeardOf: heardOf, renegotiations: none() }
  ofTicket.promises = appended(ofTicket.promises, promise)
  return promise
}

/**
 * What was agreed on, in the order in which the customer consented, whenever it was heard of: the last consent rules, and
 * each moves the promise from where the one before it had.
 */
const agreedOn = ({
  dueAt,
  renegotiations,
  firstHeardOf,
}: PromiseHistory): Pick<PromiseFact, 'dueAt' | 'renegotiations'> => {
  let due = dueAt
  if (renegotiations.length === 0) return { dueAt: due ?? firstHeardOf.at, renegotiations }
  const inOrder = [...renegotiations]
    .sort((left, right) => left.at - right.at)
    .map((renegotiation) => {
      const previousDueAt = due ?? renegotiation.previousDueAt
      due = renegotiation.newDueAt
      return { ...renegotiation, previousDueAt }
    })
  return { dueAt: due ?? firstHeardOf.at, renegotiations: inOrder }
}

/** One row a promise of the ticket, in the order in which they were heard of. */
export const promiseFacts = (
  { promises }: PromiseHistories,
  serviceTicketId: string,
  { circumstances, exclusion, excludedBy, withdrawn }: CaseOfTicket,
): ReadonlyArray<PromiseFact> =>
  promises.map((promise) => {
    const { dueAt, renegotiations } = agreedOn(promise)
    return {
      promiseId: promise.promiseId,
      serviceTicketId,
      subject: promise.subject ?? 'unknown',
      made: promise.made ?? promise.firstHeardOf,
      dueAt,
      renegotiations,
      kept: promise.kept,
      broken: promise.broken,
      fulfilledLate: promise.fulfilledLate,
      waived: promise.waived,
      voided: withdrawn,
      circumstances,
      exclusion: exclusion ?? (promise.made === undefined ? 'incomplete' : undefined),
      excludedBy,
    }
  })
