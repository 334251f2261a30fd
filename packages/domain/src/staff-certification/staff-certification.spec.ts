import { given } from '@aftersale/decider/testing'
import { certificationEvidenceOf, certifiedFor } from './certified-for.js'
import type { StaffCertificationCommand } from './commands.js'
import {
  after,
  at,
  certify,
  certifyForever,
  day,
  drums,
  endOfMay,
  expire,
  gas,
  petra,
  quentin,
  renew,
  text,
  withdraw,
} from './staff-certification.fixtures.js'
import { staffCertification } from './staff-certification.js'

const certificationId = text('certificate-1')
const renewed = { previousLastOn: day('2025-05-31'), validUntil: at('2026-06-01T00:00:00+02:00') }

describe('CertifyStaff', () => {
  it('says until which instant the last day lasts', () => {
    given(staffCertification)
      .when(certify())
      .records({ type: 'StaffCertified', data: { ...certify().data, validUntil: endOfMay } })
    given(staffCertification).when(certifyForever()).records({ type: 'StaffCertified', data: certifyForever().data })
  })

  it('knows the day by the clocks of its zone', () => {
    const { data } = certify({ lastOn: day('2025-03-30') })
    given(staffCertification)
      .when({ type: 'CertifyStaff', data })
      .records({ type: 'StaffCertified', data: { ...data, validUntil: at('2025-03-31T00:00:00+02:00') } })
  })

  it('is refused for nothing, for no product, for no day, and beyond all days', () => {
    for (const nothing of [{ skills: [] }, { skus: [] }, { brands: [] }]) {
      given(staffCertification).when(certify(nothing)).rejects({ reason: 'NothingCertified' })
    }
    given(staffCertification)
      .when(certify({ lastOn: day('2024-05-31') }))
      .rejects({ reason: 'CertificateEndsBeforeItStarts', startsOn: day('2024-06-01'), lastOn: day('2024-05-31') })
    given(staffCertification)
      .when(certify({ lastOn: day('9999-12-31') }))
      .rejects({ reason: 'CertificateOutOfCalendar', lastOn: day('9999-12-31') })
  })

  it('records nothing when repeated, and is refused with other content, or about somebody else', () => {
    for (const history of [[certify()], [certify(), renew()], [certify(), withdraw()]]) {
      given(staffCertification, after(...history))
        .when(certify())
        .recordsNothing()
    }
    given(staffCertification, after(certify()))
      .when(certify({ skills: [gas, drums] }))
      .rejects({ reason: 'CertificationIdReused', certificationId })
    given(staffCertification, after(certify()))
      .when(certifyForever({ staffId: quentin }))
      .rejects({ reason: 'AddressedToOtherStaff', staffId: petra })
  })
})

describe('RenewCertification', () => {
  it('moves the end, up to the last instant before it', () => {
    const last = renew({ renewedAt: at('2025-05-31T23:59:59.999+02:00') })
    for (const command of [renew(), last]) {
      given(staffCertification, after(certify()))
        .when(command)
        .records({ type: 'CertificationRenewed', data: { ...command.data, ...renewed } })
    }
    given(staffCertification, after(certify()))
      .when(renew({ renewedAt: endOfMay }))
      .rejects({ reason: 'CertificateOverSince', validUntil: endOfMay })
  })

  it('in time corrects an end that was recorded before it was heard of', () => {
    const history = after(certify(), expire(), renew())
    expect(history.at(-1)?.type).toBe('CertificationRenewed')
    expect(given(staffCertification, history).deadlines).toMatchObject([{ dueAt: renewed.validUntil }])
  })

  it('is refused to no later day, of one that never ends or was withdrawn, and before it was given', () => {
    given(staffCertification, after(certify()))
      .when(renew({ lastOn: day('2025-05-31') }))
      .rejects({ reason: 'RenewalEndsNoLater', lastOn: day('2025-05-31') })
    given(staffCertification, after(certify()))
      .when(renew({ lastOn: day('9999-12-31') }))
      .rejects({ reason: 'CertificateOutOfCalendar', lastOn: day('9999-12-31') })
    given(staffCertification, after(certifyForever()))
      .when(renew({ certificationId: text('certificate-2') }))
      .rejects({ reason: 'CertificateNeverEnds', certificationId: text('certificate-2') })
    given(staffCertification, after(certify(), withdraw()))
      .when(renew())
      .rejects({
        reason: 'CertificateWithdrawnAlready',
        because: text('accident'),
        withdrawnAt: withdraw().data.withdrawnAt,
      })
    given(staffCertification, after(certify()))
      .when(renew({ renewedAt: at('2024-05-20T09:59:00+02:00') }))
      .rejects({ reason: 'BeforeCertificate', certifiedAt: certify().data.certifiedAt })
    given(staffCertification).when(renew()).rejects({ reason: 'CertificationUnknown', certificationId })
  })

  it('records nothing when repeated, and is refused with other content', () => {
    given(staffCertification, after(certify(), renew(), withdraw({ withdrawnAt: at('2025-07-01T10:00:00+02:00') })))
      .when(renew())
      .recordsNothing()
    given(staffCertification, after(certify(), renew()))
      .when(renew({ lastOn: day('2027-05-31') }))
      .rejects({ reason: 'RenewalIdReused', renewalId: text('renewal-1') })
  })
})

