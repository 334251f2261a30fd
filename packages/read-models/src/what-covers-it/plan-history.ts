import type { Zone } from '@aftersale/domain/calendar'
import type { PlanTerm, ServicePlanEvent, ServicePlanSold } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import { dayOf, type Moment, momentAt } from '../moment.js'
import type { EntitlementLeft, PlanCoverage } from './coverage.js'
import type { DayIn } from './layer-coverage.js'

/** All that was told of one service plan, in the order in which it was heard of. */
export interface PlanHistory {
  readonly sold: ServicePlanSold['data']
  readonly soldBy: Moment
  zone: Zone | undefined
  terms: ReadonlyArray<Moment & { readonly term: PlanTerm }>
  holds: ReadonlyArray<{ readonly from: Moment; readonly because: string; readonly until?: Moment | undefined }>
  readonly used: Map<string, EntitlementLeft>
  cancelled: (Moment & { readonly because: string }) | undefined
}

export const newPlanHistory = (
  sold: ServicePlanSold['data'],
  zone: Zone | undefined,
  eventId: string,
): PlanHistory => ({
  sold,
  soldBy: momentAt(sold.soldAt, eventId),
  zone,
  terms: none(),
  holds: none(),
  used: new Map(),
  cancelled: undefined,
})

const concerns = eventsCalled([
  'ServicePlanActivated',
  'ServicePlanRenewed',
  'ServicePlanRenewalReversed',
  'ServicePlanSuspended',
  'ServicePlanResumed',
  'EntitlementConsumed',
  'EntitlementRestored',
  'EntitlementsReset',
  'ServicePlanCancelled',
])

/** Takes one event of the plan in; what says nothing of what it covers is passed over. Total. */
export const tellPlan = (history: PlanHistory, event: ServicePlanEvent, eventId: string): void => {
  if (!concerns(event)) return
  switch (event.type) {
    case 'ServicePlanActivated':
      history.terms = appended(history.terms, { ...momentAt(event.data.activatedAt, eventId), term: event.data.term })
      return
    case 'ServicePlanRenewed':
      history.terms = appended(history.terms, { ...momentAt(event.data.renewedAt, eventId), term: event.data.term })
      return
    case 'ServicePlanRenewalReversed': {
      const { termsLeft, reversedAt } = event.data
      history.terms = termsLeft.map((term) => ({ ...momentAt(reversedAt, eventId), term }))
      return
    }
    case 'ServicePlanSuspended': {
      const { because, suspendedAt } = event.data
      history.holds = appended(history.holds, { from: momentAt(suspendedAt, eventId), because })
      return
    }
    case 'ServicePlanResumed': {
      const until = momentAt(event.data.resumedAt, eventId)
      history.holds = history.holds.map((hold) => (hold.until === undefined ? { ...hold, until } : hold))
      return
    }
    case 'EntitlementConsumed': {
      const { kind, used, left, consumedAt } = event.data
      history.used.set(kind, { ...momentAt(consumedAt, eventId), kind, used, left })
      return
    }
    case 'EntitlementRestored': {
      const { kind, quantity, restoredAt } = event.data
      const known = history.used.get(kind)
      if (known === undefined) return
      const left = known.left === undefined ? undefined : known.left + quantity
      history.used.set(kind, { ...momentAt(restoredAt, eventId), kind, used: known.used - quantity, left })
      return
    }
    case 'EntitlementsReset':
      history.used.clear()
      return
    case 'ServicePlanCancelled':
      history.cancelled ??= { ...momentAt(event.data.cancelledAt, eventId), because: event.data.because }
      return
  }
}

/** How the plan stands on a day, as far as is known; what was used is as it is known by now. */
export const planOn = (servicePlanId: string, history: PlanHistory, dayIn: DayIn): PlanCoverage => {
  const { terms, holds, cancelled, used } = history
  const zone = history.zone ?? ('UTC' as Zone)
  const on = dayIn(zone)
  const inOrder = [...terms].sort((left, right) => (left.term.startsOn < right.term.startsOn ? -1 : 1))
  const running = inOrder.find(({ term }) => term.startsOn <= on && on <= term.lastOn)
  const hold = holds.find(
    ({ from, until }) => dayOf(from, zone) <= on && (until === undefined || on < dayOf(until, zone)),
  )
  const last = inOrder.at(-1)
  const stands = (status: PlanCoverage['status'], because: string, told?: Moment): PlanCoverage => ({
    servicePlanId,
    status,
    why: { because, ...(told !== undefined && { told: { at: told.at, eventId: told.eventId } }) },
    startsOn: inOrder[0]?.term.startsOn,
    lastOn: last?.term.lastOn,
    used: [...used.values()],
  })
  if (cancelled !== undefined && dayOf(cancelled, zone) <= on) return stands('cancelled', cancelled.because, cancelled)
  if (last === undefined) return stands('pending', 'not-activated')
  if (running === undefined) {
    return on > last.term.lastOn ? stands('expired', 'last-day-over') : stands('pending', 'not-yet-started', last)
  }
  return hold === undefined
    ? stands('active', `term-${running.term.termId}`, running)
    : stands('suspended', hold.because, hold.from)
}
