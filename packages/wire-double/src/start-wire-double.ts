import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import persistent from '@eventstore/db-client/generated/persistent_grpc_pb.js'
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { Server } from '@grpc/grpc-js'
import { ServerLog } from './log/server-log.js'
import { LoopbackListener } from './loopback-listener.js'
import { Misbehaviours } from './misbehaving.js'
import { ConsumerGroups } from './persistent/consumer-groups.js'
import { serveAppend } from './serving/append.js'
import { serveBatchAppend } from './serving/batch-append.js'
import { serveDelete, serveTombstone } from './serving/delete.js'
import type { DoubleAtWork } from './serving/double-at-work.js'
import { serveGossip } from './serving/gossip.js'
import { serveGetInfo, serveList } from './serving/persistent-info.js'
import {
  serveCreate,
  serveDeleteGroup,
  serveReplayParked,
  serveRestartSubsystem,
  serveUpdate,
} from './serving/persistent-management.js'
import { servePersistentRead } from './serving/persistent-read.js'
import { serveRead } from './serving/read.js'
import { serveSupportedMethods } from './serving/server-features.js'
import type { WireDouble, WireDoubleOptions } from './wire-double.js'

/** What the server takes at most in one message: as much as in one record. (Source: EventStoreDB's TFConsts.) */
const MESSAGE_BYTES = 16 * 1024 * 1024 - 10_000

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
    cut: (call, when) => listener.cut(call.getPeer(), when),
  }
  server.addService(features.ServerFeaturesService, { getSupportedMethods: serveSupportedMethods(double) })
  server.addService(streams.StreamsService, {
    read: serveRead(double),
    append: serveAppend(double),
    batchAppend: serveBatchAppend(double),
    delete: serveDelete(double),
    tombstone: serveTombstone(double),
  })
  const groups = new ConsumerGroups(log)
  server.addService(persistent.PersistentSubscriptionsService, {
    create: serveCreate(double, groups),
    update: serveUpdate(double, groups),
    delete: serveDeleteGroup(double, groups),
    read: servePersistentRead(double, groups),
    getInfo: serveGetInfo(double, groups),
    replayParked: serveReplayParked(double, groups),
    list: serveList(double, groups),
    restartSubsystem: serveRestartSubsystem(double, groups),
  })
  const { members = () => [{ port, leads: true }] } = options
  server.addService(gossip.GossipService, { read: serveGossip(double, members) })
  const port: number = await listener.listen(options.port ?? 0)

  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    log,
    misbehave: (misbehaviour) => misbehaviours.add(misbehaviour),
    behave: () => misbehaviours.clear(),
    calls: () => ({ ...calls }),
    kill: async () => {
      await listener.close()
      groups.restart()
    },
    start: async () => {
      log.leaveHole()
      await listener.listen(port)
    },
    stop: async () => {
      await listener.close()
      groups.stop()
      server.forceShutdown()
    },
  }
}
