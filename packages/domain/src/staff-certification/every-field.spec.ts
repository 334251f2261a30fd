import { describeBadInput, type Examples } from '../bad-input.fixtures.js'
import { StaffCertificationCommand } from './commands.js'
import type { StaffCertificationEvent } from './events.js'
import { staffCertificationRejections } from './rejections.js'
import { after, certify, expire, renew, text, withdraw } from './staff-certification.fixtures.js'
import { staffCertification } from './staff-certification.js'

const examples: Examples<StaffCertificationCommand, StaffCertificationEvent> = {
  CertifyStaff: {
    usual: certify({ skus: [text('BOILER-1')], brands: [text('Hof')] }),
    words: ['certificationId', 'skills', 'issuedBy', 'skus', 'brands'],
    ids: ['staffId'],
  },
  RenewCertification: { after: after(certify()), usual: renew(), words: ['renewalId'] },
  WithdrawCertification: { after: after(certify()), usual: withdraw(), words: ['because'] },
  ExpireCertification: { after: after(certify()), usual: expire() },
}

describeBadInput({
  decider: staffCertification,
  codecs: StaffCertificationCommand.types,
  rejections: staffCertificationRejections,
  examples,
})
