import { accept, alreadyDone, type Decision, reject } from '@aftersale/decider'
import { type Instant, type NonEmptyText, sameContent } from '@aftersale/messages'
import { endOfDay, type LocalDate } from '../calendar/local-date.js'
import type {
  CertifyStaff,
  ExpireCertification,
  RenewCertification,
  StaffCertificationCommand,
  WithdrawCertification,
} from './commands.js'
import type { StaffCertificationEvent } from './events.js'
import type { StaffCertificationRejection } from './rejections.js'
import type { Certification, StaffCertificationState } from './state.js'

type StaffCertificationDecision = Decision<StaffCertificationEvent, StaffCertificationRejection>

export const decide = (
  command: StaffCertificationCommand,
  state: StaffCertificationState,
): StaffCertificationDecision => {
  if (state.status === 'certified' && command.data.staffId !== state.staffId) {
    return reject({ reason: 'AddressedToOtherStaff', staffId: state.staffId })
  }
  switch (command.type) {
    case 'CertifyStaff':
      return certify(command, state)
    case 'RenewCertification':
      return renew(command, state)
    case 'WithdrawCertification':
      return withdraw(command, state)
    case 'ExpireCertification':
      return expire(command, state)
  }
}

const certify = ({ data }: CertifyStaff, state: StaffCertificationState): StaffCertificationDecision => {
  const { certificationId, skills, skus, brands, startsOn, lastOn, zone } = data
  const known = certificationOf(state, certificationId)
  if (known !== undefined) {
    const { validUntil: _, ...certified } = known.certified
    return sameContent(certified, data) ? alreadyDone : reject({ reason: 'CertificationIdReused', certificationId })
  }
  if ([skills, skus, brands].some((named) => named?.length === 0)) return reject({ reason: 'NothingCertified' })
  if (lastOn === undefined) return accept([{ type: 'StaffCertified', data }])
  if (lastOn >= LAST_DAY) return reject({ reason: 'CertificateOutOfCalendar', lastOn })
  if (lastOn < startsOn) return reject({ reason: 'CertificateEndsBeforeItStarts', startsOn, lastOn })
  return accept([{ type: 'StaffCertified', data: { ...data, validUntil: endOfDay(lastOn, zone) } }])
}

/** Its end, at 24:00, can't be written in every zone. */
const LAST_DAY = '9999-12-30' as LocalDate

const renew = ({ data }: RenewCertification, state: StaffCertificationState): StaffCertificationDecision =>
  onCertification(state, data.certificationId, (certification) => {
    const { renewalId, lastOn, renewedAt } = data
    const { certified, renewals, withdrawn } = certification
    const known = renewals.find((renewal) => renewal.renewalId === renewalId)
    if (known !== undefined) {
      const { previousLastOn: _, validUntil: __, ...renewed } = known
      return sameContent(renewed, data) ? alreadyDone : reject({ reason: 'RenewalIdReused', renewalId })
    }
    if (withdrawn !== undefined) return withdrawnAlready(withdrawn)
    if (renewedAt < certified.certifiedAt) return tooEarly(certification)
    if (certification.lastOn === undefined || certification.validUntil === undefined) {
      return reject({ reason: 'CertificateNeverEnds', certificationId: data.certificationId })
    }
    if (renewedAt >= certification.validUntil) {
      return reject({ reason: 'CertificateOverSince', validUntil: certification.validUntil })
    }
    if (lastOn <= certification.lastOn) return reject({ reason: 'RenewalEndsNoLater', lastOn: certification.lastOn })
    if (lastOn >= LAST_DAY) return reject({ reason: 'CertificateOutOfCalendar', lastOn })
    const validUntil = endOfDay(lastOn, certified.zone)
    return accept([
      { type: 'CertificationRenewed', data: { ...data, previousLastOn: certification.lastOn, validUntil } },
    ])
  })

const withdraw = ({ data }: WithdrawCertification, state: StaffCertificationState): StaffCertificationDecision =>
  onCertification(state, data.certificationId, (certification) => {
    const { withdrawn, certified, validUntil } = certification
    if (withdrawn !== undefined) return sameContent(withdrawn, data) ? alreadyDone : withdrawnAlready(withdrawn)
    if (data.withdrawnAt < certified.certifiedAt) return tooEarly(certification)
    return validUntil !== undefined && data.withdrawnAt >= validUntil
      ? reject({ reason: 'CertificateOverSince', validUntil })
      : accept([{ type: 'CertificationWithdrawn', data }])
  })

const expire = ({ data }: ExpireCertification, state: StaffCertificationState): StaffCertificationDecision =>
  onCertification(state, data.certificationId, ({ validUntil, hasExpired, withdrawn }) => {
    const { dueAt, ...certification } = data
    return validUntil === dueAt && !hasExpired && withdrawn === undefined
      ? accept([{ type: 'CertificationExpired', data: { ...certification, expiredAt: dueAt } }])
      : alreadyDone
  })

const certificationOf = (state: StaffCertificationState, certificationId: NonEmptyText): Certification | undefined =>
  state.status === 'certified'
    ? state.certifications.find(({ certified }) => certified.certificationId === certificationId)
    : undefined

const onCertification = (
  state: StaffCertificationState,
  certificationId: NonEmptyText,
  decideOn: (certification: Certification) => StaffCertificationDecision,
): StaffCertificationDecision => {
  const certification = certificationOf(state, certificationId)
  return certification === undefined
    ? reject({ reason: 'CertificationUnknown', certificationId })
    : decideOn(certification)
}

const withdrawnAlready = ({
  because,
  withdrawnAt,
}: {
  readonly because: NonEmptyText
  readonly withdrawnAt: Instant
}): StaffCertificationDecision => reject({ reason: 'CertificateWithdrawnAlready', because, withdrawnAt })

const tooEarly = ({ certified: { certifiedAt } }: Certification): StaffCertificationDecision =>
  reject({ reason: 'BeforeCertificate', certifiedAt })
