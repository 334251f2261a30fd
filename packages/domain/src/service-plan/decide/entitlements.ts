import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { PositiveInteger } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import { MinorUnits } from '../../money/minor-units.js'
import { isCounted, planTermsRefOf } from '../../policy/plan-terms/service-plan-terms.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import { type Allowance, allowanceAt, entitlementTo, isSuspendedAt, usedWithin } from '../allowance.js'
import { applied } from '../applied.js'
import type { ConsumeEntitlement, RestoreEntitlement } from '../commands.js'
import type { EntitlementRefusal, EntitlementRefused } from '../events.js'
import { isSameUse } from '../plan-cover.js'
import type { Consumption, SoldPlan } from '../state.js'
import type { ServicePlanDecision, SoldState } from './plan-decision.js'

type Asked = ConsumeEntitlement['data']

/** A customer asks for what the plan may not give: that is told by an event, so that it is counted and explained. */
export const consume = ({ data }: ConsumeEntitlement, state: SoldState): ServicePlanDecision => {
  const { plan } = state
  const { kind, usedFor } = data
  if (!isCounted(kind)) return reject({ reason: 'EntitlementNotCounted', kind })
  const known = consumptionOf(plan, data)
  if (known !== undefined) {
    return known.consumed.quantity === data.quantity
      ? alreadyDone
      : reject({ reason: 'ConsumptionDiffers', kind, usedFor })
  }
  const allowance = allowanceAt(plan, data.consumedAt)
  const no = refusalOf(data, state, allowance)
  if (no !== undefined) return refuse(data, plan, no)
  // Without a term to use it in it was refused.
  return allowance === undefined ? alreadyDone : take(data, plan, allowance)
}

const take = (data: Asked, plan: SoldPlan, allowance: Allowance): ServicePlanDecision => {
  const { servicePlanId, kind, quantity, usedFor, consumedAt } = data
  const { held, from: allowanceFrom, lastOn: allowanceLastOn } = allowance
  const { currency } = plan.quoted
  const entitlement = entitlementTo(held, kind)
  const valueMinor = data.valueMinor ?? (entitlement?.unitValueMinor ?? 0n) * BigInt(quantity)
  if (!MinorUnits.is(valueMinor)) return reject({ reason: 'AmountOutOfBounds', amountMinor: valueMinor, currency })
  const used = usedWithin(plan, allowance, kind) + quantity
  const left = entitlement?.quantity === undefined ? {} : { left: entitlement.quantity - used }
  return accept([
    {
      type: 'EntitlementConsumed',
      data: {
        servicePlanId,
        kind,
        quantity,
        usedFor,
        termId: held.term.termId,
        allowanceFrom,
        allowanceLastOn,
        used,
        ...left,
        valueMinor,
        currency,
        trace: [allowanceApplied(allowance, { kind, quantity, used, ...left }, 'paid-by-the-plan')],
        consumedAt,
      },
    },
  ])
}

interface No {
  readonly reason: EntitlementRefusal
  readonly rule: RuleApplied
  readonly wouldHaveTurned?: EntitlementRefused['data']['wouldHaveTurned']
}

