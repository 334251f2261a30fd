import { mapped } from '../appended.js'
import type { Reply, TicketEpisode, TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'
import type { IssueEpisode } from './issue-fact.js'

/** The episodes of one ticket, each with its replies. */
export const episodesOf = (ticket: TicketHistory): ReadonlyArray<IssueEpisode> => {
  const episodes =
    ticket.episodes.length < 2
      ? ticket.episodes
      : [...ticket.episodes].sort((left, right) => left.number - right.number)
  const replies =
    ticket.replies.length < 2 ? ticket.replies : [...ticket.replies].sort((left, right) => left.at - right.at)
  return mapped(
    episodes,
    ({ number, began, resolution, closing }): IssueEpisode => ({
      serviceTicketId: ticket.serviceTicketId,
      number,
      beganBy: number > 1 ? 'reopening' : ticket.opened?.followsUp === undefined ? 'opening' : 'follow-up',
      byTheDesk: number === 1 && spokeFirst(ticket),
      replies: episodes.length === 1 ? replies : replies.filter((reply) => episodeOfReply(reply, episodes) === number),
      began,
      resolution,
      closing,
    }),
  )
}

/**
 * The episode a reply was given in: the last that had begun by then, and no later one than the event says. A late reply,
 * recorded when the ticket had been reopened, so belongs where it was given.
 */
const episodeOfReply = ({ at, episode }: Reply, episodes: ReadonlyArray<TicketEpisode>): number =>
  episodes.reduce(
    (found, { number, began }) => (number <= episode && began !== undefined && began.at <= at ? number : found),
    episodes[0]?.number ?? 1,
  )

/** An agent opened it, and not because a customer had asked: no request of theirs came at the same instant. */
const spokeFirst = ({ opened, contacts }: TicketHistory): boolean =>
  opened?.byAgent === true && !contacts.some(({ at, sort }) => at === opened.at && sort === 'request')
