import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { type BurdenOfProof, burdenOfProof } from '../claims/burden.js'
import { termsRefOf } from '../claims/claim-rule.js'
import type { Claim } from '../claims/claims.js'
import { approvedOn } from '../claims/layer-usage.js'
import type { DecideCoverage } from '../commands/claims.js'
import type { Layer } from '../layers/layers.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'
import { claimUnder, endedClaim, isRejection } from './claim-under.js'
import { costAgainst } from './cover-limit.js'
import { refusalWhereOver } from './over.js'
import { groundsAgainst } from './verdict-grounds.js'
import type { WarrantyDecision } from './warranty-decision.js'

type Verdict = DecideCoverage['data']

/** Once for a claim and a layer; after an appeal again. What a layer rejected another that answers may still make good. */
export const decideCoverage = ({ data }: DecideCoverage, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.decidedAt)
  if (isRejection(claim)) return reject(claim)
  if (isRepeated(claim, data)) return alreadyDone
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const layer = warranty.layers.find(({ layerId }) => layerId === data.layerId)
  const answering = claim.opened.layerIds
  if (layer === undefined || !answering.includes(data.layerId)) {
    return reject({ reason: 'LayerDoesNotAnswer', layerId: data.layerId, answering })
  }
  const proof = burdenOfProof(claim, layer, warranty)
  const against =
    decidedFor(claim, data) ??
    evidenceAwaited(claim, data) ??
    groundsAgainst(data, { claim, layer, warranty, proof }) ??
    partyAgainst(data, layer) ??
    limitAgainst(data, claim, layer, warranty) ??
    costAgainst(data, layer, warranty)
  if (against !== undefined) return reject(against)

  const verdict = verdictOn(data, layer, warranty, proof)
  const { decision, estimate, coverLimit, redirectTo, customerAgreed } = data
  const estimated = estimate === undefined ? {} : { estimate }
  switch (decision) {
    case 'approve':
      return accept([{ type: 'ClaimApproved', data: { ...verdict, ...estimated } }])
    case 'partly':
      return coverLimit === undefined
        ? reject({ reason: 'CoverLimitMissing' })
        : accept([{ type: 'ClaimPartlyApproved', data: { ...verdict, ...citedIn(data), ...estimated, coverLimit } }])
    case 'reject':
      return accept([{ type: 'ClaimRejected', data: { ...verdict, ...citedIn(data) } }])
    case 'redirect': {
      if (redirectTo?.contact === undefined) return reject({ reason: 'ContactMissing' })
      const { party: toParty, contact } = redirectTo
      const redirected = { ...verdict, toParty, contact, customerAgreed: customerAgreed === true }
      return accept([{ type: 'ClaimRedirected', data: redirected }])
    }
  }
}

/** The same verdict as one that was given, told again: at its own time, or while it still holds at any. */
const isRepeated = ({ phase, verdicts }: Claim, data: Verdict): boolean => {
  const { layerId, reasons, provenBy, decidedBy } = data
  const asked = { layerId, reasons, provenBy, decidedBy, ...particularsOf(data) }
  return verdicts.some((verdict, index) => {
    const said = Object.fromEntries(Object.entries(verdict.data).filter(([field]) => !NOT_ASKED.has(field)))
    return (
      eventOf[data.decision] === verdict.type &&
      sameContent(said, asked) &&
      (verdict.data.decidedAt === data.decidedAt || (index === verdicts.length - 1 && isDecided(phase)))
    )
  })
}

/** What a verdict says that follows from the claim, and when it was given. */
const NOT_ASKED: ReadonlySet<string> = new Set(['warrantyId', 'claimId', 'obligor', 'burden', 'trace', 'decidedAt'])

