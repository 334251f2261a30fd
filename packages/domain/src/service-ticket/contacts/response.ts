import type { Instant, PositiveInteger } from '@aftersale/messages'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { isCustomerRequest } from '../contact.js'
import type { CustomerReplied } from '../events.js'
import { startOfEpisode, type Ticket } from '../state.js'

/** A person's reply, or a bot's where the policy counts it; never an automatic message. */
export const isResponse = (
  { automated, repliedBy: { kind } }: Pick<CustomerReplied['data'], 'automated' | 'repliedBy'>,
  { botReplyIsFirstResponse }: ServiceLevelPolicy,
): boolean => !automated && (kind === 'agent' || kind === 'partner' || (kind === 'bot' && botReplyIsFirstResponse))

/**
 * When the episode had its first response, by the time of the replies and not of their recording. A ticket that an agent
 * opened without being asked speaks first itself: there it is the second reply of the first episode.
 */
export const firstResponseIn = (
  ticket: Ticket,
  episode: PositiveInteger,
  level: ServiceLevelPolicy,
): Instant | undefined => responsesIn(ticket, episode, level)[episode === 1 && spokeFirst(ticket) ? 1 : 0]

/** When the responses of an episode were sent, earliest first. */
export const responsesIn = (
  ticket: Ticket,
  episode: PositiveInteger,
  level: ServiceLevelPolicy,
): ReadonlyArray<Instant> =>
  ticket.conversation
    .flatMap((said) => (said.type === 'CustomerReplied' && isResponse(said.data, level) ? [said.data] : []))
    .filter((reply) => reply.episode === episode && reply.repliedAt >= startOfEpisode(ticket, episode))
    .map(({ repliedAt }) => repliedAt)
    .sort()

/** An agent opened it, and no request came at that very instant, recorded with the opening or of itself. */
const spokeFirst = ({ opening, conversation }: Ticket): boolean =>
  opening.openedBy.kind === 'agent' &&
  !conversation.some(
    ({ type, data }) => type === 'ContactRecorded' && data.contactedAt === opening.openedAt && isCustomerRequest(data),
  )
