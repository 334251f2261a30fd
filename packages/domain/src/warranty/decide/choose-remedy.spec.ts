import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { euConsumerLaw2022 } from '../../policy/legal/eu-consumer-law.js'
import { ukConsumerLaw } from '../../policy/legal/uk-consumer-law.js'
import type { ClaimRemedy, RemedyExcuse } from '../claims/claim-words.js'
import {
  approve,
  approved,
  bought,
  choose,
  claimId,
  close,
  delivered,
  euros,
  failRepair,
  handBackToCustomer,
  held,
  hold,
  inform,
  installed,
  nextReservationId,
  open,
  opened,
  otherClaimId,
  partly,
  pay,
  refundChosen,
  refuseUnit,
  rejected,
  repair,
  repairChosen,
  repaired,
  replacementChosen,
  reservationId,
  returnCaseId,
  termsRef,
  termsWhere,
} from '../claim.fixtures.js'
import { returnCaseIdOfClaim } from '../claims/ids-of-a-claim.js'
import type { WarrantyCommand } from '../commands.js'
import { after, cancel, conformity, day, motor, noonOf, unit, warrantyId } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const informed = [...approved, inform()]
const excuse = (...excused: ReadonlyArray<readonly [RemedyExcuse['remedy'], RemedyExcuse['because']]>) => ({
  excused: excused.map(([remedy, because]) => ({ remedy, because })),
})
const outcome = (history: ReadonlyArray<WarrantyCommand>, remedy: ClaimRemedy, differing = {}): string => {
  const { decision } = given(warranty, after(...history)).when(choose({ remedy, ...differing }))
  return decision._tag === 'Left' ? decision.left.reason : 'chosen'
}

describe('InformAboutRemedies', () => {
  it('is remembered, at any time before the claim is made good', () => {
    given(warranty, after(...opened))
      .when(inform())
      .records({ type: 'RemedyChoiceExplained', data: inform().data })
    expect(given(warranty, after(...repairChosen)).when(inform({ extensionTold: false })).decision._tag).toBe('Right')
    given(warranty, after(...repaired))
      .when(inform({ informedAt: noonOf('2027-01-27') }))
      .rejects({ reason: 'RemedyAlreadyGiven' })
  })

  it('records nothing when repeated, and is refused of a claim that is closed', () => {
    given(warranty, after(...informed))
      .when(inform())
      .recordsNothing()
    given(warranty, after(...rejected, close()))
      .when(inform())
      .rejects({ reason: 'ClaimAlreadyClosed', closedAt: noonOf('2027-02-03') })
  })
})

describe('ChooseRemedy', () => {
  it('names the unit and the reservation that the purchase is to hold it by', () => {
    given(warranty, after(...informed))
      .when(choose())
      .records({
        type: 'RemedyChosen',
        data: {
          warrantyId,
          claimId,
          layerId: conformity,
          remedy: 'repair',
          chosenBy: 'customer',
          informedOfExtension: true,
          failedRepairs: 0,
          unit,
          reservationId,
          trace: [
            ruleApplied(
              'order-of-remedies',
              {
                layerId: 'conformity',
                remedy: 'repair',
                offered: 'repair, replacement, price-reduction, refund',
                failedRepairs: 0,
                maxRepairAttempts: 2,
              },
              'in-order',
              termsRef,
            ),
          ],
          chosenAt: noonOf('2027-01-18'),
        },
      })
  })

  it('names the return case through which a price is given back, and holds nothing for it', () => {
    const refund = refundChosen.at(-1) as ReturnType<typeof choose>
    const { decision } = given(warranty, after(...informed)).when(refund)
    const data = decision._tag === 'Right' && decision.right[0]?.type === 'RemedyChosen' ? decision.right[0].data : {}
    expect(data).toMatchObject({ remedy: 'refund', returnCaseId, unit })
    expect('reservationId' in data).toBe(false)
  })

  it('holds no unit that was not bought here', () => {
    const { unit: _, ...data } = bought().data
    const elsewhere: ReadonlyArray<WarrantyCommand> = [
      { type: 'RegisterWarranty', data },
      delivered,
      installed,
      open(),
      approve(),
      inform(),
    ]
    const { decision } = given(warranty, after(...elsewhere)).when(choose())
    const chosen = decision._tag === 'Right' && decision.right[0]?.type === 'RemedyChosen' ? decision.right[0].data : {}
    expect(Object.keys(chosen)).not.toContain('reservationId')
    given(warranty, after(...elsewhere, choose()))
      .when(hold())
      .rejects({ reason: 'NoUnitToHold' })
    expect(given(warranty, after(...elsewhere, choose())).when(repair()).decision._tag).toBe('Right')
  })

  it('records nothing when repeated, and is refused while another is under way, or after it was done', () => {
    given(warranty, after(...repairChosen))
      .when(choose())
      .recordsNothing()
    expect(outcome(repairChosen, 'replace-unit')).toBe('RemedyAlreadyChosen')
    expect(outcome(repaired, 'replace-unit')).toBe('RemedyAlreadyGiven')
    given(warranty, after(...repaired))
      .when(choose())
      .recordsNothing()
  })

  it('needs an approval, and a unit that is still there', () => {
    expect(outcome(opened, 'repair')).toBe('ClaimNotApproved')
    expect(outcome(rejected, 'repair')).toBe('ClaimNotApproved')
    expect(outcome([...informed, cancel({ cancelledAt: noonOf('2027-01-17') })], 'repair')).toBe('WarrantyOver')
  })

  it('is possible of a claim that is approved in part', () => {
    expect(outcome([...opened, partly()], 'repair')).toBe('chosen')
  })

  it('asks for another reservation once one was refused', () => {
    const { decision } = given(warranty, after(...repairChosen, refuseUnit())).when(
      choose({ chosenAt: noonOf('2027-01-20') }),
    )
    expect(decision).toMatchObject({ right: [{ data: { reservationId: nextReservationId } }] })
  })
})

