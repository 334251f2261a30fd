import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import {
  appeal,
  approve,
  approved,
  ask,
  bought,
  claimId,
  choose,
  delivered,
  desk,
  euros,
  eur,
  hold,
  installed,
  lawRef,
  open,
  opened,
  otherClaimId,
  partly,
  redirect,
  rejected,
  rejectIt,
  repair,
  running,
  sek,
  shown,
  submit,
  termsRef,
  termsWhere,
  thirdClaimId,
} from '../claim.fixtures.js'
import {
  after,
  at,
  cancel,
  conformity,
  day,
  motor,
  motorExtension,
  noonOf,
  supersede,
  text,
  warrantyId,
} from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const byLaw = { party: 'seller' as const }
const byMaker = { party: 'manufacturer' as const, contact: text('manufacturer-service') }
const verdict = { warrantyId, claimId, decidedBy: desk, decidedAt: noonOf('2027-01-16') }
const burden = (layerId: string, who: 'seller' | 'customer', presumedUntil?: string) =>
  ruleApplied('burden-of-proof', { layerId, presumedUntil }, who, lawRef)

describe('DecideCoverage', () => {
  it('approves by a layer that answers, and says who makes good and who had to prove what', () => {
    given(warranty, after(...opened))
      .when(approve())
      .records({
        type: 'ClaimApproved',
        data: {
          ...verdict,
          layerId: conformity,
          obligor: byLaw,
          reasons: ['DefectConfirmed'],
          burden: 'seller',
          trace: [
            burden('conformity', 'seller', '2027-08-10'),
            ruleApplied('verdict', { layerId: 'conformity', reason: 'DefectConfirmed' }, 'approve', termsRef),
          ],
        },
      })
  })

  it('approves in part up to a limit', () => {
    given(warranty, after(...opened))
      .when(partly())
      .records({
        type: 'ClaimPartlyApproved',
        data: {
          ...verdict,
          layerId: motor,
          obligor: byMaker,
          reasons: ['DefectConfirmed'],
          burden: 'customer',
          trace: [
            burden('motor', 'customer'),
            ruleApplied('verdict', { layerId: 'motor', reason: 'DefectConfirmed' }, 'partly', termsRef),
          ],
          coverLimit: euros(20000n),
        },
      })
    const { coverLimit: _, ...without } = partly().data
    given(warranty, after(...opened))
      .when({ type: 'DecideCoverage', data: without })
      .rejects({ reason: 'CoverLimitMissing' })
    given(warranty, after(...opened))
      .when(partly({ coverLimit: euros(-1n) }))
      .rejects({ reason: 'NothingPromised' })
  })

  it('rejects with the reasons, and cites what it rests on', () => {
    given(warranty, after(...opened))
      .when(rejectIt({ layerId: motor, reasons: ['ExcludedDamage'], exclusion: text('water-damage') }))
      .records({
        type: 'ClaimRejected',
        data: {
          ...verdict,
          layerId: motor,
          obligor: byMaker,
          reasons: ['ExcludedDamage'],
          burden: 'customer',
          trace: [
            burden('motor', 'customer'),
            ruleApplied(
              'verdict',
              { layerId: 'motor', reason: 'ExcludedDamage', exclusion: 'water-damage' },
              'reject',
              termsRef,
            ),
          ],
          exclusion: text('water-damage'),
        },
      })
  })

  it('sends the customer to another party, with whom to turn to', () => {
    given(warranty, after(...opened))
      .when(redirect())
      .records({
        type: 'ClaimRedirected',
        data: {
          ...verdict,
          layerId: conformity,
          obligor: byLaw,
          reasons: ['OtherPartyResponsible'],
          burden: 'seller',
          trace: [
            burden('conformity', 'seller', '2027-08-10'),
            ruleApplied('verdict', { layerId: 'conformity', reason: 'OtherPartyResponsible' }, 'redirect', termsRef),
          ],
          toParty: 'manufacturer',
          contact: text('manufacturer-service'),
          customerAgreed: true,
        },
      })
  })

  it('sends nobody away from a seller who is liable by law unless they want to go', () => {
    const unwanted = redirect({ customerAgreed: false })
    given(warranty, after(...opened))
      .when(unwanted)
      .rejects({ reason: 'SellerAnswers', layerId: conformity })
    const byMotor = redirect({
      layerId: motor,
      customerAgreed: false,
      redirectTo: { party: 'repairer', contact: text('workshop') },
    })
    expect(given(warranty, after(...opened)).when(byMotor).decision._tag).toBe('Right')
  })

  it('sends nobody to nowhere, or to whoever answers already', () => {
    given(warranty, after(...opened))
      .when(redirect({ redirectTo: { party: 'manufacturer' } }))
      .rejects({ reason: 'ContactMissing' })
    given(warranty, after(...opened))
      .when(redirect({ redirectTo: { party: 'seller', contact: text('shop') } }))
      .rejects({ reason: 'RedirectedToItself' })
  })

  it('is given by a layer that answers for the claim', () => {
    given(warranty, after(...opened))
      .when(approve({ layerId: motorExtension }))
      .rejects({ reason: 'LayerDoesNotAnswer', layerId: motorExtension, answering: [conformity, motor] })
  })

  it('is given once: the same again records nothing, another needs an appeal', () => {
    given(warranty, after(...approved))
      .when(approve({ decidedAt: noonOf('2027-01-17') }))
      .recordsNothing()
    const known = { reason: 'ClaimAlreadyDecided', decidedAt: noonOf('2027-01-16') } as const
    given(warranty, after(...approved))
      .when(rejectIt())
      .rejects(known)
    given(warranty, after(...rejected))
      .when(approve())
      .rejects(known)
  })

  it('is given again after an appeal, in the customer’s favour or not', () => {
    const history = [...rejected, appeal()]
    const anew = approve({ decidedAt: noonOf('2027-01-20') })
    expect(given(warranty, after(...history)).when(anew).decision).toMatchObject({ right: [{ type: 'ClaimApproved' }] })
    const stays = rejectIt({ decidedAt: noonOf('2027-01-20') })
    expect(given(warranty, after(...history)).when(stays).decision).toMatchObject({
      right: [{ type: 'ClaimRejected' }],
    })
    given(warranty, after(...history))
      .when(rejectIt())
      .recordsNothing()
  })

  it('may be given by another layer that answers, where one rejected it', () => {
    const byMotor = approve({ layerId: motor, decidedAt: noonOf('2027-01-20') })
    expect(given(warranty, after(...rejected)).when(byMotor).decision).toMatchObject({
      right: [{ type: 'ClaimApproved', data: { layerId: 'motor' } }],
    })
  })

  it('waits for what the customer was asked for, unless it is for them or the time is over', () => {
    const history = after(...opened, ask())
    const awaitedUntil = noonOf('2027-01-20')
    given(warranty, history)
      .when(rejectIt())
      .rejects({ reason: 'EvidenceAwaited', askId: text('ask-1'), awaitedUntil })
    expect(given(warranty, history).when(approve()).decision._tag).toBe('Right')
    expect(given(warranty, history).when(rejectIt({ decidedAt: awaitedUntil })).decision._tag).toBe('Right')
    const { awaitedUntil: _, ...open } = ask().data
    given(warranty, after(...opened, { type: 'AskForEvidence', data: open }))
      .when(rejectIt({ decidedAt: noonOf('2028-01-01') }))
      .rejects({ reason: 'EvidenceAwaited', askId: text('ask-1') })
  })

  it('names reasons, such as fit it', () => {
    given(warranty, after(...opened))
      .when(approve({ reasons: [] }))
      .rejects({ reason: 'NoReasonGiven' })
    given(warranty, after(...opened))
      .when(approve({ reasons: ['NoFaultFound'] }))
      .rejects({ reason: 'ReasonDoesNotFit', given: 'NoFaultFound' })
    given(warranty, after(...opened))
      .when(rejectIt({ reasons: ['DefectConfirmed'] }))
      .rejects({ reason: 'ReasonDoesNotFit', given: 'DefectConfirmed' })
  })

  it('is refused once the unit is gone', () => {
    given(warranty, after(...opened, cancel({ cancelledAt: noonOf('2027-01-15') })))
      .when(approve())
      .rejects({ reason: 'WarrantyOver', because: 'cancelled' })
    given(warranty, after(...opened, supersede({ supersededAt: noonOf('2027-01-15') })))
      .when(approve())
      .rejects({ reason: 'WarrantyOver', because: 'superseded' })
  })
})

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
    given(warranty, after(...opened))
      .when(rejectIt({ reasons: ['CausedByCustomer'] }))
      .rejects({ ...onSeller, given: 'CausedByCustomer' })
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

