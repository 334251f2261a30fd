import type { Instant } from '@aftersale/messages'
import type { ServicePlanCommand } from './commands.js'

/** When what the command tells happened, or falls due. */
export const commandedAt = (command: ServicePlanCommand): Instant => {
  switch (command.type) {
    case 'QuoteServicePlan':
      return command.data.quotedAt
    case 'SellServicePlan':
      return command.data.soldAt
    case 'ActivateServicePlan':
      return command.data.anchoredAt
    case 'SuspendServicePlan':
      return command.data.suspendedAt
    case 'ResumeServicePlan':
      return command.data.resumedAt
    case 'ConsumeEntitlement':
      return command.data.consumedAt
    case 'RestoreEntitlement':
      return command.data.restoredAt
    case 'RenewServicePlan':
      return command.data.renewedAt
    case 'ReverseRenewal':
      return command.data.reversedAt
    case 'AssignAccountManager':
      return command.data.assignedAt
    case 'CancelServicePlan':
      return command.data.cancelledAt
    case 'ExpireServicePlanQuote':
    case 'EndCoolingOff':
    case 'ResetEntitlements':
    case 'GiveRenewalNotice':
    case 'ExpireServicePlan':
      return command.data.dueAt
  }
}
