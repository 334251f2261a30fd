import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type { Remedy } from '../../policy/return-policy/return-vocabulary.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { termsRefOf } from '../claims/claim-rule.js'
import type { ClaimRemedy } from '../claims/claim-words.js'
import { approvalOf, type Claim } from '../claims/claims.js'
import { claimReservationId, returnCaseIdOfClaim } from '../claims/ids-of-a-claim.js'
import { inTermsOf, mayEscalate, needsUnit, offeredBy, owedBefore, rejectsAtOnce } from '../claims/remedy-order.js'
import { repairsThatDidNotHold } from '../claims/same-defect.js'
import type { ChooseRemedy, InformAboutRemedies } from '../commands/claims.js'
import type { RemedyChosen } from '../events/claims.js'
import type { Layer } from '../layers/layers.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'
import { claimUnder, endedClaim, isRejection } from './claim-under.js'
import { refusalWhereOver } from './over.js'
import type { WarrantyDecision } from './warranty-decision.js'

type Choice = ChooseRemedy['data']

/** At any time before the claim is made good: the sooner the better. */
export const informAboutRemedies = ({ data }: InformAboutRemedies, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.informedAt)
  if (isRejection(claim)) return reject(claim)
  const told = ({ choice, extensionTold, channel, informedAt }: InformAboutRemedies['data']) => ({
    choice,
    extensionTold,
    channel,
    informedAt,
  })
  if (claim.explanations.some((known) => sameContent(told(known), told(data)))) return alreadyDone
  const ended = endedClaim(claim)
  if (ended !== undefined) return reject(ended)
  if (claim.given !== undefined) return reject({ reason: 'RemedyAlreadyGiven' })
  return accept([{ type: 'RemedyChoiceExplained', data }])
}

/** One remedy at a time: another one only once a repair failed, it can't be done, or the purchase did not hold the unit. */
export const chooseRemedy = ({ data }: ChooseRemedy, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.chosenAt)
  if (isRejection(claim)) return reject(claim)
  if (isRepeated(claim, data)) return alreadyDone
  const against = endedClaim(claim) ?? underWay(claim, data)
  if (against !== undefined) return reject(against)
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const approval = approvalOf(claim)
  const layer = warranty.layers.find(({ layerId }) => layerId === approval?.data.layerId)
  if (approval === undefined || layer === undefined) return reject({ reason: 'ClaimNotApproved' })

  const failedRepairs = repairsThatDidNotHold(warranty.claims, claim)
  const unfit =
    remedyAgainst(data, { layer, failedRepairs, warranty }) ?? informationAgainst(data, claim, layer, warranty)
  if (unfit !== undefined) return reject(unfit)
  return accept([chosen(data, claim, layer, warranty, failedRepairs)])
}

const isRepeated = ({ choices }: Claim, data: Choice): boolean => {
  const asked = ({ remedy, chosenBy, excused, reduction, chosenAt }: Omit<Choice, 'warrantyId' | 'claimId'>) => ({
    remedy,
    chosenBy,
    excused,
    reduction,
    chosenAt,
  })
  return choices.some((known) => sameContent(asked(known), asked(data)))
}

/** While a return case gives the price back nothing else is chosen: that is cancelled first. */
const underWay = ({ given, remedy, attempts }: Claim, { excused = [] }: Choice): ClaimRejection | undefined => {
  if (given !== undefined) return { reason: 'RemedyAlreadyGiven' }
  if (remedy === undefined) return undefined
  const { chosen: current } = remedy
  const hasFailed = inTermsOf[current.remedy] === 'repair' && attempts.at(-1)?.repair.type === 'RepairFailed'
  const isImpossible =
    needsUnit(current.remedy) &&
    excused.some(({ remedy: which, because }) => which === inTermsOf[current.remedy] && because === 'impossible')
  return hasFailed || isImpossible ? undefined : { reason: 'RemedyAlreadyChosen', remedy: current.remedy }
}

