import type { NonEmptyText } from '@aftersale/messages'
import type { AssetId } from '../../asset/asset-id.js'
import type { LocalDate } from '../../calendar/local-date.js'
import type { LocalTime } from '../../calendar/local-time.js'
import type { Zone } from '../../calendar/zone.js'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import type { Certificate } from '../../staff/certificate.js'
import type { LabourMinutes } from '../../staff/labour-minutes.js'
import type { Performer } from '../../staff/performer.js'
import type { StaffId } from '../../staff/staff-id.js'
import type { CertificationEvidence } from '../../staff-certification/certification-evidence.js'
import type { VisitCommand } from '../commands.js'
import {
  agent,
  count,
  customer,
  duration,
  monday,
  officeDesk,
  partner,
  text,
  ticketId,
  tuesday,
  wednesday,
} from '../service-ticket.fixtures.js'
import type { VisitId } from '../visit-id.js'
import type { VisitWindow } from './visit-window.js'

type CommandType = VisitCommand['type']
type CommandOf<Type extends CommandType> = Extract<VisitCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const visitId = '0197290f-6a00-7000-8000-0000000000f1' as VisitId
export const otherVisitId = '0197290f-6a00-7000-8000-0000000000f2' as VisitId
export const petra = '0197290f-6a00-7000-8000-0000000000e1' as StaffId
export const quentin = '0197290f-6a00-7000-8000-0000000000e2' as StaffId
export const washer = '0197290f-6a00-7000-8000-0000000000c1' as AssetId

export const windowOn = (on: string, from: string, to: string, zone = 'Europe/Berlin'): VisitWindow => ({
  on: on as LocalDate,
  from: from as LocalTime,
  to: to as LocalTime,
  zone: zone as Zone,
})
/** 4 June 2025, in Berlin. */
export const wednesdayMorning = windowOn('2025-06-04', '09:00', '11:00')
export const fridayNoon = windowOn('2025-06-06', '12:00', '14:00')

export const inHouse = (technicianId: StaffId = petra): Performer => ({ kind: 'in-house', technicianId })
export const provider: Performer = {
  kind: 'provider',
  providerId: text('hof-service'),
  providerName: text('Hof Service GmbH'),
}

export const drums = text('drum-bearings')
export const gas = text('gas-fitting')
const day = (written: string): LocalDate => written as LocalDate

/** For drums, through the first half of 2025. */
export const drumCertificate: Certificate = {
  certificationId: text('certificate-1'),
  skills: [drums],
  startsOn: day('2025-01-01'),
  lastOn: day('2025-06-30'),
}
export const evidenceOf = (
  certificates: ReadonlyArray<Certificate> = [drumCertificate],
  staffId: StaffId = petra,
): CertificationEvidence => ({
  staffId,
  stream: `staffCertification-${staffId}` as NonEmptyText,
  revision: 2,
  certificates,
})

/** Promises somebody at the customer's within two working days, and rests that while they are waited for. */
export const siteDesk: ServiceLevelPolicy = {
  ...officeDesk,
  policyId: text('site-desk'),
  targets: { ...officeDesk.targets, moderate: { resolution: duration('PT40H'), 'visit-arrival': duration('PT16H') } },
  pausedBy: { ...officeDesk.pausedBy, 'visit-arrival': ['waiting-on-customer'] },
}

/** A builder of one kind of command: its usual data, but for what is said. */
const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const visit = { serviceTicketId: ticketId, visitId }
const serviceLevel = officeDesk

export const scheduleVisit = usual('ScheduleVisit', {
  ...visit,
  purpose: 'repair',
  assetId: washer,
  window: wednesdayMorning,
  performer: inHouse(),
  requiredSkills: [drums],
  certification: evidenceOf(),
  scheduledBy: agent,
  scheduledAt: monday('10:00'),
  serviceLevel,
})
export const confirmVisit = usual('ConfirmVisit', { ...visit, confirmedBy: customer, confirmedAt: monday('11:00') })
export const rescheduleVisit = usual('RescheduleVisit', {
  ...visit,
  window: fridayNoon,
  performer: inHouse(),
  requiredSkills: [drums],
  certification: evidenceOf(),
  because: text('customer-away'),
  rescheduledBy: customer,
  rescheduledAt: tuesday('09:00'),
})
export const confirmTechnician = usual('ConfirmTechnician', {
  ...visit,
  round: count(1),
  dayStream: text('technicianDay-0197290f-6a00-7000-8000-0000000000d1'),
  revision: 4,
  heldAt: monday('10:01'),
})
export const refuseTechnician = usual('RefuseTechnician', {
  ...visit,
  round: count(1),
  dayStream: text('technicianDay-0197290f-6a00-7000-8000-0000000000d1'),
  because: text('TechnicianBusy'),
  refusedAt: monday('10:01'),
})
export const setOut = usual('SetOutForVisit', { ...visit, setOutAt: wednesday('08:30') })
export const arrive = usual('ArriveAtVisit', { ...visit, arrivedAt: wednesday('09:30'), serviceLevel })
export const completeVisit = usual('CompleteVisit', {
  ...visit,
  outcome: 'done',
  parts: [{ partNo: text('BEARING-6305'), newSerial: text('B-77') }],
  labourMinutes: 55 as LabourMinutes,
  photos: [text('photos/4711-1')],
  signature: text('signatures/4711'),
  completedAt: wednesday('10:30'),
})
export const recordNoShow = usual('RecordNoShow', {
  ...visit,
  party: 'customer',
  recordedBy: partner,
  noShowAt: wednesday('09:30'),
  serviceLevel,
})
export const cancelVisit = usual('CancelVisit', {
  ...visit,
  because: text('no-longer-wanted'),
  cancelledBy: customer,
  cancelledAt: tuesday('10:00'),
  serviceLevel,
})
export const missVisitWindow = usual('MissVisitWindow', { ...visit, round: count(1), dueAt: wednesday('11:00') })

/** Held, so that somebody may come. */
export const held: ReadonlyArray<VisitCommand> = [scheduleVisit(), confirmTechnician()]
/** Somebody is there. */
export const arrived: ReadonlyArray<VisitCommand> = [...held, arrive()]
