import type { TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'

/** Which ticket stays for each that was merged away. */
export interface Merges {
  /** The ticket that this one was merged into, told by either of the two; undefined where it wasn't. */
  readonly into: (ticketId: string) => string | undefined
  /** The end of the chain of merges; the ticket itself where it wasn't merged, undefined where the chain is a circle. */
  readonly survivorOf: (ticketId: string) => string | undefined
}

export const mergesOf = (tickets: ReadonlyMap<string, TicketHistory>): Merges => {
  const mergedInto = new Map<string, string>()
  for (const ticket of tickets.values()) {
    for (const { value: absorbed } of ticket.absorbed) {
      // The other ticket may have withdrawn its request since.
      if (tickets.get(absorbed)?.mergeWithdrawnFrom === ticket.serviceTicketId) continue
      mergedInto.set(absorbed, ticket.serviceTicketId)
    }
  }
  for (const ticket of tickets.values()) {
    if (ticket.mergedInto !== undefined) mergedInto.set(ticket.serviceTicketId, ticket.mergedInto.value)
  }

  const survivorOf = (ticketId: string): string | undefined => {
    const seen = new Set<string>()
    let survivor = ticketId
    for (let next = mergedInto.get(survivor); next !== undefined; next = mergedInto.get(survivor)) {
      if (seen.has(next)) return undefined
      seen.add(next)
      survivor = next
    }
    return survivor
  }

  return { into: (ticketId) => mergedInto.get(ticketId), survivorOf }
}
