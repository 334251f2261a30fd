import type { PolicyRef } from '@aftersale/messages'
import type { AssetId } from '../asset/asset-id.js'
import type { Currency } from '../money/currency.js'
import { euConsumerLaw2026 } from '../policy/legal/eu-consumer-law.js'
import { washingMachineTerms } from '../policy/warranty-terms/example-warranty-terms.js'
import { type WarrantyLayerTerms, warrantyTermsRefOf } from '../policy/warranty-terms/warranty-terms.js'
import type { ReservationId } from '../purchase/reservation-id.js'
import type { LabourMinutes } from '../staff/labour-minutes.js'
import type { StaffId } from '../staff/staff-id.js'
import type { ClaimId } from './claim-id.js'
import { claimReservationId, returnCaseIdOfClaim } from './claims/ids-of-a-claim.js'
import type { WarrantyCommand } from './commands.js'
import {
  conformity,
  day,
  deliver,
  handBack,
  install,
  noonOf,
  otherWarrantyId,
  register,
  take,
  text,
  usual,
  warrantyId,
} from './warranty.fixtures.js'

// A washing machine that is bought after 31 July 2026, so that a repair makes the seller's liability longer. It hums and
// does not turn five months later.

export const claimId = '0197290f-6a00-7000-8000-0000000000e1' as ClaimId
export const otherClaimId = '0197290f-6a00-7000-8000-0000000000e2' as ClaimId
export const thirdClaimId = '0197290f-6a00-7000-8000-0000000000e3' as ClaimId
export const newAssetId = '0197290f-6a00-7000-8000-0000000000a3' as AssetId
export const technicianId = '0197290f-6a00-7000-8000-0000000000f1' as StaffId
export const otherTechnicianId = '0197290f-6a00-7000-8000-0000000000f2' as StaffId
export const eur = 'EUR' as Currency
export const sek = 'SEK' as Currency
export const euros = (amountMinor: bigint) => ({ amountMinor, currency: eur })

export const termsRef = warrantyTermsRefOf(washingMachineTerms)
export const lawRef: PolicyRef = { policyId: euConsumerLaw2026.policyId, version: euConsumerLaw2026.version }
export const reservationId: ReservationId = claimReservationId(claimId)
export const nextReservationId: ReservationId = claimReservationId(claimId, 1)
export const returnCaseId = returnCaseIdOfClaim(claimId)
export const desk = { kind: 'agent' as const, id: text('agent-7') }

export const shown = (...conditions: ReadonlyArray<string>) => ({
  policyRef: termsRef,
  phase: 'pre-purchase' as const,
  conditionsShown: conditions.map(text),
  shownAt: noonOf('2026-08-02'),
})

/** Bought on 3 August 2026, with every condition shown before. */
export const bought = (differing: Parameters<typeof register>[0] = {}) =>
  register({
    law: euConsumerLaw2026,
    disclosures: [shown('receipt', 'registration', 'regular-maintenance')],
    purchasedAt: noonOf('2026-08-03'),
    registeredAt: noonOf('2026-08-03'),
    ...differing,
  })
/** What the law gives until 10 August 2028, presumed to have been there until 10 August 2027. */
export const delivered = deliver({ anchoredAt: noonOf('2026-08-10') })
/** The motor until 11 August 2031, and by its extension until 11 August 2034. */
export const installed = install({ anchoredAt: noonOf('2026-08-12') })
export const running: ReadonlyArray<WarrantyCommand> = [bought(), delivered, installed]

