import { given } from '@aftersale/decider/testing'
import {
  approve,
  bought,
  delivered,
  installed,
  open,
  opened,
  rejectIt,
  running,
  submit,
  termsWhere,
} from '../claim.fixtures.js'
import { after, at, day, motor, noonOf, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

describe('the burden of proof', () => {
  const notProven = rejectIt({ reasons: ['NotProven'] })
  const onSeller = { reason: 'BurdenOnSeller', presumedUntil: day('2027-08-10'), given: 'NotProven' } as const

  it('is the seller’s for a year from delivery: that the customer proved nothing is no reason', () => {
    given(warranty, after(...opened))
      .when(notProven)
      .rejects(onSeller)
    given(warranty, after(...opened))
      .when(rejectIt({ reasons: ['EvidenceNotGiven'] }))
      .rejects({ ...onSeller, given: 'EvidenceNotGiven' })
    const { provenBy: _, ...unproven } = rejectIt().data
    for (const reason of ['CausedByCustomer', 'NoFaultFound'] as const) {
      given(warranty, after(...opened))
        .when({ type: 'DecideCoverage', data: { ...unproven, reasons: [reason] } })
        .rejects({ ...onSeller, given: reason })
    }
  })

  it('is the seller’s too where they say that the part is none that they answer for', () => {
    const terms = termsWhere('conformity', { excluded: [text('battery')] })
    const excluding = [bought({ terms }), delivered, installed, open()]
    const battery = { reasons: ['PartNotCovered' as const], part: text('battery') }
    const { provenBy: _, ...unproven } = rejectIt(battery).data
    given(warranty, after(...excluding))
      .when({ type: 'DecideCoverage', data: unproven })
      .rejects({ ...onSeller, given: 'PartNotCovered' })
    expect(given(warranty, after(...excluding)).when(rejectIt(battery)).decision._tag).toBe('Right')
  })

  it('is met by evidence that is there', () => {
    const shownBy = rejectIt({ reasons: ['CausedByCustomer'], provenBy: [text('report-1')] })
    given(warranty, after(...opened))
      .when(shownBy)
      .rejects({ reason: 'EvidenceUnknown', evidenceId: text('report-1') })
    expect(given(warranty, after(...opened, submit())).when(shownBy).decision).toMatchObject({
      right: [{ type: 'ClaimRejected', data: { burden: 'seller', provenBy: ['report-1'] } }],
    })
  })

  it('goes to the customer on the day after the year: 10 August 2027 is the last', () => {
    const failing = (failedOn: string) => [
      ...running,
      open({ failedOn: day(failedOn), reportedAt: noonOf('2027-09-01') }),
    ]
    const later = rejectIt({ reasons: ['NotProven'], decidedAt: noonOf('2027-09-05') })
    given(warranty, after(...failing('2027-08-10')))
      .when(later)
      .rejects(onSeller)
    expect(given(warranty, after(...failing('2027-08-11'))).when(later).decision).toMatchObject({
      right: [{ type: 'ClaimRejected', data: { burden: 'customer' } }],
    })
    given(warranty, after(...failing('2027-08-11')))
      .when(approve({ reasons: ['DefectPresumed'], decidedAt: noonOf('2027-09-05') }))
      .rejects({ reason: 'ReasonDoesNotFit', given: 'DefectPresumed' })
    expect(
      given(warranty, after(...failing('2027-08-10'))).when(
        approve({ reasons: ['DefectPresumed'], decidedAt: noonOf('2027-09-05') }),
      ).decision._tag,
    ).toBe('Right')
  })

  it('goes by the day in the zone of the terms: a minute after the year is over the customer has it', () => {
    const failing = (failedAt: string) => [
      ...running,
      open({ failedOn: day('2027-08-10'), failedAt: at(failedAt), reportedAt: noonOf('2027-09-01') }),
    ]
    const later = rejectIt({ reasons: ['NotProven'], decidedAt: noonOf('2027-09-05') })
    given(warranty, after(...failing('2027-08-10T23:59+02:00')))
      .when(later)
      .rejects(onSeller)
    expect(given(warranty, after(...failing('2027-08-11T00:01+02:00'))).when(later).decision).toMatchObject({
      right: [{ type: 'ClaimRejected', data: { burden: 'customer' } }],
    })
  })

  it('is the customer’s of what a maker promised of its own will', () => {
    const byMotor = rejectIt({ layerId: motor, reasons: ['NotProven'] })
    expect(given(warranty, after(...opened)).when(byMotor).decision).toMatchObject({
      right: [{ type: 'ClaimRejected', data: { burden: 'customer' } }],
    })
  })

  it('is the customer’s where no law of the contract presumes anything', () => {
    const { law: _, ...data } = bought().data
    const lawless = [{ type: 'RegisterWarranty' as const, data }, delivered, installed, open()]
    expect(given(warranty, after(...lawless)).when(notProven).decision).toMatchObject({
      right: [{ type: 'ClaimRejected', data: { burden: 'customer' } }],
    })
  })
})
