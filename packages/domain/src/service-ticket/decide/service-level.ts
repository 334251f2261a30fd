import { accept, alreadyDone, reject } from '@aftersale/decider'
import { durationOf } from '../../calendar/duration.js'
import { calendarRefOf, serviceLevelRefOf } from '../../policy/service-level/service-level-policy.js'
import { reassignClocks, startNewlyPromised, usedBefore } from '../clock/reassign-clocks.js'
import { breachesBefore, breachOf } from '../clock/run-clocks.js'
import type { ChangePriority, ChangeServiceLevel, RecordSlaBreach } from '../commands.js'
import { inSteps, recording } from '../in-steps.js'
import { isLiving, type ServiceTicketState } from '../state.js'
import {
  gone,
  happenedBefore,
  isInForce,
  neverDue,
  type ServiceTicketDecision,
  serviceLevelDiffers,
  unfit,
} from './refusals.js'

export const changePriority = ({ data }: ChangePriority, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { serviceTicketId, priority, changedAt, serviceLevel } = data
  const { ticket } = state
  if (ticket.priority === priority) return alreadyDone
  const refused = unfit(ticket, changedAt, serviceLevel) ?? neverDue(data, changedAt, serviceLevel)
  if (refused !== undefined) return refused

  return accept(
    inSteps(state, [
      breachesBefore(changedAt),
      recording({ type: 'PriorityChanged', data: { serviceTicketId, from: ticket.priority, to: priority, changedAt } }),
      reassignClocks(changedAt, serviceLevel, usedBefore(ticket, changedAt, serviceLevel), 'changed-targets'),
      startNewlyPromised('first-response', changedAt, serviceLevel),
      startNewlyPromised('resolution', changedAt, serviceLevel),
      startNewlyPromised('acknowledgement', changedAt, serviceLevel),
      startNewlyPromised('visit-arrival', changedAt, serviceLevel),
    ]),
  )
}

/** What has elapsed is measured by the policy that was in force; what is left, by the new one from then on. */
export const changeServiceLevel = ({ data }: ChangeServiceLevel, state: ServiceTicketState): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const { serviceTicketId, from, to, changedAt } = data
  const { ticket } = state
  if (isInForce(ticket, to)) return alreadyDone
  if (!isInForce(ticket, from)) return serviceLevelDiffers(ticket)
  if (changedAt < ticket.changedAt) return happenedBefore(ticket)
  const refused = neverDue(ticket, changedAt, to)
  if (refused !== undefined) return refused

  const used = usedBefore(ticket, changedAt, from)
  return accept(
    inSteps(state, [
      breachesBefore(changedAt),
      (reached) => {
        const breachedClocks = reached.ticket.clocks
          .filter(({ status }) => status === 'breached')
          .map(({ clockId }) => ({ clockId, elapsed: durationOf(used.get(clockId) ?? 0) }))
        return [
          {
            type: 'ServiceLevelChanged',
            data: {
              serviceTicketId,
              from: serviceLevelRefOf(from),
              to: serviceLevelRefOf(to),
              calendarRef: calendarRefOf(to),
              changedAt,
              ...(breachedClocks.length === 0 ? {} : { breachedClocks }),
            },
          },
        ]
      },
      reassignClocks(changedAt, to, used, 'all'),
      startNewlyPromised('first-response', changedAt, to),
      startNewlyPromised('resolution', changedAt, to),
      startNewlyPromised('acknowledgement', changedAt, to),
      startNewlyPromised('visit-arrival', changedAt, to),
    ]),
  )
}

export const recordSlaBreach = ({ data }: RecordSlaBreach, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const clock = state.ticket.clocks.find(({ clockId }) => clockId === data.clockId)
  if (clock === undefined) return reject({ reason: 'ClockUnknown', clockId: data.clockId })
  return clock.status === 'running' && clock.dueAt === data.dueAt
    ? accept([breachOf(state.ticket, clock, data.dueAt)])
    : alreadyDone
}