describe('the duty to inform', () => {
  it('comes first where a repair makes the liability longer: of the choice, and of the extension', () => {
    given(warranty, after(...approved))
      .when(choose())
      .rejects({ reason: 'InformationDuty', missing: ['choice', 'extension'] })
    given(warranty, after(...approved, inform({ extensionTold: false })))
      .when(choose())
      .rejects({ reason: 'InformationDuty', missing: ['extension'] })
    given(warranty, after(...approved, inform({ choice: ['repair'] })))
      .when(choose())
      .rejects({ reason: 'InformationDuty', missing: ['choice'] })
    given(warranty, after(...approved, inform({ informedAt: noonOf('2027-01-19') })))
      .when(choose())
      .rejects({ reason: 'InformationDuty', missing: ['choice', 'extension'] })
  })

  it('is owed by nobody under the older law, nor by a maker', () => {
    const older = [bought({ law: euConsumerLaw2022 }), delivered, installed, open()]
    expect(outcome([...older, approve()], 'repair')).toBe('chosen')
    expect(outcome([...opened, approve({ layerId: motor })], 'repair')).toBe('chosen')
  })
})

describe('the order of remedies', () => {
  it('leaves the choice between repair and replacement to the customer', () => {
    expect(outcome(informed, 'repair')).toBe('chosen')
    expect(outcome(informed, 'replace-part')).toBe('chosen')
    expect(outcome(informed, 'replace-unit')).toBe('chosen')
    given(warranty, after(...informed))
      .when(choose({ chosenBy: 'obligor' }))
      .rejects({ reason: 'CustomerChooses', other: 'replacement' })
    given(warranty, after(...informed))
      .when(choose({ chosenBy: 'obligor', remedy: 'replace-unit' }))
      .rejects({ reason: 'CustomerChooses', other: 'repair' })
  })

  it('lets the seller choose where the other is impossible or disproportionate, but not by refusing it', () => {
    const bySeller = (because: RemedyExcuse['because']) => ({
      chosenBy: 'obligor',
      ...excuse(['replacement', because]),
    })
    expect(outcome(informed, 'repair', bySeller('disproportionate'))).toBe('chosen')
    expect(outcome(informed, 'repair', bySeller('impossible'))).toBe('chosen')
    expect(outcome(informed, 'repair', bySeller('refused'))).toBe('CustomerChooses')
  })

  it('gives the price only after both, unless they are excused or the defect is too serious', () => {
    given(warranty, after(...informed))
      .when(choose({ remedy: 'refund' }))
      .rejects({
        reason: 'RepairStillOwed',
        first: 'repair',
        failedRepairs: 0,
        maxRepairAttempts: 2 as PositiveInteger,
      })
    given(warranty, after(...informed))
      .when(choose({ remedy: 'refund', ...excuse(['repair', 'impossible']) }))
      .rejects({
        reason: 'RepairStillOwed',
        first: 'replacement',
        failedRepairs: 0,
        maxRepairAttempts: 2 as PositiveInteger,
      })
    const both = excuse(['repair', 'impossible'], ['replacement', 'refused'])
    expect(outcome(informed, 'refund', both)).toBe('chosen')
    expect(outcome(informed, 'refund', excuse(['repair', 'too-serious']))).toBe('chosen')
  })

  it('reduces a price by an amount', () => {
    const both = excuse(['repair', 'impossible'], ['replacement', 'refused'])
    expect(outcome(informed, 'price-reduction', both)).toBe('ReductionMissing')
    expect(outcome(informed, 'price-reduction', { ...both, reduction: euros(0n) })).toBe('ReductionMissing')
    expect(outcome(informed, 'price-reduction', { ...both, reduction: euros(12000n) })).toBe('chosen')
  })

  it('is that of the terms of a maker, who offers what the terms offer', () => {
    const byMotor = [...opened, approve({ layerId: motor })]
    expect(outcome(byMotor, 'repair', { chosenBy: 'obligor' })).toBe('chosen')
    given(warranty, after(...byMotor))
      .when(choose({ remedy: 'replace-unit' }))
      .rejects({
        reason: 'RepairStillOwed',
        first: 'repair',
        failedRepairs: 0,
        maxRepairAttempts: 3 as PositiveInteger,
      })
    expect(outcome(byMotor, 'replace-unit', excuse(['repair', 'impossible']))).toBe('chosen')
    expect(outcome(byMotor, 'replace-unit', excuse(['repair', 'too-serious']))).toBe('chosen')
    given(warranty, after(...byMotor))
      .when(choose({ remedy: 'refund' }))
      .rejects({ reason: 'RemedyNotOffered', offered: ['repair', 'replacement'] })
  })

  it('is never less than the law has it, whatever the terms of the seller offer', () => {
    const terms = termsWhere('conformity', { remedies: ['repair'] })
    const history = [bought({ terms }), delivered, installed, open(), approve(), inform()]
    expect(outcome(history, 'replace-unit')).toBe('chosen')
  })
})

