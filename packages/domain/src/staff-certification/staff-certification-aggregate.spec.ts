import { after, at, certify, endOfMay, expire, renew, withdraw } from './staff-certification.fixtures.js'
import { staffCertificationAggregate } from './staff-certification-aggregate.js'

describe('the certificates of one member of the staff, kept in streams', () => {
  it('are found by their category, and decode their own events', () => {
    expect(staffCertificationAggregate.category).toBe('staffCertification')
    expect(staffCertificationAggregate.catalogue.codecs.map(({ messageType }) => messageType)).toStrictEqual([
      'StaffCertified',
      'CertificationRenewed',
      'CertificationWithdrawn',
      'CertificationExpired',
    ])
  })

  it('happened when they are said to have, under no policy', () => {
    const withdrawn = withdraw({ withdrawnAt: at('2025-07-01T10:00:00+02:00') })
    const events = after(certify(), expire(), renew(), withdrawn)
    expect(events.map((event) => staffCertificationAggregate.occurredAtOf(event))).toStrictEqual([
      certify().data.certifiedAt,
      endOfMay,
      renew().data.renewedAt,
      withdrawn.data.withdrawnAt,
    ])
    for (const event of events) expect(staffCertificationAggregate.policyRefsOf(event)).toStrictEqual([])
  })
})
