import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { Server } from '@grpc/grpc-js'
import { ServerLog } from './log/server-log.js'
import { LoopbackListener } from './loopback-listener.js'
import { Misbehaviours } from './misbehaving.js'
import { serveAppend } from './serving/append.js'
import { serveBatchAppend } from './serving/batch-append.js'
import { serveDelete, serveTombstone } from './serving/delete.js'
import type { DoubleAtWork } from './serving/double-at-work.js'
import { serveRead } from './serving/read.js'
import { serveSupportedMethods } from './serving/server-features.js'
import type { WireDouble, WireDoubleOptions } from './wire-double.js'

/** What the server takes at most in one message, and what its client does. */
const MESSAGE_BYTES = 17 * 1024 * 1024

const MAX_APPEND_SIZE = 1_048_576

/** Starts a double on the loopback address. Whoever starts it stops it. */
export const startWireDouble = async (options: WireDoubleOptions = {}): Promise<WireDouble> => {
  const { log = new ServerLog(), maxAppendSize = MAX_APPEND_SIZE } = options
  const calls: Record<string, number> = {}
  const misbehaviours = new Misbehaviours()
  const server = new Server({ 'grpc.max_receive_message_length': MESSAGE_BYTES, 'grpc.max_send_message_length': -1 })
  const listener = new LoopbackListener(server)
  const double: DoubleAtWork = {
    log,
    misbehaviours,
    maxAppendSize,
    count: (call) => {
      calls[call] = (calls[call] ?? 0) + 1
    },
    cut: (call) => listener.cut(call.getPeer()),
  }
  server.addService(features.ServerFeaturesService, { getSupportedMethods: serveSupportedMethods(double) })
  server.addService(streams.StreamsService, {
    read: serveRead(double),
    append: serveAppend(double),
    batchAppend: serveBatchAppend(double),
    delete: serveDelete(double),
    tombstone: serveTombstone(double),
  })
  const port = await listener.listen(options.port ?? 0)

  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    log,
    misbehave: (misbehaviour) => misbehaviours.add(misbehaviour),
    behave: () => misbehaviours.clear(),
    calls: () => ({ ...calls }),
    kill: () => listener.close(),
    start: async () => {
      log.leaveHole()
      await listener.listen(port)
    },
    stop: async () => {
      await listener.close()
      server.forceShutdown()
    },
  }
}
