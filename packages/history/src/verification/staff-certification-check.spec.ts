import { faultsOf, ofCredit, told, uuid } from './commerce.fixtures.js'
import { staffCertificationCheck } from './staff-certification-check.js'

const staffId = uuid(40)
const at = '2025-06-02T10:00:00.000Z'
const certified = (certificationId = 'gas') =>
  told('StaffCertified', {
    staffId,
    certificationId,
    skills: ['gas-fitting'],
    startsOn: '2025-06-02',
    lastOn: '2026-06-01',
    validUntil: at,
    zone: 'UTC',
    issuedBy: 'guild',
    certifiedAt: at,
  })
const endless = told('StaffCertified', {
  staffId,
  certificationId: 'gas',
  skills: ['gas-fitting'],
  startsOn: '2025-06-02',
  zone: 'UTC',
  issuedBy: 'guild',
  certifiedAt: at,
})
const renewed = (previousLastOn = '2026-06-01', lastOn = '2027-06-01') =>
  told('CertificationRenewed', {
    staffId,
    certificationId: 'gas',
    renewalId: lastOn,
    previousLastOn,
    lastOn,
    validUntil: at,
    renewedAt: at,
  })
const withdrawn = told('CertificationWithdrawn', { staffId, certificationId: 'gas', because: 'left', withdrawnAt: at })
const expired = told('CertificationExpired', { staffId, certificationId: 'gas', expiredAt: at })

const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(staffCertificationCheck(staffId), events)

it('finds nothing wrong with a certificate that is renewed, late even, runs out and is withdrawn', () => {
  expect(found(certified(), renewed(), expired, renewed('2027-06-01', '2028-06-01'), expired)).toEqual([])
  expect(found(certified(), certified('water'), withdrawn)).toEqual([])
})

it.each([
  ['is given twice', [certified(), certified()], '1 StaffCertified: certificate gas was given before'],
  [
    'is renewed and was never given',
    [certified('water'), renewed()],
    '1 CertificationRenewed: certificate gas was never given',
  ],
  [
    'is renewed after it was withdrawn',
    [certified(), withdrawn, renewed()],
    '2 CertificationRenewed: certificate gas was withdrawn before',
  ],
  [
    'is renewed from another day',
    [certified(), renewed('2026-05-01')],
    '1 CertificationRenewed: it names 2026-05-01 as the last day, which was 2026-06-01',
  ],
  [
    'is shorter by its renewal',
    [certified(), renewed('2026-06-01', '2026-05-01')],
    '1 CertificationRenewed: its new last day 2026-05-01 is not after 2026-06-01',
  ],
  ['runs out twice', [certified(), expired, expired], '2 CertificationExpired: certificate gas expired before'],
  ['runs out and never ends', [endless, expired], '1 CertificationExpired: certificate gas never ends'],
  [
    'is no event of certificates',
    [ofCredit.issued()],
    "0 StoreCreditIssued does not belong into the stream of somebody's certificates",
  ],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
