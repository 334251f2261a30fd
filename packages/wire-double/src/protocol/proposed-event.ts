import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js'
import type { EventToLog } from '../log/log-record.js'

export type ProposedMessage = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Nothing where the server would not take it: an id that is no UUID, or no type. */
export const proposedEvent = (message: ProposedMessage): EventToLog | undefined => {
  const id = message.getId()?.getString().toLowerCase() ?? ''
  const type = message.getMetadataMap().get('type') ?? ''
  if (!UUID.test(id) || type === '') return undefined
  return {
    id,
    type,
    isJson: message.getMetadataMap().get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}
