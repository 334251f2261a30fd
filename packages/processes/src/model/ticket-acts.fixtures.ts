import { agent, customer, desk, oneOf } from './after-sales-shop.fixtures.js'
import { berlinInstantOf } from './berlin.fixtures.js'
import { type Act, warrantiesIn } from './claim-acts.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { doTicket, openTicket, ticketOf, ticketsIn } from './visit-acts.fixtures.js'

/** Work is quoted and billed, with what warranties of the ticket's asset say about it at the time. */
const bill: Act = (world, dice) => {
  const serviceTicketId = oneOf(ticketsIn(world), dice)
  if (serviceTicketId === undefined) return openTicket(world, dice)
  const at = world.now()
  const number = world.log.length
  const lines = ['motor', 'door'].map((work) => ({ lineId: work, work, netMinor: 5000n, taxMinor: 950n }))
  const coverage = coverageOf(world, ticketOf(world, serviceTicketId)?.opening.assetId)
  const [quoteId, billId, currency] = [`quote-${number}`, `bill-${number}`, 'EUR']
  const validUntil = new Date(Date.parse(at) + 86_400_000).toISOString()
  doTicket(world, serviceTicketId, 'OfferQuote', {
    quoteId,
    currency,
    lines,
    validUntil,
    offeredBy: agent,
    offeredAt: at,
  })
  if (dice(4) === 0) return
  doTicket(world, serviceTicketId, 'AcceptQuote', { quoteId, acceptedBy: customer, acceptedAt: at })
  const billed = lines.map((line) =>
    dice(2) === 0 && coverage.some(({ lineIds }) => lineIds.includes(line.lineId))
      ? { ...line, netMinor: 0n, taxMinor: 0n }
      : line,
  )
  doTicket(world, serviceTicketId, 'BillService', {
    billId,
    quoteId,
    currency,
    lines: billed,
    coverage,
    performedAt: at,
    billedBy: agent,
    billedAt: at,
  })
}

interface Coverage {
  readonly stream: string
  readonly revision: number
  readonly layer: string
  readonly lineIds: ReadonlyArray<string>
  readonly startsAt: string
  readonly endsAtExclusive: string
}

/** Which of the lines which layer covers, and from when until when. */
const coverageOf = (world: LedgerWorld, assetId: string | undefined): ReadonlyArray<Coverage> =>
  warrantiesIn(world)
    .filter(({ registered }) => registered.assetId === assetId)
    .flatMap(({ registered: { warrantyId }, layers }) =>
      layers.flatMap(({ layerId, term, terms: { covered } }) =>
        term === undefined
          ? []
          : [
              {
                stream: `warranty-${warrantyId}`,
                revision: Number(world.revisionOf('warranty', warrantyId)),
                layer: layerId,
                lineIds: covered === undefined ? ['motor', 'door'] : ['motor'],
                startsAt: berlinInstantOf(term.startsOn),
                endsAtExclusive: term.endsAtExclusive,
              },
            ],
      ),
    )

/** What else happens on a ticket: promises, follow-ups, its end, and its going on. */
const ticketNews: Act = (world, dice) => {
  const serviceTicketId = oneOf(ticketsIn(world), dice)
  if (serviceTicketId === undefined) return openTicket(world, dice)
  const at = world.now()
  const later = new Date(Date.parse(at) + (1 + dice(96)) * 3_600_000).toISOString()
  const promiseId = `promise-${dice(2)}`
  const followUpId = `follow-up-${dice(2)}`
  const all: ReadonlyArray<readonly [string, object]> = [
    ['MakePromise', { promiseId, subject: 'call-back', dueAt: later, promisedBy: agent, promisedAt: at }],
    ['KeepPromise', { promiseId, keptAt: at }],
    ['RenegotiatePromise', { promiseId, newDueAt: later, consentedAt: at }],
    ['RequestFollowUp', { followUpId, channel: 'phone', dueAt: later, requestedAt: at }],
    ['CompleteFollowUp', { followUpId, completedBy: agent, completedAt: at }],
    [
      'ReplyToCustomer',
      {
        messageId: `reply-${world.log.length}`,
        channel: 'phone',
        repliedBy: agent,
        automated: false,
        repliedAt: at,
        serviceLevel: desk,
      },
    ],
    ['PutOnHold', { cause: 'parts', heldAt: at, serviceLevel: desk }],
    ['ResumeFromHold', { resumedAt: at, serviceLevel: desk }],
    ['ResolveServiceTicket', { resolvedBy: agent, resolvedAt: at, serviceLevel: desk }],
    ['ResolveServiceTicket', { resolvedBy: agent, resolvedAt: at, serviceLevel: desk }],
    ['ReopenServiceTicket', { because: 'again', reopenedBy: customer, reopenedAt: at, serviceLevel: desk }],
    ['CancelServiceTicket', { because: 'opened-by-mistake', cancelledBy: agent, cancelledAt: at }],
  ]
  const [type, data] = all[dice(all.length)] ?? ['', {}]
  doTicket(world, serviceTicketId, type, data)
}

/** Each as often as it is to happen. */
export const ticketActs: ReadonlyArray<Act> = [ticketNews, ticketNews, ticketNews, bill]
