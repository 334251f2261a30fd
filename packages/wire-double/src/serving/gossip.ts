import { randomUUID } from 'node:crypto'
import gossip, { type ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js'
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js'
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import { uuid } from '../protocol/event-messages.js'
import type { WireDoubleOptions } from '../wire-double.js'
import type { DoubleAtWork } from './double-at-work.js'

const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState

export const serveGossip =
  (double: DoubleAtWork, members: NonNullable<WireDoubleOptions['members']>) =>
  (_call: ServerUnaryCall<Empty, ClusterInfo>, answer: sendUnaryData<ClusterInfo>): void => {
    double.count('gossip')
    const told = members().map(({ port, leads }) =>
      new gossip.MemberInfo()
        .setInstanceId(uuid(randomUUID()))
        .setTimeStamp(String(Date.now() * 10_000))
        .setState(leads ? LEADER : FOLLOWER)
        .setIsAlive(true)
        .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port)),
    )
    answer(null, new gossip.ClusterInfo().setMembersList(told))
  }
