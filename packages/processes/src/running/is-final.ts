import type { SubscriptionFailure } from '@aftersale/event-store'

/** What no waiting can help. */
export const isFinal = ({ failure }: SubscriptionFailure): boolean =>
  failure === 'StoreClosed' || failure === 'BadArgument' || failure === 'NameNotAllowed' || failure === 'WrongTenant'
