import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type PositiveInteger, sameContent } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import { skillsMissing } from '../../staff-certification/certification-evidence.js'
import { chargeAgainst, chargeAllowed } from '../claims/charges.js'
import { termsRefOf } from '../claims/claim-rule.js'
import type { Claim } from '../claims/claims.js'
import { inTermsOf, mayEscalate } from '../claims/remedy-order.js'
import { repairsThatDidNotHold } from '../claims/same-defect.js'
import type { RecordRepair } from '../commands/claims.js'
import type { PartReplaced, RemedyChosen, RepairCompleted, RepairFailed } from '../events/claims.js'
import { dayIn } from '../layers/calendar-bounds.js'
import type { Layer } from '../layers/layers.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'
import { afterRepair } from './after-repair.js'
import { claimUnder, endedClaim, isRejection } from './claim-under.js'
import { refusalWhereOver } from './over.js'
import type { WarrantyDecision } from './warranty-decision.js'

type Repair = RecordRepair['data']

export const recordRepair = ({ data }: RecordRepair, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.performedAt)
  if (isRejection(claim)) return reject(claim)
  const known = claim.attempts[data.attempt - 1]
  if (known !== undefined) {
    return isRepeated(known, data) ? alreadyDone : reject({ reason: 'AttemptKnown', attempt: data.attempt })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const against = endedClaim(claim) ?? notReadyFor(claim, data)
  if (against !== undefined) return reject(against)
  const chosen = claim.remedy?.chosen
  const layer = warranty.layers.find(({ layerId }) => layerId === chosen?.layerId)
  if (chosen === undefined || layer === undefined) return reject({ reason: 'RemedyNotChosen' })

  const helped = data.outcome === 'repaired'
  const unfit =
    partsAgainst(data, chosen) ?? chargeAgainst(claim, layer, { ...data, helped }) ?? certificationAgainst(data, layer)
  if (unfit !== undefined) return reject(unfit)
  const repair = repairEvent(data, { claim, layer, chosen, warranty })
  return accept([
    ...data.parts.map((part) => partReplaced(part, data)),
    repair,
    ...afterRepair(data, { claim, layer, warranty }),
  ])
}

const isRepeated = ({ repair, parts }: Claim['attempts'][number], data: Repair): boolean => {
  const { labourMinutes, costMinor, chargedMinor, currency, performer } = repair.data
  const outcome = repair.type === 'RepairCompleted' ? 'repaired' : 'failed'
  return (
    sameContent(
      [outcome, labourMinutes, costMinor, chargedMinor, currency, performer],
      [data.outcome, data.labourMinutes, data.costMinor, data.chargedMinor, data.currency, data.performer],
    ) &&
    sameContent(
      parts.map((part) => [part.partNo, part.oldSerial, part.newSerial, part.partWarranty]),
      data.parts.map((part) => [part.partNo, part.oldSerial, part.newSerial, part.partWarranty]),
    )
  )
}

/** Whether it is the repair's turn: it was chosen, the unit is there, and the attempt is the next. */
const notReadyFor = ({ given, remedy, attempts }: Claim, { attempt }: Repair): ClaimRejection | undefined => {
  if (given !== undefined) return { reason: 'RemedyAlreadyGiven' }
  if (remedy === undefined) return { reason: 'RemedyNotChosen' }
  const { chosen, held } = remedy
  if (inTermsOf[chosen.remedy] !== 'repair') return { reason: 'AnotherRemedyChosen', remedy: chosen.remedy }
  if (chosen.reservationId !== undefined && held === undefined) {
    return { reason: 'UnitNotHeld', reservationId: chosen.reservationId }
  }
  const expected = attempts.length + 1
  return attempt === expected ? undefined : { reason: 'AttemptOutOfOrder', expected }
}

