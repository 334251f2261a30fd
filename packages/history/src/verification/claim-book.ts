import type { ClaimPartlyApproved, WarrantyEvent } from '@aftersale/domain/events'
import { eventsCalled } from './events-called.js'

/** All that a claim is held against. */
interface ClaimTold {
  readonly isRefused: boolean
  verdict: string | undefined
  layerId: string | undefined
  coverLimit: ClaimPartlyApproved['data']['coverLimit'] | undefined
  chosen: { readonly remedy: string; readonly needsUnit: boolean } | undefined
  isHeld: boolean
  chargedMinor: bigint
  madeGoodBy: string | undefined
  endedBy: string | undefined
}

const begins = eventsCalled(['WarrantyRegistered', 'WarrantyLayerAdded', 'ClaimOpened', 'ClaimRefused'])
const goesOn = eventsCalled([
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

type Beginning = Extract<
  WarrantyEvent,
  { readonly type: 'WarrantyRegistered' | 'WarrantyLayerAdded' | 'ClaimOpened' | 'ClaimRefused' }
>
type Work = Extract<WarrantyEvent, { readonly type: 'RepairCompleted' | 'RepairFailed' | 'UnitReplaced' }>['data']

/** What can't have happened to claims: above all that one failure is made good twice, or covered work is billed. */
export const claimBook = (): ((event: WarrantyEvent) => ReadonlyArray<string>) => {
  const claims = new Map<string, ClaimTold>()
  /** Of each layer, in minor units by currency. */
  const fees = new Map<string, ReadonlyMap<string, bigint>>()
  const noteFees = ({ layerId, serviceFees = [] }: Layer): void => {
    fees.set(layerId, new Map(serviceFees.map(({ amountMinor, currency }) => [currency, amountMinor])))
  }

  /** Free but for the fee of the layer, once a claim, and what is above the limit; what did not help is free. */
  const billed = (claim: ClaimTold, { costMinor, chargedMinor, currency }: Work, helped: boolean) => {
    const fee = fees.get(claim.layerId ?? '')?.get(currency) ?? 0n
    const above = claim.coverLimit === undefined ? 0n : atLeastNothing(costMinor - claim.coverLimit.amountMinor)
    const allowed = helped ? atLeastNothing(fee + above - claim.chargedMinor) : 0n
    claim.chargedMinor += chargedMinor
    return chargedMinor > allowed ? [`${chargedMinor} is charged, of which ${allowed} may be`] : []
  }

  const begun = (event: Beginning): ReadonlyArray<string> => {
    switch (event.type) {
      case 'WarrantyRegistered':
        for (const layer of event.data.layers) noteFees(layer)
        return []
      case 'WarrantyLayerAdded':
        noteFees(event.data.layer)
        return []
      case 'ClaimOpened':
      case 'ClaimRefused': {
        const { claimId } = event.data
        const isNew = !claims.has(claimId)
        claims.set(claimId, reported(event.type === 'ClaimRefused'))
        return isNew ? [] : [`claim ${claimId} was reported before`]
      }
    }
  }

  return (event) => {
    if (begins(event)) return begun(event)
    if (!goesOn(event)) return []
    const { claimId } = event.data
    const claim = claims.get(claimId)
    if (claim === undefined) return [`claim ${claimId} was never reported`]
    const faults = claim.isRefused ? [`claim ${claimId} was refused`] : []
    switch (event.type) {
      case 'ClaimApproved':
      case 'ClaimPartlyApproved':
      case 'ClaimRejected':
      case 'ClaimRedirected':
        claim.verdict = event.type
        claim.layerId = event.data.layerId
        claim.coverLimit = event.type === 'ClaimPartlyApproved' ? event.data.coverLimit : undefined
        return faults
      case 'ClaimAppealed': {
        const hadVerdict = claim.verdict !== undefined
        claim.verdict = undefined
        return [...faults, ...(hadVerdict ? [] : [`claim ${claimId} was not decided`])]
      }
      case 'RemedyChosen': {
        const isGranted = claim.verdict === 'ClaimApproved' || claim.verdict === 'ClaimPartlyApproved'
        const { remedy, reservationId } = event.data
        claim.chosen = { remedy, needsUnit: reservationId !== undefined }
        return [...faults, ...(isGranted ? [] : [`claim ${claimId} was not approved`])]
      }
      case 'ClaimUnitHeld': {
        claim.isHeld = true
        return [...faults, ...(claim.chosen?.needsUnit === true ? [] : [`claim ${claimId} asked for no unit`])]
      }
      case 'ClaimUnitRefused':
        claim.chosen = undefined
        return faults
      case 'RepairCompleted':
      case 'RepairFailed': {
        const helped = event.type === 'RepairCompleted'
        return [
          ...faults,
          ...undone(claimId, claim, helped ? 'a repair' : undefined, ['repair', 'replace-part']),
          ...billed(claim, event.data, helped),
        ]
      }
      case 'UnitReplaced':
        return [
          ...faults,
          ...undone(claimId, claim, 'another unit', ['replace-unit']),
          ...billed(claim, event.data, true),
        ]
      case 'PriceRemedyGiven':
        return [...faults, ...undone(claimId, claim, 'money', ['price-reduction', 'refund'])]
      case 'ClaimWithdrawn':
      case 'ClaimClosed': {
        const before = claim.endedBy
        claim.endedBy = event.type
        return [...faults, ...(before === undefined ? [] : [`claim ${claimId} was ended by ${before}`])]
      }
    }
  }
}

type Layer = Extract<WarrantyEvent, { readonly type: 'WarrantyLayerAdded' }>['data']['layer']

const reported = (isRefused: boolean): ClaimTold => ({
  isRefused,
  verdict: undefined,
  layerId: undefined,
  coverLimit: undefined,
  chosen: undefined,
  isHeld: false,
  chargedMinor: 0n,
  madeGoodBy: undefined,
  endedBy: undefined,
})

const atLeastNothing = (minor: bigint): bigint => (minor < 0n ? 0n : minor)

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
