import { appended, none } from '../appended.js'
import type { Moment } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import { inOrder } from '../what-happened-to-each-ticket/in-order.js'
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

/** The promises of all tickets, by ticket. */
export type PromiseHistories = Map<string, ReadonlyArray<PromiseHistory>>

/** Takes one event of a promise in. Total: what was never made is kept as an incomplete promise. */
export const tellPromise = (promises: PromiseHistories, event: PromiseEvent, eventId: string): void => {
  const at = (instant: string): Moment => ({ at: Date.parse(instant), eventId })
  const promise = (heardOf: string): PromiseHistory => promiseOf(promises, event, at(heardOf))

  switch (event.type) {
    case 'PromiseMade': {
      const { subject, promisedAt, dueAt } = event.data
      const made = promise(promisedAt)
      made.subject = subject
      made.made ??= at(promisedAt)
      made.dueAt ??= Date.parse(dueAt)
      return
    }
    case 'PromiseRenegotiated': {
      const { consentedAt, previousDueAt, newDueAt } = event.data
      const renegotiated = promise(consentedAt)
      renegotiated.renegotiations = appended(renegotiated.renegotiations, {
        ...at(consentedAt),
        previousDueAt: Date.parse(previousDueAt),
        newDueAt: Date.parse(newDueAt),
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

const promiseOf = (promises: PromiseHistories, { data }: PromiseEvent, heardOf: Moment): PromiseHistory => {
  const ofTicket = promises.get(data.serviceTicketId) ?? none()
  const known = ofTicket.find(({ promiseId }) => promiseId === data.promiseId)
  if (known !== undefined) return known
  const promise: PromiseHistory = { promiseId: data.promiseId, firstHeardOf: heardOf, renegotiations: none() }
  promises.set(data.serviceTicketId, appended(ofTicket, promise))
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

/** One row a promise, in order of time; at the same time by ticket, whichever stream was read first. */
export const promiseFacts = (
  promises: PromiseHistories,
  caseOf: (ticketId: string) => CaseOfTicket,
): ReadonlyArray<PromiseFact> =>
  [...promises]
    .flatMap(([serviceTicketId, ofTicket]) => {
      const { circumstances, exclusion, excludedBy, withdrawn } = caseOf(serviceTicketId)
      return ofTicket.map((promise): PromiseFact => {
        const because = exclusion ?? (promise.made === undefined ? 'incomplete' : undefined)
        return {
          promiseId: promise.promiseId,
          serviceTicketId,
          subject: promise.subject ?? 'unknown',
          made: promise.made ?? promise.firstHeardOf,
          ...agreedOn(promise),
          ...(promise.kept !== undefined && { kept: promise.kept }),
          ...(promise.broken !== undefined && { broken: promise.broken }),
          ...(promise.fulfilledLate !== undefined && { fulfilledLate: promise.fulfilledLate }),
          ...(promise.waived !== undefined && { waived: promise.waived }),
          ...(withdrawn !== undefined && { voided: withdrawn }),
          circumstances,
          ...(because !== undefined && { exclusion: because }),
          excludedBy,
        }
      })
    })
    .sort(inOrder(({ made }) => made.at))
