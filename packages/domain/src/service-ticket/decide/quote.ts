import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, type NonEmptyText, sameContent } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { moneyOf } from '../../money/index.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import type { AcceptQuote, BillService, DeclineQuote, ExpireQuote, OfferQuote } from '../commands.js'
import type { QuoteExpired } from '../events.js'
import type { Step } from '../in-steps.js'
import { isValidAt, type Quote } from '../quotes/quote.js'
import { type QuoteLine, totalOf } from '../quotes/quote-line.js'
import { isActive, isLiving, type ServiceTicketState, type Ticket } from '../state.js'
import { gone, type ServiceTicketDecision, statusOf } from './refusals.js'

export const offerQuote = ({ data }: OfferQuote, state: ServiceTicketState): ServiceTicketDecision => {
  const { quoteId, currency, lines, validUntil, offeredAt } = data
  if (state.status !== 'not-opened') {
    const known = quoteOf(state.ticket, quoteId)?.offered
    if (known !== undefined) {
      const { totalMinor: _, ...offered } = known
      return sameContent(offered, data) ? alreadyDone : reject({ reason: 'QuoteIdReused', quoteId })
    }
  }
  if (!isActive(state)) return statusOf(state)
  const faulty = faultIn(lines)
  if (faulty !== undefined) return faulty
  if (validUntil <= offeredAt) return reject({ reason: 'QuoteValidUntilTooEarly', validUntil })
  const total = moneyOf(totalOf(lines), currency)
  if (E.isLeft(total)) return reject(total.left)
  return accept([{ type: 'QuoteOffered', data: { ...data, totalMinor: total.right.amountMinor } }])
}

export const acceptQuote = ({ data }: AcceptQuote, state: ServiceTicketState): ServiceTicketDecision =>
  answer(state, data.quoteId, data.acceptedAt, () => accept([{ type: 'QuoteAccepted', data }]))

export const declineQuote = ({ data }: DeclineQuote, state: ServiceTicketState): ServiceTicketDecision =>
  answer(state, data.quoteId, data.declinedAt, () => accept([{ type: 'QuoteDeclined', data }]))

/** An answer in time counts, though the quote was told to have expired before it was heard of. */
const answer = (
  state: ServiceTicketState,
  quoteId: NonEmptyText,
  instant: Instant,
  answered: () => ServiceTicketDecision,
): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const quote = quoteOf(state.ticket, quoteId)
  if (quote === undefined) return reject({ reason: 'QuoteUnknown', quoteId })
  const { outcome, offered } = quote
  if (outcome === 'accepted' || outcome === 'declined') {
    return reject({ reason: 'QuoteAlreadyAnswered', quoteId, outcome })
  }
  if (instant < offered.offeredAt) {
    return reject({ reason: 'QuoteNotYetOffered', quoteId, offeredAt: offered.offeredAt })
  }
  return isValidAt(quote, instant)
    ? answered()
    : reject({ reason: 'QuoteNoLongerValid', quoteId, validUntil: offered.validUntil })
}

/** Does nothing where it was answered meanwhile, or the ticket was removed. */
export const expireQuote = ({ data }: ExpireQuote, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { quoteId, dueAt } = data
  const quote = quoteOf(state.ticket, quoteId)
  if (quote === undefined) return reject({ reason: 'QuoteUnknown', quoteId })
  return isLiving(state) && quote.outcome === 'open' && quote.offered.validUntil === dueAt
    ? accept([expired(quote)])
    : alreadyDone
}

/** Quotes whose time was over by then and that were not recorded as expired yet, each at its own instant. */
export const quotesExpiredBy =
  (instant: Instant): Step =>
  ({ ticket: { quotes = [] } }) =>
    quotes
      .filter((quote) => quote.outcome === 'open' && !isValidAt(quote, instant))
      .map(expired)
      .sort((left, right) => (left.data.expiredAt < right.data.expiredAt ? -1 : 1))

/** Quotes that the customer can still take up at that instant. */
export const openQuotesAt = ({ quotes = [] }: Ticket, instant: Instant): ReadonlyArray<NonEmptyText> =>
  quotes
    .filter((quote) => quote.outcome === 'open' && isValidAt(quote, instant))
    .map(({ offered: { quoteId } }) => quoteId)

const expired = ({ offered: { serviceTicketId, quoteId, validUntil } }: Quote): QuoteExpired => ({
  type: 'QuoteExpired',
  data: { serviceTicketId, quoteId, expiredAt: validUntil },
})

/**
 * Under a quote that was accepted when the work is billed, in its currency, and with all bills under it never over it.
 * What a warranty or a plan covers, when the work was done, stands in the bill at nothing.
 */
