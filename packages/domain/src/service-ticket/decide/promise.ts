import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, type NonEmptyText, sameContent } from '@aftersale/messages'
import type { BreakPromise, KeepPromise, MakePromise, RenegotiatePromise, WaivePromise } from '../commands.js'
import type { PromiseBroken } from '../events.js'
import type { Step } from '../in-steps.js'
import { dueAsAgreedAt } from '../promises/evolve-promises.js'
import { isActive, isLiving, type ServiceTicketState, type Ticket, type TicketPromise } from '../state.js'
import { gone, type ServiceTicketDecision, statusOf } from './refusals.js'

// A promise is judged by when things happened: what was kept, moved or waived before it was due corrects a breaking that
// was recorded because it was heard of late.

export const makePromise = ({ data }: MakePromise, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status !== 'not-opened') {
    const known = promiseOf(state.ticket, data.promiseId)
    const { text: _, ...promise } = data
    if (known !== undefined) {
      return sameContent(known.made, promise)
        ? alreadyDone
        : reject({ reason: 'PromiseIdReused', promiseId: data.promiseId })
    }
  }
  if (!isActive(state)) return statusOf(state)
  return data.dueAt <= data.promisedAt
    ? reject({ reason: 'PromiseDueBeforeMade', dueAt: data.dueAt })
    : accept([{ type: 'PromiseMade', data }])
}

/** Judged by what was agreed when the customer consented; of several, the one consented to last rules. */
export const renegotiatePromise = ({ data }: RenegotiatePromise, state: ServiceTicketState): ServiceTicketDecision => {
  const { promiseId, consentedAt, newDueAt } = data
  return onPromise(state, promiseId, consentedAt, (promise) => {
    const { outcome } = promise
    const dueAt = dueAsAgreedAt(promise, consentedAt)
    if (dueAt === newDueAt && outcome !== 'broken') return alreadyDone
    if (!isOpen(outcome)) return reject({ reason: 'PromiseAlreadySettled', promiseId, outcome })
    if (consentedAt > dueAt) return reject({ reason: 'PromiseAlreadyDue', promiseId, dueAt })
    if (newDueAt <= consentedAt) return reject({ reason: 'PromiseDueBeforeMade', dueAt: newDueAt })
    return accept([{ type: 'PromiseRenegotiated', data: { ...data, previousDueAt: dueAt } }])
  })
}

export const keepPromise = ({ data }: KeepPromise, state: ServiceTicketState): ServiceTicketDecision => {
  const { serviceTicketId, promiseId, keptAt } = data
  return onPromise(state, promiseId, keptAt, ({ dueAt, outcome }) => {
    if (!isOpen(outcome)) return reject({ reason: 'PromiseAlreadySettled', promiseId, outcome })
    if (keptAt <= dueAt) return accept([{ type: 'PromiseKept', data }])
    return accept([
      ...(outcome === 'broken' ? [] : [broken(serviceTicketId, promiseId, dueAt)]),
      { type: 'PromiseFulfilledLate', data: { serviceTicketId, promiseId, fulfilledAt: keptAt } },
    ])
  })
}

export const waivePromise = ({ data }: WaivePromise, state: ServiceTicketState): ServiceTicketDecision => {
  const { promiseId, waivedAt } = data
  return onPromise(state, promiseId, waivedAt, ({ dueAt, outcome }) => {
    if (!isOpen(outcome)) return reject({ reason: 'PromiseAlreadySettled', promiseId, outcome })
    return waivedAt > dueAt
      ? reject({ reason: 'PromiseAlreadyDue', promiseId, dueAt })
      : accept([{ type: 'PromiseWaived', data }])
  })
}

/** Does nothing where the promise was settled or moved meanwhile, or the ticket was removed. */
export const breakPromise = ({ data }: BreakPromise, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { serviceTicketId, promiseId, dueAt } = data
  const promise = promiseOf(state.ticket, promiseId)
  if (promise === undefined) return reject({ reason: 'PromiseUnknown', promiseId })
  return isLiving(state) && promise.outcome === 'open' && promise.dueAt === dueAt
    ? accept([broken(serviceTicketId, promiseId, dueAt)])
    : alreadyDone
}

const isOpen = (outcome: TicketPromise['outcome']): outcome is 'open' | 'broken' =>
  outcome === 'open' || outcome === 'broken'

const broken = (
  serviceTicketId: Ticket['serviceTicketId'],
  promiseId: NonEmptyText,
  brokenAt: Instant,
): PromiseBroken => ({ type: 'PromiseBroken', data: { serviceTicketId, promiseId, brokenAt } })

const promiseOf = ({ promises }: Ticket, promiseId: NonEmptyText): TicketPromise | undefined =>
  promises.find(({ made }) => made.promiseId === promiseId)

/** What becomes of a promise by something that happened at that instant: not before it was made. */
const onPromise = (
  state: ServiceTicketState,
  promiseId: NonEmptyText,
  instant: Instant,
  decideOn: (promise: TicketPromise) => ServiceTicketDecision,
): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const promise = promiseOf(state.ticket, promiseId)
  if (promise === undefined) return reject({ reason: 'PromiseUnknown', promiseId })
  const { promisedAt } = promise.made
  return instant < promisedAt ? reject({ reason: 'PromiseNotYetMade', promiseId, promisedAt }) : decideOn(promise)
}

/** Promises that were due before that instant and not recorded as broken yet, each broken at its due instant. */
export const promisesBrokenBefore =
  (instant: Instant): Step =>
  ({ ticket: { serviceTicketId, promises } }) =>
    promises
      .flatMap(({ made: { promiseId }, outcome, dueAt }) =>
        outcome === 'open' && dueAt < instant ? [broken(serviceTicketId, promiseId, dueAt)] : [],
      )
      .sort((left, right) => (left.data.brokenAt < right.data.brokenAt ? -1 : 1))
