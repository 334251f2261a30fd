import type { VisitCalendar } from '@aftersale/domain'
import type { NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type { Desk } from '../desk.js'
import type { Process } from '../process.js'
import { activateAPlanWhenItsUnitIsDelivered } from './activate-a-plan-when-its-unit-is-delivered.js'
import { cancelAPlanWhenItsUnitIsReturned } from './cancel-a-plan-when-its-unit-is-returned.js'
import { consumeAnEntitlementWhenAVisitIsDone } from './consume-an-entitlement-when-a-visit-is-done.js'
import { endMaintenanceWhenAPlanEnds } from './end-maintenance-when-a-plan-ends.js'
import { offerTheInstallationThatAPlanPaysFor } from './offer-the-installation-that-a-plan-pays-for.js'
import { openATicketWhenTheRefundOfAPlanFails } from './open-a-ticket-when-the-refund-of-a-plan-fails.js'
import { payBackACancelledPlan } from './pay-back-a-cancelled-plan.js'
import { restoreAnEntitlementWhenAVisitIsCancelled } from './restore-an-entitlement-when-a-visit-is-cancelled.js'
import { setUpMaintenanceWhenAPlanBegins } from './set-up-maintenance-when-a-plan-begins.js'

/** Every process of service plans. `visitCalendar`: the days on which visits are made, Monday to Friday where absent. */
export const planProcesses = ({
  desk,
  visitCalendar = weekdays,
}: {
  readonly desk: Desk
  readonly visitCalendar?: VisitCalendar | undefined
}): ReadonlyArray<Process> => [
  activateAPlanWhenItsUnitIsDelivered,
  consumeAnEntitlementWhenAVisitIsDone,
  restoreAnEntitlementWhenAVisitIsCancelled,
  cancelAPlanWhenItsUnitIsReturned,
  payBackACancelledPlan(desk),
  openATicketWhenTheRefundOfAPlanFails(desk),
  setUpMaintenanceWhenAPlanBegins(visitCalendar),
  offerTheInstallationThatAPlanPaysFor(desk),
  endMaintenanceWhenAPlanEnds,
]

const weekdays: VisitCalendar = {
  calendarId: 'monday-to-friday' as NonEmptyText,
  version: 1 as PositiveInteger,
  holidays: [],
}