export const billService = ({ data }: BillService, state: ServiceTicketState): ServiceTicketDecision => {
  const { billId, quoteId, currency, lines } = data
  if (state.status !== 'not-opened') {
    const known = state.ticket.bills?.find((bill) => bill.billId === billId)
    if (known !== undefined) {
      const { totalMinor: _, trace: __, ...billed } = known
      return sameContent(billed, data) ? alreadyDone : reject({ reason: 'BillIdReused', billId })
    }
  }
  if (!isLiving(state)) return gone(state)
  const quote = quoteOf(state.ticket, quoteId)
  if (quote === undefined) return reject({ reason: 'QuoteUnknown', quoteId })
  const faulty = faultIn(lines) ?? coverageFault(data)
  if (faulty !== undefined) return faulty
  if (quote.accepted === undefined || data.billedAt < quote.accepted.acceptedAt) {
    return reject({ reason: 'QuoteNotAccepted', quoteId, outcome: quote.outcome })
  }
  const { currency: expected, totalMinor: acceptedMinor } = quote.offered
  if (currency !== expected) return reject({ reason: 'CurrencyMismatch', expected, found: currency })

  const total = moneyOf(totalOf(lines), currency)
  if (E.isLeft(total)) return reject(total.left)
  const billMinor = total.right.amountMinor
  const billedMinor = (state.ticket.bills ?? [])
    .filter((bill) => bill.quoteId === quoteId)
    .reduce((sum, bill) => sum + bill.totalMinor, 0n)
  if (billedMinor + billMinor > acceptedMinor) {
    return reject({ reason: 'BillExceedsQuote', acceptedMinor, billedMinor, billMinor })
  }
  const trace = billTrace(data, { acceptedMinor, billedMinor, billMinor })
  return accept([{ type: 'ServiceBilled', data: { ...data, totalMinor: billMinor, trace } }])
}

type Billing = BillService['data']

const coverageFault = ({ lines, coverage, performedAt }: Billing): ServiceTicketDecision | undefined => {
  for (const { lineIds } of coverage) {
    const lineId = lineIds.find((named) => lines.every((line) => line.lineId !== named))
    if (lineId !== undefined) return reject({ reason: 'CoverageOfUnknownLine', lineId })
  }
  const inForce = coverage.filter(
    ({ startsAt, endsAtExclusive }) => startsAt <= performedAt && performedAt < endsAtExclusive,
  )
  const charged = lines.filter(
    (line) => totalOf([line]) > 0n && inForce.some(({ lineIds }) => lineIds.includes(line.lineId)),
  )
  if (charged.length === 0) return undefined
  const lineIds = charged.map(({ lineId }) => lineId)
  const covering = inForce.filter((evidence) => evidence.lineIds.some((lineId) => lineIds.includes(lineId)))
  return reject({ reason: 'WorkIsCovered', lineIds, streams: [...new Set(covering.map(({ stream }) => stream))] })
}

const billTrace = (
  { coverage, lines, performedAt, quoteId }: Billing,
  { acceptedMinor, billedMinor, billMinor }: { acceptedMinor: bigint; billedMinor: bigint; billMinor: bigint },
): RuleTrace => {
  const coveredLines = new Set(coverage.flatMap(({ lineIds }) => lineIds)).size
  return [
    {
      ruleId: 'covered-work-is-billed-at-nothing' as NonEmptyText,
      facts: { performedAt, evidence: coverage.length, coveredLines, lines: lines.length },
      outcome: 'nothing-covered-is-charged' as NonEmptyText,
    },
    {
      ruleId: 'bills-stay-within-the-accepted-quote' as NonEmptyText,
      facts: {
        quoteId,
        acceptedMinor: String(acceptedMinor),
        billedMinor: String(billedMinor),
        billMinor: String(billMinor),
      },
      outcome: 'within-quote' as NonEmptyText,
    },
  ]
}

const quoteOf = ({ quotes }: Ticket, quoteId: NonEmptyText): Quote | undefined =>
  quotes?.find(({ offered }) => offered.quoteId === quoteId)

const faultIn = (lines: ReadonlyArray<QuoteLine>): ServiceTicketDecision | undefined => {
  if (lines.length === 0) return reject({ reason: 'QuoteWithoutLines' })
  const ids = lines.map(({ lineId }) => lineId)
  const lineId = ids.find((id, index) => ids.indexOf(id) !== index)
  return lineId === undefined ? undefined : reject({ reason: 'QuoteLineRepeated', lineId })
}
