import { given } from '@aftersale/decider/testing'
import {
  approved,
  choose,
  claimId,
  held,
  hold,
  nextReservationId,
  otherClaimId,
  pay,
  refundChosen,
  refuseUnit,
  repairChosen,
  repaired,
  replacementChosen,
  reservationId,
  returnCaseId,
} from '../claim.fixtures.js'
import type { ClaimRemedy } from '../claims/claim-words.js'
import { returnCaseIdOfClaim } from '../claims/ids-of-a-claim.js'
import type { WarrantyCommand } from '../commands.js'
import { after, cancel, conformity, noonOf } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const outcome = (history: ReadonlyArray<WarrantyCommand>, remedy: ClaimRemedy, differing = {}): string => {
  const { decision } = given(warranty, after(...history)).when(choose({ remedy, ...differing }))
  return decision._tag === 'Left' ? decision.left.reason : 'chosen'
}

describe('what the purchase answers', () => {
  it('holds the unit for the claim', () => {
    given(warranty, after(...repairChosen))
      .when(hold())
      .records({ type: 'ClaimUnitHeld', data: hold().data })
    given(warranty, after(...held))
      .when(hold({ heldAt: noonOf('2027-01-20') }))
      .recordsNothing()
  })

  it('holds it by the reservation that was asked for', () => {
    given(warranty, after(...repairChosen))
      .when(hold({ reservationId: nextReservationId }))
      .rejects({ reason: 'ReservationOfAnother', expected: reservationId })
    given(warranty, after(...approved))
      .when(hold())
      .rejects({ reason: 'RemedyNotChosen' })
    given(warranty, after(...refundChosen))
      .when(hold())
      .rejects({ reason: 'NoUnitToHold' })
  })

  it('refuses it, and the claim is as good as before', () => {
    given(warranty, after(...repairChosen))
      .when(refuseUnit())
      .records({ type: 'ClaimUnitRefused', data: refuseUnit().data })
    expect(outcome([...repairChosen, refuseUnit()], 'replace-unit')).toBe('chosen')
    given(warranty, after(...repairChosen, refuseUnit()))
      .when(refuseUnit())
      .recordsNothing()
  })

  it('refuses nothing that it holds, that was done, or that nobody asked for', () => {
    given(warranty, after(...held))
      .when(refuseUnit())
      .rejects({ reason: 'UnitHeldAlready', reservationId })
    given(warranty, after(...repaired))
      .when(refuseUnit())
      .rejects({ reason: 'RemedyAlreadyGiven' })
    given(warranty, after(...approved))
      .when(refuseUnit())
      .rejects({ reason: 'RemedyNotChosen' })
  })

  it('refuses a return for the price likewise; the next one is another case', () => {
    const again = refundChosen.at(-1) as ReturnType<typeof choose>
    const { decision } = given(warranty, after(...refundChosen, refuseUnit())).when({
      ...again,
      data: { ...again.data, chosenAt: noonOf('2027-01-20') },
    })
    expect(decision).toMatchObject({ right: [{ data: { returnCaseId: returnCaseIdOfClaim(claimId, 1) } }] })
  })
})

describe('RecordPriceRemedy', () => {
  it('makes the claim good by the price that was paid back', () => {
    given(warranty, after(...refundChosen))
      .when(pay())
      .records({ type: 'PriceRemedyGiven', data: { ...pay().data, layerId: conformity, remedy: 'refund' } })
  })

  it('is told even after the returned unit’s warranty was cancelled', () => {
    const history = [...refundChosen, cancel({ cancelledAt: noonOf('2027-01-31') })]
    expect(given(warranty, after(...history)).when(pay()).decision._tag).toBe('Right')
  })

  it('records nothing when repeated, and is refused with another sum', () => {
    given(warranty, after(...refundChosen, pay()))
      .when(pay({ paidAt: noonOf('2027-02-02') }))
      .recordsNothing()
    given(warranty, after(...refundChosen, pay()))
      .when(pay({ paidMinor: 1n }))
      .rejects({ reason: 'RemedyAlreadyGiven' })
  })

  it('is refused where something else was chosen, or through another case', () => {
    given(warranty, after(...held))
      .when(pay())
      .rejects({ reason: 'AnotherRemedyChosen', remedy: 'repair' })
    given(warranty, after(...approved))
      .when(pay())
      .rejects({ reason: 'RemedyNotChosen' })
    given(warranty, after(...repaired))
      .when(pay())
      .rejects({ reason: 'RemedyAlreadyGiven' })
    given(warranty, after(...refundChosen))
      .when(pay({ returnCaseId: returnCaseIdOfClaim(otherClaimId) }))
      .rejects({ reason: 'ReturnCaseOfAnother', expected: returnCaseId })
  })

  it('is refused of a replacement that was chosen', () => {
    given(warranty, after(...replacementChosen))
      .when(pay())
      .rejects({ reason: 'AnotherRemedyChosen', remedy: 'replace-unit' })
  })
})
