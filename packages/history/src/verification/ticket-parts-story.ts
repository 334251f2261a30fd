import type { ServiceTicketEvent } from '@aftersale/domain/events'

/** The events that few tickets have: of a complaint, of quotes and bills, and of what was taken apart again. */
export type PartsEvent = Extract<
  ServiceTicketEvent,
  {
    readonly type:
      | `Complaint${string}`
      | `Quote${string}`
      | 'RedressOffered'
      | 'ExternalRecourseConcluded'
      | 'ServiceBilled'
      | 'ServiceTicketSplit'
      | 'ServiceTicketUnmerged'
      | 'AbsorbedTicketReleased'
      | 'ContactsReturned'
  }
>

/** The unmerging that another ticket told of. */
interface UnmergingNamed {
  readonly ticket: string
  readonly unmergedAtRevision: number
}

/** What they say of a ticket, as far as later events and other tickets must agree with it. */
export interface TicketParts {
  readonly complaintSteps: Set<PartsEvent['type']>
  /** Quotes with what the customer answered to them. */
  readonly quotes: Map<string, 'open' | 'accepted' | 'declined'>
  readonly bills: Set<string>
  /** The tickets that were split off, by the revision of the split. */
  readonly splits: Map<number, string>
  /** The tickets that it was taken out of again, by the revision of the unmerging. */
  readonly unmergings: Map<number, string>
  /** By the revision at which it released a ticket, or gave contacts back to one. */
  readonly unmergingsNamed: Map<number, UnmergingNamed>
}

export const newTicketParts = (): TicketParts => ({
  complaintSteps: new Set(),
  quotes: new Map(),
  bills: new Set(),
  splits: new Map(),
  unmergings: new Map(),
  unmergingsNamed: new Map(),
})

type Must = (holds: boolean, otherwise: string) => void

/** Tells what in the event contradicts those before it; the event is then one of them. */
export const tellParts = (parts: TicketParts, { type, data }: PartsEvent, revision: number, must: Must): void => {
  const { complaintSteps, quotes, bills } = parts
  const step = (before: PartsEvent['type'] | undefined): void => {
    if (before !== undefined) must(complaintSteps.has(before), `it comes before ${before}`)
    must(!complaintSteps.has('ComplaintClosed'), 'the complaint was closed before')
    complaintSteps.add(type)
  }
  const answered = (quoteId: string, answer: 'open' | 'accepted' | 'declined'): void => {
    const known = quotes.get(quoteId)
    must(known !== undefined, `quote ${quoteId} was never offered`)
    must(known !== 'accepted' && known !== 'declined', `quote ${quoteId} was ${known} before`)
    quotes.set(quoteId, answer)
  }

  switch (type) {
    case 'ComplaintRegistered':
    case 'ComplaintAcknowledged':
      must(!complaintSteps.has(type), `${type} was recorded before`)
      return step(type === 'ComplaintRegistered' ? undefined : 'ComplaintRegistered')
    case 'ComplaintAssessed':
      return step('ComplaintAcknowledged')
    case 'ComplaintResponded':
    case 'RedressOffered':
      return step('ComplaintAssessed')
    case 'ComplaintDecisionCommunicated':
      return step('ComplaintResponded')
    case 'ComplaintDecisionAnswered':
      return step('ComplaintDecisionCommunicated')
    case 'ComplaintEscalatedExternally':
    case 'ExternalRecourseConcluded':
      return step('ComplaintRegistered')
    case 'ComplaintClosed':
      return step(data.because === 'withdrawn' ? 'ComplaintRegistered' : 'ComplaintDecisionCommunicated')
    case 'QuoteOffered': {
      must(!quotes.has(data.quoteId), `quote ${data.quoteId} was offered before`)
      const total = data.lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
      must(data.totalMinor === total, `its total is ${data.totalMinor}, its lines come to ${total}`)
      quotes.set(data.quoteId, 'open')
      return
    }
    case 'QuoteAccepted':
      return answered(data.quoteId, 'accepted')
    case 'QuoteDeclined':
      return answered(data.quoteId, 'declined')
    case 'QuoteExpired':
      return answered(data.quoteId, 'open')
    case 'ServiceBilled':
      must(!bills.has(data.billId), `bill ${data.billId} was issued before`)
      must(quotes.get(data.quoteId) === 'accepted', `quote ${data.quoteId} was not accepted`)
      bills.add(data.billId)
      return
    case 'ServiceTicketSplit':
      parts.splits.set(revision, data.intoServiceTicketId)
      return
    case 'ServiceTicketUnmerged':
      parts.unmergings.set(revision, data.from)
      return
    case 'AbsorbedTicketReleased':
      parts.unmergingsNamed.set(revision, {
        ticket: data.absorbedTicketId,
        unmergedAtRevision: data.unmergedAtRevision,
      })
      return
    case 'ContactsReturned':
      parts.unmergingsNamed.set(revision, {
        ticket: data.toServiceTicketId,
        unmergedAtRevision: data.unmergedAtRevision,
      })
      return
  }
}
