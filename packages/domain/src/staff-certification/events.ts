import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'
import { Zone } from '../calendar/zone.js'
import { certificateFields } from '../staff/certificate.js'
import { StaffId } from '../staff/staff-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

const certification = { staffId: StaffId, certificationId: NonEmptyText }

export const StaffCertified = message(
  'StaffCertified',
  {
    staffId: StaffId,
    ...certificateFields,
    zone: Zone,
    issuedBy: NonEmptyText,
    /** 24:00 of the last day in the zone; absent where it never ends. */
    validUntil: optional(Instant),
    certifiedAt: Instant,
  },
  { description: 'Somebody of the staff may do that work, on these products, from one day to another.' },
)

export const CertificationRenewed = message('CertificationRenewed', {
  ...certification,
  renewalId: NonEmptyText,
  previousLastOn: LocalDate,
  lastOn: LocalDate,
  validUntil: Instant,
  renewedAt: Instant,
})

export const CertificationWithdrawn = message('CertificationWithdrawn', {
  ...certification,
  because: NonEmptyText,
  withdrawnAt: Instant,
})

/** `expiredAt` is the end of the last day. A renewal in time that is heard of later corrects it. */
export const CertificationExpired = message('CertificationExpired', { ...certification, expiredAt: Instant })

/** In the order in which a certificate usually meets them. */
export const staffCertificationEvents = [
  StaffCertified,
  CertificationRenewed,
  CertificationWithdrawn,
  CertificationExpired,
] as const

export const StaffCertificationEvent = t.union([...staffCertificationEvents])

export type StaffCertified = t.TypeOf<typeof StaffCertified>
export type CertificationRenewed = t.TypeOf<typeof CertificationRenewed>
export type CertificationWithdrawn = t.TypeOf<typeof CertificationWithdrawn>
export type CertificationExpired = t.TypeOf<typeof CertificationExpired>
export type StaffCertificationEvent = t.TypeOf<typeof StaffCertificationEvent>