export const open = usual('OpenClaim', {
  warrantyId,
  claimId,
  failureMode: text('motor'),
  defect: text('hums'),
  failedOn: day('2027-01-12'),
  reportedAt: noonOf('2027-01-13'),
  channel: 'phone',
  evidence: [{ evidenceId: text('photo-1'), kind: text('photo') }],
  proofs: [{ kind: 'receipt', verified: true }],
})
export const ask = usual('AskForEvidence', {
  warrantyId,
  claimId,
  askId: text('ask-1'),
  wanted: [text('error-log')],
  awaitedUntil: noonOf('2027-01-20'),
  askedBy: desk,
  askedAt: noonOf('2027-01-14'),
})
export const submit = usual('SubmitEvidence', {
  warrantyId,
  claimId,
  submissionId: text('submission-1'),
  evidence: [{ evidenceId: text('report-1'), kind: text('error-log') }],
  proofs: [],
  submittedAt: noonOf('2027-01-15'),
})
const verdict = { warrantyId, claimId, layerId: conformity, decidedBy: desk, decidedAt: noonOf('2027-01-16') }
export const approve = usual('DecideCoverage', { ...verdict, decision: 'approve', reasons: ['DefectConfirmed'] })
export const partly = usual('DecideCoverage', {
  ...verdict,
  layerId: text('motor'),
  decision: 'partly',
  reasons: ['DefectConfirmed', 'PartNotCovered'],
  part: text('drum'),
  coverLimit: euros(20000n),
})
export const rejectIt = usual('DecideCoverage', {
  ...verdict,
  decision: 'reject',
  reasons: ['NoFaultFound'],
  provenBy: [text('photo-1')],
})
export const redirect = usual('DecideCoverage', {
  ...verdict,
  layerId: text('conformity'),
  decision: 'redirect',
  reasons: ['OtherPartyResponsible'],
  redirectTo: { party: 'manufacturer', contact: text('manufacturer-service') },
  customerAgreed: true,
})
export const appeal = usual('AppealClaim', {
  warrantyId,
  claimId,
  appealId: text('appeal-1'),
  evidence: [{ evidenceId: text('report-2'), kind: text('expert-report') }],
  appealedAt: noonOf('2027-01-18'),
})
export const inform = usual('InformAboutRemedies', {
  warrantyId,
  claimId,
  choice: ['repair', 'replacement'],
  extensionTold: true,
  channel: 'phone',
  informedAt: noonOf('2027-01-17'),
})
export const choose = usual('ChooseRemedy', {
  warrantyId,
  claimId,
  remedy: 'repair',
  chosenBy: 'customer',
  chosenAt: noonOf('2027-01-18'),
})
export const hold = usual('ConfirmClaimUnit', { warrantyId, claimId, reservationId, heldAt: noonOf('2027-01-19') })
export const refuseUnit = usual('RefuseClaimUnit', {
  warrantyId,
  claimId,
  because: text('QuantityExceedsAvailable'),
  refusedAt: noonOf('2027-01-19'),
})
export const takeForClaim = take({ claimId, takenAt: noonOf('2027-01-20') })
export const handBackToCustomer = handBack({ handedBackAt: noonOf('2027-01-26') })

export const certification = {
  staffId: technicianId,
  stream: text('staffCertification-f1'),
  revision: 3,
  certificates: [
    {
      certificationId: text('certificate-1'),
      skills: [text('motor-repair')],
      startsOn: day('2026-01-01'),
      lastOn: day('2027-01-25'),
    },
  ],
}
export const repair = usual('RecordRepair', {
  warrantyId,
  claimId,
  attempt: 1 as never,
  outcome: 'repaired',
  parts: [],
  labourMinutes: 90 as LabourMinutes,
  costMinor: 18500n,
  chargedMinor: 0n,
  currency: eur,
  performer: { kind: 'in-house', technicianId },
  requiredSkills: [text('motor-repair')],
  certification,
  performedAt: noonOf('2027-01-25'),
})
export const failRepair = (attempt = 1, differing: Parameters<typeof repair>[0] = {}) =>
  repair({ attempt: attempt as never, outcome: 'failed', performedAt: noonOf('2027-01-22'), ...differing })
export const replace = usual('ReplaceUnit', {
  warrantyId,
  claimId,
  oldSerial: text('WM-17'),
  newSerial: text('WM-99'),
  newAssetId,
  newWarrantyId: otherWarrantyId,
  termPolicy: { kind: 'remainder' },
  costMinor: 49900n,
  chargedMinor: 0n,
  currency: eur,
  replacedAt: noonOf('2027-01-25'),
})
export const pay = usual('RecordPriceRemedy', {
  warrantyId,
  claimId,
  returnCaseId,
  paidMinor: 59900n,
  currency: eur,
  paidAt: noonOf('2027-02-01'),
})
export const withdraw = usual('WithdrawClaim', { warrantyId, claimId, withdrawnAt: noonOf('2027-01-21') })
export const close = usual('CloseClaim', { warrantyId, claimId, closedAt: noonOf('2027-02-03') })

export const opened: ReadonlyArray<WarrantyCommand> = [...running, open()]
export const approved: ReadonlyArray<WarrantyCommand> = [...opened, approve()]
export const rejected: ReadonlyArray<WarrantyCommand> = [...opened, rejectIt()]
export const repairChosen: ReadonlyArray<WarrantyCommand> = [...approved, inform(), choose()]
export const held: ReadonlyArray<WarrantyCommand> = [...repairChosen, hold()]
export const inCustody: ReadonlyArray<WarrantyCommand> = [...held, takeForClaim]
export const repaired: ReadonlyArray<WarrantyCommand> = [...inCustody, repair()]
export const replacementChosen: ReadonlyArray<WarrantyCommand> = [
  ...approved,
  inform(),
  choose({ remedy: 'replace-unit' }),
  hold(),
]
export const refundChosen: ReadonlyArray<WarrantyCommand> = [
  ...approved,
  inform(),
  choose({
    remedy: 'refund',
    excused: [
      { remedy: 'repair', because: 'impossible' },
      { remedy: 'replacement', because: 'disproportionate' },
    ],
  }),
]

/** With another layer in place of the one of that id. */
export const termsWhere = (layerId: string, change: Partial<WarrantyLayerTerms>) => ({
  ...washingMachineTerms,
  layers: washingMachineTerms.layers.map((layer) => (layer.layerId === layerId ? { ...layer, ...change } : layer)),
})