describe('WithdrawCertification', () => {
  it('ends it, once', () => {
    given(staffCertification, after(certify()))
      .when(withdraw())
      .records({ type: 'CertificationWithdrawn', data: withdraw().data })
    given(staffCertification, after(certify(), withdraw())).when(withdraw()).recordsNothing()
    given(staffCertification, after(certify(), withdraw()))
      .when(withdraw({ because: text('mistake') }))
      .rejects({
        reason: 'CertificateWithdrawnAlready',
        because: text('accident'),
        withdrawnAt: withdraw().data.withdrawnAt,
      })
  })

  it('is refused before it was given and once it is over', () => {
    given(staffCertification, after(certify()))
      .when(withdraw({ withdrawnAt: at('2024-05-20T09:59:00+02:00') }))
      .rejects({ reason: 'BeforeCertificate', certifiedAt: certify().data.certifiedAt })
    given(staffCertification, after(certify()))
      .when(withdraw({ withdrawnAt: endOfMay }))
      .rejects({ reason: 'CertificateOverSince', validUntil: endOfMay })
  })
})

describe('the end of a certificate', () => {
  const deadlinesAfter = (...commands: ReadonlyArray<StaffCertificationCommand>) =>
    given(staffCertification, after(...commands)).deadlines

  it('falls due at 24:00 of its last day, soonest first, and is recorded then', () => {
    const short = certify({ certificationId: text('certificate-3'), lastOn: day('2024-12-31') })
    expect(deadlinesAfter(certify(), short, certifyForever())).toStrictEqual([
      {
        dueAt: at('2025-01-01T00:00:00+01:00'),
        command: expire({ certificationId: text('certificate-3'), dueAt: at('2025-01-01T00:00:00+01:00') }),
      },
      { dueAt: endOfMay, command: expire() },
    ])
    given(staffCertification, after(certify()))
      .when(expire())
      .records({ type: 'CertificationExpired', data: { staffId: petra, certificationId, expiredAt: endOfMay } })
  })

  it('is moved by a renewal, and taken away by a withdrawal', () => {
    expect(deadlinesAfter(certify(), renew())).toStrictEqual([
      { dueAt: renewed.validUntil, command: expire({ dueAt: renewed.validUntil }) },
    ])
    expect(deadlinesAfter(certify(), withdraw())).toStrictEqual([])
    expect(deadlinesAfter(certify(), expire())).toStrictEqual([])
    for (const overtaken of [
      [certify(), renew()],
      [certify(), withdraw()],
      [certify(), expire()],
    ]) {
      given(staffCertification, after(...overtaken))
        .when(expire())
        .recordsNothing()
    }
  })

  it('is unknown of a certificate that was never given', () => {
    given(staffCertification).when(expire()).rejects({ reason: 'CertificationUnknown', certificationId })
  })
})

describe('what somebody is certified for', () => {
  const stateAfter = (...commands: ReadonlyArray<StaffCertificationCommand>) =>
    given(staffCertification, after(...commands)).state
  const isCertified = (commands: ReadonlyArray<StaffCertificationCommand>, on: string, skills = [gas]) =>
    certifiedFor(stateAfter(...commands), { skills, on: day(on) })

  it.each([
    ['2024-05-31', false],
    ['2024-06-01', true],
    ['2025-05-31', true],
    ['2025-06-01', false],
  ])('holds from the first day to the last: on %s', (on, expected) => {
    expect(isCertified([certify()], on)).toBe(expected)
  })

  it('goes on without a gap where it was renewed', () => {
    expect(isCertified([certify(), renew()], '2025-06-01')).toBe(true)
    expect(isCertified([certify(), expire()], '2025-05-31')).toBe(true)
    expect(isCertified([certify(), expire()], '2025-06-01')).toBe(false)
  })

  it('holds up to the day before it was withdrawn, by the clocks of its zone', () => {
    expect(isCertified([certify(), withdraw()], '2025-03-09')).toBe(true)
    expect(isCertified([certify(), withdraw()], '2025-03-10')).toBe(false)
    const late = withdraw({ withdrawnAt: at('2025-03-10T23:30:00Z') })
    expect(isCertified([certify(), late], '2025-03-10')).toBe(true)
    expect(isCertified([certify(), late], '2025-03-11')).toBe(false)
    const before = withdraw({ withdrawnAt: at('2024-05-25T10:00:00+02:00') })
    expect(isCertified([certify(), before], '2024-06-01')).toBe(false)
  })

  it('asks for every skill, of several certificates together', () => {
    expect(isCertified([certify()], '2025-01-01', [gas, drums])).toBe(false)
    expect(isCertified([certify(), certifyForever()], '2025-01-01', [gas, drums])).toBe(true)
    expect(isCertified([], '2025-01-01')).toBe(false)
    expect(isCertified([], '2025-01-01', [])).toBe(true)
  })

  it('holds for the products that the certificate names, by number or by brand', () => {
    const forSome = stateAfter(certify({ skus: [text('BOILER-1')], brands: [text('Hof')] }))
    const work = { skills: [gas], on: day('2025-01-01') }
    expect(certifiedFor(forSome, { ...work, sku: text('BOILER-1') })).toBe(true)
    expect(certifiedFor(forSome, { ...work, sku: text('BOILER-2'), brand: text('Hof') })).toBe(true)
    expect(certifiedFor(forSome, { ...work, sku: text('BOILER-2'), brand: text('Berg') })).toBe(false)
    expect(certifiedFor(forSome, work)).toBe(false)
  })

  it('is told to others as evidence, with the stream and revision that say so', () => {
    const stream = text(`staffCertification-${petra}`)
    expect(
      certificationEvidenceOf(stateAfter(certify(), certifyForever(), withdraw()), { stream, revision: 2 }),
    ).toStrictEqual({
      staffId: petra,
      stream,
      revision: 2,
      certificates: [
        { certificationId, skills: [gas], startsOn: day('2024-06-01'), lastOn: day('2025-03-09') },
        { certificationId: text('certificate-2'), skills: [drums], startsOn: day('2024-06-01') },
      ],
    })
    expect(certificationEvidenceOf(stateAfter(), { stream, revision: 0 })).toBeUndefined()
  })
})