describe('the limits of a layer', () => {
  const second = open({ claimId: otherClaimId, defect: text('smells') })

  it('are kept by verdicts on claims that were opened before they were reached', () => {
    const terms = termsWhere('motor', { maxClaims: 1 as PositiveInteger })
    const both = [bought({ terms }), delivered, installed, open(), second, approve({ layerId: motor })]
    given(warranty, after(...both))
      .when(approve({ claimId: otherClaimId, layerId: motor }))
      .rejects({ reason: 'ClaimLimitReached', layerId: motor, maxClaims: 1 as PositiveInteger })
    expect(given(warranty, after(...both)).when(approve({ claimId: otherClaimId })).decision._tag).toBe('Right')
  })

  it('are kept by what is promised: no more than is left of them', () => {
    const terms = termsWhere('motor', { claimLimits: [euros(60000n)] })
    const spent = [
      bought({ terms }),
      delivered,
      installed,
      open(),
      second,
      approve({ layerId: motor }),
      choose(),
      hold(),
      repair(),
    ]
    // 600.00 less the 185.00 of the repair
    const next = { claimId: otherClaimId, layerId: motor }
    given(warranty, after(...spent))
      .when(approve({ ...next, estimate: euros(41501n) }))
      .rejects({ reason: 'CostExceedsLimit', leftMinor: 41500n, currency: eur })
    expect(given(warranty, after(...spent)).when(approve({ ...next, estimate: euros(41500n) })).decision._tag).toBe(
      'Right',
    )
    given(warranty, after(...spent))
      .when(partly({ ...next, coverLimit: euros(41501n) }))
      .rejects({ reason: 'CostExceedsLimit', leftMinor: 41500n, currency: eur })
    given(warranty, after(...spent))
      .when(partly({ ...next, coverLimit: euros(41500n), estimate: { amountMinor: 1n, currency: sek } }))
      .rejects({ reason: 'CurrencyMismatch', expected: eur, found: sek })
  })

  it('count every claim that was approved, but not the one that is decided', () => {
    const terms = termsWhere('motor', { maxClaims: 2 as PositiveInteger })
    const third = open({ claimId: thirdClaimId, defect: text('rattles') })
    const all = [bought({ terms }), delivered, installed, open(), second, third, approve({ layerId: motor })]
    const two = [...all, approve({ claimId: otherClaimId, layerId: motor })]
    given(warranty, after(...two))
      .when(approve({ claimId: thirdClaimId, layerId: motor }))
      .rejects({ reason: 'ClaimLimitReached', layerId: motor, maxClaims: 2 as PositiveInteger })
  })
})
