import {
  type EventStoreDBClient,
  type Filter,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  type ResolvedEvent,
  streamNameFilter,
} from '@eventstore/db-client'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConsumerGroup, GroupFailure, GroupSettings, ParkedEvent } from '../consumer-group.js'
import { Dropped } from '../subscribing/dropped.js'
import type { ServerFilter } from '../subscribing/subscribe-requests.js'
import { failureOfCall, isOfType } from './group-failure.js'
import type { GroupTarget } from './group-target.js'
import { recordedEventOf } from './sent-event.js'

export interface GroupCallsSource {
  readonly client: EventStoreDBClient
  readonly timeoutMilliseconds: number
}

/** What is asked of the server about a group, each in one call. */
export const groupCalls = (
  { client, timeoutMilliseconds }: GroupCallsSource,
  target: GroupTarget,
): Omit<ConsumerGroup, 'subscribe'> => {
  const { group, stream, hasLinks } = target
  const isAll = stream === '$all'
  const options = { deadline: timeoutMilliseconds }

  /** The client does not give up on every silent server by itself. */
  const answerTo = <Answer>(ask: () => Promise<Answer>): TE.TaskEither<GroupFailure, Answer> =>
    TE.tryCatch(
      () => inTime(ask(), timeoutMilliseconds),
      (thrown) => failureOfCall(thrown, target),
    )

  const create = async (settings: GroupSettings): Promise<'created' | 'existed'> => {
    const changes = {
      resolveLinkTos: hasLinks,
      consumerStrategyName: STRATEGIES[settings.strategy],
      startFrom: settings.from === 'beginning' ? ('start' as const) : ('end' as const),
      ...(settings.maxRetryCount === undefined ? {} : { maxRetryCount: settings.maxRetryCount }),
      ...(settings.messageTimeoutMilliseconds === undefined
        ? {}
        : { messageTimeout: settings.messageTimeoutMilliseconds }),
    }
    try {
      await (isAll
        ? client.createPersistentSubscriptionToAll(group, persistentSubscriptionToAllSettingsFromDefaults(changes), {
            ...options,
            filter: filterOf(target.filter),
          })
        : client.createPersistentSubscriptionToStream(
            stream,
            group,
            persistentSubscriptionToStreamSettingsFromDefaults(changes),
            options,
          ))
      return 'created'
    } catch (thrown) {
      if (isOfType(thrown, 'persistent-subscription-exists')) return 'existed'
      throw thrown
    }
  }

  const parkedStream = `$persistentsubscription-${stream}::${group}-parked`

  const readParked = async (maxCount?: number): Promise<ReadonlyArray<ResolvedEvent>> => {
    const reading = client.readStream(parkedStream, {
      resolveLinkTos: true,
      ...(maxCount === undefined ? {} : { maxCount }),
    })
    const parked: Array<ResolvedEvent> = []
    try {
      for await (const wire of reading) parked.push(wire)
      return parked
    } catch (thrown) {
      if (isOfType(thrown, 'stream-not-found')) return []
      throw thrown
    }
  }

  const replayParked = async (count: number | undefined): Promise<void> => {
    let stopAt: { readonly stopAt?: number } = {}
    if (count !== undefined) {
      const [oldest] = await readParked(1)
      if (oldest === undefined) return
      // The server counts up to a revision of the stream of parked events, not from its first.
      stopAt = { stopAt: Number((oldest.link ?? oldest.event)?.revision) + count }
    }
    await (isAll
      ? client.replayParkedMessagesToAll(group, { ...options, ...stopAt })
      : client.replayParkedMessagesToStream(stream, group, { ...options, ...stopAt }))
  }

  return {
    create: (settings) => {
      const fault = faultOfSettings(settings)
      return fault === undefined ? answerTo(() => create(settings)) : TE.left({ failure: 'BadArgument', why: fault })
    },
    parked: () => answerTo(async () => (await readParked()).map(parkedEventOf)),
    replayParked: (count) =>
      count === undefined || isCount(count)
        ? answerTo(() => replayParked(count))
        : TE.left({ failure: 'BadArgument', why: `count: ${count} is no count of events` }),
    delete: () =>
      answerTo(() =>
        isAll
          ? client.deletePersistentSubscriptionToAll(group, options)
          : client.deletePersistentSubscriptionToStream(stream, group, options),
      ),
  }
}

const STRATEGIES = {
  'round-robin': 'RoundRobin',
  'one-stream-one-consumer': 'Pinned',
  'dispatch-to-single': 'DispatchToSingle',
} as const

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1

const faultOfSettings = ({ maxRetryCount, messageTimeoutMilliseconds }: GroupSettings): string | undefined => {
  if (maxRetryCount !== undefined && !(Number.isSafeInteger(maxRetryCount) && maxRetryCount >= 0)) {
    return `maxRetryCount: ${maxRetryCount} is no count of retries`
  }
  return messageTimeoutMilliseconds === undefined || isCount(messageTimeoutMilliseconds)
    ? undefined
    : `messageTimeoutMilliseconds: ${messageTimeoutMilliseconds} is no count of milliseconds`
}

const filterOf = (filter: ServerFilter): Filter =>
  'regex' in filter ? streamNameFilter({ regex: filter.regex }) : streamNameFilter({ prefixes: [...filter.prefixes] })

/** A parked event is a link, with the reason in its metadata. */
const parkedEventOf = (wire: ResolvedEvent): ParkedEvent => {
  const event = recordedEventOf(wire)
  const parkedAt = wire.link?.created
  return {
    ...(event === undefined ? {} : { event }),
    why: whyIn(wire.link?.metadata),
    ...(parkedAt === undefined ? {} : { parkedAt: parkedAt.toISOString() }),
  }
}

/** What the server puts before the reason that a consumer gave. */
const BY_CONSUMER = /^Client explicitly NAK'ed message\.\n/

const whyIn = (metadata: unknown): string => {
  const reason = typeof metadata === 'object' && metadata !== null && 'reason' in metadata ? metadata.reason : undefined
  return typeof reason === 'string' ? reason.replace(BY_CONSUMER, '') : ''
}

const inTime = async <Answer>(asked: Promise<Answer>, milliseconds: number): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    const why = `the server gave no answer within ${milliseconds} ms`
    timer = setTimeout(() => reject(new Dropped({ fault: 'no-answer', why })), milliseconds)
  })
  try {
    return await Promise.race([asked, silence])
  } finally {
    clearTimeout(timer)
  }
}