/** Of a part with a serial both are told. A part that was to be replaced was, unless the attempt failed. */
const partsAgainst = ({ parts, outcome }: Repair, { remedy }: RemedyChosen['data']): ClaimRejection | undefined => {
  for (const { partNo, oldSerial, newSerial } of parts) {
    if ((oldSerial === undefined) !== (newSerial === undefined)) return { reason: 'PartSerialMissing', partNo }
    if (newSerial !== undefined && newSerial === oldSerial) return { reason: 'SerialUnchanged', serial: newSerial }
  }
  return remedy === 'replace-part' && outcome === 'repaired' && parts.length === 0
    ? { reason: 'NoPartReplaced' }
    : undefined
}

/** Our own technicians show what they are certified for; another company answers for its own. */
const certificationAgainst = (
  { requiredSkills: skills, performer, certification, sku, brand, performedAt }: Repair,
  { terms: { zone } }: Layer,
): ClaimRejection | undefined => {
  if (performer.kind === 'provider' || skills.length === 0) return undefined
  if (certification !== undefined && certification.staffId !== performer.technicianId) {
    return { reason: 'CertificationOfAnother' }
  }
  const missing = skillsMissing(certification?.certificates ?? [], { skills, sku, brand, on: dayIn(zone, performedAt) })
  return missing.length === 0 ? undefined : { reason: 'TechnicianNotCertified', missing }
}

const partReplaced = (
  { partNo, oldSerial, newSerial, partWarranty }: Repair['parts'][number],
  { warrantyId, claimId, attempt, performedAt: replacedAt }: Repair,
): PartReplaced => ({
  type: 'PartReplaced',
  data: {
    warrantyId,
    claimId,
    attempt,
    partNo,
    ...(oldSerial === undefined ? {} : { oldSerial }),
    ...(newSerial === undefined ? {} : { newSerial }),
    ...(partWarranty === undefined ? {} : { partWarranty }),
    replacedAt,
  },
})

interface Under {
  readonly claim: Claim
  readonly layer: Layer
  readonly chosen: RemedyChosen['data']
  readonly warranty: Warranty
}

const repairEvent = (data: Repair, { claim, layer, chosen, warranty }: Under): RepairCompleted | RepairFailed => {
  const { warrantyId, claimId, attempt, labourMinutes, costMinor, chargedMinor, currency, performer } = data
  const { certification, requiredSkills: skills, outcome, performedAt } = data
  const work = {
    warrantyId,
    claimId,
    layerId: layer.layerId,
    attempt,
    remedy: chosen.remedy,
    labourMinutes,
    costMinor,
    chargedMinor,
    currency,
    performer,
    ...(certification === undefined || skills.length === 0 || performer.kind === 'provider'
      ? {}
      : { certified: { stream: certification.stream, revision: certification.revision, skills } }),
    trace: workTrace(data, claim, layer, warranty),
  }
  if (outcome === 'repaired') return { type: 'RepairCompleted', data: { ...work, completedAt: performedAt } }
  const failedRepairs = (repairsThatDidNotHold(warranty.claims, claim) + 1) as PositiveInteger
  const repairLimitReached = mayEscalate({ layer, failedRepairs, warranty })
  return { type: 'RepairFailed', data: { ...work, failedRepairs, repairLimitReached, failedAt: performedAt } }
}

const workTrace = (data: Repair, claim: Claim, layer: Layer, warranty: Warranty): RuleTrace => {
  const { costMinor, chargedMinor, currency, outcome, performer, requiredSkills, certification } = data
  const allowed = chargeAllowed(claim, layer, { ...data, helped: outcome === 'repaired' })
  const { layerId } = layer
  return [
    ruleApplied(
      'covered-work-is-free',
      {
        layerId,
        costMinor: costMinor.toString(),
        chargedMinor: chargedMinor.toString(),
        allowedMinor: allowed.toString(),
        currency,
      },
      chargedMinor === 0n ? 'free' : 'within-what-may-be-charged',
      termsRefOf(layer, warranty),
    ),
    ruleApplied(
      'technician-certified',
      {
        requiredSkills: requiredSkills.join(', '),
        performer: performer.kind,
        stream: certification?.stream,
        revision: certification?.revision,
      },
      requiredSkills.length === 0 ? 'nothing-asked' : performer.kind === 'provider' ? 'provider-answers' : 'certified',
    ),
  ]
}
