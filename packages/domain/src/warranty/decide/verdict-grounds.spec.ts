import { given } from '@aftersale/decider/testing'
import {
  bought,
  delivered,
  euros,
  installed,
  open,
  opened,
  partly,
  rejectIt,
  shown,
  submit,
  termsWhere,
} from '../claim.fixtures.js'
import { after, conformity, motor, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

describe('what of the terms stands against a claim', () => {
  it('is an exclusion of the layer, by its name', () => {
    const excluded = [text('water-damage'), text('commercial-use')]
    const byMotor = rejectIt({ layerId: motor, reasons: ['ExcludedDamage'] })
    given(warranty, after(...opened))
      .when(byMotor)
      .rejects({ reason: 'ExclusionNotCited', excluded })
    given(warranty, after(...opened))
      .when({ ...byMotor, data: { ...byMotor.data, exclusion: text('wear') } })
      .rejects({ reason: 'ExclusionNotCited', excluded })
  })

  it('is a part that the layer does not cover', () => {
    const uncovered = (part: string) => partly({ part: text(part) })
    const { part: _, ...unnamed } = partly().data
    given(warranty, after(...opened))
      .when({ type: 'DecideCoverage', data: unnamed })
      .rejects({ reason: 'PartIsCovered' })
    given(warranty, after(...opened))
      .when(uncovered('motor-control'))
      .rejects({ reason: 'PartIsCovered', part: text('motor-control') })
    expect(given(warranty, after(...opened)).when(uncovered('drum')).decision).toMatchObject({
      right: [{ type: 'ClaimPartlyApproved', data: { part: 'drum' } }],
    })
  })

  it('is never that the purchase is not shown, where a proof of it was verified', () => {
    const unshown = rejectIt({ reasons: ['ConditionUnmet'], condition: 'receipt' })
    given(warranty, after(...opened))
      .when(unshown)
      .rejects({ reason: 'ConditionNotBinding', condition: 'receipt', because: 'met' })
    const proofs = [{ kind: 'receipt' as const, verified: false }]
    const unverified = [bought(), delivered, installed, open({ proofs })]
    expect(given(warranty, after(...unverified)).when(unshown).decision._tag).toBe('Right')
    given(warranty, after(...unverified, submit({ proofs: [{ kind: 'bank-statement', verified: true }] })))
      .when(unshown)
      .rejects({ reason: 'ConditionNotBinding', condition: 'receipt', because: 'met' })
  })

  it('is a condition of the layer that was shown before the purchase', () => {
    const unmet = rejectIt({ layerId: motor, reasons: ['ConditionUnmet'] })
    const of = (condition: 'registration' | 'label') => ({ ...unmet, data: { ...unmet.data, condition } })
    const conditions = ['receipt', 'registration'] as const
    given(warranty, after(...opened))
      .when(unmet)
      .rejects({ reason: 'ConditionNotInTerms', conditions })
    given(warranty, after(...opened))
      .when(of('label'))
      .rejects({ reason: 'ConditionNotInTerms', conditions })
    expect(given(warranty, after(...opened)).when(of('registration')).decision._tag).toBe('Right')
    const untold = [bought({ disclosures: [shown('receipt')] }), delivered, installed, open()]
    given(warranty, after(...untold))
      .when(of('registration'))
      .rejects({ reason: 'ConditionNotBinding', condition: 'registration', because: 'undisclosed' })
  })

  it('is never that parts or service were somebody else’s', () => {
    const terms = termsWhere('motor', { conditions: ['receipt', 'authorised-service'] })
    const tied = [
      bought({ terms, disclosures: [shown('receipt', 'authorised-service')] }),
      delivered,
      installed,
      open(),
    ]
    given(warranty, after(...tied))
      .when(rejectIt({ layerId: motor, reasons: ['ConditionUnmet'], condition: 'authorised-service' }))
      .rejects({ reason: 'ConditionNotBinding', condition: 'authorised-service', because: 'tie-in' })
  })
})

describe('an approval in part', () => {
  const half = partly({ reasons: ['DefectConfirmed'], coverLimit: euros(9000n) })

  it('says what of the terms leaves the rest to the customer', () => {
    given(warranty, after(...opened))
      .when(half)
      .rejects({ reason: 'NoReasonGiven' })
    given(warranty, after(...opened))
      .when({ ...half, data: { ...half.data, layerId: conformity, coverLimit: euros(0n) } })
      .rejects({ reason: 'NoReasonGiven' })
    expect(given(warranty, after(...opened)).when(partly()).decision._tag).toBe('Right')
  })

  it('or promises all that is left of a limit of the terms', () => {
    const terms = termsWhere('motor', { claimLimits: [euros(9000n)] })
    const limited = given(warranty, after(bought({ terms }), delivered, installed, open()))
    expect(limited.when(half).decision._tag).toBe('Right')
    limited.when({ ...half, data: { ...half.data, coverLimit: euros(8999n) } }).rejects({ reason: 'NoReasonGiven' })
  })
})
