import type { FaultAcross } from './stream-check.js'
import type { TicketStory } from './ticket-story.js'

/** What tickets say of each other; told at the first event of the stream where no single event says it. */
export function* faultsAcrossTickets(
  stories: ReadonlyMap<string, TicketStory>,
): Generator<FaultAcross, void, undefined> {
  for (const [stream, story] of stories) {
    const ticketOf = (id: string): TicketStory | undefined =>
      stories.get(`${stream.slice(0, stream.indexOf('-') + 1)}${id}`)
    const ownId = stream.slice(stream.indexOf('-') + 1)
    if (story.followsUp !== undefined) {
      const earlier = ticketOf(story.followsUp)
      if (earlier === undefined)
        yield { stream, revision: 0, what: `it follows up ticket ${story.followsUp}, which is not there` }
      else if (earlier.issueId !== story.issueId) {
        yield { stream, revision: 0, what: `it follows up ticket ${story.followsUp}, but of another issue` }
      }
    }
    for (const [revision, into] of story.mergeRequests) {
      if (ticketOf(into) === undefined)
        yield { stream, revision, what: `it asks to be merged into ticket ${into}, which is not there` }
    }
    for (const [revision, { ticket, requestedAtRevision }] of story.absorbed) {
      const other = ticketOf(ticket)
      const isRequested =
        requestedAtRevision === undefined
          ? [...(other?.mergeRequests.values() ?? [])].includes(ownId)
          : other?.mergeRequests.get(requestedAtRevision) === ownId
      if (!isRequested) yield { stream, revision, what: `it absorbs ticket ${ticket}, which did not ask for it` }
    }
    yield* faultsOfParts(stream, story, ownId, ticketOf)
    if (story.mergedInto !== undefined) {
      const absorbs = [...(ticketOf(story.mergedInto)?.absorbed.values() ?? [])].some(({ ticket }) => ticket === ownId)
      if (!absorbs)
        yield { stream, revision: 0, what: `it is merged into ticket ${story.mergedInto}, which did not absorb it` }
    }
  }
}

/** Each half of a split, and of an unmerging, against the other. */
function* faultsOfParts(
  stream: string,
  { splitFrom, parts }: TicketStory,
  ownId: string,
  ticketOf: (id: string) => TicketStory | undefined,
): Generator<FaultAcross, void, undefined> {
  if (splitFrom !== undefined && ticketOf(splitFrom.ticket)?.parts?.splits.get(splitFrom.atRevision) !== ownId) {
    yield { stream, revision: 0, what: `it is split from ticket ${splitFrom.ticket}, which does not say so` }
  }
  for (const [revision, { ticket, unmergedAtRevision }] of parts?.unmergingsNamed ?? []) {
    if (ticketOf(ticket)?.parts?.unmergings.has(unmergedAtRevision) !== true) {
      yield { stream, revision, what: `it gives back to ticket ${ticket}, which was not unmerged then` }
    }
  }
}