const refusalOf = (data: Asked, state: SoldState, allowance: Allowance | undefined): No | undefined => {
  const { plan } = state
  const { kind, quantity, consumedAt } = data
  const asked = { kind, quantity, consumedAt }
  const ref = planTermsRefOf(allowance?.held.terms ?? plan.quoted.terms)
  if (state.status === 'cancelled') {
    const { cancelledAt } = state.cancelled
    return { reason: 'PlanCancelled', rule: applied('plan-in-force', { ...asked, cancelledAt }, 'cancelled', ref) }
  }
  const { held } = plan.sale
  if (held.length === 0) {
    return { reason: 'PlanNotActive', rule: applied('plan-in-force', asked, 'not-active', ref) }
  }
  if (allowance === undefined) {
    const next = held.find(({ term }) => consumedAt < term.startsAt)?.term.startsOn
    return {
      reason: 'OutsideTerm',
      rule: applied('term', asked, 'outside', ref),
      ...(next === undefined ? {} : { wouldHaveTurned: { from: next } }),
    }
  }
  if (isSuspendedAt(plan, consumedAt)) {
    return { reason: 'PlanSuspended', rule: applied('plan-in-force', asked, 'suspended', ref) }
  }
  const entitlement = entitlementTo(allowance.held, kind)
  if (entitlement === undefined)
    return { reason: 'NotEntitled', rule: applied('entitlement', asked, 'not-promised', ref) }
  if (entitlement.quantity === undefined) return undefined
  const used = usedWithin(plan, allowance, kind)
  const left = entitlement.quantity - used
  if (quantity <= left) return undefined
  return {
    reason: 'UsedUp',
    rule: allowanceApplied(allowance, { kind, quantity, used, left }, 'used-up'),
    ...turnedBy(left, nextAllowanceFrom(plan, allowance, data)),
  }
}

const turnedBy = (left: number, from: LocalDate | undefined): Pick<No, 'wouldHaveTurned'> =>
  left < 1 && from === undefined
    ? {}
    : {
        wouldHaveTurned: {
          ...(left < 1 ? {} : { quantityAtMost: left as PositiveInteger }),
          ...(from === undefined ? {} : { from }),
        },
      }

/** The first day of the next allowance, where as many are to be had in it. */
const nextAllowanceFrom = (
  plan: SoldPlan,
  { endsAtExclusive }: Allowance,
  { kind, quantity: asked }: Asked,
): LocalDate | undefined => {
  const next = allowanceAt(plan, endsAtExclusive)
  const entitlement = next === undefined ? undefined : entitlementTo(next.held, kind)
  if (next === undefined || entitlement === undefined) return undefined
  const { quantity } = entitlement
  return quantity === undefined || asked <= quantity - usedWithin(plan, next, kind) ? next.from : undefined
}

const refuse = (data: Asked, { sale }: SoldPlan, { reason, rule, wouldHaveTurned }: No): ServicePlanDecision => {
  const { servicePlanId, kind, quantity, usedFor, consumedAt } = data
  const last = sale.refusals.findLast((refused) => refused.kind === kind && isSameUse(refused.usedFor, usedFor))
  if (last?.quantity === quantity && last.reasons.includes(reason)) return alreadyDone
  return accept([
    {
      type: 'EntitlementRefused',
      data: {
        servicePlanId,
        kind,
        quantity,
        usedFor,
        reasons: [reason],
        ...(wouldHaveTurned === undefined ? {} : { wouldHaveTurned }),
        trace: [rule],
        refusedAt: consumedAt,
      },
    },
  ])
}

const allowanceApplied = (
  { held, from, lastOn }: Allowance,
  facts: RuleApplied['facts'],
  outcome: string,
): RuleApplied => applied('allowance', { ...facts, from, lastOn }, outcome, planTermsRefOf(held.terms))

export const restore = ({ data }: RestoreEntitlement, { plan }: SoldState): ServicePlanDecision => {
  const { servicePlanId, kind, usedFor, because, restoredAt } = data
  const known = consumptionOf(plan, data)
  if (known === undefined) return reject({ reason: 'ConsumptionUnknown', kind, usedFor })
  if (known.restored) return alreadyDone
  const { quantity } = known.consumed
  return accept([
    { type: 'EntitlementRestored', data: { servicePlanId, kind, quantity, usedFor, because, restoredAt } },
  ])
}

const consumptionOf = (
  { sale }: SoldPlan,
  { kind, usedFor }: Pick<Asked, 'kind' | 'usedFor'>,
): Consumption | undefined =>
  sale.consumptions.find(({ consumed }) => consumed.kind === kind && isSameUse(consumed.usedFor, usedFor))
