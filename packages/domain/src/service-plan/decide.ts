import { alreadyDone, reject } from '@aftersale/decider'
import { sameFields } from '@aftersale/messages'
import { commandedAt } from './commanded-at.js'
import type { ServicePlanCommand } from './commands.js'
import { cancel } from './decide/cancellation.js'
import { expire, giveRenewalNotice, resetEntitlements, resume, suspend } from './decide/course.js'
import { consume, restore } from './decide/entitlements.js'
import type { ServicePlanDecision, SoldState } from './decide/plan-decision.js'
import { renew, reverseRenewal, wasRenewed } from './decide/renewals.js'
import { activate, assignAccountManager, endCoolingOff, expireQuote, quote, sell } from './decide/sale.js'
import { lastTermOf, type ServicePlanState } from './state.js'

export const decide = (command: ServicePlanCommand, state: ServicePlanState): ServicePlanDecision => {
  if (state.status === 'not-quoted') {
    return command.type === 'QuoteServicePlan' ? quote(command, state) : reject({ reason: 'PlanNotQuoted' })
  }
  const { quoted } = state.plan
  if (command.data.servicePlanId !== quoted.servicePlanId) {
    return reject({ reason: 'AddressedToAnotherPlan', servicePlanId: quoted.servicePlanId })
  }
  if (command.type === 'QuoteServicePlan') return quote(command, state)
  if (command.type === 'ExpireServicePlanQuote') return expireQuote(command, state)
  if (!mayTellOfBefore(command) && commandedAt(command) < quoted.quotedAt) {
    return reject({ reason: 'BeforeQuote', quotedAt: quoted.quotedAt })
  }
  if (command.type === 'AssignAccountManager') return assignAccountManager(command, state.plan)
  if (state.status === 'quoted') {
    return command.type === 'SellServicePlan' ? sell(command, state.plan) : reject({ reason: 'PlanNotSold' })
  }
  if (state.status === 'quote-expired') return reject({ reason: 'QuoteOver', validUntil: quoted.validUntil })
  return decideOfSold(command, state)
}

/** An anchor may lie before the plan, which then begins with its sale; what is asked of it may, too, and is told no. */
const mayTellOfBefore = ({ type }: ServicePlanCommand): boolean =>
  type === 'ActivateServicePlan' || type === 'ConsumeEntitlement'

type CommandOfSold = Exclude<
  ServicePlanCommand,
  { readonly type: 'QuoteServicePlan' | 'ExpireServicePlanQuote' | 'AssignAccountManager' }
>

const decideOfSold = (command: CommandOfSold, state: SoldState): ServicePlanDecision => {
  const { sold } = state.plan.sale
  if (command.type === 'SellServicePlan') {
    return sameFields(command.data, sold, ['purchase', 'paidMinor', 'currency'])
      ? alreadyDone
      : reject({ reason: 'PlanAlreadySold', soldAt: sold.soldAt })
  }
  if (!mayTellOfBefore(command) && commandedAt(command) < sold.soldAt) {
    return reject({ reason: 'BeforeSale', soldAt: sold.soldAt })
  }
  switch (command.type) {
    case 'ConsumeEntitlement':
      return consume(command, state)
    case 'CancelServicePlan':
      return cancel(command, state)
    case 'EndCoolingOff':
      return endCoolingOff(command, state)
    case 'RestoreEntitlement':
      return state.status === 'cancelled'
        ? reject({ reason: 'PlanGivenUp', cancelledAt: state.cancelled.cancelledAt })
        : restore(command, state)
    case 'ActivateServicePlan':
      return state.status === 'cancelled'
        ? reject({ reason: 'PlanGivenUp', cancelledAt: state.cancelled.cancelledAt })
        : activate(command, state.plan)
    case 'SuspendServicePlan':
    case 'ResumeServicePlan':
    case 'ResetEntitlements':
    case 'GiveRenewalNotice':
    case 'RenewServicePlan':
    case 'ReverseRenewal':
    case 'ExpireServicePlan':
      return decideOfRunning(command, state)
  }
}

type CommandOfRunning = Extract<
  ServicePlanCommand,
  {
    readonly type:
      | 'SuspendServicePlan'
      | 'ResumeServicePlan'
      | 'ResetEntitlements'
      | 'GiveRenewalNotice'
      | 'RenewServicePlan'
      | 'ReverseRenewal'
      | 'ExpireServicePlan'
  }
>

/** What makes sense while a term runs, or waits to run. Deadlines that are told of too late are over, not wrong. */
const decideOfRunning = (command: CommandOfRunning, state: SoldState): ServicePlanDecision => {
  if (command.type === 'RenewServicePlan' && wasRenewed(command, state.plan)) return alreadyDone
  if (state.status !== 'active' && state.status !== 'suspended') {
    return 'dueAt' in command.data ? alreadyDone : reject(notRunning(state))
  }
  switch (command.type) {
    case 'SuspendServicePlan':
      return suspend(command, state)
    case 'ResumeServicePlan':
      return resume(command, state)
    case 'ResetEntitlements':
      return resetEntitlements(command, state)
    case 'GiveRenewalNotice':
      return giveRenewalNotice(command, state)
    case 'RenewServicePlan':
      return renew(command, state)
    case 'ReverseRenewal':
      return reverseRenewal(command, state)
    case 'ExpireServicePlan':
      return expire(command, state)
  }
}

const notRunning = (state: Exclude<SoldState, { readonly status: 'active' | 'suspended' }>) => {
  switch (state.status) {
    case 'sold':
    case 'cooling-off':
      return { reason: 'PlanNotYetActive' } as const
    case 'expired': {
      const endsAtExclusive = lastTermOf(state.plan.sale)?.term.endsAtExclusive ?? state.plan.sale.sold.soldAt
      return { reason: 'PlanOver', endsAtExclusive } as const
    }
    case 'cancelled':
      return { reason: 'PlanGivenUp', cancelledAt: state.cancelled.cancelledAt } as const
  }
}
