import { NonEmptyText, Revision, record } from '@aftersale/messages'
import * as t from 'io-ts'
import type { LocalDate } from '../calendar/local-date.js'
import { Certificate, type Skill } from '../staff/certificate.js'
import { StaffId } from '../staff/staff-id.js'

/**
 * What one member of the staff is certified for, as it stood in the stream of their certificates at that revision: each
 * certificate as long as it holds, one that was withdrawn to the day before.
 */
export const CertificationEvidence = record(
  {
    staffId: StaffId,
    stream: NonEmptyText,
    revision: Revision,
    certificates: t.readonlyArray(Certificate),
  },
  'CertificationEvidence',
)
export type CertificationEvidence = t.TypeOf<typeof CertificationEvidence>

/** The work that asks for it: which skills, on which product, on which day of the place where it is done. */
export interface WorkToCertify {
  readonly skills: ReadonlyArray<Skill>
  readonly sku?: NonEmptyText | undefined
  readonly brand?: NonEmptyText | undefined
  readonly on: LocalDate
}

/** The skills that no certificate has for that product on that day, in the order in which they were asked for. */
export const skillsMissing = (
  certificates: ReadonlyArray<Certificate>,
  { skills, ...work }: WorkToCertify,
): ReadonlyArray<Skill> => {
  const holding = certificates.filter((certificate) => isFor(certificate, work))
  return skills.filter((skill) => holding.every((certificate) => !certificate.skills.includes(skill)))
}

/** The first and the last day of a certificate count; one for certain products counts for no other, nor for none. */
const isFor = (
  { skus, brands, startsOn, lastOn }: Certificate,
  { sku, brand, on }: Omit<WorkToCertify, 'skills'>,
): boolean =>
  startsOn <= on &&
  (lastOn === undefined || on <= lastOn) &&
  ((skus === undefined && brands === undefined) ||
    (sku !== undefined && (skus?.includes(sku) ?? false)) ||
    (brand !== undefined && (brands?.includes(brand) ?? false)))
