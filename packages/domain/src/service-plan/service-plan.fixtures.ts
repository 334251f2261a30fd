import { historyOf } from '@aftersale/decider/testing'
import {
  type Actor,
  type Instant,
  millisecondsAfter,
  type NonEmptyText,
  type PositiveInteger,
  type Uuid,
} from '@aftersale/messages'
import * as fc from 'fast-check'
import { at } from '../calendar/calendar.fixtures.js'
import type { CustomerId } from '../customer/customer-id.js'
import type { Currency } from '../money/currency.js'
import { planTerms } from '../policy/plan-terms/decode-plan-terms.js'
import { twoYearProtection, washingMachineCare } from '../policy/plan-terms/example-plan-terms.js'
import { ServicePlanTerms } from '../policy/plan-terms/service-plan-terms.js'
import type { PurchaseId } from '../purchase/purchase-id.js'
import type { LineId } from '../units/line-id.js'
import type { ServicePlanCommand } from './commands.js'
import type { ServicePlanEvent } from './events.js'
import type { PurchasedUnit, UsedFor } from './plan-cover.js'
import { servicePlan } from './service-plan.js'
import { type ServicePlanId, servicePlanIdOfUnit } from './service-plan-id.js'

type CommandType = ServicePlanCommand['type']
type CommandOf<Type extends CommandType> = Extract<ServicePlanCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const count = (number: number): PositiveInteger => number as PositiveInteger
export const eur = 'EUR' as Currency
export const usd = 'USD' as Currency
export const ada = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
export const bela = '0197290f-6a00-7000-8000-00000000c002' as CustomerId
export const agent: Actor = { kind: 'agent', id: text('agent-1') }

const purchaseId = '0197290f-6a00-7000-8000-00000000aaaa' as PurchaseId
export const washingMachine: PurchasedUnit = { purchaseId, lineId: 'machine' as LineId, unit: count(1) }
export const planLine: PurchasedUnit = { purchaseId, lineId: 'care' as LineId, unit: count(1) }
export const planId = servicePlanIdOfUnit(washingMachine)
export const otherPlanId = '0197290f-6a00-7000-8000-0000000000e2' as ServicePlanId

export const visit = (number: number): UsedFor => ({
  aggregate: text('serviceTicket'),
  id: `0197290f-6a00-7000-8000-${String(number).padStart(12, '0')}` as Uuid,
})

/** A day in Berlin, at noon unless said. */
export const berlinDay = (day: string, time = '12:00'): Instant =>
  at(`${day}T${time}${day.slice(5) >= '03-30' && day.slice(5) < '10-26' ? '+02:00' : '+01:00'}`)

/** The same terms with other fields, as a person would write them. */
export const termsWith = (terms: ServicePlanTerms, fields: object): ServicePlanTerms =>
  planTerms({ ...JSON.parse(JSON.stringify(ServicePlanTerms.encode(terms))), ...fields })

const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

/** Ada's washing machine: quoted on 1 June 2025, sold on the 2nd, cooling off until the 16th, delivered on the 5th. */
export const quote = usual('QuoteServicePlan', {
  servicePlanId: planId,
  customerId: ada,
  terms: washingMachineCare,
  cover: { unit: washingMachine },
  quotedAt: berlinDay('2025-06-01'),
  validUntil: berlinDay('2025-07-01'),
})
export const expireQuote = usual('ExpireServicePlanQuote', {
  servicePlanId: planId,
  dueAt: berlinDay('2025-07-01'),
})
export const sell = usual('SellServicePlan', {
  servicePlanId: planId,
  purchase: planLine,
  paidMinor: 11900n,
  currency: eur,
  soldAt: berlinDay('2025-06-02'),
})
export const endOfCoolingOff = '2025-06-16T22:00:00.000Z' as Instant
export const endCoolingOff = usual('EndCoolingOff', { servicePlanId: planId, dueAt: endOfCoolingOff })
export const activate = usual('ActivateServicePlan', {
  servicePlanId: planId,
  anchor: 'delivery',
  anchoredAt: berlinDay('2025-06-05'),
})
export const suspend = usual('SuspendServicePlan', {
  servicePlanId: planId,
  because: text('unpaid-instalment'),
  suspendedAt: berlinDay('2025-09-01'),
})
export const resume = usual('ResumeServicePlan', { servicePlanId: planId, resumedAt: berlinDay('2025-10-01') })
export const consume = usual('ConsumeEntitlement', {
  servicePlanId: planId,
  kind: 'visits',
  quantity: count(1),
  usedFor: visit(1),
  consumedAt: berlinDay('2025-08-01'),
})
export const restore = usual('RestoreEntitlement', {
  servicePlanId: planId,
  kind: 'visits',
  usedFor: visit(1),
  because: text('visit-cancelled'),
  restoredAt: berlinDay('2025-08-10'),
})
/** The first term is over on 4 June 2026. */
export const endOfFirstTerm = '2026-06-04T22:00:00.000Z' as Instant
export const reset = usual('ResetEntitlements', { servicePlanId: planId, dueAt: endOfFirstTerm })
export const noticeAt = '2026-05-04T22:00:00.000Z' as Instant
export const notice = usual('GiveRenewalNotice', { servicePlanId: planId, dueAt: noticeAt })
export const renew = usual('RenewServicePlan', {
  servicePlanId: planId,
  renewalId: text('renewal-1'),
  paidMinor: 11900n,
  currency: eur,
  renewedAt: berlinDay('2026-05-20'),
})
export const reverse = usual('ReverseRenewal', {
  servicePlanId: planId,
  renewalId: text('renewal-1'),
  because: text('changed-mind'),
  reversedAt: berlinDay('2026-05-25'),
})
export const assignManager = usual('AssignAccountManager', {
  servicePlanId: planId,
  accountManagerId: text('manager-2'),
  assignedBy: agent,
  assignedAt: berlinDay('2025-06-20'),
})
export const cancel = usual('CancelServicePlan', {
  servicePlanId: planId,
  cancellationId: text('cancellation-1'),
  because: text('customer-asked'),
  cancelledAt: berlinDay('2025-11-01'),
})
export const expire = usual('ExpireServicePlan', { servicePlanId: planId, dueAt: endOfFirstTerm })

