import type { NonEmptyText } from '@aftersale/messages'
import { coverageOf } from '../../policy/warranty-terms/layer-coverage.js'
import type { BurdenOfProof } from '../claims/burden.js'
import type { CoverageReason, CoverageVerdict } from '../claims/claim-words.js'
import type { Claim } from '../claims/claims.js'
import { isProofTaken, whyNotBinding } from '../claims/conditions.js'
import type { DecideCoverage } from '../commands/claims.js'
import type { Layer } from '../layers/layers.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'
import { leftOfLimit } from './cover-limit.js'

type Verdict = DecideCoverage['data']

interface Judged {
  readonly claim: Claim
  readonly layer: Layer
  readonly warranty: Warranty
  readonly proof: BurdenOfProof
}

/** Why what a verdict rests on does not carry it. */
export const groundsAgainst = (data: Verdict, judged: Judged): ClaimRejection | undefined => {
  const { decision, reasons, provenBy = [] } = data
  if (reasons.length === 0) return { reason: 'NoReasonGiven' }
  const unknown = provenBy.find((evidenceId) => !isKnown(evidenceId, judged.claim))
  if (unknown !== undefined) return { reason: 'EvidenceUnknown', evidenceId: unknown }
  for (const given of reasons) {
    if (!FITTING[decision].has(given)) return { reason: 'ReasonDoesNotFit', given }
    const against = reasonAgainst(given, data, judged)
    if (against !== undefined) return against
  }
  return decision === 'partly' && !isPartGrounded(data, judged) ? { reason: 'NoReasonGiven' } : undefined
}

/** What leaves a part of the cost to the customer: something of the terms, or that no more is left of a limit of theirs. */
const isPartGrounded = ({ reasons, coverLimit }: Verdict, { layer, warranty }: Judged): boolean =>
  coverLimit === undefined ||
  reasons.some((reason) => OF_THE_TERMS.includes(reason)) ||
  coverLimit.amountMinor >= (leftOfLimit(layer, coverLimit.currency, warranty) ?? coverLimit.amountMinor + 1n)

const FOR_THE_CLAIM: ReadonlyArray<CoverageReason> = ['DefectConfirmed', 'DefectPresumed']
const OF_THE_TERMS: ReadonlyArray<CoverageReason> = ['ExcludedDamage', 'PartNotCovered', 'ConditionUnmet']
const OF_THE_FACTS: ReadonlyArray<CoverageReason> = [
  'NotProven',
  'EvidenceNotGiven',
  'NoFaultFound',
  'CausedByCustomer',
]

const FITTING: Readonly<Record<CoverageVerdict, ReadonlySet<CoverageReason>>> = {
  approve: new Set(FOR_THE_CLAIM),
  partly: new Set([...FOR_THE_CLAIM, ...OF_THE_TERMS]),
  reject: new Set([...OF_THE_TERMS, ...OF_THE_FACTS]),
  redirect: new Set(['OtherPartyResponsible']),
}

const reasonAgainst = (given: CoverageReason, data: Verdict, judged: Judged): ClaimRejection | undefined => {
  const { layer } = judged
  switch (given) {
    case 'DefectPresumed':
      return judged.proof.burden === 'seller' ? undefined : { reason: 'ReasonDoesNotFit', given }
    case 'NotProven':
    case 'EvidenceNotGiven':
      return burdenAgainst(given, judged)
    case 'CausedByCustomer':
    case 'NoFaultFound':
      return unprovenAgainst(given, data, judged)
    case 'ExcludedDamage':
      if (data.exclusion === undefined || !layer.terms.excluded.includes(data.exclusion)) {
        return { reason: 'ExclusionNotCited', excluded: layer.terms.excluded }
      }
      return unprovenAgainst(given, data, judged)
    case 'PartNotCovered':
      return partAgainst(data.part, layer) ?? unprovenAgainst(given, data, judged)
    case 'ConditionUnmet':
      return conditionAgainst(data, judged)
    case 'DefectConfirmed':
    case 'OtherPartyResponsible':
      return undefined
  }
}

/** While a defect is presumed to have been there, whoever says otherwise shows it; that nobody proved it is no reason. */
const burdenAgainst = (given: CoverageReason, { proof }: Judged): ClaimRejection | undefined =>
  proof.burden === 'seller' && proof.presumedUntil !== undefined
    ? { reason: 'BurdenOnSeller', presumedUntil: proof.presumedUntil, given }
    : undefined

const unprovenAgainst = (
  given: CoverageReason,
  { provenBy = [] }: Verdict,
  judged: Judged,
): ClaimRejection | undefined => (provenBy.length > 0 ? undefined : burdenAgainst(given, judged))

const partAgainst = (part: NonEmptyText | undefined, { terms }: Layer): ClaimRejection | undefined => {
  if (part === undefined) return { reason: 'PartIsCovered' }
  return coverageOf(terms, part) === 'covered' ? { reason: 'PartIsCovered', part } : undefined
}

const conditionAgainst = ({ condition }: Verdict, { claim, layer, warranty }: Judged): ClaimRejection | undefined => {
  const { conditions } = layer.terms
  if (condition === undefined || !conditions.includes(condition)) return { reason: 'ConditionNotInTerms', conditions }
  if (condition === 'receipt' && isBoughtShown(claim, layer)) {
    return { reason: 'ConditionNotBinding', condition, because: 'met' }
  }
  const because = whyNotBinding(condition, layer, warranty)
  return because === undefined ? undefined : { reason: 'ConditionNotBinding', condition, because }
}

/** By a proof that was verified, of a kind that the layer takes. */
const isBoughtShown = ({ opened, submissions }: Claim, { terms }: Layer): boolean =>
  [opened, ...submissions].some(({ proofs }) =>
    proofs.some(({ kind, verified }) => verified && isProofTaken(kind, terms)),
  )

const isKnown = (evidenceId: NonEmptyText, { opened, submissions, appeals }: Claim): boolean =>
  [opened, ...submissions, ...appeals].some(({ evidence }) => evidence.some((one) => one.evidenceId === evidenceId))
