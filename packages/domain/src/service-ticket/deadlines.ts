import type { Deadline } from '@aftersale/decider'
import type { ServiceTicketCommand } from './commands.js'
import { windowDueOf } from './decide/visit-work.js'
import { isLiving, type ServiceTicketState } from './state.js'

/**
 * What falls due and when, soonest first: a running clock, an open promise, a follow-up not yet done, the end of a
 * quote, the window of a visit, the closing of a resolved ticket. A ticket that was merged away, is spam or is cancelled has none.
 */
export const deadlines = (state: ServiceTicketState): ReadonlyArray<Deadline<ServiceTicketCommand>> => {
  if (!isLiving(state)) return []
  const { serviceTicketId, clocks, promises, followUps, quotes = [], visits = [] } = state.ticket
  const due: ReadonlyArray<Deadline<ServiceTicketCommand>> = [
    ...clocks.flatMap((clock) =>
      clock.status === 'running'
        ? [breachedAt(clock.dueAt, { serviceTicketId, clockId: clock.clockId, dueAt: clock.dueAt })]
        : [],
    ),
    ...promises.flatMap(
      ({ made: { promiseId }, outcome, dueAt }): ReadonlyArray<Deadline<ServiceTicketCommand>> =>
        outcome === 'open'
          ? [{ dueAt, command: { type: 'BreakPromise', data: { serviceTicketId, promiseId, dueAt } } }]
          : [],
    ),
    ...followUps.flatMap(
      ({ requested: { followUpId, dueAt }, missed, completedAt }): ReadonlyArray<Deadline<ServiceTicketCommand>> =>
        missed || completedAt !== undefined
          ? []
          : [{ dueAt, command: { type: 'MissFollowUp', data: { serviceTicketId, followUpId, dueAt } } }],
    ),
    ...quotes.flatMap(
      ({ offered: { quoteId, validUntil: dueAt }, outcome }): ReadonlyArray<Deadline<ServiceTicketCommand>> =>
        outcome === 'open'
          ? [{ dueAt, command: { type: 'ExpireQuote', data: { serviceTicketId, quoteId, dueAt } } }]
          : [],
    ),
    ...visits.flatMap((visit): ReadonlyArray<Deadline<ServiceTicketCommand>> => {
      const dueAt = windowDueOf(visit)
      const { round, scheduled } = visit
      return dueAt === undefined
        ? []
        : [
            {
              dueAt,
              command: {
                type: 'MissVisitWindow',
                data: { serviceTicketId, visitId: scheduled.visitId, round, dueAt },
              },
            },
          ]
    }),
    ...closing(state),
  ]
  return [...due].sort((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0))
}

const breachedAt = (
  dueAt: string,
  data: Extract<ServiceTicketCommand, { readonly type: 'RecordSlaBreach' }>['data'],
): Deadline<ServiceTicketCommand> => ({ dueAt, command: { type: 'RecordSlaBreach', data } })

const closing = (state: ServiceTicketState): ReadonlyArray<Deadline<ServiceTicketCommand>> => {
  if (state.status !== 'resolved' || state.resolution.closesAt === undefined) return []
  const { serviceTicketId, episode, closesAt: dueAt } = state.resolution
  return [{ dueAt, command: { type: 'CloseWhenUncontested', data: { serviceTicketId, episode, dueAt } } }]
}
