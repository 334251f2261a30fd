import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { remediesUnder } from '../../policy/return-policy/remedies-under.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { returnPolicyRefOf } from '../../policy/return-policy/return-policy.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import type { PurchaseId } from '../../purchase/purchase-id.js'
import { countOf } from '../../units/index.js'
import type { CaseUnits } from '../case-units.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { ReturnCase } from '../state.js'
import { differenceComponents, pricedReplacement, priceOf } from './exchange-terms.js'
import { drawOf } from './fees.js'
import { sumOfComponents } from './money-of-legs.js'
import type { SettlementComponent } from './money-plan.js'
import type { PayoutChoice, ProposedLeg } from './proposed-leg.js'
import type { ExchangeLeg, RefundLeg, SettlementLeg } from './settlement-leg.js'
import type { SettlementRejection } from './settlement-rejections.js'
import { tendersFor } from './tender-plan.js'

/** What the legs of one proposal share: what they put on the payments so far, and the rules that were applied. */
export interface LegBuilding {
  readonly returnCase: ReturnCase
  /** Absent of what was agreed to by name: nothing is judged then. */
  readonly terms?: ReturnTerms
  /** By purchase and payment: two purchases may call their payments alike. */
  readonly planned: Map<PurchaseId, ReadonlyMap<string, bigint>>
  readonly trace: Array<RuleApplied>
}

/** A leg as asked for, with the units and the sums that were found for it. */
export interface LegBasis {
  readonly purchase: PurchaseEvidence
  readonly units: ReadonlyArray<CaseUnits>
  readonly components: ReadonlyArray<SettlementComponent>
}

type Built = E.Either<SettlementRejection, ReadonlyArray<SettlementLeg>>

/** The leg to the minor unit; of an exchange that costs less, with the refund of the difference behind it. */
export const legsOf = (proposed: ProposedLeg, basis: LegBasis, building: LegBuilding): Built => {
  const { legId, purchaseId } = proposed
  const { currency } = basis.purchase
  switch (proposed.kind) {
    case 'refund': {
      const leg = refundLeg({ legId, choice: proposed }, basis, building)
      return E.isLeft(leg) ? leg : E.right([leg.right])
    }
    case 'exchange':
      return exchangeLegs(proposed, basis, building)
    case 'return-to-customer': {
      const { kind, because } = proposed
      return E.right([{ kind, legId, purchaseId, lines: basis.units, currency, because }])
    }
  }
}

/** Money by the way that was chosen, where that may be. */
export const refundLeg = (
  {
    legId,
    choice,
    differenceOf,
  }: { readonly legId: NonEmptyText; readonly choice: PayoutChoice; readonly differenceOf?: NonEmptyText },
  { purchase, units, components }: LegBasis,
  building: LegBuilding,
): E.Either<SettlementRejection, RefundLeg> => {
  const { refundId, tenderPlan, credit } = choice
  if (credit !== undefined) {
    const consent = creditConsent(units, credit.customerAgreed, building)
    if (consent === undefined) return E.left({ reason: 'StoreCreditNotAgreed', legId })
    building.trace.push(consent)
  }
  const minor = sumOfComponents(components)
  const plannedBefore = building.planned.get(purchase.purchaseId) ?? new Map<string, bigint>()
  const tenders = tendersFor(minor, purchase, { plan: tenderPlan, plannedBefore })
  if (E.isLeft(tenders)) return tenders
  const planned = new Map(plannedBefore)
  for (const tender of tenders.right) {
    planned.set(tender.paymentId, (planned.get(tender.paymentId) ?? 0n) + tender.minor)
  }
  building.planned.set(purchase.purchaseId, planned)
  building.trace.push(
    ruleApplied(
      'tender-plan',
      {
        legId,
        minor: `${minor}`,
        currency: purchase.currency,
        plan: tenderPlan === undefined ? 'by-capture' : 'tenders' in tenderPlan ? 'exact' : 'named-first',
      },
      tenders.right.map((tender) => `${tender.paymentId}=${tender.minor}`).join(' ') || 'nothing-to-pay',
    ),
  )
  return E.right({
    kind: 'refund',
    legId,
    purchaseId: purchase.purchaseId,
    lines: differenceOf === undefined ? units : [],
    currency: purchase.currency,
    refundId,
    components,
    minor,
    tenders: tenders.right,
    payout: credit === undefined ? 'original-tender' : 'store-credit',
    ...(credit === undefined ? {} : { creditId: credit.creditId }),
    ...(credit?.expiry === undefined ? {} : { expiry: credit.expiry }),
    ...(differenceOf === undefined ? {} : { differenceOf }),
  })
}

