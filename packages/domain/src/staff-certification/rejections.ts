import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { LocalDate } from '../calendar/local-date.js'
import type { StaffId } from '../staff/staff-id.js'

/** Why a command about somebody's certificates is refused: the fact that stands against it. Nothing is recorded then. */
export type StaffCertificationRejection =
  | { readonly reason: 'AddressedToOtherStaff'; readonly staffId: StaffId }
  | { readonly reason: 'CertificationUnknown'; readonly certificationId: NonEmptyText }
  | { readonly reason: 'CertificationIdReused'; readonly certificationId: NonEmptyText }
  | { readonly reason: 'NothingCertified' }
  | { readonly reason: 'CertificateEndsBeforeItStarts'; readonly startsOn: LocalDate; readonly lastOn: LocalDate }
  | { readonly reason: 'CertificateOutOfCalendar'; readonly lastOn: LocalDate }
  | { readonly reason: 'CertificateNeverEnds'; readonly certificationId: NonEmptyText }
  | { readonly reason: 'RenewalIdReused'; readonly renewalId: NonEmptyText }
  | { readonly reason: 'RenewalEndsNoLater'; readonly lastOn: LocalDate }
  | { readonly reason: 'BeforeCertificate'; readonly certifiedAt: Instant }
  | { readonly reason: 'CertificateOverSince'; readonly validUntil: Instant }
  | { readonly reason: 'CertificateWithdrawnAlready'; readonly because: NonEmptyText; readonly withdrawnAt: Instant }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const staffCertificationRejections: Readonly<Record<StaffCertificationRejection['reason'], string>> = {
  AddressedToOtherStaff: 'The command names another member of the staff than the stream it was sent to.',
  CertificationUnknown: 'There is no such certificate.',
  CertificationIdReused: 'The certificate was given with other content.',
  NothingCertified: 'A certificate is for at least one skill; one for certain products names at least one.',
  CertificateEndsBeforeItStarts: 'The last day of the certificate lies before its first.',
  CertificateOutOfCalendar: 'The last day is the last of the calendar; leave it out for a certificate that never ends.',
  CertificateNeverEnds: 'The certificate has no last day: there is nothing to renew.',
  RenewalIdReused: 'The certificate was renewed by that id with other content.',
  RenewalEndsNoLater: 'The certificate is valid to that day or longer already.',
  BeforeCertificate: 'The certificate was given only later: it was neither renewed nor withdrawn before that.',
  CertificateOverSince: 'The certificate was over by then; give a new one.',
  CertificateWithdrawnAlready: 'The certificate was withdrawn.',
}
