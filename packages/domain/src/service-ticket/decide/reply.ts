import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import { assignmentAt } from '../assignment/assignment.js'
import { answerAt, awaitNextResponse, settleAnsweredAfter } from '../clock/responses.js'
import { breachesBefore } from '../clock/run-clocks.js'
import type { AddNote, ReplyToCustomer } from '../commands.js'
import { isResponse } from '../contacts/response.js'
import type { CustomerReplied } from '../events.js'
import { inSteps, recording } from '../in-steps.js'
import { episodeAt, isLiving, type ServiceTicketState } from '../state.js'
import { gone, isInForce, type ServiceTicketDecision, serviceLevelDiffers } from './refusals.js'

/** A reply counts from when it was sent, however late it is heard of. It never resolves anything. */
export const reply = ({ data }: ReplyToCustomer, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { serviceLevel, ...message } = data
  const { ticket } = state
  const known = ticket.conversation.find(
    (said): said is CustomerReplied => said.type === 'CustomerReplied' && said.data.messageId === message.messageId,
  )
  if (known !== undefined) {
    const { episode, team: _, ...recorded } = known.data
    const { text: __, ...sent } = message
    return sameContent(recorded, sent)
      ? alreadyDone
      : reject({ reason: 'MessageIdReused', messageId: message.messageId })
  }
  if (!isLiving(state)) return gone(state)
  if (!isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)
  if (message.repliedBy.kind === 'customer') return reject({ reason: 'ReplyFromCustomer' })

  const team = assignmentAt(ticket, message.repliedAt)?.team
  const replied: CustomerReplied = {
    type: 'CustomerReplied',
    data: { ...message, ...(team === undefined ? {} : { team }), episode: episodeAt(ticket, message.repliedAt) },
  }
  if (!isResponse(message, serviceLevel)) return accept([replied])
  return accept(
    inSteps(state, [
      breachesBefore(message.repliedAt),
      recording(replied),
      answerAt(message.repliedAt, serviceLevel),
      settleAnsweredAfter(message.repliedAt, serviceLevel),
      awaitNextResponse(serviceLevel),
    ]),
  )
}

/** Whatever the status: the customer never sees it, and no clock does. */
export const addNote = ({ data }: AddNote, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const known = state.ticket.notes.find(({ noteId }) => noteId === data.noteId)
  if (known === undefined) return accept([{ type: 'NoteAdded', data }])
  const { text: _, ...note } = data
  return sameContent(known, note) ? alreadyDone : reject({ reason: 'NoteIdReused', noteId: data.noteId })
}
