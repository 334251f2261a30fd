import { afterSalesFacts, type ClaimFact, statusOfClaim } from '../index.js'
import type { RecordedEvent } from '../recorded-event.js'
import { uuid } from '../story.fixtures.js'
import { assetId, claim, claimId, machine, noon, purchaseId, warrantyId } from '../warranty.fixtures.js'

const claimsOf = (...events: ReadonlyArray<RecordedEvent>): ReadonlyArray<ClaimFact> => {
  const fold = afterSalesFacts()
  for (const event of events) fold.record(event)
  return fold.facts().claims
}

const begun = [machine.registered(1), claim.opened(2)]
const made = [claim.approved(3), claim.explained(4, true), claim.chosen(5), claim.repairFailed(6), claim.repaired(7)]

it('is one row a claim, with all that became of it and the event that told each part', () => {
  expect(claimsOf(...begun, ...made, claim.closed(8))).toEqual([
    {
      claimId,
      warrantyId,
      failureMode: 'motor',
      reported: { at: noon('2025-08-13'), eventId: uuid(2) },
      partyClarified: true,
      verdict: {
        at: noon('2025-08-16'),
        eventId: uuid(3),
        verdict: 'approved',
        layerId: 'conformity',
        party: 'seller',
      },
      explained: [{ at: noon('2025-08-18'), eventId: uuid(4), extensionTold: true }],
      chosen: [
        { at: noon('2025-08-19'), eventId: uuid(5), remedy: 'repair', layerId: 'conformity', extensionTold: false },
      ],
      repairs: [
        {
          at: noon('2025-08-24'),
          eventId: uuid(6),
          helped: false,
          costMinor: 9000n,
          chargedMinor: 0n,
          currency: 'EUR',
        },
        { at: noon('2025-08-25'), eventId: uuid(7), helped: true, costMinor: 9000n, chargedMinor: 0n, currency: 'EUR' },
      ],
      closed: { at: noon('2025-08-29'), eventId: uuid(8), outcome: 'repaired' },
      circumstances: { assetId, purchaseId, channel: 'phone', category: 'motor', toldBy: { opening: uuid(2) } },
    },
  ])
})

it.each<[string, ReadonlyArray<RecordedEvent>]>([
  ['open', []],
  ['approved', [claim.approved(3)]],
  ['rejected', [claim.rejected(3)]],
  ['appealed', [claim.rejected(3), claim.appealed(4)]],
  ['approved', [claim.rejected(3), claim.appealed(4), claim.approved(5)]],
  ['remedy-chosen', [claim.approved(3), claim.chosen(4)]],
  ['approved', [claim.approved(3), claim.chosen(4), claim.unitRefused(5)]],
  ['remedy-chosen', [claim.approved(3), claim.chosen(4), claim.repairFailed(5)]],
  ['made-good', made],
  ['closed', [...made, claim.closed(8)]],
])('is %s', (status, events) => {
  const [row] = claimsOf(...begun, ...events)
  expect(row && statusOfClaim(row)).toBe(status)
})

it('is a row of a claim that was refused, too, with the reasons', () => {
  const [row] = claimsOf(machine.registered(1), claim.refused(2))
  expect(row).toMatchObject({ refused: { eventId: uuid(2), reasons: ['OutOfPeriod'] } })
  expect(row && statusOfClaim(row)).toBe('refused')
})

it('is incomplete without its report or its warranty', () => {
  expect(claimsOf(claim.opened(2)).map(({ exclusion }) => exclusion)).toEqual(['incomplete'])
  expect(claimsOf(machine.registered(1), claim.approved(3)).map(({ exclusion }) => exclusion)).toEqual(['incomplete'])
})
