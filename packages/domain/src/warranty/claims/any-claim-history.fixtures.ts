import type { PositiveInteger } from '@aftersale/messages'
import * as fc from 'fast-check'
import {
  appeal,
  approve,
  approved,
  ask,
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
  inCustody,
  inform,
  installed,
  open,
  opened,
  otherClaimId,
  partly,
  pay,
  redirect,
  refundChosen,
  refuseUnit,
  rejected,
  rejectIt,
  repair,
  repaired,
  replace,
  replacementChosen,
  running,
  submit,
  takeForClaim,
  termsWhere,
  withdraw,
} from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import { conformity, day, motor, noonOf, period, text } from '../warranty.fixtures.js'
import { claimReservationId, returnCaseIdOfClaim } from './ids-of-a-claim.js'

/** Terms under which a claim may be one too many, and a repair cost a fee. */
const strict = bought({
  terms: termsWhere('motor', {
    maxClaims: 1 as PositiveInteger,
    claimLimits: [euros(30000n)],
    serviceFees: [euros(2900n)],
    maxRepairAttempts: 1 as PositiveInteger,
  }),
})

const registrations = fc.constantFrom(bought(), strict, bought({ disclosures: [] }))

/** How far a claim was brought before anything happens. */
const beginnings = fc
  .constantFrom(
    running,
    opened,
    rejected,
    approved,
    held,
    [...held, failRepair()],
    inCustody,
    repaired,
    [...repaired, handBackToCustomer],
    replacementChosen,
    refundChosen,
  )
  .map((commands) => commands.slice(running.length))

const anyClaimId = fc.constantFrom(claimId, claimId, otherClaimId)
const anyLayer = fc.constantFrom(conformity, motor)
const anyDay = fc.constantFrom('2027-01-12', '2027-01-24', '2027-01-25', '2028-08-10', '2028-08-11').map(day)
const anyMinor = fc.constantFrom(0n, 0n, 1n, 2900n, 2901n, 18500n)
const anyTime = fc.constantFrom('2027-01-18', '2027-01-25', '2027-01-29', '2028-09-01').map(noonOf)

/** Any command to one of two claims, sensible or not. */
const anyClaimCommand: fc.Arbitrary<WarrantyCommand> = fc.oneof(
  fc.record({ claimId: anyClaimId, failedOn: anyDay }, { noNullPrototype: true }).chain((report) =>
    fc
      .record(
        {
          defect: fc.constantFrom(text('hums'), text('hums'), text('smells')),
          proofs: fc.constantFrom([], [{ kind: 'receipt' as const, verified: true }]),
          unmet: fc.constantFrom<ReadonlyArray<'registration'>>([], ['registration']),
        },
        { noNullPrototype: true },
      )
      .map((facts) => open({ ...report, ...facts, reportedAt: noonOf('2028-09-01') })),
  ),
  anyClaimId.map((id) => ask({ claimId: id })),
  anyClaimId.map((id) => submit({ claimId: id })),
  fc
    .tuple(anyClaimId, anyLayer, anyTime, fc.constantFrom(approve, approve, partly, rejectIt, redirect))
    .map(([id, layerId, decidedAt, decide]) => decide({ claimId: id, layerId, decidedAt })),
  fc.tuple(anyClaimId, anyTime).map(([id, appealedAt]) => appeal({ claimId: id, appealedAt })),
  fc.tuple(anyClaimId, anyTime).map(([id, informedAt]) => inform({ claimId: id, informedAt })),
  fc
    .tuple(
      anyClaimId,
      fc.constantFrom('repair' as const, 'replace-part' as const, 'replace-unit' as const, 'refund' as const),
      anyTime,
      fc.boolean(),
    )
    .map(([id, remedy, chosenAt, isExcused]) =>
      choose({
        claimId: id,
        remedy,
        chosenAt,
        ...(isExcused
          ? {
              excused: [
                { remedy: 'repair' as const, because: 'impossible' as const },
                { remedy: 'replacement' as const, because: 'impossible' as const },
              ],
            }
          : {}),
      }),
    ),
  fc
    .tuple(anyClaimId, anyTime, fc.nat({ max: 1 }))
    .map(([id, heldAt, round]) => hold({ claimId: id, reservationId: claimReservationId(id, round), heldAt })),
  fc.tuple(anyClaimId, anyTime).map(([id, refusedAt]) => refuseUnit({ claimId: id, refusedAt })),
  fc
    .tuple(
      anyClaimId,
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('repaired' as const, 'failed' as const),
      anyMinor,
      anyMinor,
      fc.boolean(),
    )
    .map(([id, attempt, outcome, costMinor, chargedMinor, hasPart]) =>
      repair({
        claimId: id,
        attempt: attempt as PositiveInteger,
        outcome,
        costMinor,
        chargedMinor,
        parts: hasPart ? [{ partNo: text('pump-3'), partWarranty: period('P6M') }] : [],
      }),
    ),
  fc
    .tuple(anyClaimId, fc.constantFrom(period('P90D'), period('P3Y'), undefined), fc.boolean(), anyTime)
    .map(([id, atLeast, isFresh, replacedAt]) =>
      replace({
        claimId: id,
        replacedAt,
        termPolicy: atLeast !== undefined ? { kind: 'longer-of', atLeast } : { kind: isFresh ? 'fresh' : 'remainder' },
      }),
    ),
  anyClaimId.map((id) => pay({ claimId: id, returnCaseId: returnCaseIdOfClaim(id) })),
  fc.tuple(anyClaimId, anyTime).map(([id, takenAt]) => ({
    ...takeForClaim,
    data: { ...takeForClaim.data, custodyId: text(`custody-of-${id}`), claimId: id, takenAt },
  })),
  anyClaimId.map((id) => ({
    ...handBackToCustomer,
    data: { ...handBackToCustomer.data, custodyId: text(`custody-of-${id}`), handedBackAt: noonOf('2028-09-02') },
  })),
  fc.tuple(anyClaimId, anyTime).map(([id, withdrawnAt]) => withdraw({ claimId: id, withdrawnAt })),
  fc.tuple(anyClaimId, anyTime).map(([id, closedAt]) => close({ claimId: id, closedAt })),
)

/** A claim that has come some way, and then anything, and a second one. */
export const anyClaimStory: fc.Arbitrary<ReadonlyArray<WarrantyCommand>> = fc
  .tuple(registrations, beginnings, fc.array(anyClaimCommand, { maxLength: 16 }))
  .map(([registered, beginning, others]) => [registered, delivered, installed, ...beginning, ...others])