/** Store credit is given to who agreed to it, or where the policy offers nothing else and no law gives more; else not. */
const creditConsent = (
  units: ReadonlyArray<CaseUnits>,
  customerAgreed: boolean,
  { returnCase, terms }: LegBuilding,
): RuleApplied | undefined => {
  const [first] = units
  const draw = first === undefined ? undefined : drawOf(returnCase, first)
  const { requestedAt, evidence } = returnCase.request
  const zone = evidence.find(({ purchaseId }) => purchaseId === first?.purchaseId)?.zone
  const isOffered =
    draw !== undefined &&
    zone !== undefined &&
    terms !== undefined &&
    draw.judgedAs !== 'withdrawal' &&
    remediesUnder(terms, { judgedAs: draw.judgedAs, by: draw.by, requestedAt, zone }).payout === 'store-credit'
  if (!customerAgreed && !isOffered) return undefined
  return ruleApplied(
    'store-credit-consent',
    { judgedAs: draw?.judgedAs, by: draw?.by, customerAgreed },
    isOffered ? 'offered-by-policy' : 'agreed',
    terms === undefined ? undefined : returnPolicyRefOf(terms.policy),
  )
}

const exchangeLegs = (
  proposed: Extract<ProposedLeg, { readonly kind: 'exchange' }>,
  basis: LegBasis,
  building: LegBuilding,
): Built => {
  const { legId, purchaseId, replacementId, replacement, difference } = proposed
  const { purchase, units, components } = basis
  const unitsGivenBack = units.reduce((sum, each) => sum + countOf(each.units), 0)
  const newLines = pricedReplacement(legId, replacement, { components, unitsGivenBack })
  if (E.isLeft(newLines)) return newLines

  const valueMinor = sumOfComponents(components)
  const priceMinor = priceOf(newLines.right)
  const [fromMinor, toMinor] = netted(priceMinor - valueMinor)
  const leg: ExchangeLeg = {
    kind: 'exchange',
    legId,
    purchaseId,
    lines: units,
    currency: purchase.currency,
    replacementId,
    newLines: newLines.right,
    components,
    valueMinor,
    priceMinor,
    dueFromCustomerMinor: fromMinor,
    dueToCustomerMinor: toMinor,
  }
  building.trace.push(exchangeRule(leg, unitsGivenBack))
  if (toMinor === 0n) return E.right([leg])
  if (difference === undefined) {
    return E.left({ reason: 'DifferencePayoutMissing', legId, dueToCustomerMinor: toMinor })
  }
  const rest = refundLeg(
    { legId: differenceLegId(legId, 1), choice: difference, differenceOf: legId },
    { purchase, units, components: backOf(components, leg) },
    building,
  )
  return E.isLeft(rest) ? rest : E.right([leg, rest.right])
}

export const backOf = (
  components: ReadonlyArray<SettlementComponent>,
  { dueToCustomerMinor, newLines }: Pick<ExchangeLeg, 'dueToCustomerMinor' | 'newLines'>,
): ReadonlyArray<SettlementComponent> =>
  differenceComponents(components, {
    dueMinor: dueToCustomerMinor,
    replacementTaxMinor: newLines.reduce((sum, { taxMinor }) => sum + taxMinor, 0n),
  })

/** A difference as what one of the two owes the other: from the customer, to the customer. */
export const netted = (differenceMinor: bigint): readonly [bigint, bigint] =>
  differenceMinor > 0n ? [differenceMinor, 0n] : [0n, -differenceMinor]

const exchangeRule = (
  { legId, valueMinor, priceMinor, dueFromCustomerMinor, dueToCustomerMinor }: ExchangeLeg,
  unitsGivenBack: number,
): RuleApplied =>
  ruleApplied(
    'exchange-by-received-units',
    { legId, units: unitsGivenBack, valueMinor: `${valueMinor}`, priceMinor: `${priceMinor}` },
    dueFromCustomerMinor > 0n
      ? `due-from-customer=${dueFromCustomerMinor}`
      : dueToCustomerMinor > 0n
        ? `due-to-customer=${dueToCustomerMinor}`
        : 'even',
  )

/** The difference of a first choice, of a second one …. */
export const differenceLegId = (legId: NonEmptyText, choice: number): NonEmptyText =>
  `${legId}/difference${choice === 1 ? '' : `-${choice}`}` as NonEmptyText
