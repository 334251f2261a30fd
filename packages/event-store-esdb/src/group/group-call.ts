import type { EventStoreDBClient } from '@eventstore/db-client'
import persistentGrpc, {
  type PersistentSubscriptionsClient,
} from '@eventstore/db-client/generated/persistent_grpc_pb.js'
import persistent, { type ReadReq } from '@eventstore/db-client/generated/persistent_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import { connectionOf } from '../wire/client-connection.js'
import { streamIdentifierOf } from '../wire/read-requests.js'
import type { GroupTarget } from './group-target.js'

export type GroupCall = ReturnType<PersistentSubscriptionsClient['read']>

type CallArguments = [...Required<Parameters<PersistentSubscriptionsClient['read']>>]

/** What of the client's inside is used here; see `wire/client-connection.ts`. */
interface ClientInside {
  readonly GRPCStreamCreator: (
    service: typeof PersistentSubscriptionsClient,
    name: string,
    create: (grpc: PersistentSubscriptionsClient) => GroupCall,
  ) => () => Promise<GroupCall>
  readonly callArguments: (options: object, callOptions: { readonly deadline: number }) => CallArguments
}

/**
 * Joins a group by a call of our own: what the client makes of it can't end its side of the call, so that the last
 * answers are lost when it is cancelled, and the client's `dispose` waits for ever where the server ended the call.
 */
export const joinGroup = async (
  client: EventStoreDBClient,
  target: GroupTarget,
  inFlight: number,
): Promise<GroupCall> => {
  // Makes sure that the client's own care for lost connections throws nothing at nobody.
  connectionOf(client)
  const inside = client as unknown as ClientInside
  const call = await inside.GRPCStreamCreator(persistentGrpc.PersistentSubscriptionsClient, 'joinGroup', (grpc) =>
    grpc.read(...inside.callArguments({}, { deadline: Number.POSITIVE_INFINITY })),
  )()
  call.write(joining(target, inFlight))
  return call
}

const joining = ({ stream, group }: GroupTarget, inFlight: number): ReadReq => {
  const options = new persistent.ReadReq.Options()
  if (stream === '$all') options.setAll(new shared.Empty())
  else options.setStreamIdentifier(streamIdentifierOf(stream))
  options.setGroupName(group)
  options.setBufferSize(inFlight)
  const uuids = new persistent.ReadReq.Options.UUIDOption()
  uuids.setString(new shared.Empty())
  options.setUuidOption(uuids)
  return new persistent.ReadReq().setOptions(options)
}

/** `retry` and `park` go with a reason. */
export type Answer = 'ack' | 'retry' | 'park'

export const answerOf = (answer: Answer, id: string, why: string): ReadReq => {
  const uuid = new shared.UUID().setString(id)
  if (answer === 'ack') return new persistent.ReadReq().setAck(new persistent.ReadReq.Ack().setIdsList([uuid]))
  const { PARK, RETRY } = persistent.ReadReq.Nack.Action
  const nack = new persistent.ReadReq.Nack()
    .setIdsList([uuid])
    .setAction(answer === 'park' ? PARK : RETRY)
    .setReason(why)
  return new persistent.ReadReq().setNack(nack)
}
