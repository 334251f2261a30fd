import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import { ukConsumerLaw } from '../../policy/legal/uk-consumer-law.js'
import {
  approve,
  approved,
  bought,
  choose,
  close,
  delivered,
  euros,
  failRepair,
  handBackToCustomer,
  held,
  hold,
  inform,
  installed,
  open,
  opened,
  otherClaimId,
  repair,
  repaired,
  reservationId,
  returnCaseId,
  termsWhere,
} from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import { after, day, motor, noonOf } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'
import type { ClaimRemedy, RemedyExcuse } from './claim-words.js'

const informed = [...approved, inform()]
const excuse = (...excused: ReadonlyArray<readonly [RemedyExcuse['remedy'], RemedyExcuse['because']]>) => ({
  excused: excused.map(([remedy, because]) => ({ remedy, because })),
})
const outcome = (history: ReadonlyArray<WarrantyCommand>, remedy: ClaimRemedy, differing = {}): string => {
  const { decision } = given(warranty, after(...history)).when(choose({ remedy, ...differing }))
  return decision._tag === 'Left' ? decision.left.reason : 'chosen'
}

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

  it('lets no seller choose a price, whatever was impossible or refused', () => {
    const both = excuse(['repair', 'impossible'], ['replacement', 'refused'])
    given(warranty, after(...informed))
      .when(choose({ remedy: 'price-reduction', chosenBy: 'obligor', reduction: euros(1n), ...both }))
      .rejects({ reason: 'CustomerChooses', other: 'refund' })
    given(warranty, after(...informed))
      .when(choose({ remedy: 'refund', chosenBy: 'obligor', ...both }))
      .rejects({ reason: 'CustomerChooses', other: 'price-reduction' })
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

describe('the short right to reject', () => {
  const early = { failedOn: day('2026-08-15'), reportedAt: noonOf('2026-08-16') }
  const british = [
    bought({ law: ukConsumerLaw, terms: termsWhere('conformity', { remedies: ['repair', 'replacement'] }) }),
    delivered,
    open(early),
    approve({ decidedAt: noonOf('2026-08-17') }),
  ]
  const refund = (chosenAt: string, differing = {}): string =>
    outcome(british, 'refund', { chosenAt: noonOf(chosenAt), ...differing })

  it('gives the price without a repair for 30 days after delivery on 10 August: until 9 September', () => {
    expect(refund('2026-09-09')).toBe('chosen')
    expect(refund('2026-09-10')).toBe('RemedyNotOffered')
    const { decision } = given(warranty, after(...british)).when(
      choose({ remedy: 'refund', chosenAt: noonOf('2026-08-18') }),
    )
    expect(decision).toMatchObject({ right: [{ data: { trace: [{ outcome: 'rejected-at-once' }] } }] })
  })

  it('is the customer’s, and for the price alone', () => {
    expect(refund('2026-08-18', { chosenBy: 'obligor' })).toBe('RemedyNotOffered')
    expect(outcome(british, 'price-reduction', { chosenAt: noonOf('2026-08-18'), reduction: euros(100n) })).toBe(
      'RepairStillOwed',
    )
  })

  it('is no right where the law of the contract does not know it', () => {
    const german = [bought(), delivered, open(early), approve({ decidedAt: noonOf('2026-08-17') })]
    const told = [...german, inform({ informedAt: noonOf('2026-08-17') })]
    expect(outcome(told, 'refund', { chosenAt: noonOf('2026-08-18') })).toBe('RepairStillOwed')
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