const remedyAgainst = (
  data: Choice,
  facts: { readonly layer: Layer; readonly failedRepairs: number; readonly warranty: Warranty },
): ClaimRejection | undefined => {
  const { remedy, chosenBy, excused = [], reduction } = data
  const { layer, failedRepairs, warranty } = facts
  if (rejectsAtOnce(data, layer, warranty)) return undefined
  const asked = inTermsOf[remedy]
  const offered = offeredBy(layer, warranty)
  const mayAsk = mayEscalate(facts) && (asked === 'replacement' || asked === 'refund')
  if (!offered.includes(asked) && !mayAsk) return { reason: 'RemedyNotOffered', offered }
  const [first] = owedBefore(asked, { ...facts, excused })
  if (first !== undefined) {
    const { maxRepairAttempts } = layer.terms
    return {
      reason: 'RepairStillOwed',
      first,
      failedRepairs,
      ...(maxRepairAttempts === undefined ? {} : { maxRepairAttempts }),
    }
  }
  const other = ALTERNATIVE[remedy]
  const isFree =
    chosenBy === 'customer' ||
    layer.terms.kind !== 'statutory' ||
    (needsUnit(remedy) &&
      (!offered.includes(other) || excused.some((excuse) => excuse.remedy === other && excuse.because !== 'refused')))
  if (!isFree) return { reason: 'CustomerChooses', other }
  return remedy === 'price-reduction' && (reduction === undefined || reduction.amountMinor <= 0n)
    ? { reason: 'ReductionMissing' }
    : undefined
}

/** What stands beside a remedy, where the law leaves the choice to the customer. */
const ALTERNATIVE = {
  repair: 'replacement',
  'replace-part': 'replacement',
  'replace-unit': 'repair',
  refund: 'price-reduction',
  'price-reduction': 'refund',
} as const satisfies Record<ClaimRemedy, Remedy>

/** Owed where a repair makes the seller's liability longer: who does not know that can't choose. */
const informationAgainst = (
  { chosenAt }: Choice,
  { explanations }: Claim,
  { terms }: Layer,
  { registered: { conformity } }: Warranty,
): ClaimRejection | undefined => {
  if (terms.kind !== 'statutory' || conformity?.repairExtension === undefined) return undefined
  const told = explanations.filter(({ informedAt }) => informedAt <= chosenAt)
  const isChoiceTold = told.some(({ choice }) => choice.includes('repair') && choice.includes('replacement'))
  const isExtensionTold = told.some(({ extensionTold }) => extensionTold)
  const missing = [...(isChoiceTold ? [] : (['choice'] as const)), ...(isExtensionTold ? [] : (['extension'] as const))]
  return missing.length === 0 ? undefined : { reason: 'InformationDuty', missing }
}

const chosen = (data: Choice, claim: Claim, layer: Layer, warranty: Warranty, failedRepairs: number): RemedyChosen => {
  const { warrantyId, claimId, remedy, chosenBy, excused, reduction, chosenAt } = data
  const { unit } = warranty.registered
  const current = claim.remedy?.chosen
  const holdsUnit = needsUnit(remedy) && unit !== undefined
  const kept = holdsUnit ? current?.reservationId : undefined
  const reservationId = kept ?? claimReservationId(claimId, claim.spentReservations.length)
  const priceRound = claim.choices.filter(({ returnCaseId }) => returnCaseId !== undefined).length
  return {
    type: 'RemedyChosen',
    data: {
      warrantyId,
      claimId,
      layerId: layer.layerId,
      remedy,
      chosenBy,
      informedOfExtension: claim.explanations.some(
        ({ extensionTold, informedAt }) => extensionTold && informedAt <= chosenAt,
      ),
      ...(excused === undefined ? {} : { excused }),
      ...(reduction === undefined ? {} : { reduction }),
      failedRepairs,
      ...(current === undefined ? {} : { insteadOf: current.remedy }),
      ...(unit === undefined ? {} : { unit }),
      ...(holdsUnit ? { reservationId } : {}),
      ...(holdsUnit || current?.reservationId === undefined ? {} : { releasedReservationId: current.reservationId }),
      ...(needsUnit(remedy) ? {} : { returnCaseId: returnCaseIdOfClaim(claimId, priceRound) }),
      trace: [
        ruleApplied(
          'order-of-remedies',
          {
            layerId: layer.layerId,
            remedy: inTermsOf[remedy],
            offered: offeredBy(layer, warranty).join(', '),
            excused: excused?.map((one) => `${one.remedy}: ${one.because}`).join(', '),
            failedRepairs,
            maxRepairAttempts: layer.terms.maxRepairAttempts,
          },
          orderOutcome(data, layer, warranty, failedRepairs),
          termsRefOf(layer, warranty),
        ),
      ],
      chosenAt,
    },
  }
}

const orderOutcome = (data: Choice, layer: Layer, warranty: Warranty, failedRepairs: number): string => {
  if (rejectsAtOnce(data, layer, warranty)) return 'rejected-at-once'
  return mayEscalate({ layer, failedRepairs, warranty }) ? 'repair-limit-reached' : 'in-order'
}
