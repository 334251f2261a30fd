import persistent, {
  type CreateReq,
  type CreateResp,
  type DeleteReq,
  type DeleteResp,
  type ReplayParkedReq,
  type ReplayParkedResp,
  type UpdateReq,
  type UpdateResp,
} from '@eventstore/db-client/generated/persistent_pb.js'
import shared, { type Empty } from '@eventstore/db-client/generated/shared_pb.js'
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import type { ServerLog } from '../log/server-log.js'
import { ConsumerGroup } from '../persistent/consumer-group.js'
import type { ConsumerGroups } from '../persistent/consumer-groups.js'
import { groupSettings } from '../persistent/group-settings.js'
import { allSource, type GroupSource, streamSource } from '../persistent/group-source.js'
import { streamNameOf } from '../protocol/event-messages.js'
import { groupExists, groupMissing, handlerThrew } from '../protocol/refusal.js'
import type { DoubleAtWork } from './double-at-work.js'
import { recordFilter } from './record-filter.js'

type Unary<Request, Response> = (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => void

/** The revision that stands for the end: 2^64 − 1. */
const END = '18446744073709551615'

export const serveCreate =
  (double: DoubleAtWork, groups: ConsumerGroups): Unary<CreateReq, CreateResp> =>
  (call, answer) => {
    double.count('create-persistent')
    const options = call.request.getOptions()
    const settings = options?.getSettings()
    if (options === undefined || settings === undefined) return answer(handlerThrew())
    const all = options.getAll()
    const stream = streamNameOf(options.getStreamIdentifier())
    const source =
      all === undefined ? streamSource(double.log, stream) : allSource(double.log, recordFilter(all.getFilter()))
    if (groups.get(source.name, options.getGroupName()) !== undefined) {
      return answer(groupExists(source.name, options.getGroupName()))
    }
    const start =
      all === undefined ? startOfStream(source, settings.getRevision()) : startOfAll(double.log, source, all)
    groups.add(new ConsumerGroup(double.log, source, options.getGroupName(), start, groupSettings(settings)))
    answer(null, new persistent.CreateResp())
  }

export const serveUpdate =
  (double: DoubleAtWork, groups: ConsumerGroups): Unary<UpdateReq, UpdateResp> =>
  (call, answer) => {
    double.count('update-persistent')
    const options = call.request.getOptions()
    const settings = options?.getSettings()
    if (options === undefined || settings === undefined) return answer(handlerThrew())
    const all = options.getAll()
    const source = all === undefined ? streamNameOf(options.getStreamIdentifier()) : '$all'
    const group = groups.get(source, options.getGroupName())
    if (group === undefined) return answer(groupMissing(source, options.getGroupName()))
    const start =
      all === undefined
        ? startOfStream(group.source, settings.getRevision())
        : startOfAll(double.log, group.source, all)
    group.update(start, groupSettings(settings))
    answer(null, new persistent.UpdateResp())
  }

export const serveDeleteGroup =
  (double: DoubleAtWork, groups: ConsumerGroups): Unary<DeleteReq, DeleteResp> =>
  (call, answer) => {
    double.count('delete-persistent')
    const options = call.request.getOptions()
    const source = options?.hasAll() === true ? '$all' : streamNameOf(options?.getStreamIdentifier())
    const group = groups.get(source, options?.getGroupName() ?? '')
    if (group === undefined) return answer(groupMissing(source, options?.getGroupName() ?? ''))
    groups.delete(group)
    answer(null, new persistent.DeleteResp())
  }

export const serveReplayParked =
  (double: DoubleAtWork, groups: ConsumerGroups): Unary<ReplayParkedReq, ReplayParkedResp> =>
  (call, answer) => {
    double.count('replay-parked')
    const options = call.request.getOptions()
    const source = options?.hasAll() === true ? '$all' : streamNameOf(options?.getStreamIdentifier())
    const group = groups.get(source, options?.getGroupName() ?? '')
    if (group === undefined) return answer(groupMissing(source, options?.getGroupName() ?? ''))
    answer(null, new persistent.ReplayParkedResp())
    group.replayParked(options?.hasStopAt() === true ? Number(options.getStopAt()) : undefined)
  }

export const serveRestartSubsystem =
  (double: DoubleAtWork, groups: ConsumerGroups): Unary<Empty, Empty> =>
  (_call, answer) => {
    double.count('restart-persistent')
    groups.restart()
    answer(null, new shared.Empty())
  }

const startOfStream = (source: GroupSource, revision: string) =>
  revision === END ? { place: source.end(), inWords: '-1' } : { place: Number(revision), inWords: revision }

/** Where a group on all begins: the same in creating it and in updating it. */
interface AllOptions {
  hasEnd(): boolean
  getPosition(): { getCommitPosition(): string; getPreparePosition(): string } | undefined
}

const startOfAll = (log: ServerLog, source: GroupSource, all: AllOptions) => {
  const position = all.getPosition()
  if (all.hasEnd()) return { place: source.end(), inWords: 'C:-1/P:-1' }
  const [commit, prepare] = [position?.getCommitPosition() ?? '0', position?.getPreparePosition() ?? '0']
  return { place: log.indexAt(Number(commit), Number(prepare)) ?? 0, inWords: `C:${commit}/P:${prepare}` }
}
