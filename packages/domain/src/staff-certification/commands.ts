import { Instant, message, NonEmptyText } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'
import { Zone } from '../calendar/zone.js'
import { certificateFields } from '../staff/certificate.js'
import { StaffId } from '../staff/staff-id.js'

/** `lastOn` ends at 24:00 in the zone. `issuedBy` names the school or the maker by a code of the house's list. */
export const CertifyStaff = message('CertifyStaff', {
  staffId: StaffId,
  ...certificateFields,
  zone: Zone,
  issuedBy: NonEmptyText,
  certifiedAt: Instant,
})

/** Before it has ended: then it holds without a gap until the new last day. */
export const RenewCertification = message('RenewCertification', {
  staffId: StaffId,
  certificationId: NonEmptyText,
  renewalId: NonEmptyText,
  lastOn: LocalDate,
  renewedAt: Instant,
})

/** It holds no more from the day of `withdrawnAt` on. `because` is a code. */
export const WithdrawCertification = message('WithdrawCertification', {
  staffId: StaffId,
  certificationId: NonEmptyText,
  because: NonEmptyText,
  withdrawnAt: Instant,
})

/** Issued by the passing of time; does nothing where it was renewed or withdrawn by then. */
export const ExpireCertification = message('ExpireCertification', {
  staffId: StaffId,
  certificationId: NonEmptyText,
  dueAt: Instant,
})

export const StaffCertificationCommand = t.union([
  CertifyStaff,
  RenewCertification,
  WithdrawCertification,
  ExpireCertification,
])

export type CertifyStaff = t.TypeOf<typeof CertifyStaff>
export type RenewCertification = t.TypeOf<typeof RenewCertification>
export type WithdrawCertification = t.TypeOf<typeof WithdrawCertification>
export type ExpireCertification = t.TypeOf<typeof ExpireCertification>
export type StaffCertificationCommand = t.TypeOf<typeof StaffCertificationCommand>
