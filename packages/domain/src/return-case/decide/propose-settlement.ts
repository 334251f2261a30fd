import { accept, alreadyDone, reject } from '@aftersale/decider'
import { commandHashOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { legalPackRefOf } from '../../policy/legal/legal-periods.js'
import { returnPolicyRefOf } from '../../policy/return-policy/return-policy.js'
import { distinctPolicyRefs, type RuleApplied } from '../../policy/rule-trace.js'
import { countOf, isEmpty, overlap, valueOf } from '../../units/index.js'
import { type CaseUnits, countOfUnits, isSamePlace } from '../case-units.js'
import type { ProposeSettlement } from '../commands/settlement.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { type LegBasis, type LegBuilding, legsOf } from '../settlement/legs-proposed.js'
import { lineKey, moneyOfLegs } from '../settlement/money-of-legs.js'
import type { SettlementComponent } from '../settlement/money-plan.js'
import type { ProposedLeg } from '../settlement/proposed-leg.js'
import { standingAgainst, unitsHeldOf } from '../settlement/settleable-units.js'
import type { SettlementLeg } from '../settlement/settlement-leg.js'
import type { SettlementRejection } from '../settlement/settlement-rejections.js'
import { sideCostsOf } from '../settlement/side-costs.js'
import type { ReturnCase } from '../state.js'
import type { SettlementDecision } from './settlement-decision.js'

export const proposeSettlement = ({ data }: ProposeSettlement, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, settlementId, legs, evidence, terms, standardDelivery, proposedBy, proposedAt } = data
  const known = returnCase.settlement.proposals.find(({ proposed }) => proposed.settlementId === settlementId)
  if (known !== undefined) {
    return commandHashOf(legs.map(askedOf)) === commandHashOf(askedByLegs(known.proposed.legs))
      ? alreadyDone
      : reject({ reason: 'SettlementIdReused', settlementId })
  }
  const standsAgainst = guards(data, returnCase)
  if (standsAgainst !== undefined) return reject(standsAgainst)

  const found = unitsOfLegs(returnCase, legs)
  if (E.isLeft(found)) return found
  const contradicted = contradictionIn(returnCase, { evidence, units: [...found.right.values()].flat() })
  if (contradicted !== undefined) return reject(contradicted)

  const moneyLegs = legs
    .filter(({ kind }) => kind !== 'return-to-customer')
    .map(({ legId }) => ({ legId, units: found.right.get(legId) ?? [] }))
  const money = moneyOfLegs(returnCase, terms, { legs: moneyLegs, evidence })
  const building: LegBuilding = { returnCase, terms, planned: new Map(), trace: [...money.trace] }
  const sideCosts = sideCostsOfLegs()

  const built: Array<SettlementLeg> = []
  for (const leg of legs) {
    const purchase = evidence.find(({ purchaseId }) => purchaseId === leg.purchaseId)
    if (purchase === undefined) return reject({ reason: 'SettlementEvidenceMissing', purchaseId: leg.purchaseId })
    const basis: LegBasis = {
      purchase,
      units: found.right.get(leg.legId) ?? [],
      components: [...(money.componentsOf.get(leg.legId) ?? []), ...(sideCosts.get(leg.legId) ?? [])],
    }
    const made = legsOf(leg, basis, building)
    if (E.isLeft(made)) return made
    built.push(...made.right)
  }

  const refunds = built.flatMap((leg) => (leg.kind === 'refund' ? [leg.minor] : []))
  const dues = built.flatMap((leg) => (leg.kind === 'exchange' ? [leg.dueFromCustomerMinor] : []))
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
        toCustomerMinor: sumOf(refunds),
        fromCustomerMinor: sumOf(dues),
        trace: building.trace,
        roundingTrace: money.roundings,
        proposedBy,
        proposedAt,
      },
    },
  ])

  /** Delivery and one-off fees go with the first refund of their purchase. */
  function sideCostsOfLegs(): ReadonlyMap<NonEmptyText, ReadonlyArray<SettlementComponent>> {
    const byLeg = new Map<NonEmptyText, ReadonlyArray<SettlementComponent>>()
    for (const purchase of evidence) {
      const leg = legs.find(({ kind, purchaseId }) => kind === 'refund' && purchaseId === purchase.purchaseId)
      if (leg === undefined) continue
      const goodsLeftMinor = new Map(
        purchase.lines.map(({ lineId, netLeftMinor }) => [
          lineId,
          money.netLeftMinor.get(lineKey({ purchaseId: purchase.purchaseId, lineId })) ?? netLeftMinor,
        ]),
      )
      const refundedNow = legs.flatMap(({ kind, legId }) => (kind === 'refund' ? (found_(legId) ?? []) : []))
      const side = sideCostsOf(returnCase, terms, {
        purchase,
        settledNow: refundedNow.filter(({ purchaseId }) => purchaseId === purchase.purchaseId),
        goodsLeftMinor,
        ...(standardDelivery === undefined ? {} : { standardNetMinor: standardDelivery.netMinor }),
      })
      building.trace.push(...side.trace)
      byLeg.set(leg.legId, side.components)
    }
    return byLeg
  }
}
