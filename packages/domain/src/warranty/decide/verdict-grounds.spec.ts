import { given } from '@aftersale/decider/testing'
import { bought, delivered, installed, open, opened, partly, rejectIt, shown, termsWhere } from '../claim.fixtures.js'
import { after, motor, text } from '../warranty.fixtures.js'
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
    const uncovered = (part?: string) =>
      partly({ reasons: ['DefectConfirmed', 'PartNotCovered'], ...(part === undefined ? {} : { part: text(part) }) })
    given(warranty, after(...opened))
      .when(uncovered())
      .rejects({ reason: 'PartIsCovered' })
    given(warranty, after(...opened))
      .when(uncovered('motor-control'))
      .rejects({ reason: 'PartIsCovered', part: text('motor-control') })
    expect(given(warranty, after(...opened)).when(uncovered('drum')).decision).toMatchObject({
      right: [{ type: 'ClaimPartlyApproved', data: { part: 'drum' } }],
    })
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
