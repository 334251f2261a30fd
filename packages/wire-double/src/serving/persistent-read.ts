import persistent, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/persistent_pb.js'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { Consumer, ConsumerGroup } from '../persistent/consumer-group.js'
import type { ConsumerGroups } from '../persistent/consumer-groups.js'
import { type LoggedEvent, streamNameOf, writeRecord } from '../protocol/event-messages.js'
import { groupFull, groupMissing, handlerThrew } from '../protocol/refusal.js'
import { type DoubleAtWork, refusalOf } from './double-at-work.js'
import { EventSending } from './event-sending.js'

/** One consumer of a group, from its first message on until either side ends the call. */
export const servePersistentRead =
  (double: DoubleAtWork, groups: ConsumerGroups) =>
  (call: ServerDuplexStream<ReadReq, ReadResp>): void => {
    double.count('persistent')
    const sending = new EventSending<ReadResp>(double, 'persistent', call)
    let group: ConsumerGroup | undefined
    call.on('data', (request: ReadReq) => {
      if (group === undefined) group = joined(double, groups, sending, request, nameOf(call))
      else answer(group, request)
    })
    call.on('end', () => call.end())
    call.on('error', () => undefined)
  }

const nameOf = (call: ServerDuplexStream<ReadReq, ReadResp>): string =>
  String(call.metadata.get('connection-name')[0] ?? '<unknown>')

const joined = (
  double: DoubleAtWork,
  groups: ConsumerGroups,
  sending: EventSending<ReadResp>,
  request: ReadReq,
  name: string,
): ConsumerGroup | undefined => {
  const refusal = refusalOf(double, 'persistent')
  const options = request.getOptions()
  if (refusal !== undefined || options === undefined) {
    sending.fail(refusal ?? handlerThrew())
    return undefined
  }
  if (!sending.begin()) return undefined
  const source = options.hasAll() ? '$all' : streamNameOf(options.getStreamIdentifier())
  const group = groups.get(source, options.getGroupName())
  const fault = group === undefined ? groupMissing(source, options.getGroupName()) : faultOf(group)
  if (group === undefined || fault !== undefined) {
    if (fault !== undefined) sending.fail(fault)
    return undefined
  }
  let sent = sending.sendNote(confirmation(`${source}::${group.name}`))
  const consumer: Consumer = {
    name,
    slots: options.getBufferSize(),
    send: (event, retries) => {
      sent = sent.then(() => sending.sendEvent(event, (logged) => message(logged, retries)))
    },
    drop: (why) => sending.fail(why),
  }
  group.join(consumer)
  sending.onOver(() => group.leave(consumer))
  return group
}

const faultOf = ({ settings, consumers, source, name }: ConsumerGroup) =>
  settings.maxSubscriberCount > 0 && consumers.length >= settings.maxSubscriberCount
    ? groupFull(source.name, name)
    : undefined

const answer = (group: ConsumerGroup, request: ReadReq): void => {
  const [ack, nack] = [request.getAck(), request.getNack()]
  if (ack !== undefined) group.acknowledge(ack.getIdsList().map((id) => id.getString()))
  if (nack === undefined) return
  const ids = nack.getIdsList().map((id) => id.getString())
  const { PARK, SKIP, STOP } = persistent.ReadReq.Nack.Action
  const action = nack.getAction()
  // The server does not stop: what is told to stop is skipped.
  if (action === SKIP || action === STOP) group.reject(ids, 'skip', nack.getReason())
  else group.reject(ids, action === PARK ? 'park' : 'retry', nack.getReason())
}

const confirmation = (id: string): ReadResp =>
  new persistent.ReadResp().setSubscriptionConfirmation(
    new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(id),
  )

/** Unlike in a read, the event has the link's position. */
const message = ({ event, link }: LoggedEvent, retries: number): ReadResp => {
  const sent = new persistent.ReadResp.ReadEvent().setRetryCount(retries)
  const { RecordedEvent } = persistent.ReadResp.ReadEvent
  const position = (link ?? event)?.position ?? 0
  if (event !== undefined) sent.setEvent(writeRecord(new RecordedEvent(), event, position))
  if (link !== undefined) sent.setLink(writeRecord(new RecordedEvent(), link, position))
  return new persistent.ReadResp().setEvent(sent.setCommitPosition(String(position)))
}