/** What verdicts of one kind say beyond what every verdict says. */
const particularsOf = (data: Verdict): object => {
  const { decision, estimate, coverLimit, redirectTo, customerAgreed } = data
  switch (decision) {
    case 'approve':
      return { estimate }
    case 'partly':
      return { ...citedIn(data), estimate, coverLimit }
    case 'reject':
      return citedIn(data)
    case 'redirect':
      return { toParty: redirectTo?.party, contact: redirectTo?.contact, customerAgreed: customerAgreed === true }
  }
}

const eventOf = {
  approve: 'ClaimApproved',
  partly: 'ClaimPartlyApproved',
  reject: 'ClaimRejected',
  redirect: 'ClaimRedirected',
} as const

const isDecided = (phase: Claim['phase']): boolean =>
  phase === 'approved' || phase === 'partly-approved' || phase === 'rejected' || phase === 'redirected'

const decidedFor = (claim: Claim, { layerId }: Verdict): ClaimRejection | undefined => {
  const ended = endedClaim(claim)
  if (ended !== undefined) return ended
  const verdict = claim.verdicts.at(-1)
  if (verdict === undefined || !isDecided(claim.phase)) return undefined
  const rejectedBefore = claim.verdicts.some((one) => one.type === 'ClaimRejected' && one.data.layerId === layerId)
  return claim.phase === 'rejected' && !rejectedBefore
    ? undefined
    : { reason: 'ClaimAlreadyDecided', decidedAt: verdict.data.decidedAt }
}

/** Nothing is decided against a customer while what they were asked for may still come. */
const evidenceAwaited = ({ phase, asks }: Claim, { decision, decidedAt }: Verdict): ClaimRejection | undefined => {
  const asked = asks.at(-1)
  if (phase !== 'awaiting-evidence' || asked === undefined || decision === 'approve') return undefined
  const { askId, awaitedUntil } = asked
  return awaitedUntil !== undefined && awaitedUntil <= decidedAt
    ? undefined
    : { reason: 'EvidenceAwaited', askId, ...(awaitedUntil === undefined ? {} : { awaitedUntil }) }
}

/** By law the seller is liable: who claims by that layer goes to another party only if they want to. */
const partyAgainst = (
  { decision, redirectTo, customerAgreed }: Verdict,
  { layerId, terms }: Layer,
): ClaimRejection | undefined => {
  if (decision !== 'redirect') return undefined
  if (redirectTo?.party === terms.obligor.party) return { reason: 'RedirectedToItself' }
  return terms.kind === 'statutory' && customerAgreed !== true ? { reason: 'SellerAnswers', layerId } : undefined
}

const limitAgainst = (
  { decision }: Verdict,
  claim: Claim,
  { layerId, terms: { maxClaims } }: Layer,
  warranty: Warranty,
): ClaimRejection | undefined => {
  const isApproval = decision === 'approve' || decision === 'partly'
  return isApproval && maxClaims !== undefined && approvedOn(warranty, layerId, claim) >= maxClaims
    ? { reason: 'ClaimLimitReached', layerId, maxClaims }
    : undefined
}

const citedIn = ({ exclusion, condition, part }: Verdict) => ({
  ...(exclusion === undefined ? {} : { exclusion }),
  ...(condition === undefined ? {} : { condition }),
  ...(part === undefined ? {} : { part }),
})

/** What every verdict says. */
const verdictOn = (data: Verdict, layer: Layer, warranty: Warranty, { burden, presumedUntil }: BurdenOfProof) => {
  const { warrantyId, claimId, layerId, decision, reasons, provenBy, decidedBy, decidedAt } = data
  const policyRef = termsRefOf(layer, warranty)
  return {
    warrantyId,
    claimId,
    layerId,
    obligor: layer.terms.obligor,
    reasons,
    burden,
    ...(provenBy === undefined ? {} : { provenBy }),
    trace: [
      ruleApplied('burden-of-proof', { layerId, presumedUntil }, burden, warranty.registered.lawRef),
      ...reasons.map((reason) => ruleApplied('verdict', { layerId, reason, ...citedIn(data) }, decision, policyRef)),
    ],
    decidedBy,
    decidedAt,
  }
}
