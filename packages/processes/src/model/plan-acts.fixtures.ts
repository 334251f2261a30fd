import { type ServicePlanId, type ServicePlanState, servicePlanAggregate } from '@aftersale/domain'
import { CUSTOMER, care, type Dice, PLANS, send, TICKETS, UNITS } from './after-sales-shop.fixtures.js'
import type { Act } from './claim-acts.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { uuid } from './shop.fixtures.js'

const planState = (world: LedgerWorld, servicePlanId: string): ServicePlanState =>
  world.stateOf(servicePlanAggregate, servicePlanId as ServicePlanId)

export const soldPlansIn = (world: LedgerWorld): ReadonlyArray<string> =>
  PLANS.filter((id) => !['not-quoted', 'quoted', 'quote-expired'].includes(planState(world, id).status))

const doPlan = (world: LedgerWorld, servicePlanId: string, type: string, data: object): void => {
  send(world, 'servicePlan', servicePlanId, type, { servicePlanId, ...data })
}

const anyPlan = (dice: Dice): string => PLANS[dice(PLANS.length)] ?? ''

/** What it is paid by: the line of the second purchase, or nothing that is known here. */
const sellPlan: Act = (world, dice) => {
  const index = dice(PLANS.length)
  const servicePlanId = PLANS[index] ?? ''
  const { purchaseId, lineId, unit } = UNITS[index] ?? UNITS[0]
  const at = world.now()
  if (planState(world, servicePlanId).status === 'not-quoted') {
    doPlan(world, servicePlanId, 'QuoteServicePlan', {
      customerId: CUSTOMER,
      terms: care,
      cover: { unit: { purchaseId, lineId, unit } },
      quotedAt: at,
      validUntil: new Date(Date.parse(at) + 7 * 86_400_000).toISOString(),
    })
    if (dice(4) === 0) return
  }
  doPlan(world, servicePlanId, 'SellServicePlan', {
    ...(index === 0 ? { purchase: { purchaseId: UNITS[3].purchaseId, lineId: 'care', unit: 1 } } : {}),
    paidMinor: 11_900n,
    currency: 'EUR',
    soldAt: at,
  })
}

const usedFor = (dice: Dice): object => ({ aggregate: 'serviceTicket', id: TICKETS[dice(TICKETS.length)] })

const planNews: Act = (world, dice) => {
  const at = world.now()
  const all: ReadonlyArray<readonly [string, object]> = [
    ['ActivateServicePlan', { anchor: 'sale', anchoredAt: at }],
    ['ConsumeEntitlement', { kind: 'incidents', quantity: 1 + dice(2), usedFor: usedFor(dice), consumedAt: at }],
    ['ConsumeEntitlement', { kind: 'incidents', quantity: 1, usedFor: usedFor(dice), consumedAt: at }],
    [
      'ConsumeEntitlement',
      {
        kind: 'visits',
        quantity: 1,
        usedFor: { aggregate: 'serviceTicket', id: uuid('9a9a', dice(3)) },
        consumedAt: at,
      },
    ],
    ['RestoreEntitlement', { kind: 'incidents', usedFor: usedFor(dice), because: 'mistake', restoredAt: at }],
    ['SuspendServicePlan', { because: 'moving', suspendedAt: at }],
    ['ResumeServicePlan', { resumedAt: at }],
    ['ResumeServicePlan', { resumedAt: at }],
    ['RenewServicePlan', { renewalId: `renewal-${dice(3)}`, paidMinor: 11_900n, currency: 'EUR', renewedAt: at }],
    ['ReverseRenewal', { renewalId: `renewal-${dice(3)}`, because: 'changed-mind', reversedAt: at }],
    ['CancelServicePlan', { cancellationId: `cancellation-${dice(2)}`, because: 'not-wanted', cancelledAt: at }],
  ]
  const [type, data] = all[dice(all.length)] ?? ['', {}]
  doPlan(world, anyPlan(dice), type, data)
}

/** Each as often as it is to happen. */
export const planActs: ReadonlyArray<Act> = [sellPlan, sellPlan, planNews, planNews, planNews]
