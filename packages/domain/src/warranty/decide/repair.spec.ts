import { given } from '@aftersale/decider/testing'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import {
  approve,
  approved,
  choose,
  claimId,
  close,
  eur,
  failRepair,
  handBackToCustomer,
  held,
  hold,
  inform,
  lawRef,
  open,
  opened,
  otherClaimId,
  otherTechnicianId,
  refundChosen,
  repair,
  repairChosen,
  repaired,
  replacementChosen,
  reservationId,
  technicianId,
  termsRef,
} from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import {
  after,
  at,
  cancel,
  conformity,
  day,
  lastOn,
  motor,
  noonOf,
  period,
  stateAfter,
  text,
  warrantyId,
} from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const pump = { partNo: text('pump-3'), oldSerial: text('P-1'), newSerial: text('P-2') }
const done = {
  warrantyId,
  claimId,
  layerId: conformity,
  attempt: 1 as never,
  remedy: 'repair' as const,
  labourMinutes: 90 as never,
  costMinor: 18500n,
  chargedMinor: 0n,
  currency: eur,
  performer: { kind: 'in-house' as const, technicianId },
  certified: { stream: text('staffCertification-f1'), revision: 3, skills: [text('motor-repair')] },
  trace: [
    ruleApplied(
      'covered-work-is-free',
      { layerId: 'conformity', costMinor: '18500', chargedMinor: '0', allowedMinor: '0', currency: 'EUR' },
      'free',
      termsRef,
    ),
    ruleApplied(
      'technician-certified',
      { requiredSkills: 'motor-repair', performer: 'in-house', stream: 'staffCertification-f1', revision: 3 },
      'certified',
    ),
  ],
}

const refusal = (history: ReadonlyArray<WarrantyCommand>, command = repair()): unknown => {
  const { decision } = given(warranty, after(...history)).when(command)
  return decision._tag === 'Left' ? decision.left.reason : decision.right.map(({ type }) => type)
}

