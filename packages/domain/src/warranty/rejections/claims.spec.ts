import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import {
  appeal,
  approve,
  approved,
  ask,
  bought,
  choose,
  close,
  delivered,
  euros,
  failRepair,
  held,
  hold,
  inCustody,
  inform,
  installed,
  nextReservationId,
  open,
  opened,
  otherClaimId,
  otherTechnicianId,
  partly,
  pay,
  redirect,
  refundChosen,
  refuseUnit,
  rejected,
  rejectIt,
  repair,
  repairChosen,
  repaired,
  replace,
  replacementChosen,
  running,
  sek,
  submit,
  termsWhere,
  withdraw,
} from '../claim.fixtures.js'
import { returnCaseIdOfClaim } from '../claims/ids-of-a-claim.js'
import type { WarrantyCommand } from '../commands.js'
import { claimEvents } from '../events/claims.js'
import { after, at, day, motor, motorExtension, noonOf, text, warrantyId } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'
import { type ClaimRejection, claimRejections } from './claims.js'

const informed = [...approved, inform()]
const limited = (change: Parameters<typeof termsWhere>[1]) => [
  bought({ terms: termsWhere('motor', change) }),
  delivered,
  installed,
]
const second = open({ claimId: otherClaimId, defect: text('smells') })
const early = open({ failedOn: day('2026-08-01') })
const { coverLimit: _, ...withoutLimit } = partly().data
const { newSerial: __, ...withoutSerial } = replace().data
const part = { partNo: text('pump-3'), oldSerial: text('P-1') }

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<ClaimRejection['reason'], ReadonlyArray<WarrantyCommand>>> = {
  ClaimUnknown: [...running, close()],
  ClaimAlreadyOpened: [...opened, open({ defect: text('leaks') })],
  ClaimAlreadyRefused: [...running, early, close()],
  ClaimAlreadyClosed: [...rejected, close(), appeal()],
  ClaimAlreadyWithdrawn: [...opened, withdraw(), close()],
  ClaimGoneToAnother: [...opened, redirect(), close()],
  BeforeReport: [...opened, close({ closedAt: noonOf('2027-01-12') })],
  FailedAfterReport: [...running, open({ failedOn: day('2027-01-20') })],
  FailureDayDiffers: [...running, open({ failedAt: at('2027-01-01T12:00Z') })],
  AskIdReused: [...opened, ask(), ask({ wanted: [text('photo')] })],
  NothingAskedFor: [...opened, ask({ wanted: [] })],
  SubmissionIdReused: [...opened, submit(), submit({ evidence: [] })],
  NothingSubmitted: [...opened, submit({ evidence: [] })],
  EvidenceAwaited: [...opened, ask(), rejectIt()],
  ClaimAlreadyDecided: [...approved, rejectIt()],
  LayerDoesNotAnswer: [...opened, approve({ layerId: motorExtension })],
  NoReasonGiven: [...opened, approve({ reasons: [] })],
  ReasonDoesNotFit: [...opened, approve({ reasons: ['NotProven'] })],
  BurdenOnSeller: [...opened, rejectIt({ reasons: ['NotProven'] })],
  ExclusionNotCited: [...opened, rejectIt({ reasons: ['ExcludedDamage'] })],
  PartIsCovered: [...opened, rejectIt({ reasons: ['PartNotCovered'] })],
  ConditionNotInTerms: [...opened, rejectIt({ reasons: ['ConditionUnmet'] })],
  ConditionNotBinding: [
    bought({ disclosures: [] }),
    delivered,
    installed,
    open(),
    rejectIt({ layerId: motor, reasons: ['ConditionUnmet'], condition: 'registration' }),
  ],
  EvidenceUnknown: [...opened, rejectIt({ provenBy: [text('report-9')] })],
  ClaimLimitReached: [
    ...limited({ maxClaims: 1 as PositiveInteger }),
    open(),
    second,
    approve({ layerId: motor }),
    approve({ claimId: otherClaimId, layerId: motor }),
  ],
  CostExceedsLimit: [
    ...limited({ claimLimits: [euros(100n)] }),
    open(),
    approve({ layerId: motor, estimate: euros(101n) }),
  ],
  CoverLimitMissing: [...opened, { type: 'DecideCoverage', data: withoutLimit }],
  NothingPromised: [...opened, partly({ coverLimit: euros(-1n) })],
  ContactMissing: [...opened, redirect({ redirectTo: { party: 'manufacturer' } })],
  RedirectedToItself: [...opened, redirect({ redirectTo: { party: 'seller', contact: text('shop') } })],
  SellerAnswers: [...opened, redirect({ customerAgreed: false })],
  AppealIdReused: [...rejected, appeal(), appeal({ evidence: [] })],
  NothingToAppeal: [...opened, appeal()],
  ClaimNotDecided: [...opened, close()],
  RemedyOwed: [...approved, close()],
  CurrencyMismatch: [...opened, partly(), choose(), hold(), repair({ currency: sek })],
  ClaimNotApproved: [...opened, choose()],
  InformationDuty: [...approved, choose()],
  RemedyNotOffered: [...opened, approve({ layerId: motor }), choose({ remedy: 'refund' })],
  CustomerChooses: [...informed, choose({ chosenBy: 'obligor' })],
  RepairStillOwed: [...informed, choose({ remedy: 'refund' })],
  RemedyAlreadyChosen: [...repairChosen, choose({ remedy: 'replace-unit' })],
  RemedyAlreadyGiven: [...repaired, withdraw({ withdrawnAt: noonOf('2027-01-27') })],
  RemedyNotChosen: [...approved, repair()],
  AnotherRemedyChosen: [...replacementChosen, repair()],
  ReductionMissing: [
    ...informed,
    choose({
      remedy: 'price-reduction',
      excused: [
        { remedy: 'repair', because: 'impossible' },
        { remedy: 'replacement', because: 'impossible' },
      ],
    }),
  ],
  NoUnitToHold: [...refundChosen, hold()],
  ReservationOfAnother: [...repairChosen, hold({ reservationId: nextReservationId })],
  ReturnCaseOfAnother: [...refundChosen, pay({ returnCaseId: returnCaseIdOfClaim(otherClaimId) })],
  UnitNotHeld: [...repairChosen, repair()],
  UnitHeldAlready: [...held, refuseUnit()],
  AttemptOutOfOrder: [...held, failRepair(2)],
  AttemptKnown: [...held, failRepair(), repair()],
  NoPartReplaced: [...informed, choose({ remedy: 'replace-part' }), hold(), repair()],
  PartSerialMissing: [...held, repair({ parts: [part] })],
  SerialUnchanged: [...held, repair({ parts: [{ ...part, newSerial: text('P-1') }] })],
  SerialsMissing: [...replacementChosen, { type: 'ReplaceUnit', data: withoutSerial }],
  SerialOfAnother: [...replacementChosen, replace({ oldSerial: text('WM-18') })],
  ReplacedByItself: [...replacementChosen, replace({ newWarrantyId: warrantyId })],
  ChargeNotAllowed: [...held, repair({ chargedMinor: 1n })],
  TechnicianNotCertified: [...held, repair({ requiredSkills: [text('gas-fitting')] })],
  CertificationOfAnother: [...held, repair({ performer: { kind: 'in-house', technicianId: otherTechnicianId } })],
  ReturnUnderWay: [...refundChosen, withdraw()],
  StillInCustody: [...inCustody, withdraw()],
}

it.each(Object.entries(waysTo))('%s is come to by commands', (reason, commands) => {
  const command = commands.at(-1)
  if (command === undefined) throw new Error('No command')
  const { decision } = given(warranty, after(...commands.slice(0, -1))).when(command)
  expect(E.isLeft(decision) && decision.left.reason).toBe(reason)
})

it('has a reason of no event’s name, each with a sentence', () => {
  const names: ReadonlyArray<string> = claimEvents.map(({ messageType }) => messageType)
  for (const [reason, sentence] of Object.entries(claimRejections)) {
    expect(names).not.toContain(reason)
    expect(sentence).toMatch(/\.$/)
  }
})
