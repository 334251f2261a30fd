import type { Instant } from '@aftersale/messages'
import { describeBadInput, type Examples } from '../bad-input.fixtures.js'
import { ServicePlanCommand } from './commands.js'
import type { ServicePlanEvent } from './events.js'
import { servicePlanRejections } from './rejections.js'
import * as plan from './service-plan.fixtures.js'
import { after, count, planLine, running, text, washingMachineCare } from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

const sold = [plan.quote(), plan.sell()]
const business = {
  priceMinor: 9900n,
  serviceLevelRef: { policyId: text('gold'), version: count(1) },
  accountManagerId: text('manager-1'),
}

const examples: Examples<ServicePlanCommand, ServicePlanEvent> = {
  QuoteServicePlan: {
    usual: plan.quote({ business }),
    words: [
      'terms.policyId',
      'terms.entitlements.serviceLevelRef.policyId',
      'terms.business.serviceLevelRef.policyId',
      'cover.unit.lineId',
      'business.serviceLevelRef.policyId',
      'business.accountManagerId',
    ],
    currencies: ['terms.currency'],
    ids: ['servicePlanId', 'customerId', 'cover.unit.purchaseId'],
  },
  ExpireServicePlanQuote: { after: after(plan.quote()), usual: plan.expireQuote() },
  SellServicePlan: {
    after: after(plan.quote()),
    usual: plan.sell(),
    words: ['purchase.lineId'],
    ids: ['purchase.purchaseId'],
  },
  EndCoolingOff: { after: after(...sold), usual: plan.endCoolingOff() },
  ActivateServicePlan: { after: after(...sold), usual: plan.activate() },
  SuspendServicePlan: { after: after(...running), usual: plan.suspend(), words: ['because'] },
  ResumeServicePlan: { after: after(...running, plan.suspend()), usual: plan.resume() },
  ConsumeEntitlement: {
    after: after(...running),
    usual: plan.consume({ valueMinor: 5000n }),
    words: ['usedFor.aggregate'],
    ids: ['usedFor.id'],
  },
  RestoreEntitlement: { after: after(...running, plan.consume()), usual: plan.restore(), words: ['because'] },
  ResetEntitlements: { after: after(...running, plan.renew()), usual: plan.reset() },
  GiveRenewalNotice: { after: after(...running), usual: plan.notice() },
  RenewServicePlan: {
    after: after(...running),
    usual: plan.renew({ terms: washingMachineCare, purchase: planLine }),
    words: [
      'renewalId',
      'terms.policyId',
      'terms.entitlements.serviceLevelRef.policyId',
      'terms.business.serviceLevelRef.policyId',
      'purchase.lineId',
    ],
    ids: ['purchase.purchaseId'],
  },
  ReverseRenewal: { after: after(...running, plan.renew()), usual: plan.reverse(), words: ['because'] },
  AssignAccountManager: {
    after: after(plan.quote({ business }), plan.sell({ paidMinor: 9900n })),
    usual: plan.assignManager(),
    words: ['accountManagerId', 'assignedBy.id'],
  },
  CancelServicePlan: {
    after: after(...running),
    usual: plan.cancel({ withMainContract: false }),
    words: ['cancellationId', 'because'],
  },
  ExpireServicePlan: { after: after(...running), usual: plan.expire({ dueAt: '2026-06-04T22:00:00.000Z' as Instant }) },
}

describeBadInput({
  decider: servicePlan,
  codecs: ServicePlanCommand.types,
  rejections: servicePlanRejections,
  examples,
})
