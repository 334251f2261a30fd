import { type Instant, millisecondsAfter, millisecondsBetween } from '@aftersale/messages'
import type { AdvanceReplacement } from './settlement-state.js'

/**
 * When old units that are still out are charged for: at the agreed instant, if the replacement was delivered before it. One
 * that came then or later gives as much time again from its delivery. Nothing before it was delivered.
 */
export const chargeDueAt = ({ sent, status, deliveredAt }: AdvanceReplacement): Instant | undefined => {
  if (status !== 'delivered' || deliveredAt === undefined) return undefined
  if (deliveredAt < sent.returnBy) return sent.returnBy
  return millisecondsAfter(deliveredAt, millisecondsBetween(sent.sentAt, sent.returnBy))
}
