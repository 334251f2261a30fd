import { accept, alreadyDone, reject } from '@aftersale/decider'
import { commandHashOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { returnPolicyRefOf } from '../../policy/return-policy/return-policy.js'
import { distinctPolicyRefs } from '../../policy/rule-trace.js'
import type { StoreCreditId } from '../../store-credit/store-credit-id.js'
import { countOf, noUnits, overlap, type UnitRuns, union } from '../../units/index.js'
import { type CaseUnits, countOfUnits, isSamePlace, unitsInBoth } from '../case-units.js'
import type { ProposeSettlement } from '../commands/settlement.js'
import { contradictionIn } from '../settlement/confirmed-evidence.js'
import { drawOf } from '../settlement/fees.js'
import { idsInUse } from '../settlement/ids-in-use.js'
import { type LegBuilding, legsOf } from '../settlement/legs-proposed.js'
import { lineKey, type MoneyOfLegs, moneyOfLegs } from '../settlement/money-of-legs.js'
import type { SettlementComponent } from '../settlement/money-plan.js'
import type { ProposedLeg } from '../settlement/proposed-leg.js'
import { standingAgainst, unitsHeldOf } from '../settlement/settleable-units.js'
import type { SettlementLeg } from '../settlement/settlement-leg.js'
import type { SettlementRejection } from '../settlement/settlement-rejections.js'
import { sideCostsOf } from '../settlement/side-costs.js'
import type { ReturnCase } from '../state.js'
import { goingBackUnits } from '../units-held.js'
import type { SettlementDecision } from './settlement-decision.js'

type Proposed = ProposeSettlement['data']

export const proposeSettlement = ({ data }: ProposeSettlement, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, settlementId, legs, evidence, terms, proposedBy, proposedAt } = data
  const known = returnCase.settlement.proposals.find(({ proposed }) => proposed.settlementId === settlementId)
  if (known !== undefined) {
    return isSameWish(legs, known.proposed.legs) ? alreadyDone : reject({ reason: 'SettlementIdReused', settlementId })
  }
  const impossible = impossibilityIn(data, returnCase)
  if (impossible !== undefined) return reject(impossible)
  const units = unitsOfLegs(returnCase, legs)
  if (E.isLeft(units)) return units
  const untenable = disagreementIn(data, returnCase, [...units.right.values()].flat())
  if (untenable !== undefined) return reject(untenable)

  const money = moneyOfLegs(returnCase, terms, {
    legs: legs.flatMap(({ kind, legId }) =>
      kind === 'return-to-customer' ? [] : [{ kind, legId, units: units.right.get(legId) ?? [] }],
    ),
    evidence,
  })
  const building: LegBuilding = { returnCase, terms, planned: new Map(), trace: [...money.trace] }
  const sideCosts = sideCostsOfLegs(data, { returnCase, units: units.right, money, building })
  const built: Array<SettlementLeg> = []
  for (const leg of legs) {
    const purchase = evidence.find(({ purchaseId }) => purchaseId === leg.purchaseId)
    if (purchase === undefined) return reject({ reason: 'SettlementEvidenceMissing', purchaseId: leg.purchaseId })
    const components = [...(money.componentsOf.get(leg.legId) ?? []), ...(sideCosts.get(leg.legId) ?? [])]
    const made = legsOf(leg, { purchase, units: units.right.get(leg.legId) ?? [], components }, building)
    if (E.isLeft(made)) return made
    built.push(...made.right)
  }
  const [first] = built
  if (first === undefined) return reject({ reason: 'NothingToSettle' })
  return accept([
    {
      type: 'SettlementProposed',
      data: {
        returnCaseId,
        settlementId,
        legs: built,
        currency: first.currency,
        toCustomerMinor: sumOf(built.map((leg) => (leg.kind === 'refund' ? leg.minor : 0n))),
        fromCustomerMinor: sumOf(built.map((leg) => (leg.kind === 'exchange' ? leg.dueFromCustomerMinor : 0n))),
        trace: building.trace,
        roundingTrace: money.roundings,
        proposedBy,
        proposedAt,
      },
    },
  ])
}

/** Whether the legs that were built are those asked for: the sums follow from the time of asking and are not compared. */
const isSameWish = (asked: ReadonlyArray<ProposedLeg>, built: ReadonlyArray<SettlementLeg>): boolean => {
  const known = built.filter((leg) => leg.kind !== 'refund' || leg.differenceOf === undefined)
  return commandHashOf(asked.map(wishOf)) === commandHashOf(known.map(wishOf))
}

const wishOf = (leg: ProposedLeg | SettlementLeg) => ({
  legId: leg.legId,
  kind: leg.kind,
  purchaseId: leg.purchaseId,
  lines: [...new Set(leg.lines.map(({ lineId }) => lineId))]
    .sort()
    .map((lineId) => [
      lineId,
      leg.lines
        .filter((line) => line.lineId === lineId)
        .reduce<UnitRuns>((units, line) => union(units, line.units), noUnits),
    ]),
  id: leg.kind === 'refund' ? leg.refundId : leg.kind === 'exchange' ? leg.replacementId : leg.because,
  creditId: creditIdOf(leg),
})

const creditIdOf = (leg: ProposedLeg | SettlementLeg): StoreCreditId | undefined => {
  if (leg.kind !== 'refund') return undefined
  return 'minor' in leg ? leg.creditId : leg.credit?.creditId
}

