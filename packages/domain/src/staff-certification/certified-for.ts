import type { NonEmptyText } from '@aftersale/messages'
import { localDateOf, plusDays } from '../calendar/local-date.js'
import type { Certificate } from '../staff/certificate.js'
import { type CertificationEvidence, skillsMissing, type WorkToCertify } from './certification-evidence.js'
import type { Certification, StaffCertificationState } from './state.js'

/** Whether somebody may do that work on that day: every skill is certified then, for that product. */
export const certifiedFor = (state: StaffCertificationState, work: WorkToCertify): boolean =>
  skillsMissing(certificatesOf(state), work).length === 0

/**
 * What the stream says at that revision, for a command to another aggregate; nothing of somebody who was never certified.
 */
export const certificationEvidenceOf = (
  state: StaffCertificationState,
  { stream, revision }: { readonly stream: NonEmptyText; readonly revision: number },
): CertificationEvidence | undefined =>
  state.status === 'not-certified'
    ? undefined
    : { staffId: state.staffId, stream, revision, certificates: certificatesOf(state) }

/** Each as long as it holds: one that was withdrawn, to the day before. */
const certificatesOf = (state: StaffCertificationState): ReadonlyArray<Certificate> =>
  state.status === 'not-certified' ? [] : state.certifications.flatMap(certificateOf)

const certificateOf = (certification: Certification): ReadonlyArray<Certificate> => {
  const { certified, lastOn, withdrawn } = certification
  const { certificationId, skills, skus, brands, startsOn, zone } = certified
  const withdrawnOn = withdrawn === undefined ? undefined : localDateOf(withdrawn.withdrawnAt, zone)
  if (withdrawnOn !== undefined && withdrawnOn <= startsOn) return []
  const last = withdrawnOn === undefined ? lastOn : plusDays(withdrawnOn, -1)
  return [
    {
      certificationId,
      skills,
      ...(skus === undefined ? {} : { skus }),
      ...(brands === undefined ? {} : { brands }),
      startsOn,
      ...(last === undefined ? {} : { lastOn: last }),
    },
  ]
}
