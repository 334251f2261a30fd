import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { daysBetween } from '../../calendar/local-date.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { chargeAgainst } from '../claims/charges.js'
import { termsRefOf } from '../claims/claim-rule.js'
import type { Claim } from '../claims/claims.js'
import { claimedByLayer } from '../claims/layer-usage.js'
import type { ReplaceUnit } from '../commands/claims.js'
import type { UnitReplaced } from '../events/claims.js'
import type { WarrantySuperseded } from '../events/ending.js'
import { dayIn } from '../layers/calendar-bounds.js'
import { coverageOn } from '../layers/coverage-on.js'
import type { Layer } from '../layers/layers.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'
import { standing } from '../status-of.js'
import { claimUnder, endedClaim, isRejection } from './claim-under.js'
import { supersedeWarranty } from './ending.js'
import { refusalWhereOver } from './over.js'
import type { WarrantyDecision } from './warranty-decision.js'

type Replacement = ReplaceUnit['data']

/** The warranty of the old unit ends with it: what it hands on is what the new unit's is registered with. */
export const replaceUnit = (command: ReplaceUnit, warranty: Warranty): WarrantyDecision => {
  const { data } = command
  const claim = claimUnder(warranty, data, data.replacedAt)
  if (isRejection(claim)) return reject(claim)
  if (isRepeated(claim, data)) return alreadyDone
  const against = endedClaim(claim) ?? notReadyFor(claim)
  if (against !== undefined) return reject(against)
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const chosen = claim.remedy?.chosen
  const layer = warranty.layers.find(({ layerId }) => layerId === chosen?.layerId)
  if (chosen === undefined || layer === undefined) return reject({ reason: 'RemedyNotChosen' })
  const unfit = unitAgainst(data, warranty) ?? chargeAgainst(claim, layer, { ...data, helped: true })
  if (unfit !== undefined) return reject(unfit)

  const { warrantyId, newWarrantyId: byWarrantyId, newAssetId: byAssetId, termPolicy, replacedAt: supersededAt } = data
  const decision = supersedeWarranty(
    {
      type: 'SupersedeWarranty',
      data: { warrantyId, byWarrantyId, byAssetId, termPolicy, forLayerId: layer.layerId, supersededAt },
    },
    warranty,
  )
  if (E.isLeft(decision)) return decision
  const superseded = decision.right.find((event): event is WarrantySuperseded => event.type === 'WarrantySuperseded')
  if (superseded === undefined) return alreadyDone
  const carried = { ...superseded.data.carried, claimed: claimedByLayer(warranty, layer.layerId, data) }
  return accept([
    unitReplaced(data, { claim, layer, warranty, carried }),
    { ...superseded, data: { ...superseded.data, carried } },
  ])
}

const isRepeated = ({ given }: Claim, data: Replacement): boolean => {
  if (given?.type !== 'UnitReplaced') return false
  const told = ({ oldSerial, newSerial, newAssetId, newWarrantyId, termPolicy, ...rest }: Told) => {
    const { costMinor, chargedMinor, currency } = rest
    return { oldSerial, newSerial, newAssetId, newWarrantyId, termPolicy, costMinor, chargedMinor, currency }
  }
  return sameContent(told(given.data), told(data))
}

type Told = Omit<Replacement, 'warrantyId' | 'claimId' | 'replacedAt'>

const notReadyFor = ({ given, remedy }: Claim): ClaimRejection | undefined => {
  if (given !== undefined) return { reason: 'RemedyAlreadyGiven' }
  if (remedy === undefined) return { reason: 'RemedyNotChosen' }
  const { chosen, held } = remedy
  if (chosen.remedy !== 'replace-unit') return { reason: 'AnotherRemedyChosen', remedy: chosen.remedy }
  return chosen.reservationId !== undefined && held === undefined
    ? { reason: 'UnitNotHeld', reservationId: chosen.reservationId }
    : undefined
}

/** A unit with a serial is replaced by one with a serial: the faulty one's and the new one's are told, both. */
const unitAgainst = (
  { oldSerial, newSerial, newAssetId, newWarrantyId }: Replacement,
  { registered: { serial, assetId, warrantyId } }: Warranty,
): ClaimRejection | undefined => {
  const isTold = oldSerial !== undefined && newSerial !== undefined
  const hasSerial = serial !== undefined || oldSerial !== undefined || newSerial !== undefined
  if (hasSerial && !isTold) return { reason: 'SerialsMissing' }
  if (serial !== undefined && oldSerial !== serial) return { reason: 'SerialOfAnother', expected: serial }
  if (newSerial !== undefined && newSerial === oldSerial) return { reason: 'SerialUnchanged', serial: newSerial }
  return newAssetId === assetId || newWarrantyId === warrantyId ? { reason: 'ReplacedByItself' } : undefined
}

const unitReplaced = (
  data: Replacement,
  {
    claim,
    layer,
    warranty,
    carried,
  }: {
    readonly claim: Claim
    readonly layer: Layer
    readonly warranty: Warranty
    readonly carried: UnitReplaced['data']['carried']
  },
): UnitReplaced => {
  const { layerId, terms } = layer
  // With the days on which it stands still until now, where the product is in custody.
  const { layers } = coverageOn(standing(warranty), data.replacedAt)
  const term = layers.find((one) => one.layerId === layerId)?.term
  const replacedOn = dayIn(terms.zone, data.replacedAt)
  const left = term === undefined ? 0 : daysBetween(replacedOn, term.lastOn) + 1
  const { unit } = warranty.registered
  const reservationId = claim.remedy?.chosen.reservationId
  return {
    type: 'UnitReplaced',
    data: {
      ...data,
      layerId,
      carried,
      carriedRemainingDays: left < 0 ? 0 : left,
      carriedClaimCount: carried.claimCount,
      ...(unit === undefined ? {} : { unit }),
      ...(reservationId === undefined ? {} : { reservationId }),
      trace: [
        ruleApplied(
          'term-policy',
          {
            layerId,
            termPolicy: data.termPolicy.kind,
            atLeast: data.termPolicy.kind === 'longer-of' ? data.termPolicy.atLeast : undefined,
            replacedOn,
            lastOn: term?.lastOn,
          },
          data.termPolicy.kind,
          termsRefOf(layer, warranty),
        ),
      ],
    },
  }
}
