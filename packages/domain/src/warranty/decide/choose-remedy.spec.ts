import { given } from '@aftersale/decider/testing'
import { euConsumerLaw2022 } from '../../policy/legal/eu-consumer-law.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import {
  approve,
  approved,
  bought,
  choose,
  claimId,
  close,
  delivered,
  hold,
  inform,
  installed,
  nextReservationId,
  open,
  opened,
  partly,
  refundChosen,
  refuseUnit,
  rejected,
  repair,
  repairChosen,
  repaired,
  reservationId,
  returnCaseId,
  termsRef,
} from '../claim.fixtures.js'
import type { ClaimRemedy } from '../claims/claim-words.js'
import type { WarrantyCommand } from '../commands.js'
import { after, cancel, conformity, motor, noonOf, unit, warrantyId } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const informed = [...approved, inform()]
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

  it('may give way to another that turns out to be the only one that can be done', () => {
    const outOfStock = { excused: [{ remedy: 'replacement', because: 'impossible' }], chosenAt: noonOf('2027-01-20') }
    const replacing = [...informed, choose({ remedy: 'replace-unit' }), hold()]
    expect(outcome(replacing, 'repair', { chosenAt: noonOf('2027-01-20') })).toBe('RemedyAlreadyChosen')
    const { decision } = given(warranty, after(...replacing)).when(choose({ ...outOfStock, remedy: 'repair' } as never))
    expect(decision).toMatchObject({ right: [{ data: { insteadOf: 'replace-unit', reservationId } }] })
    const refund = [...outOfStock.excused, { remedy: 'repair', because: 'impossible' }]
    expect(
      given(warranty, after(...replacing)).when(choose({ ...outOfStock, remedy: 'refund', excused: refund } as never))
        .decision,
    ).toMatchObject({ right: [{ data: { releasedReservationId: reservationId, returnCaseId } }] })
    expect(
      outcome(refundChosen, 'repair', { ...outOfStock, excused: [{ remedy: 'refund', because: 'impossible' }] }),
    ).toBe('RemedyAlreadyChosen')
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
