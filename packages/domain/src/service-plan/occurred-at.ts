import type { Instant, PolicyRef } from '@aftersale/messages'
import { planTermsRefOf } from '../policy/plan-terms/service-plan-terms.js'
import { distinctPolicyRefs, policyRefsIn } from '../policy/rule-trace.js'
import type { ServicePlanEvent } from './events.js'

/** When it happened in business. */
export const occurredAtOfServicePlan = (event: ServicePlanEvent): Instant => {
  switch (event.type) {
    case 'ServicePlanQuoted':
      return event.data.quotedAt
    case 'ServicePlanQuoteExpired':
    case 'ServicePlanExpired':
      return event.data.expiredAt
    case 'ServicePlanSold':
      return event.data.soldAt
    case 'ServicePlanCoolingOffStarted':
      return event.data.startedAt
    case 'ServicePlanCoolingOffEnded':
      return event.data.endedAt
    case 'ServicePlanActivated':
      return event.data.activatedAt
    case 'ServicePlanSuspended':
      return event.data.suspendedAt
    case 'ServicePlanResumed':
      return event.data.resumedAt
    case 'EntitlementConsumed':
      return event.data.consumedAt
    case 'EntitlementRefused':
      return event.data.refusedAt
    case 'EntitlementRestored':
      return event.data.restoredAt
    case 'EntitlementsReset':
      return event.data.resetAt
    case 'ServicePlanRenewalNoticeFellDue':
      return event.data.fellDueAt
    case 'ServicePlanRenewed':
      return event.data.renewedAt
    case 'ServicePlanRenewalReversed':
      return event.data.reversedAt
    case 'ServicePlanAccountManagerAssigned':
      return event.data.assignedAt
    case 'ServicePlanCancelled':
      return event.data.cancelledAt
  }
}

/** The versions of terms and service levels that the event was decided under, each once. */
export const policyRefsOfServicePlan = (event: ServicePlanEvent): ReadonlyArray<PolicyRef> => {
  switch (event.type) {
    case 'ServicePlanQuoted': {
      const { terms, serviceLevelRef, trace } = event.data
      return distinctPolicyRefs([
        planTermsRefOf(terms),
        ...(serviceLevelRef === undefined ? [] : [serviceLevelRef]),
        ...policyRefsIn(trace),
      ])
    }
    case 'ServicePlanRenewed':
      return distinctPolicyRefs([planTermsRefOf(event.data.terms), ...policyRefsIn(event.data.trace)])
    case 'ServicePlanActivated':
    case 'EntitlementConsumed':
    case 'EntitlementRefused':
    case 'ServicePlanRenewalReversed':
    case 'ServicePlanCancelled':
      return policyRefsIn(event.data.trace)
    case 'ServicePlanQuoteExpired':
    case 'ServicePlanSold':
    case 'ServicePlanCoolingOffStarted':
    case 'ServicePlanCoolingOffEnded':
    case 'ServicePlanSuspended':
    case 'ServicePlanResumed':
    case 'EntitlementRestored':
    case 'EntitlementsReset':
    case 'ServicePlanRenewalNoticeFellDue':
    case 'ServicePlanAccountManagerAssigned':
    case 'ServicePlanExpired':
      return []
  }
}
