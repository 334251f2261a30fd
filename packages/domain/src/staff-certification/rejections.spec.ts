import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { StaffCertificationCommand } from './commands.js'
import { staffCertificationEvents } from './events.js'
import { type StaffCertificationRejection, staffCertificationRejections } from './rejections.js'
import {
  after,
  at,
  certify,
  certifyForever,
  day,
  endOfMay,
  quentin,
  renew,
  text,
  withdraw,
} from './staff-certification.fixtures.js'
import { staffCertification } from './staff-certification.js'

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<StaffCertificationRejection['reason'], ReadonlyArray<StaffCertificationCommand>>> = {
  AddressedToOtherStaff: [certify(), renew({ staffId: quentin })],
  CertificationUnknown: [renew()],
  CertificationIdReused: [certify(), certify({ issuedBy: text('other-guild') })],
  NothingCertified: [certify({ skills: [] })],
  CertificateEndsBeforeItStarts: [certify({ lastOn: day('2024-05-31') })],
  CertificateOutOfCalendar: [certify({ lastOn: day('9999-12-30') })],
  CertificateNeverEnds: [certifyForever(), renew({ certificationId: text('certificate-2') })],
  RenewalIdReused: [certify(), renew(), renew({ lastOn: day('2027-05-31') })],
  RenewalEndsNoLater: [certify(), renew({ lastOn: day('2025-05-30') })],
  BeforeCertificate: [certify(), withdraw({ withdrawnAt: at('2024-05-20T09:59:59+02:00') })],
  CertificateOverSince: [certify(), renew({ renewedAt: endOfMay })],
  CertificateWithdrawnAlready: [certify(), withdraw(), renew()],
}

it.each(Object.entries(waysTo))('%s is come to by commands', (reason, commands) => {
  const command = commands.at(-1)
  if (command === undefined) throw new Error('No command')
  const { decision } = given(staffCertification, after(...commands.slice(0, -1))).when(command)
  expect(E.isLeft(decision) && decision.left.reason).toBe(reason)
})

it('has a reason of no event’s name, each with a sentence', () => {
  const names: ReadonlyArray<string> = staffCertificationEvents.map(({ messageType }) => messageType)
  for (const [reason, sentence] of Object.entries(staffCertificationRejections)) {
    expect(names).not.toContain(reason)
    expect(sentence).toMatch(/\.$/)
  }
})
