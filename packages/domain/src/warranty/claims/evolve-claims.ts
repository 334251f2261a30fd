import type { ClaimId } from '../claim-id.js'
import type { ClaimEvent, ClaimOpened, RemedyChosen, RepairCompleted, RepairFailed } from '../events/claims.js'
import type { ProductHandedBack, ProductTakenIntoCustody } from '../events/custody.js'
import type { WarrantyEvent } from '../events.js'
import { type Claim, type Claims, countsAgainstLimits } from './claims.js'
import { isClaimEvent } from './is-claim-event.js'

/** Of every event of the warranty those count that tell of a claim. Total: what happened is taken as it is told. */
export const evolveClaims = (claims: Claims, event: WarrantyEvent): Claims => {
  if (isClaimEvent(event)) return evolveByClaimEvent(claims, event)
  if (event.type === 'ProductTakenIntoCustody' || event.type === 'ProductHandedBack') {
    const { claimId } = event.data
    return claimId === undefined ? claims : withClaim(claims, claimId, (claim) => inCustody(claim, event))
  }
  return claims
}

const evolveByClaimEvent = (claims: Claims, event: ClaimEvent): Claims => {
  switch (event.type) {
    case 'ClaimOpened':
      return { ...claims, claims: [...claims.claims, openedClaim(event)] }
    case 'ClaimRefused': {
      const { description: _, ...refused } = event.data
      return { ...claims, refused: [...claims.refused, refused] }
    }
    case 'ClaimEvidenceAskedFor':
    case 'ClaimEvidenceSubmitted':
    case 'ClaimApproved':
    case 'ClaimPartlyApproved':
    case 'ClaimRejected':
    case 'ClaimRedirected':
    case 'ClaimAppealed':
    case 'RemedyChoiceExplained':
    case 'RemedyChosen':
    case 'ClaimUnitHeld':
    case 'ClaimUnitRefused':
    case 'PartReplaced':
    case 'RepairCompleted':
    case 'RepairFailed':
    case 'UnitReplaced':
    case 'PriceRemedyGiven':
    case 'ClaimWithdrawn':
    case 'ClaimClosed':
      return withEvent(claims, event)
  }
}

type EventOfClaim = Exclude<ClaimEvent, { readonly type: 'ClaimOpened' | 'ClaimRefused' }>

const withEvent = (claims: Claims, event: EventOfClaim): Claims =>
  withClaim(claims, event.data.claimId, (claim) => evolveClaim(claim, event))

const withClaim = (known: Claims, claimId: ClaimId, change: (claim: Claim) => Claim): Claims => {
  const claims = known.claims.map((claim) => (claim.claimId === claimId ? change(claim) : claim))
  return { ...known, claims, countedClaims: known.carriedClaims + claims.filter(countsAgainstLimits).length }
}

const openedClaim = ({ data }: ClaimOpened): Claim => {
  const { description: _, ...opened } = data
  return {
    claimId: data.claimId,
    opened,
    phase: 'opened',
    asks: [],
    submissions: [],
    verdicts: [],
    appeals: [],
    explanations: [],
    choices: [],
    unitRefusals: [],
    spentReservations: [],
    replacedParts: [],
    attempts: [],
    custody: { openIds: [] },
  }
}

const evolveClaim = (claim: Claim, event: EventOfClaim): Claim => {
  switch (event.type) {
    case 'ClaimEvidenceAskedFor':
      return { ...claim, phase: 'awaiting-evidence', asks: [...claim.asks, event.data] }
    case 'ClaimEvidenceSubmitted':
      return { ...claim, phase: 'assessing', submissions: [...claim.submissions, event.data] }
    case 'ClaimApproved':
      return { ...claim, phase: 'approved', verdicts: [...claim.verdicts, event] }
    case 'ClaimPartlyApproved':
      return { ...claim, phase: 'partly-approved', verdicts: [...claim.verdicts, event] }
    case 'ClaimRejected':
      return { ...claim, phase: 'rejected', verdicts: [...claim.verdicts, event] }
    case 'ClaimRedirected':
      return { ...claim, phase: 'redirected', verdicts: [...claim.verdicts, event] }
    case 'ClaimAppealed': {
      const { grounds: _, ...appeal } = event.data
      return { ...claim, phase: 'assessing', appeals: [...claim.appeals, appeal] }
    }
    case 'RemedyChoiceExplained':
      return { ...claim, explanations: [...claim.explanations, event.data] }
    case 'RemedyChosen':
      return chosen(claim, event)
    case 'ClaimUnitHeld':
      return claim.remedy === undefined ? claim : { ...claim, remedy: { ...claim.remedy, held: event.data } }
    case 'ClaimUnitRefused': {
      const { remedy, ...rest } = claim
      return {
        ...rest,
        unitRefusals: [...claim.unitRefusals, event.data],
        spentReservations: spent(claim, remedy?.chosen.reservationId),
      }
    }
    case 'PartReplaced':
      return { ...claim, replacedParts: [...claim.replacedParts, event.data] }
    case 'RepairCompleted':
      return { ...attempted(claim, event), given: event }
    case 'RepairFailed':
      return attempted(claim, event)
    case 'UnitReplaced':
    case 'PriceRemedyGiven':
      return { ...claim, given: event }
    case 'ClaimWithdrawn':
      return { ...claim, withdrawn: event.data }
    case 'ClaimClosed':
      return { ...claim, closed: event.data }
  }
}

/** A hold goes over to what is chosen instead, where that needs the unit as well. */
const chosen = (claim: Claim, { data }: RemedyChosen): Claim => {
  const { remedy } = claim
  const isKept = remedy?.chosen.reservationId !== undefined && remedy.chosen.reservationId === data.reservationId
  return {
    ...claim,
    choices: [...claim.choices, data],
    remedy: { chosen: data, ...(isKept && remedy.held !== undefined ? { held: remedy.held } : {}) },
    spentReservations: isKept ? claim.spentReservations : spent(claim, remedy?.chosen.reservationId),
  }
}

const spent = (
  { spentReservations }: Claim,
  reservationId: RemedyChosen['data']['reservationId'],
): Claim['spentReservations'] =>
  reservationId === undefined || spentReservations.includes(reservationId)
    ? spentReservations
    : [...spentReservations, reservationId]

const attempted = (claim: Claim, repair: RepairCompleted | RepairFailed): Claim => ({
  ...claim,
  attempts: [...claim.attempts, { repair, parts: claim.replacedParts }],
  replacedParts: [],
})

const inCustody = (claim: Claim, { type, data }: ProductTakenIntoCustody | ProductHandedBack): Claim =>
  type === 'ProductTakenIntoCustody'
    ? { ...claim, custody: { ...claim.custody, openIds: [...claim.custody.openIds, data.custodyId] } }
    : {
        ...claim,
        custody: {
          openIds: claim.custody.openIds.filter((custodyId) => custodyId !== data.custodyId),
          handedBackAt: data.handedBackAt,
        },
      }
