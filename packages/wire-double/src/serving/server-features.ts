import features, { type SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js'
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js'
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import type { DoubleAtWork } from './double-at-work.js'

const VERSION = '23.10.6'

const PERSISTENT = 'event_store.client.persistent_subscriptions.persistentsubscriptions'
const STREAMS = 'event_store.client.streams.streams'

/** What a server of this version says it can, of what the double serves. */
const METHODS: ReadonlyArray<readonly [service: string, method: string, features: ReadonlyArray<string>]> = [
  ...['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'].map(
    (method) => [PERSISTENT, method, ['stream', 'all']] as const,
  ),
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'delete', []],
  [STREAMS, 'tombstone', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
]

export const serveSupportedMethods =
  (double: DoubleAtWork) =>
  (_call: ServerUnaryCall<Empty, SupportedMethods>, answer: sendUnaryData<SupportedMethods>): void => {
    double.count('server-features')
    const methods = METHODS.map(([service, method, supported]) =>
      new features.SupportedMethod()
        .setServiceName(service)
        .setMethodName(method)
        .setFeaturesList([...supported]),
    )
    answer(null, new features.SupportedMethods().setEventStoreServerVersion(VERSION).setMethodsList(methods))
  }
