import {
  type EventStoreDBClient,
  type Filter,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  streamNameFilter,
} from '@eventstore/db-client'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConsumerGroup, GroupFailure, GroupSettings } from '../consumer-group.js'
import { Dropped } from '../subscribing/dropped.js'
import { connectionOf } from '../wire/client-connection.js'
import type { ServerFilter } from '../wire/filter-options.js'
import { failureOfCall, isOfType } from './group-failure.js'
import type { GroupTarget } from './group-target.js'
import { readParked } from './parked-events.js'

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
  const connection = connectionOf(client)
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

  const replayParked = async (count: number | undefined): Promise<void> => {
    let stopAt: { readonly stopAt?: number } = {}
    if (count !== undefined) {
      const [oldest] = await readParked(connection, target, timeoutMilliseconds, 1)
      if (oldest === undefined) return
      // The server counts up to a revision of what it keeps, not from the first that is left.
      stopAt = { stopAt: oldest.revision + count }
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
    parked: () =>
      answerTo(async () => {
        const kept = await readParked(connection, target, timeoutMilliseconds)
        return kept.map(({ revision: _, ...parked }) => parked)
      }),
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
