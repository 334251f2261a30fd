import type { StaffCertificationEvent } from './events.js'
import type { Certification, StaffCertificationState } from './state.js'

/** Total: what happened is taken as it is told. What is said of a certificate that was never given leaves no trace. */
export const evolve = (state: StaffCertificationState, event: StaffCertificationEvent): StaffCertificationState => {
  switch (event.type) {
    case 'StaffCertified': {
      const { staffId, lastOn, validUntil } = event.data
      const certification: Certification = {
        certified: event.data,
        renewals: [],
        hasExpired: false,
        ...(lastOn === undefined ? {} : { lastOn }),
        ...(validUntil === undefined ? {} : { validUntil }),
      }
      const before = state.status === 'certified' ? state.certifications : []
      return { status: 'certified', staffId, certifications: [...before, certification] }
    }
    case 'CertificationRenewed': {
      const { certificationId, lastOn, validUntil } = event.data
      return changed(state, certificationId, ({ renewals }) => ({
        renewals: [...renewals, event.data],
        lastOn,
        validUntil,
        hasExpired: false,
      }))
    }
    case 'CertificationWithdrawn':
      return changed(state, event.data.certificationId, () => ({ withdrawn: event.data }))
    case 'CertificationExpired':
      return changed(state, event.data.certificationId, () => ({ hasExpired: true }))
  }
}

const changed = (
  state: StaffCertificationState,
  certificationId: string,
  change: (certification: Certification) => Partial<Certification>,
): StaffCertificationState =>
  state.status === 'not-certified'
    ? state
    : {
        ...state,
        certifications: state.certifications.map((certification) =>
          certification.certified.certificationId === certificationId
            ? { ...certification, ...change(certification) }
            : certification,
        ),
      }