/** What makes no sense whatever the units are worth: ids used before, legs of nothing, purchases unknown. */
const impossibilityIn = (
  { legs, evidence }: Proposed,
  { settlement, authorisation }: ReturnCase,
): SettlementRejection | undefined => {
  if (settlement.closed !== undefined) {
    return { reason: 'ReturnCaseAlreadyClosed', closedAt: settlement.closed.closedAt }
  }
  if (authorisation === undefined) return { reason: 'ReturnNotAuthorised' }
  if (legs.length === 0 || legs.some(({ lines }) => lines.length === 0)) return { reason: 'NothingToSettle' }
  const repeated = evidence.find(
    ({ purchaseId }, index) => evidence.findIndex((other) => other.purchaseId === purchaseId) !== index,
  )
  if (repeated !== undefined) return { reason: 'EvidenceRepeated', purchaseId: repeated.purchaseId }
  const used = idsInUse(settlement)
  for (const leg of legs) {
    const clash = used.take(leg)
    if (clash !== undefined) return clash
    if (!evidence.some(({ purchaseId }) => purchaseId === leg.purchaseId)) {
      return { reason: 'SettlementEvidenceMissing', purchaseId: leg.purchaseId }
    }
  }
  return undefined
}

/** Of each leg the units it is about, each held by the case, owed for, and in no other leg. */
const unitsOfLegs = (
  returnCase: ReturnCase,
  legs: ReadonlyArray<ProposedLeg>,
): E.Either<SettlementRejection, ReadonlyMap<NonEmptyText, ReadonlyArray<CaseUnits>>> => {
  const units = new Map<NonEmptyText, ReadonlyArray<CaseUnits>>()
  for (const { kind, legId, purchaseId, lines } of legs) {
    for (const { lineId, units: wanted } of lines) {
      const held = unitsHeldOf(returnCase, { purchaseId, lineId, units: wanted })
      if (held === undefined) return E.left({ reason: 'UnitsNotHeld', legId, purchaseId, lineId })
      const { notOwed, taken } = standingAgainst(returnCase, held)
      const [out] = notOwed
      if (out !== undefined) {
        return E.left({ reason: 'UnitsNotReceived', legId, purchaseId, lineId, quantity: countOf(out.units) })
      }
      const goingBack = kind === 'return-to-customer' ? 0 : countOfUnits(unitsInBoth(held, goingBackUnits(returnCase)))
      if (goingBack > 0) return E.left({ reason: 'UnitsGoBack', legId, purchaseId, lineId, quantity: goingBack })
      const earlier = [...units.values()].flat().filter((one) => held.some((other) => isSamePlace(one, other)))
      const twice = earlier.reduce((sum, one) => sum + countOf(overlap(one.units, wanted)), 0)
      const quantity = twice + taken.reduce((sum, one) => sum + countOf(one.units), 0)
      if (quantity > 0) return E.left({ reason: 'UnitsAlreadySettled', legId, purchaseId, lineId, quantity })
      units.set(legId, [...(units.get(legId) ?? []), ...held])
    }
  }
  return E.right(units)
}

/** What does not go together: terms that the units were not judged under, values that the purchase did not confirm. */
const disagreementIn = (
  { terms, evidence }: Pick<Proposed, 'terms' | 'evidence'>,
  returnCase: ReturnCase,
  units: ReadonlyArray<CaseUnits>,
): SettlementRejection | undefined => {
  const inForce = distinctPolicyRefs(
    units.flatMap((one) => {
      const draw = drawOf(returnCase, one)
      return draw === undefined ? [] : [draw.policyRef]
    }),
  )
  const ref = returnPolicyRefOf(terms.policy)
  if (inForce.some(({ policyId, version }) => policyId !== ref.policyId || version !== ref.version)) {
    return { reason: 'TermsDiffer', inForce }
  }
  return contradictionIn(returnCase, evidence, units)
}

/** Delivery and one-off fees go with the first refund of their purchase. */
const sideCostsOfLegs = (
  { legs, evidence, terms, standardDelivery }: Proposed,
  {
    returnCase,
    units,
    money,
    building,
  }: {
    readonly returnCase: ReturnCase
    readonly units: ReadonlyMap<NonEmptyText, ReadonlyArray<CaseUnits>>
    readonly money: MoneyOfLegs
    readonly building: LegBuilding
  },
): ReadonlyMap<NonEmptyText, ReadonlyArray<SettlementComponent>> => {
  const byLeg = new Map<NonEmptyText, ReadonlyArray<SettlementComponent>>()
  for (const purchase of evidence) {
    const { purchaseId } = purchase
    const refunds = legs.filter((leg) => leg.kind === 'refund' && leg.purchaseId === purchaseId)
    const [first] = refunds
    if (first === undefined) continue
    const side = sideCostsOf(returnCase, terms, {
      purchase,
      settledNow: refunds.flatMap(({ legId }) => units.get(legId) ?? []),
      goodsLeftMinor: new Map(
        purchase.lines.map(({ lineId }) => [lineId, money.netLeftMinor.get(lineKey({ purchaseId, lineId })) ?? 0n]),
      ),
      ...(standardDelivery === undefined ? {} : { standardNetMinor: standardDelivery.netMinor }),
    })
    building.trace.push(...side.trace)
    byLeg.set(first.legId, side.components)
  }
  return byLeg
}

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, minor) => sum + minor, 0n)
