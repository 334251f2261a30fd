import { given } from '@aftersale/decider/testing'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import {
  appeal,
  approve,
  approved,
  ask,
  claimId,
  desk,
  euros,
  lawRef,
  opened,
  partly,
  redirect,
  rejected,
  rejectIt,
  termsRef,
} from '../claim.fixtures.js'
import {
  after,
  cancel,
  conformity,
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
          reasons: ['DefectConfirmed', 'PartNotCovered'],
          burden: 'customer',
          trace: [
            burden('motor', 'customer'),
            ruleApplied('verdict', { layerId: 'motor', reason: 'DefectConfirmed', part: 'drum' }, 'partly', termsRef),
            ruleApplied('verdict', { layerId: 'motor', reason: 'PartNotCovered', part: 'drum' }, 'partly', termsRef),
          ],
          part: text('drum'),
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
          provenBy: [text('photo-1')],
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
    const { customerAgreed: _, ...unasked } = redirect().data
    given(warranty, after(...opened))
      .when({ type: 'DecideCoverage', data: unasked })
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

  it('is another one where it promises or cites something else: that is not taken for the same', () => {
    const known = { reason: 'ClaimAlreadyDecided', decidedAt: noonOf('2027-01-16') } as const
    const later = { decidedAt: noonOf('2027-01-17') }
    const inPart = given(warranty, after(...opened, partly()))
    inPart.when(partly(later)).recordsNothing()
    inPart.when(partly({ coverLimit: euros(20001n) })).rejects(known)
    inPart.when(partly({ ...later, coverLimit: euros(1n) })).rejects(known)
    inPart.when(partly({ ...later, part: text('door') })).rejects(known)
    given(warranty, after(...approved))
      .when(approve({ ...later, estimate: euros(20000n) }))
      .rejects(known)
    const elsewhere = redirect({ redirectTo: { party: 'repairer', contact: text('workshop') } })
    given(warranty, after(...opened, redirect()))
      .when(elsewhere)
      .rejects({ reason: 'ClaimGoneToAnother', contact: text('manufacturer-service') })
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