/** The history of a plan to which all this was said, none of it refused. */
export const after = (...commands: ReadonlyArray<ServicePlanCommand>): ReadonlyArray<ServicePlanEvent> =>
  historyOf(servicePlan, commands)

export const running = [quote(), sell(), activate()]

/** A plan that begins with its sale, at noon of a day in the zone of its terms. */
export const soldAt = (terms: ServicePlanTerms, sale: Instant): ReadonlyArray<ServicePlanCommand> => [
  quote({ terms, quotedAt: sale, validUntil: at('9999-12-01T00:00Z') }),
  sell({ paidMinor: terms.priceMinor, currency: terms.currency, soldAt: sale }),
]

/** From three days before the sale to five years after it. */
const anyDay = fc
  .integer({ min: -3, max: 1900 })
  .map((days) => millisecondsAfter(at('2025-06-02T10:00Z'), days * 86_400_000))

const anyVisit = fc.integer({ min: 1, max: 12 }).map(visit)
const anyCount = fc.constantFrom(1, 1, 1, 2, 3).map(count)
const anyKind = fc.constantFrom('visits' as const, 'visits' as const, 'training-places' as const, 'roadside' as const)
const anyRenewalId = fc.integer({ min: 1, max: 4 }).map((number) => text(`renewal-${number}`))

/** As the examples, and with a plan that begins anew each month, from a day that not every month has. */
export const anyTerms: fc.Arbitrary<ServicePlanTerms> = fc
  .record(
    {
      period: fc.constantFrom('P1Y', 'P1M', 'P6M', 'P90D', 'P2Y'),
      countingRule: fc.constantFrom('start-day-included', 'event-day-excluded-no-roll'),
      allowanceEvery: fc.constantFrom(undefined, 'P1M', 'P45D', 'P1Y'),
      start: fc.constantFrom('sale', 'delivery', 'end-of-cooling-off'),
      priceMinor: fc.bigInt({ min: 0n, max: 100_000n }).map(String),
      cancellation: fc.record(
        {
          fullRefundWithin: fc.constantFrom(undefined, 'P30D'),
          fee: fc.constantFrom(undefined, { fixedMinor: '2500' }, { rate: 1000 }, { fixedMinor: '2500', rate: 1000 }),
          deductsServiceReceived: fc.boolean(),
        },
        { noNullPrototype: true },
      ),
    },
    { noNullPrototype: true },
  )
  .map((fields) => termsWith(washingMachineCare, JSON.parse(JSON.stringify(fields))))

/** Any command to a plan that was quoted and sold, sensible or not. */
export const anyCommand = (terms: ServicePlanTerms): fc.Arbitrary<ServicePlanCommand> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(anyKind, anyCount, anyVisit, anyDay)
        .map(([kind, quantity, usedFor, consumedAt]) => consume({ kind, quantity, usedFor, consumedAt })),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(anyKind, anyVisit, anyDay)
        .map(([kind, usedFor, restoredAt]) => restore({ kind, usedFor, restoredAt })),
    },
    {
      weight: 3,
      arbitrary: anyDay.map((anchoredAt) => activate({ anchor: terms.start, anchoredAt })),
    },
    anyDay.map((suspendedAt) => suspend({ suspendedAt })),
    anyDay.map((resumedAt) => resume({ resumedAt })),
    {
      weight: 3,
      arbitrary: fc
        .tuple(anyRenewalId, anyDay)
        .map(([renewalId, renewedAt]) => renew({ renewalId, renewedAt, paidMinor: terms.priceMinor })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(anyRenewalId, anyDay).map(([renewalId, reversedAt]) => reverse({ renewalId, reversedAt })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(anyDay, fc.boolean())
        .map(([cancelledAt, withMainContract]) => cancel({ cancelledAt, withMainContract })),
    },
  )

/** The usual beginning under those terms, with what was paid. */
export const beginUnder = (terms: ServicePlanTerms): ReadonlyArray<ServicePlanCommand> => [
  quote({ terms }),
  sell({ paidMinor: terms.priceMinor }),
]

export { twoYearProtection, washingMachineCare }
