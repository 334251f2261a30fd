import persistent, {
  type GetInfoReq,
  type GetInfoResp,
  type ListReq,
  type ListResp,
  type SubscriptionInfo,
} from '@eventstore/db-client/generated/persistent_pb.js'
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import type { ConsumerGroup } from '../persistent/consumer-group.js'
import type { ConsumerGroups } from '../persistent/consumer-groups.js'
import { streamNameOf } from '../protocol/event-messages.js'
import { groupMissing } from '../protocol/refusal.js'
import type { DoubleAtWork } from './double-at-work.js'

export const serveGetInfo =
  (double: DoubleAtWork, groups: ConsumerGroups) =>
  (call: ServerUnaryCall<GetInfoReq, GetInfoResp>, answer: sendUnaryData<GetInfoResp>): void => {
    double.count('persistent-info')
    const options = call.request.getOptions()
    const source = options?.hasAll() === true ? '$all' : streamNameOf(options?.getStreamIdentifier())
    const group = groups.get(source, options?.getGroupName() ?? '')
    if (group === undefined) return answer(groupMissing(source, options?.getGroupName() ?? ''))
    answer(null, new persistent.GetInfoResp().setSubscriptionInfo(infoOf(group)))
  }

export const serveList =
  (double: DoubleAtWork, groups: ConsumerGroups) =>
  (call: ServerUnaryCall<ListReq, ListResp>, answer: sendUnaryData<ListResp>): void => {
    double.count('list-persistent')
    const option = call.request.getOptions()?.getListForStream()
    const source = option === undefined ? undefined : option.hasAll() ? '$all' : streamNameOf(option.getStream())
    const found = groups.of(source)
    if (source !== undefined && found.length === 0) return answer(groupMissing(source, ''))
    answer(null, new persistent.ListResp().setSubscriptionsList(found.map(infoOf)))
  }

/** Averages are not kept: they are 0. */
const infoOf = (group: ConsumerGroup): SubscriptionInfo => {
  const { settings, figures } = group
  return new persistent.SubscriptionInfo()
    .setEventSource(group.source.name)
    .setGroupName(group.name)
    .setStatus(figures.isLive ? 'Live' : 'Behind')
    .setConnectionsList(group.consumers.map((consumer) => connection(group, consumer)))
    .setTotalItems(String(figures.total))
    .setCountSinceLastMeasurement('0')
    .setLastCheckpointedEventPosition(figures.checkpointed)
    .setLastKnownEventPosition(figures.known)
    .setResolveLinkTos(settings.resolveLinks)
    .setStartFrom(figures.startFrom)
    .setMessageTimeoutMilliseconds(settings.messageTimeoutMs)
    .setExtraStatistics(settings.extraStatistics)
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(settings.checkpointAfterMs)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setLiveBufferCount('0')
    .setRetryBufferCount(figures.retries)
    .setTotalInFlightMessages(figures.outstanding)
    .setOutstandingMessagesCount(figures.outstanding)
    .setNamedConsumerStrategy(settings.strategy)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setParkedMessageCount(String(figures.parked))
}

const connection = (
  group: ConsumerGroup,
  consumer: ConsumerGroup['consumers'][number],
): SubscriptionInfo.ConnectionInfo => {
  const inFlight = group.inFlight(consumer)
  return new persistent.SubscriptionInfo.ConnectionInfo()
    .setUsername('system')
    .setTotalItems('0')
    .setCountSinceLastMeasurement('0')
    .setAvailableSlots(consumer.slots - inFlight)
    .setInFlightMessages(inFlight)
    .setConnectionName(consumer.name)
}
