import {
  type ClaimEvent,
  type ClaimOpened,
  type ClaimRefused,
  type DomainEvent,
  occurredAtOf,
  type WarrantyRegistered,
} from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { type Moment, momentAt } from '../moment.js'
import type { ClaimFact, ClaimVerdict } from './claim-fact.js'

const concerns = eventsCalled([
  'WarrantyRegistered',
  'ClaimOpened',
  'ClaimRefused',
  'ClaimApproved',
  'ClaimPartlyApproved',
  'ClaimRejected',
  'ClaimRedirected',
  'ClaimAppealed',
  'RemedyChoiceExplained',
  'RemedyChosen',
  'ClaimUnitRefused',
  'RepairCompleted',
  'RepairFailed',
  'UnitReplaced',
  'PriceRemedyGiven',
  'ClaimWithdrawn',
  'ClaimClosed',
])

/** One row a claim, in the order in which they were reported. What was never reported is an incomplete row. */
export interface ClaimFacts extends Fold<ClaimFact> {
  /** Those of one warranty, in the same order. */
  readonly ofWarranty: (warrantyId: string) => ReadonlyArray<ClaimFact>
}

export const claimFacts = (): ClaimFacts => {
  const warranties = new Map<string, WarrantyRegistered['data']>()
  const claims = new Map<string, Map<string, Claim>>()
  const claimOf = (warrantyId: string, claimId: string, heardOf: Moment): Claim => {
    const ofWarranty = claims.get(warrantyId) ?? new Map<string, Claim>()
    claims.set(warrantyId, ofWarranty)
    const known = ofWarranty.get(claimId)
    if (known !== undefined) return known
    const claim: Claim = { heardOf, explained: none(), chosen: none(), repairs: none() }
    ofWarranty.set(claimId, claim)
    return claim
  }
  const rowsOf = (warrantyId: string): ReadonlyArray<ClaimFact> =>
    [...(claims.get(warrantyId) ?? [])].map(([claimId, claim]) =>
      rowOf(claimId, warrantyId, claim, warranties.get(warrantyId)),
    )
  const inOrder = (rows: ReadonlyArray<ClaimFact>): ReadonlyArray<ClaimFact> =>
    inTime(
      rows,
      ({ reported }) => reported.at,
      ({ claimId }) => claimId,
    )
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      if (event.type === 'WarrantyRegistered') {
        if (!warranties.has(event.data.warrantyId)) warranties.set(event.data.warrantyId, event.data)
        return
      }
      const moment = momentAt(occurredAtOf(event), eventId)
      tell(claimOf(event.data.warrantyId, event.data.claimId, moment), event, moment)
    },
    ofWarranty: (warrantyId) => inOrder(rowsOf(warrantyId)),
    facts: () => inOrder([...claims.keys()].flatMap(rowsOf)),
  }
}

type Concerning = Exclude<Extract<DomainEvent, ClaimEvent>, { readonly type: Untold }>
/** Of no row. */
type Untold = 'ClaimEvidenceAskedFor' | 'ClaimEvidenceSubmitted' | 'ClaimUnitHeld' | 'PartReplaced'

/** All that was told of one claim, in the order in which it was heard of. */
interface Claim {
  readonly heardOf: Moment
  reported?: Moment & { readonly data: (ClaimOpened | ClaimRefused)['data'] }
  refused?: NonNullable<ClaimFact['refused']>
  verdict?: ClaimVerdict
  appealed?: Moment
  explained: ClaimFact['explained']
  chosen: ClaimFact['chosen']
  repairs: ClaimFact['repairs']
  replaced?: NonNullable<ClaimFact['replaced']>
  paid?: Moment
  withdrawn?: Moment
  closed?: NonNullable<ClaimFact['closed']>
}

const tell = (claim: Claim, event: Concerning, moment: Moment): void => {
  switch (event.type) {
    case 'ClaimOpened':
      claim.reported ??= { ...moment, data: event.data }
      return
    case 'ClaimRefused':
      claim.reported ??= { ...moment, data: event.data }
      claim.refused ??= { ...moment, reasons: event.data.reasons }
      return
    case 'ClaimApproved':
      return judge(claim, 'approved', event.data, moment)
    case 'ClaimPartlyApproved':
      return judge(claim, 'partly-approved', event.data, moment)
    case 'ClaimRejected':
      return judge(claim, 'rejected', event.data, moment)
    case 'ClaimRedirected':
      return judge(claim, 'redirected', { ...event.data, obligor: { party: event.data.toParty } }, moment)
    case 'ClaimAppealed':
      claim.appealed = moment
      return
    case 'RemedyChoiceExplained':
      claim.explained = appended(claim.explained, { ...moment, extensionTold: event.data.extensionTold })
      return
    case 'RemedyChosen': {
      const { remedy, layerId, informedOfExtension } = event.data
      claim.chosen = appended(claim.chosen, { ...moment, remedy, layerId, extensionTold: informedOfExtension })
      return
    }
    case 'ClaimUnitRefused':
      // It could not be done: something else is chosen, or nothing.
      claim.chosen = claim.chosen.slice(0, -1)
      return
    case 'RepairCompleted':
    case 'RepairFailed': {
      const { costMinor, chargedMinor, currency } = event.data
      const helped = event.type === 'RepairCompleted'
      claim.repairs = appended(claim.repairs, { ...moment, helped, costMinor, chargedMinor, currency })
      return
    }
    case 'UnitReplaced':
      claim.replaced ??= { ...moment, byWarrantyId: event.data.newWarrantyId, byAssetId: event.data.newAssetId }
      return
    case 'PriceRemedyGiven':
      claim.paid ??= moment
      return
    case 'ClaimWithdrawn':
      claim.withdrawn ??= moment
      return
    case 'ClaimClosed':
      claim.closed ??= { ...moment, outcome: event.data.outcome }
      return
  }
}

const judge = (
  claim: Claim,
  verdict: ClaimVerdict['verdict'],
  { layerId, obligor }: { readonly layerId: string; readonly obligor: { readonly party: ClaimVerdict['party'] } },
  moment: Moment,
): void => {
  delete claim.appealed
  claim.verdict = { ...moment, verdict, layerId, party: obligor.party }
}

const rowOf = (
  claimId: string,
  warrantyId: string,
  { heardOf, reported, ...told }: Claim,
  warranty: WarrantyRegistered['data'] | undefined,
): ClaimFact => ({
  claimId,
  warrantyId,
  failureMode: reported?.data.failureMode ?? 'unknown',
  reported: reported === undefined ? heardOf : { at: reported.at, eventId: reported.eventId },
  partyClarified: reported?.data.responsiblePartyClarified ?? false,
  ...told,
  circumstances: {
    assetId: warranty?.assetId,
    customerId: warranty?.customerId,
    purchaseId: warranty?.unit?.purchaseId,
    channel: reported?.data.channel,
    category: reported?.data.failureMode,
    toldBy: { opening: reported?.eventId ?? heardOf.eventId },
  },
  ...((reported === undefined || warranty === undefined) && { exclusion: 'incomplete' as const }),
})