describe('the limit of repairs', () => {
  const afterFailed = (count: number) => [
    ...held,
    ...Array.from({ length: count }, (_, index) => failRepair(index + 1)),
  ]
  const later = { chosenAt: noonOf('2027-01-23') }

  it('lets the customer ask for a replacement or the price once as many have failed', () => {
    expect(outcome(afterFailed(1), 'refund', later)).toBe('RepairStillOwed')
    expect(outcome(afterFailed(2), 'refund', later)).toBe('chosen')
    expect(outcome(afterFailed(2), 'replace-unit', later)).toBe('chosen')
  })

  it('lets the unit go that was held for the repair, and keeps it for a replacement', () => {
    const refund = given(warranty, after(...afterFailed(2))).when(choose({ remedy: 'refund', ...later })).decision
    expect(refund).toMatchObject({
      right: [
        {
          type: 'RemedyChosen',
          data: { insteadOf: 'repair', failedRepairs: 2, releasedReservationId: reservationId, returnCaseId },
        },
      ],
    })
    const other = given(warranty, after(...afterFailed(2))).when(choose({ remedy: 'replace-unit', ...later })).decision
    expect(other).toMatchObject({ right: [{ data: { insteadOf: 'repair', reservationId } }] })
    expect(JSON.stringify(other)).not.toContain('releasedReservationId')
  })

  it('lets a maker’s customer have a replacement or the price, though the terms offer neither', () => {
    const terms = termsWhere('motor', { remedies: ['repair'], maxRepairAttempts: 1 as PositiveInteger })
    const motorHeld = [bought({ terms }), delivered, installed, open(), approve({ layerId: motor }), choose(), hold()]
    expect(outcome([...motorHeld, failRepair()], 'refund', later)).toBe('chosen')
    expect(outcome([...motorHeld, failRepair()], 'price-reduction', { ...later, reduction: euros(1n) })).toBe(
      'RemedyNotOffered',
    )
  })

  it('counts a repair after which the same defect came back', () => {
    const again = { claimId: otherClaimId }
    const second = [
      open({ ...again, failedOn: day('2027-03-01'), reportedAt: noonOf('2027-03-02') }),
      approve({ ...again, decidedAt: noonOf('2027-03-03') }),
      inform({ ...again, informedAt: noonOf('2027-03-03') }),
    ]
    const { decision } = given(warranty, after(...repaired, handBackToCustomer, close(), ...second)).when(
      choose({ ...again, chosenAt: noonOf('2027-03-04') }),
    )
    expect(decision).toMatchObject({ right: [{ data: { failedRepairs: 1 } }] })
  })

  it('is one failed repair where the law says so, as in the United Kingdom', () => {
    const british = [bought({ law: ukConsumerLaw }), delivered, installed, open(), approve(), choose(), hold()]
    expect(outcome([...british, failRepair()], 'refund', later)).toBe('chosen')
  })

  it('lets nothing else be chosen where the repair helped', () => {
    expect(outcome([...afterFailed(1), repair({ attempt: 2 as never })], 'refund', later)).toBe('RemedyAlreadyGiven')
  })
})

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
