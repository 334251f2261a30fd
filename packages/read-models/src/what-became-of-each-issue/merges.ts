import type { Moment } from '../moment.js'
import type { Absorbed, MergeRequest, TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'

/** Which ticket stays for each that was merged away. */
export interface Merges {
  /** The ticket that this one was merged into, told by either of the two; undefined where it wasn't. */
  readonly into: (ticketId: string) => string | undefined
  /** What told so: on the ticket itself, on the one that stayed, or on both. */
  readonly toldBy: (ticketId: string) => ReadonlyArray<Moment>
  /** The end of the chain of merges; the ticket itself where it wasn't merged, undefined where the chain is a circle. */
  readonly survivorOf: (ticketId: string) => string | undefined
}

interface Merge {
  readonly into: string
  readonly toldBy: ReadonlyArray<Moment>
}

export const mergesOf = (
  tickets: ReadonlyArray<TicketHistory>,
  ticketOf: (ticketId: string) => TicketHistory | undefined,
): Merges => {
  const absorptions = new Map<string, ReadonlyArray<Absorption>>()
  for (const { serviceTicketId, absorbed } of tickets) {
    for (const absorption of absorbed) {
      if (isWithdrawn(absorption, ticketOf(absorption.value)?.mergeRequests ?? [], serviceTicketId)) continue
      const known = absorptions.get(absorption.value) ?? []
      absorptions.set(absorption.value, [...known, { ...absorption, by: serviceTicketId }])
    }
  }

  const merges = new Map<string, Merge>()
  for (const [ticketId, absorbed] of absorptions) {
    const into = [...absorbed].sort(byTime).at(-1)?.by
    if (into !== undefined) merges.set(ticketId, { into, toldBy: tellingOf(absorbed, into) })
  }
  // What the ticket itself says has the last word.
  for (const { serviceTicketId, mergedInto } of tickets) {
    if (mergedInto === undefined) continue
    const { value: into, at, eventId } = mergedInto
    const absorbed = tellingOf(absorptions.get(serviceTicketId) ?? [], into)
    merges.set(serviceTicketId, { into, toldBy: [{ at, eventId }, ...absorbed] })
  }

  const survivorOf = (ticketId: string): string | undefined => {
    const seen = new Set<string>()
    let survivor = ticketId
    for (let next = merges.get(survivor); next !== undefined; next = merges.get(survivor)) {
      if (seen.has(next.into)) return undefined
      seen.add(next.into)
      survivor = next.into
    }
    return survivor
  }

  return {
    into: (ticketId) => merges.get(ticketId)?.into,
    toldBy: (ticketId) => merges.get(ticketId)?.toldBy ?? [],
    survivorOf,
  }
}

interface Absorption extends Absorbed {
  readonly by: string
}

/** Later ones last; at the same time, by id, so that it doesn't matter which stream was read first. */
const byTime = (left: Absorption, right: Absorption): number => left.at - right.at || (left.by < right.by ? -1 : 1)

const tellingOf = (absorbed: ReadonlyArray<Absorption>, into: string): ReadonlyArray<Moment> =>
  absorbed.filter(({ by }) => by === into).map(({ at, eventId }) => ({ at, eventId }))

/**
 * Whether the request that was followed has been taken back: the one at the revision that is named; where that can't be
 * told, every request to be merged there that is known.
 */
const isWithdrawn = (
  { requestedAtRevision }: Absorbed,
  requests: ReadonlyArray<MergeRequest>,
  into: string,
): boolean => {
  const toThere = requests.filter((request) => request.into === into)
  const followed =
    requestedAtRevision === undefined ? undefined : toThere.find(({ revision }) => revision === requestedAtRevision)
  if (followed !== undefined) return followed.withdrawn
  return toThere.length > 0 && toThere.every(({ withdrawn }) => withdrawn)
}