describe('RecordRepair', () => {
  it('makes the claim good, and the seller’s liability longer by what the law gives', () => {
    given(warranty, after(...held))
      .when(repair())
      .records(
        { type: 'RepairCompleted', data: { ...done, completedAt: noonOf('2027-01-25') } },
        {
          type: 'WarrantyExtended',
          data: {
            warrantyId,
            extensionId: text(`repair/${claimId}`),
            layerId: conformity,
            by: period('P12M'),
            cause: 'repair-remedy',
            claimId,
            newEndOn: day('2029-08-10'),
            terms: [
              {
                layerId: conformity,
                startsOn: day('2026-08-10'),
                lastOn: day('2029-08-10'),
                endsAtExclusive: at('2029-08-11T00:00+02:00'),
              },
            ],
            trace: [
              ruleApplied(
                'extension',
                {
                  extensionId: `repair/${claimId}`,
                  layerId: 'conformity',
                  by: 'P12M',
                  cause: 'repair-remedy',
                },
                'owed-by-law-once',
                lawRef,
              ),
              ruleApplied(
                'layer-term',
                {
                  layerId: 'conformity',
                  startAnchor: 'delivery',
                  period: 'P2Y',
                  countingRule: 'event-day-excluded-no-roll',
                  zone: 'Europe/Berlin',
                  periodByLaw: 'P2Y',
                  startsOn: '2026-08-10',
                  lastOn: '2029-08-10',
                },
                'covers',
                lawRef,
              ),
            ],
            extendedAt: noonOf('2027-01-25'),
          },
        },
      )
  })

  it('makes the liability longer once, however often it is repaired', () => {
    const again = { claimId: otherClaimId }
    const second = [
      ...repaired,
      handBackToCustomer,
      close(),
      open({ ...again, failedOn: day('2027-03-01'), reportedAt: noonOf('2027-03-02') }),
      approve({ ...again, decidedAt: noonOf('2027-03-03') }),
      inform({ ...again, informedAt: noonOf('2027-03-03') }),
      choose({ ...again, chosenAt: noonOf('2027-03-04') }),
    ]
    const reservation = given(warranty, after(...second)).state
    const chosen = reservation.status === 'not-registered' ? undefined : reservation.warranty.claims.claims[1]?.remedy
    const holding = hold({
      ...again,
      reservationId: chosen?.chosen.reservationId ?? reservationId,
      heldAt: noonOf('2027-03-05'),
    })
    const { certification: _, ...data } = repair({
      ...again,
      requiredSkills: [],
      performedAt: noonOf('2027-03-09'),
    }).data
    expect(refusal([...second, holding], { type: 'RecordRepair', data })).toStrictEqual(['RepairCompleted'])
    expect(lastOn(stateAfter(...second, holding, { type: 'RecordRepair', data }))).toBe('2029-08-10')
  })

  it('makes nothing longer that a maker repairs', () => {
    const byMotor = [...opened, approve({ layerId: motor }), choose(), hold()]
    expect(refusal(byMotor)).toStrictEqual(['RepairCompleted'])
  })

  it('says that an attempt failed, how many did, and when the customer may ask for more', () => {
    given(warranty, after(...held))
      .when(failRepair())
      .records({
        type: 'RepairFailed',
        data: { ...done, failedRepairs: 1 as never, repairLimitReached: false, failedAt: noonOf('2027-01-22') },
      })
    const second = given(warranty, after(...held, failRepair())).when(failRepair(2)).decision
    expect(second).toMatchObject({ right: [{ data: { attempt: 2, failedRepairs: 2, repairLimitReached: true } }] })
  })

  it('tells each part that was replaced by its serials, the faulty one’s and the new one’s', () => {
    const { decision } = given(warranty, after(...held)).when(repair({ parts: [pump, { partNo: text('seal') }] }))
    expect(decision).toMatchObject({
      right: [
        { type: 'PartReplaced', data: { ...pump, claimId, attempt: 1, replacedAt: noonOf('2027-01-25') } },
        { type: 'PartReplaced', data: { partNo: 'seal' } },
        { type: 'RepairCompleted' },
        { type: 'WarrantyExtended' },
      ],
    })
  })

  it('is refused with one serial of two, with the same one, and without a part where one was to be replaced', () => {
    const { newSerial: _, ...old } = pump
    given(warranty, after(...held))
      .when(repair({ parts: [old] }))
      .rejects({ reason: 'PartSerialMissing', partNo: text('pump-3') })
    given(warranty, after(...held))
      .when(repair({ parts: [{ ...pump, newSerial: text('P-1') }] }))
      .rejects({ reason: 'SerialUnchanged', serial: text('P-1') })
    const part = [...approved, inform(), choose({ remedy: 'replace-part' }), hold()]
    given(warranty, after(...part))
      .when(repair())
      .rejects({ reason: 'NoPartReplaced' })
    expect(refusal(part, failRepair())).toStrictEqual(['RepairFailed'])
    expect(refusal(part, repair({ parts: [pump] }))).toStrictEqual([
      'PartReplaced',
      'RepairCompleted',
      'WarrantyExtended',
    ])
  })

  it('warrants a part that was put in, and the work, from the day of the repair on', () => {
    const warranted = repair({
      parts: [{ ...pump, partWarranty: period('P6M') }],
      repairWarranty: period('P3M'),
    })
    const partLayer = `repair/${claimId}/1/1`
    const workLayer = `repair/${claimId}/1`
    const { decision } = given(warranty, after(...held)).when(warranted)
    expect(decision).toMatchObject({
      right: [
        { type: 'PartReplaced', data: { partWarranty: 'P6M' } },
        { type: 'RepairCompleted' },
        {
          type: 'WarrantyLayerAdded',
          data: {
            claimId,
            layer: { layerId: partLayer, kind: 'repair-warranty', obligor: { party: 'seller' }, covered: ['pump-3'] },
            terms: [{ layerId: partLayer, startsOn: '2027-01-25', lastOn: '2027-07-25' }],
          },
        },
        {
          type: 'WarrantyLayerAdded',
          data: {
            layer: { layerId: workLayer, covered: ['motor'] },
            terms: [{ layerId: workLayer, startsOn: '2027-01-25', lastOn: '2027-04-25' }],
          },
        },
        { type: 'WarrantyExtended' },
      ],
    })
    const state = stateAfter(...held, warranted)
    expect(lastOn(state, partLayer)).toBe('2027-07-25')
    expect(lastOn(state, workLayer)).toBe('2027-04-25')
  })

  it('is refused before its turn', () => {
    expect(refusal(approved)).toBe('RemedyNotChosen')
    given(warranty, after(...repairChosen))
      .when(repair())
      .rejects({ reason: 'UnitNotHeld', reservationId })
    given(warranty, after(...replacementChosen))
      .when(repair())
      .rejects({ reason: 'AnotherRemedyChosen', remedy: 'replace-unit' })
    given(warranty, after(...refundChosen))
      .when(repair())
      .rejects({ reason: 'AnotherRemedyChosen', remedy: 'refund' })
    expect(refusal([...held, cancel({ cancelledAt: noonOf('2027-01-21') })])).toBe('WarrantyOver')
  })

  it('is done once: the same attempt records nothing again, and another is refused', () => {
    given(warranty, after(...repaired))
      .when(repair({ performedAt: noonOf('2027-01-26') }))
      .recordsNothing()
    given(warranty, after(...repaired))
      .when(repair({ costMinor: 1n }))
      .rejects({ reason: 'AttemptKnown', attempt: 1 })
    given(warranty, after(...repaired))
      .when(repair({ performer: { kind: 'in-house', technicianId: otherTechnicianId } }))
      .rejects({ reason: 'AttemptKnown', attempt: 1 })
    given(warranty, after(...repaired))
      .when(repair({ parts: [pump] }))
      .rejects({ reason: 'AttemptKnown', attempt: 1 })
    given(warranty, after(...repaired))
      .when(repair({ attempt: 2 as never }))
      .rejects({ reason: 'RemedyAlreadyGiven' })
    given(warranty, after(...held))
      .when(repair({ attempt: 2 as never }))
      .rejects({ reason: 'AttemptOutOfOrder', expected: 1 })
    given(warranty, after(...held, failRepair()))
      .when(failRepair())
      .recordsNothing()
  })
})
