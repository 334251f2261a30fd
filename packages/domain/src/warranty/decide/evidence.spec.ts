import { given } from '@aftersale/decider/testing'
import {
  approve,
  approved,
  ask,
  claimId,
  close,
  open,
  opened,
  redirect,
  rejected,
  rejectIt,
  running,
  submit,
  withdraw,
} from '../claim.fixtures.js'
import { claimStatusOf } from '../claims/claim-status.js'
import type { WarrantyCommand } from '../commands.js'
import { after, day, noonOf, stateAfter, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const statusAfter = (...commands: ReadonlyArray<WarrantyCommand>): string | undefined => {
  const state = stateAfter(...commands)
  const claim = state.status === 'not-registered' ? undefined : state.warranty.claims.claims[0]
  return claim === undefined ? undefined : claimStatusOf(claim)
}

describe('AskForEvidence', () => {
  it('lets the claim wait for what was asked', () => {
    given(warranty, after(...opened))
      .when(ask())
      .records({ type: 'ClaimEvidenceAskedFor', data: ask().data })
    expect(statusAfter(...opened, ask())).toBe('awaiting-evidence')
    expect(statusAfter(...opened, ask(), submit())).toBe('assessing')
    expect(statusAfter(...opened, ask(), submit(), ask({ askId: text('ask-2') }))).toBe('awaiting-evidence')
  })

  it('records nothing when repeated, and is refused by that id for something else', () => {
    const history = after(...opened, ask(), submit())
    given(warranty, history)
      .when(ask({ askedAt: noonOf('2027-01-16') }))
      .recordsNothing()
    given(warranty, history)
      .when(ask({ wanted: [text('photo')] }))
      .rejects({ reason: 'AskIdReused', askId: text('ask-1') })
  })

  it('names what is wanted', () => {
    given(warranty, after(...opened))
      .when(ask({ wanted: [] }))
      .rejects({ reason: 'NothingAskedFor' })
  })

  it('is refused once the claim was decided, and of a claim that is no more or never was', () => {
    const decidedAt = noonOf('2027-01-16')
    given(warranty, after(...approved))
      .when(ask())
      .rejects({ reason: 'ClaimAlreadyDecided', decidedAt })
    given(warranty, after(...rejected))
      .when(ask())
      .rejects({ reason: 'ClaimAlreadyDecided', decidedAt })
    given(warranty, after(...opened, withdraw()))
      .when(ask())
      .rejects({ reason: 'ClaimAlreadyWithdrawn', withdrawnAt: noonOf('2027-01-21') })
    given(warranty, after(...rejected, close()))
      .when(ask())
      .rejects({ reason: 'ClaimAlreadyClosed', closedAt: noonOf('2027-02-03') })
    given(warranty, after(...opened, redirect()))
      .when(ask())
      .rejects({ reason: 'ClaimGoneToAnother', contact: text('manufacturer-service') })
    given(warranty, after(...running))
      .when(ask())
      .rejects({ reason: 'ClaimUnknown', claimId })
    const early = open({ failedOn: day('2026-08-01') })
    given(warranty, after(...running, early))
      .when(ask())
      .rejects({ reason: 'ClaimAlreadyRefused', claimId, refusedAt: noonOf('2027-01-13') })
  })

  it('is refused before the claim was reported', () => {
    given(warranty, after(...opened))
      .when(ask({ askedAt: noonOf('2027-01-12') }))
      .rejects({ reason: 'BeforeReport', reportedAt: noonOf('2027-01-13') })
  })
})

describe('SubmitEvidence', () => {
  it('is taken whether or not it was asked for', () => {
    given(warranty, after(...opened))
      .when(submit())
      .records({ type: 'ClaimEvidenceSubmitted', data: submit().data })
    expect(statusAfter(...opened, submit())).toBe('assessing')
  })

  it('records nothing when repeated, and is refused by that id for something else', () => {
    const history = after(...opened, submit(), approve())
    given(warranty, history)
      .when(submit({ submittedAt: noonOf('2027-01-17') }))
      .recordsNothing()
    given(warranty, history)
      .when(submit({ evidence: [] }))
      .rejects({ reason: 'SubmissionIdReused', submissionId: text('submission-1') })
  })

  it('brings something, and comes before the verdict', () => {
    given(warranty, after(...opened))
      .when(submit({ evidence: [] }))
      .rejects({ reason: 'NothingSubmitted' })
    given(warranty, after(...opened, rejectIt()))
      .when(submit())
      .rejects({ reason: 'ClaimAlreadyDecided', decidedAt: noonOf('2027-01-16') })
  })
})
