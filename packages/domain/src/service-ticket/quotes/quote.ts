import type { Instant } from '@aftersale/messages'
import type { QuoteAccepted, QuoteDeclined, QuoteOffered, ServiceBilled } from '../events/quotes.js'

/** An expired one may still be accepted or declined, where that happened in time and is heard of late. */
export interface Quote {
  readonly offered: QuoteOffered['data']
  readonly outcome: 'open' | 'expired' | 'accepted' | 'declined'
  readonly accepted?: QuoteAccepted['data']
  readonly declined?: QuoteDeclined['data']
}

export type Bill = ServiceBilled['data']

/** Whether the customer can still take it up at that instant; the end is exclusive. */
export const isValidAt = ({ offered: { validUntil } }: Quote, instant: Instant): boolean => instant < validUntil
