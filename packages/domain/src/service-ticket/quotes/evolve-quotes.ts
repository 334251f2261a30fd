import type { QuoteEvent } from '../events/quotes.js'
import type { Ticket } from '../state.js'
import type { Quote } from './quote.js'

/** Takes an event of a quote or a bill in. Answers to a quote that was never offered leave no trace. */
export const evolveQuotes = (ticket: Ticket, event: QuoteEvent): Ticket => {
  const { quotes = [] } = ticket
  const answered = (quoteId: string, answer: Partial<Quote>): Ticket => ({
    ...ticket,
    quotes: quotes.map((quote) => (quote.offered.quoteId === quoteId ? { ...quote, ...answer } : quote)),
  })
  switch (event.type) {
    case 'QuoteOffered':
      return { ...ticket, quotes: [...quotes, { offered: event.data, outcome: 'open' }] }
    case 'QuoteAccepted':
      return answered(event.data.quoteId, { outcome: 'accepted', accepted: event.data })
    case 'QuoteDeclined':
      return answered(event.data.quoteId, { outcome: 'declined', declined: event.data })
    case 'QuoteExpired':
      return answered(event.data.quoteId, { outcome: 'expired' })
    case 'ServiceBilled':
      return { ...ticket, bills: [...(ticket.bills ?? []), event.data] }
  }
}
