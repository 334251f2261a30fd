import type { FaultAcross } from './aggregate-check.js'
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
    if (story.mergedInto !== undefined) {
      const absorbs = [...(ticketOf(story.mergedInto)?.absorbed.values() ?? [])].some(({ ticket }) => ticket === ownId)
      if (!absorbs)
        yield { stream, revision: 0, what: `it is merged into ticket ${story.mergedInto}, which did not absorb it` }
    }
  }
}
