import {
  type CertificationEvidence,
  certificationEvidenceOf,
  type StaffCertificationState,
  staffCertificationAggregate,
} from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import type { LedgerWorld } from './ledger-world.fixtures.js'

/** What the stream of somebody's certificates says now. */
export const certificationOf = (world: LedgerWorld, staffId: string): CertificationEvidence | undefined => {
  const state: StaffCertificationState = world.stateOf(staffCertificationAggregate, staffId)
  const revision = world.revisionOf(staffCertificationAggregate.category, staffId)
  const stream = `${staffCertificationAggregate.category}-${staffId}` as NonEmptyText
  return revision === 'no-stream' ? undefined : certificationEvidenceOf(state, { stream, revision })
}
