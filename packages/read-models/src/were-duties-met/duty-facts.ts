import type { ResponsiblePartyClarified, WarrantyRegistered } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { conditionsToShow, notShown } from '../binding-conditions.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { type Moment, momentAt } from '../moment.js'
import type { ClaimFact } from '../what-became-of-each-claim/claim-fact.js'
import type { ClaimFacts } from '../what-became-of-each-claim/claim-facts.js'
import type { DutyFact } from './duty-fact.js'

const concerns = eventsCalled(['WarrantyRegistered', 'WarrantyLayerAdded', 'ResponsiblePartyClarified'])

type LayerTerms = WarrantyRegistered['data']['layers'][number]

interface Warranty {
  readonly data: WarrantyRegistered['data']
  readonly eventId: string
  layers: ReadonlyArray<LayerTerms>
  clarified: ReadonlyArray<Moment & Pick<ResponsiblePartyClarified['data'], 'failureModes'>>
}

/** One row a duty, in the order in which they arose. `claims` is told of the same history before it is asked. */
export const dutyFacts = (claims: ClaimFacts): Fold<DutyFact> => {
  const warranties = new Map<string, Warranty>()
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      const known = warranties.get(event.data.warrantyId)
      switch (event.type) {
        case 'WarrantyRegistered':
          if (known !== undefined) return
          warranties.set(event.data.warrantyId, {
            data: event.data,
            eventId,
            layers: event.data.layers,
            clarified: none(),
          })
          return
        case 'WarrantyLayerAdded':
          if (known !== undefined) known.layers = appended(known.layers, event.data.layer)
          return
        case 'ResponsiblePartyClarified': {
          if (known === undefined) return
          const { failureModes, informedAt } = event.data
          known.clarified = appended(known.clarified, { ...momentAt(informedAt, eventId), failureModes })
          return
        }
      }
    },
    facts: () =>
      inTime(
        [
          ...[...warranties].flatMap(([warrantyId, warranty]) => conditionsOf(warrantyId, warranty)),
          ...claims.facts().flatMap((claim) => dutiesOf(claim, warranties.get(claim.warrantyId))),
        ],
        ({ arose }) => arose.at,
        ({ duty, warrantyId, claimId }) => `${duty} ${warrantyId} ${claimId ?? ''}`,
      ),
  }
}

/** Of a warranty without a purchase nobody can say what was shown before it; one that asks for nothing owes nothing. */
const conditionsOf = (warrantyId: string, { data, layers, eventId }: Warranty): ReadonlyArray<DutyFact> => {
  const { purchase, assetId, customerId, unit } = data
  const toShow = [...new Set(layers.flatMap(conditionsToShow))]
  if (purchase === undefined || toShow.length === 0) return []
  const missing = notShown(toShow, data)
  const bought = momentAt(purchase.purchasedAt, eventId)
  return [
    {
      duty: 'conditions',
      warrantyId,
      arose: bought,
      fellDue: bought,
      met: missing.length === 0 ? bought : undefined,
      metInTime: missing.length === 0,
      missing,
      circumstances: { assetId, customerId, purchaseId: unit?.purchaseId, toldBy: { opening: eventId } },
    },
  ]
}

const dutiesOf = (claim: ClaimFact, warranty: Warranty | undefined): ReadonlyArray<DutyFact> => {
  const { claimId, warrantyId, reported, circumstances, exclusion } = claim
  const common = { warrantyId, claimId, missing: none<string>(), circumstances, exclusion }
  const clarified = warranty?.clarified.filter(({ failureModes }) =>
    failureModes.some((one) => one === claim.failureMode),
  )
  const met = clarified?.reduce<Moment | undefined>(
    (first, { at, eventId }) => (first === undefined || at < first.at ? { at, eventId } : first),
    undefined,
  )
  const party: DutyFact = {
    duty: 'responsible-party',
    ...common,
    arose: reported,
    fellDue: reported,
    met,
    metInTime: claim.partyClarified,
  }
  const extension = extensionDuty(claim, warranty)
  return extension === undefined ? [party] : [party, { ...common, ...extension }]
}

/** Owed where a law makes the seller liable for longer after a repair, and its layer answers for the claim. */
const extensionDuty = (
  { verdict, explained, chosen }: ClaimFact,
  warranty: Warranty | undefined,
): Pick<DutyFact, 'duty' | 'arose' | 'fellDue' | 'met' | 'metInTime'> | undefined => {
  if (warranty?.data.conformity?.repairExtension === undefined) return undefined
  if (verdict === undefined || (verdict.verdict !== 'approved' && verdict.verdict !== 'partly-approved'))
    return undefined
  const layer = warranty.layers.find(({ layerId }) => layerId === verdict.layerId)
  if (layer?.kind !== 'statutory') return undefined
  const [first] = chosen
  const told = explained.find(({ extensionTold }) => extensionTold)
  const isInTime = first === undefined ? told !== undefined : first.extensionTold || (told?.at ?? Infinity) <= first.at
  const momentOf = (moment: Moment | undefined): Moment | undefined =>
    moment === undefined ? undefined : { at: moment.at, eventId: moment.eventId }
  return {
    duty: 'repair-extension',
    arose: { at: verdict.at, eventId: verdict.eventId },
    fellDue: momentOf(first),
    met: momentOf(told) ?? (first?.extensionTold === true ? momentOf(first) : undefined),
    metInTime: isInTime,
  }
}
