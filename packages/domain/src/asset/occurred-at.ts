import type { Instant, PolicyRef } from '@aftersale/messages'
import { policyRefsIn } from '../policy/rule-trace.js'
import type { AssetEvent } from './events.js'
import { calendarRefOf } from './maintenance/maintenance-plan.js'

/** When it happened in business. */
export const occurredAtOfAsset = (event: AssetEvent): Instant => {
  switch (event.type) {
    case 'AssetRegistered':
      return event.data.registeredAt
    case 'AssetResold':
      return event.data.resoldAt
    case 'AssetTracedToPurchase':
      return event.data.tracedAt
    case 'AssetTransferred':
      return event.data.transferredAt
    case 'AssetCovered':
      return event.data.coveredAt
    case 'AssetUncovered':
      return event.data.uncoveredAt
    case 'AssetReplaced':
      return event.data.replacedAt
    case 'AssetRetired':
      return event.data.retiredAt
    case 'AssetInstalled':
      return event.data.installedAt
    case 'AssetMoved':
      return event.data.movedAt
    case 'AssetServiced':
    case 'MaintenancePerformed':
      return event.data.performedAt
    case 'MeterRead':
      return event.data.readAt
    case 'FaultReadingRecorded':
      return event.data.measuredAt
    case 'AssetFaultRaised':
      return event.data.raisedAt
    case 'AssetFaultRecovered':
      return event.data.recoveredAt
    case 'AssetFaultClosed':
      return event.data.closedAt
    case 'MaintenanceScheduleSetUp':
      return event.data.setUpAt
    case 'MaintenanceCalendarChanged':
      return event.data.changedAt
    case 'MaintenanceFellDue':
      return event.data.fellDueAt
    case 'MaintenanceBooked':
      return event.data.bookedAt
    case 'MaintenanceReopened':
      return event.data.reopenedAt
    case 'MaintenanceSkipped':
      return event.data.skippedAt
    case 'MaintenanceScheduleEnded':
      return event.data.endedAt
  }
}

/** The telemetry policy that a reading was judged under, the policy and the calendar of maintenance. */
export const policyRefsOfAsset = (event: AssetEvent): ReadonlyArray<PolicyRef> => {
  if (event.type === 'FaultReadingRecorded') return [event.data.policyRef]
  if (event.type === 'MaintenanceCalendarChanged') return [calendarRefOf(event.data.calendar)]
  if (event.type === 'MaintenanceScheduleSetUp') {
    const { policyRef, calendar } = event.data
    return [...(policyRef === undefined ? [] : [policyRef]), calendarRefOf(calendar)]
  }
  return 'trace' in event.data ? policyRefsIn(event.data.trace) : []
}
