import type { EventStoreDBClient } from '@eventstore/db-client'
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'

export type ReadCall = ReturnType<StreamsClient['read']>
export type AppendsCall = ReturnType<StreamsClient['batchAppend']>

type CallArguments = [...Required<Parameters<StreamsClient['batchAppend']>>]

/** What of the client's inside is used; it is public to JavaScript, and a client without it is refused. */
export interface ClientInside {
  readonly GRPCStreamCreator: <Call>(
    service: typeof StreamsClient,
    name: string,
    create: (grpc: StreamsClient) => Call | Promise<Call>,
  ) => () => Promise<Call>
  readonly callArguments: (
    options: { readonly requiresLeader?: boolean },
    callOptions: { readonly deadline: number },
  ) => CallArguments
  handleError: (grpc: StreamsClient, error: Error) => Promise<void>
}

/** The calls of the wire, over the client's own connection: its credentials, its discovery, its way to the leader. */
export interface ClientConnection {
  readonly read: (request: ReadReq, requiresLeader: boolean) => Promise<ReadCall>
  /** Rejects where no connection came about in time; then nothing was sent. */
  readonly openAppends: (withinMilliseconds: number) => Promise<AppendsCall>
  /** Closes the connection that was used last, if there is one; the client's own `dispose` ends its calls alone. */
  readonly disconnect: () => void
}

const connections = new WeakMap<EventStoreDBClient, ClientConnection>()

/**
 * The client's `appendToStream` keeps what is in flight of all clients of the process in one place: one client's broken
 * connection rejects the others' appends, and their late answers end the process. Its reads leave out the stream's last
 * revision, which the server tells. So appends and reads are calls of our own.
 */
export const connectionOf = (client: EventStoreDBClient): ClientConnection => {
  const known = connections.get(client)
  if (known !== undefined) return known
  const connection = connectionWith(insideOf(client))
  connections.set(client, connection)
  return connection
}

const connectionWith = (inside: ClientInside): ClientConnection => {
  let last: StreamsClient | undefined
  const endless = { deadline: Number.POSITIVE_INFINITY }

  const readyClient = async (grpc: StreamsClient, withinMilliseconds: number): Promise<void> => {
    try {
      await new Promise<void>((resolve, reject) => {
        grpc.waitForReady(Date.now() + withinMilliseconds, (fault) => (fault === undefined ? resolve() : reject(fault)))
      })
    } catch {
      const unreachable = notConnected(withinMilliseconds)
      await inside.handleError(grpc, unreachable)
      throw unreachable
    }
  }

  return {
    read: (request, requiresLeader) =>
      inside.GRPCStreamCreator(streamsGrpc.StreamsClient, 'read', (grpc) => {
        last = grpc
        return grpc.read(request, ...inside.callArguments({ requiresLeader }, endless))
      })(),
    openAppends: (withinMilliseconds) =>
      inside.GRPCStreamCreator(streamsGrpc.StreamsClient, 'batchAppend', async (grpc) => {
        last = grpc
        await readyClient(grpc, withinMilliseconds)
        return grpc.batchAppend(...inside.callArguments({}, endless))
      })(),
    disconnect: () => last?.close(),
  }
}

/**
 * The client calls its `handleError` without waiting for it; where the next connection fails meanwhile, nobody would
 * catch that, and Node.js ends a process for it.
 */
const insideOf = (client: EventStoreDBClient): ClientInside => {
  const inside = client as unknown as ClientInside
  const { handleError } = inside
  const parts = [inside.GRPCStreamCreator, inside.callArguments, handleError] as ReadonlyArray<unknown>
  if (!parts.every((part) => typeof part === 'function')) {
    throw new TypeError('The client is to be one of @eventstore/db-client 6.2')
  }
  inside.handleError = async (grpc, error) => {
    try {
      await handleError(grpc, error)
    } catch {
      // The call that opens the next connection tells its own caller.
    }
  }
  return inside
}

/** In the form of gRPC's own errors: the client then takes up a new connection. 14 is UNAVAILABLE. */
const notConnected = (milliseconds: number): Error =>
  Object.assign(new Error(`no connection within ${milliseconds} ms`), { code: 14, details: '' })
