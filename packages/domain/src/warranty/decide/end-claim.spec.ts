import { given } from '@aftersale/decider/testing'
import {
  appeal,
  approved,
  choose,
  claimId,
  close,
  handBackToCustomer,
  held,
  inCustody,
  inform,
  opened,
  partly,
  pay,
  redirect,
  refundChosen,
  refuseUnit,
  rejected,
  repair,
  repaired,
  replace,
  replacementChosen,
  reservationId,
  returnCaseId,
  takeForClaim,
  withdraw,
} from '../claim.fixtures.js'
import { after, noonOf, text, warrantyId } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const stillThere = { reason: 'StillInCustody', custodyIds: [text('custody-1')] } as const

describe('AppealClaim', () => {
  it('opens a rejected claim again, with what the customer brings', () => {
    given(warranty, after(...rejected))
      .when(appeal())
      .records({ type: 'ClaimAppealed', data: appeal().data })
  })

  it('is possible against what an approval in part leaves out, until a remedy is chosen', () => {
    expect(given(warranty, after(...opened, partly())).when(appeal()).decision._tag).toBe('Right')
    given(warranty, after(...opened, partly(), choose()))
      .when(appeal())
      .rejects({ reason: 'NothingToAppeal' })
  })

  it('is refused where nothing was decided against the customer', () => {
    given(warranty, after(...opened))
      .when(appeal())
      .rejects({ reason: 'NothingToAppeal' })
    given(warranty, after(...approved))
      .when(appeal())
      .rejects({ reason: 'NothingToAppeal' })
    given(warranty, after(...rejected, close()))
      .when(appeal())
      .rejects({ reason: 'ClaimAlreadyClosed', closedAt: noonOf('2027-02-03') })
  })

  it('records nothing when repeated, and is refused by that id with other evidence', () => {
    const history = after(...rejected, appeal())
    given(warranty, history)
      .when(appeal({ appealedAt: noonOf('2027-01-19') }))
      .recordsNothing()
    given(warranty, history)
      .when(appeal({ evidence: [] }))
      .rejects({ reason: 'AppealIdReused', appealId: text('appeal-1') })
    given(warranty, history)
      .when(appeal({ appealId: text('appeal-2') }))
      .rejects({ reason: 'NothingToAppeal' })
  })
})

describe('WithdrawClaim', () => {
  it('ends a claim, and lets the unit go that was asked for', () => {
    given(warranty, after(...opened))
      .when(withdraw())
      .records({ type: 'ClaimWithdrawn', data: withdraw().data })
    given(warranty, after(...held))
      .when(withdraw())
      .records({ type: 'ClaimWithdrawn', data: { ...withdraw().data, reservationId } })
  })

  it('is possible after a rejection, and not once it was made good or goes to another', () => {
    expect(given(warranty, after(...rejected)).when(withdraw()).decision._tag).toBe('Right')
    given(warranty, after(...repaired))
      .when(withdraw())
      .rejects({ reason: 'RemedyAlreadyGiven' })
    given(warranty, after(...opened, redirect()))
      .when(withdraw())
      .rejects({ reason: 'ClaimGoneToAnother', contact: text('manufacturer-service') })
  })

  it('waits until the product is with the customer', () => {
    given(warranty, after(...inCustody))
      .when(withdraw())
      .rejects(stillThere)
    expect(given(warranty, after(...inCustody, handBackToCustomer)).when(withdraw()).decision._tag).toBe('Right')
  })

  it('waits for the end of the return by which the price is given back', () => {
    given(warranty, after(...refundChosen))
      .when(withdraw())
      .rejects({ reason: 'ReturnUnderWay', returnCaseId })
    expect(given(warranty, after(...refundChosen, refuseUnit())).when(withdraw()).decision._tag).toBe('Right')
  })

  it('records nothing when repeated', () => {
    given(warranty, after(...opened, withdraw()))
      .when(withdraw({ withdrawnAt: noonOf('2027-01-22') }))
      .recordsNothing()
  })
})

describe('CloseClaim', () => {
  const closed = { warrantyId, claimId, closedAt: noonOf('2027-02-03') }

  it('ends a repair once the product was handed back, and lets the unit go', () => {
    given(warranty, after(...repaired))
      .when(close())
      .rejects(stillThere)
    given(warranty, after(...repaired, handBackToCustomer))
      .when(close())
      .records({ type: 'ClaimClosed', data: { ...closed, outcome: 'repaired', reservationId } })
  })

  it('ends a repair at the customer’s, where the product was never taken', () => {
    given(warranty, after(...held, repair()))
      .when(close())
      .records({ type: 'ClaimClosed', data: { ...closed, outcome: 'repaired', reservationId } })
  })

  it('ends a replacement and a refund wherever the old product is: the unit stays with what took its place', () => {
    given(warranty, after(...replacementChosen, takeForClaim, replace()))
      .when(close())
      .records({ type: 'ClaimClosed', data: { ...closed, outcome: 'replaced' } })
    given(warranty, after(...refundChosen, pay()))
      .when(close())
      .records({ type: 'ClaimClosed', data: { ...closed, outcome: 'paid' } })
  })

  it('ends a rejection that stands', () => {
    given(warranty, after(...rejected))
      .when(close())
      .records({ type: 'ClaimClosed', data: { ...closed, outcome: 'rejected' } })
    given(warranty, after(...rejected, appeal()))
      .when(close())
      .rejects({ reason: 'ClaimNotDecided' })
  })

  it('is refused while anything is owed', () => {
    given(warranty, after(...opened))
      .when(close())
      .rejects({ reason: 'ClaimNotDecided' })
    given(warranty, after(...approved, inform()))
      .when(close())
      .rejects({ reason: 'RemedyOwed' })
    given(warranty, after(...held))
      .when(close())
      .rejects({ reason: 'RemedyOwed' })
    given(warranty, after(...opened, withdraw()))
      .when(close())
      .rejects({ reason: 'ClaimAlreadyWithdrawn', withdrawnAt: noonOf('2027-01-21') })
  })

  it('records nothing when repeated', () => {
    given(warranty, after(...rejected, close()))
      .when(close({ closedAt: noonOf('2027-02-04') }))
      .recordsNothing()
  })
})
