import {
  claimId,
  close,
  handBackToCustomer,
  open,
  opened,
  otherClaimId,
  redirect,
  rejected,
  repaired,
  withdraw,
} from '../claim.fixtures.js'
import { conformity, day, motor, noonOf, text } from '../warranty.fixtures.js'
import { answer, heard } from './heard.fixtures.js'

describe('one claim for a failure', () => {
  const again = open({ claimId: otherClaimId })

  it('is refused to a second of the same defect while one is open, a rejected one too until it is closed', () => {
    for (const history of [opened, rejected, repaired]) {
      expect(heard(history, again)).toMatchObject({ reasons: ['DuplicateClaim'], sameDefectAs: claimId })
    }
    expect(answer([...opened, withdraw()], again)).toStrictEqual([conformity, motor])
    expect(answer([...rejected, close()], again)).toStrictEqual([conformity, motor])
    expect(answer([...opened, redirect()], again)).toStrictEqual([conformity, motor])
  })

  it('is allowed to another defect of the same part', () => {
    expect(answer(opened, open({ claimId: otherClaimId, defect: text('smells') }))).toStrictEqual([conformity, motor])
  })

  it('is refused for the failure that was made good, and allowed once it fails again', () => {
    const done = [...repaired, handBackToCustomer, close()]
    const late = { claimId: otherClaimId, reportedAt: noonOf('2027-03-01') }
    expect(heard(done, open({ ...late, failedOn: day('2027-01-24') }))).toMatchObject({
      reasons: ['AlreadyRemedied'],
      sameDefectAs: claimId,
    })
    const sameDay = { ...late, failedOn: day('2027-01-25') }
    expect(answer(done, open(sameDay))).toStrictEqual([conformity, motor])
    expect(heard(done, open({ ...sameDay, failedAt: noonOf('2027-01-25') }))).toMatchObject({
      reasons: ['AlreadyRemedied'],
    })
  })
})
