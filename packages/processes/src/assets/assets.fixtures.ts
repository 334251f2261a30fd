import { retailDesk, type ServiceTicketId } from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import {
  agent,
  assetId,
  customerId,
  day,
  firstMachine,
  type Told,
  text,
  toAsset,
  toTicket,
} from '../warranties/warranties.fixtures.js'

// A washing machine that reports its faults and is maintained every month; what follows is done by the real runner.

export const visit = (count: number): string => `0197290f-6a00-7000-8000-00000000f10${count}`

/** With its owner since 1 June 2025. */
export const registered = toAsset('RegisterAsset', day('2025-06-01'), {
  sku: 'WM-9',
  serial: 'S-1',
  owner: { customerId },
  purchase: firstMachine,
  registeredAt: day('2025-06-01'),
})

export const retired = toAsset('RetireAsset', day('2025-06-10', '12:00'), {
  because: 'returned',
  retiredAt: day('2025-06-10', '12:00'),
})

/** 10 June 2025, so many minutes after 08:00. */
export const minute = (minutes: number): Instant =>
  day('2025-06-10', `${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)

/** Heard of as it is measured, or at another minute. */
export const alert = (minutes: number, heardAt = minutes): Told =>
  toAsset('RecordTelemetry', minute(heardAt), {
    readingId: `r-${minutes}`,
    faultCode: 'E18',
    severity: 'warning',
    measuredAt: minute(minutes),
    policy: {
      policyId: 'washers-online',
      version: 1,
      threshold: 3,
      within: 'PT15M',
      debounce: 'PT1M',
      cooldown: 'PT1H',
    },
  })

export const recovered = (minutes: number): Told =>
  toAsset('RecoverFault', minute(minutes), { faultCode: 'E18', recoveredAt: minute(minutes) })

/** Due on 30 June 2025, a Monday, and on 31 July; proposed two weeks before. */
export const maintained = toAsset('SetUpMaintenance', day('2025-06-01'), {
  scheduleId: 'monthly',
  every: { period: 'P1M' },
  anchorOn: '2025-05-31',
  zone: 'Europe/Berlin',
  calendar: { calendarId: 'visits', version: 1, holidays: [] },
  proposedDaysAhead: 14,
  setUpAt: day('2025-06-01'),
})

export const fellDue = toAsset('ProposeMaintenance', day('2025-06-16'), {
  scheduleId: 'monthly',
  slot: 1,
  dueAt: day('2025-06-15', '22:00'),
})

export const slot = { assetId, scheduleId: text('monthly'), slot: 1 }

/** A ticket of somebody's, for whatever. */
export const opened = (id: string, at = day('2025-06-16'), more: object = {}): Told =>
  toTicket(
    'OpenServiceTicket',
    at,
    {
      issueId: '0197290f-6a00-7000-8000-00000000a0f1',
      customerId,
      channel: 'phone',
      kind: 'question',
      priority: 'planning',
      openedBy: agent,
      openedAt: at,
      serviceLevel: retailDesk,
      ...more,
    },
    id,
  )

export const scheduled = (ticket: ServiceTicketId | string, visitId: string, at: Instant, more: object = {}): Told =>
  toTicket(
    'ScheduleVisit',
    at,
    {
      visitId,
      purpose: 'maintenance',
      assetId,
      maintenance: slot,
      window: { on: '2025-06-30', from: '09:00', to: '11:00', zone: 'Europe/Berlin' },
      performer: { kind: 'provider', providerId: 'hof-service', providerName: 'Hof Service' },
      requiredSkills: [],
      scheduledBy: agent,
      scheduledAt: at,
      serviceLevel: retailDesk,
      ...more,
    },
    ticket,
  )

export const cancelled = (ticket: string, visitId: string, at: Instant): Told =>
  toTicket(
    'CancelVisit',
    at,
    { visitId, because: 'customer-away', cancelledBy: agent, cancelledAt: at, serviceLevel: retailDesk },
    ticket,
  )

export const nobodyThere = (ticket: string, visitId: string, at: Instant): Told =>
  toTicket(
    'RecordNoShow',
    at,
    { visitId, party: 'customer', recordedBy: agent, noShowAt: at, serviceLevel: retailDesk },
    ticket,
  )

export const completed = (ticket: string, visitId: string, outcome = 'done'): ReadonlyArray<Told> => [
  toTicket(
    'ArriveAtVisit',
    day('2025-06-30', '07:30'),
    { visitId, arrivedAt: day('2025-06-30', '07:30'), serviceLevel: retailDesk },
    ticket,
  ),
  toTicket(
    'CompleteVisit',
    day('2025-06-30', '08:15'),
    {
      visitId,
      outcome,
      parts: [{ partNo: 'P-4', newSerial: 'P4-2' }],
      labourMinutes: 45,
      completedAt: day('2025-06-30', '08:15'),
    },
    ticket,
  ),
]

export const resolved = (ticket: string, at: Instant): Told =>
  toTicket('ResolveServiceTicket', at, { resolvedBy: agent, resolvedAt: at, serviceLevel: retailDesk }, ticket)
