import type { WarrantyEvent } from '@aftersale/domain/events'
import { eventsCalled } from './events-called.js'

const concerns = eventsCalled([
  'ClaimApproved',
  'ClaimPartlyApproved',
  'ClaimRejected',
  'ClaimRedirected',
  'ClaimAppealed',
  'RemedyChosen',
  'ClaimUnitHeld',
  'ClaimUnitRefused',
  'RepairCompleted',
  'RepairFailed',
  'UnitReplaced',
  'PriceRemedyGiven',
  'ClaimWithdrawn',
  'ClaimClosed',
])

/** All that a claim is held against. */
interface ClaimTold {
  isRefused: boolean
  /** The layers that answer, of an approval the one that pays. */
  verdict: string | undefined
  chosen: { readonly remedy: string; readonly needsUnit: boolean } | undefined
  isHeld: boolean
  madeGoodBy: string | undefined
  endedBy: string | undefined
}

/** What can't have happened to a claim: above all that one failure is made good twice, or covered work is charged beyond its cost. */
export const claimBook = (): ((event: WarrantyEvent) => ReadonlyArray<string>) => {
  const claims = new Map<string, ClaimTold>()

  return (event) => {
    if (!('claimId' in event.data) || event.data.claimId === undefined) return []
    const { claimId } = event.data
    const known = claims.get(claimId)
    if (event.type === 'ClaimOpened' || event.type === 'ClaimRefused') {
      claims.set(claimId, {
        isRefused: event.type === 'ClaimRefused',
        verdict: undefined,
        chosen: undefined,
        isHeld: false,
        madeGoodBy: undefined,
        endedBy: undefined,
      })
      return known === undefined ? [] : [`claim ${claimId} was reported before`]
    }
    if (known === undefined) return [`claim ${claimId} was never reported`]
    return [
      ...(known.isRefused ? [`claim ${claimId} was refused`] : []),
      ...(known.endedBy !== undefined && endings.has(event.type)
        ? [`claim ${claimId} was ended by ${known.endedBy}`]
        : []),
      ...toldOf(claimId, known, event),
    ]
  }
}

const endings: ReadonlySet<string> = new Set(['ClaimWithdrawn', 'ClaimClosed'])

const toldOf = (claimId: string, claim: ClaimTold, event: WarrantyEvent): ReadonlyArray<string> => {
  if (!concerns(event)) return []
  switch (event.type) {
    case 'ClaimApproved':
    case 'ClaimPartlyApproved':
    case 'ClaimRejected':
    case 'ClaimRedirected':
      claim.verdict = event.type
      return []
    case 'ClaimAppealed': {
      const hadVerdict = claim.verdict !== undefined
      claim.verdict = undefined
      return hadVerdict ? [] : [`claim ${claimId} was not decided`]
    }
    case 'RemedyChosen': {
      const isGranted = claim.verdict === 'ClaimApproved' || claim.verdict === 'ClaimPartlyApproved'
      const { remedy, reservationId } = event.data
      claim.chosen = { remedy, needsUnit: reservationId !== undefined }
      return isGranted ? [] : [`claim ${claimId} was not approved`]
    }
    case 'ClaimUnitHeld':
      claim.isHeld = true
      return claim.chosen?.needsUnit === true ? [] : [`claim ${claimId} asked for no unit`]
    case 'ClaimUnitRefused':
      claim.chosen = undefined
      return []
    case 'RepairCompleted':
    case 'RepairFailed': {
      const { costMinor, chargedMinor } = event.data
      return [
        ...undone(claimId, claim, event.type === 'RepairCompleted' ? 'a repair' : undefined, [
          'repair',
          'replace-part',
        ]),
        ...(chargedMinor > costMinor ? [`${chargedMinor} is charged for what cost ${costMinor}`] : []),
      ]
    }
    case 'UnitReplaced':
      return undone(claimId, claim, 'another unit', ['replace-unit'])
    case 'PriceRemedyGiven':
      return undone(claimId, claim, 'money', ['price-reduction', 'refund'])
    case 'ClaimWithdrawn':
    case 'ClaimClosed':
      claim.endedBy = event.type
      return []
  }
}

/** It was chosen, the unit is the claim's where it has to be, and nothing made it good before. */
const undone = (
  claimId: string,
  claim: ClaimTold,
  by: string | undefined,
  remedies: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const { chosen, isHeld, madeGoodBy } = claim
  if (by !== undefined) claim.madeGoodBy ??= by
  return [
    ...(chosen === undefined
      ? [`no remedy was chosen for claim ${claimId}`]
      : remedies.includes(chosen.remedy)
        ? []
        : [`${chosen.remedy} was chosen for claim ${claimId}`]),
    ...(chosen?.needsUnit === true && !isHeld ? [`its purchase never held the unit for claim ${claimId}`] : []),
    ...(madeGoodBy === undefined ? [] : [`claim ${claimId} was made good by ${madeGoodBy} before`]),
  ]
}
