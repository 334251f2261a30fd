import type { LocalDate } from '@aftersale/domain/calendar'
import { domainEventCatalogue } from '@aftersale/domain/events'
import type { HistoryEvent, HistorySource } from '@aftersale/history'
import type { Instant } from '@aftersale/messages'
import { whereIsIt } from '@aftersale/read-models'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, failureOfFault } from '../exit-code.js'
import type { Progress } from '../progress.js'
import { counterfactualsInWords } from './counterfactual-in-words.js'
import { coverEnding } from './cover-ending.js'
import { dataInWords, metadataInWords, traceInWords } from './event-in-words.js'
import type { StoryEnding } from './story-ending.js'
import { whereaboutsInWords } from './whereabouts-in-words.js'

export interface AskedOfStream {
  /** What was recorded later is not told. */
  readonly asOf: Instant | undefined
  /** Of an asset or a warranty: the day asked about. */
  readonly on: LocalDate | undefined
}

/**
 * The story of a stream, an event a line, as far as it was recorded by `asOf`; of a purchase with where it is, of an asset
 * or a warranty with what covers it. Nothing where the history does not hold it.
 */
export const streamExplained = async (
  stream: string,
  source: HistorySource,
  { asOf, on }: AskedOfStream,
  progress: Progress,
): Promise<E.Either<Failure, string | undefined>> => {
  const ending = whereaboutsEnding(stream) ?? coverEnding(stream, on)
  const lines: Array<string> = []
  let lastRecorded = ''
  let count = 0
  for await (const batch of source.batches()) {
    if (E.isLeft(batch)) return E.left(failureOfFault(batch.left))
    for (const event of batch.right.events) {
      const recordedAt = recordedAtOf(event)
      if (asOf !== undefined && recordedAt > asOf) continue
      if (recordedAt > lastRecorded) lastRecorded = recordedAt
      ending?.record(event)
      if (event.stream === stream) lines.push(...eventInStory(event))
    }
    count += batch.right.events.length
    progress.at(count)
  }
  if (lines.length === 0) return E.right(undefined)
  const below = ending?.lines(asOf ?? (lastRecorded as Instant)) ?? []
  return E.right(`${[stream, ...lines, ...below].join('\n')}\n`)
}

/** Of whichever tenant. */
const PURCHASE = /^(?:[a-z0-9]+\.)?purchase-(.+)$/

const whereaboutsEnding = (stream: string): StoryEnding | undefined => {
  const purchaseId = PURCHASE.exec(stream)?.[1]
  if (purchaseId === undefined) return undefined
  const whereabouts = whereIsIt()
  return {
    record: (event) => {
      if (event.stream !== stream) return
      const decoded = domainEventCatalogue.decode(event)
      // What can't be read stands in the story alone.
      if (E.isRight(decoded)) whereabouts.record(decoded.right)
    },
    lines: () => whereaboutsInWords(whereabouts.of(purchaseId)),
  }
}

const eventInStory = (event: HistoryEvent): ReadonlyArray<string> => {
  const { occurredAt, recordedAt } = metadataInWords(event)
  const late = occurredAt < recordedAt ? ` [recorded ${recordedAt}]` : ''
  return [
    `${String(event.revision).padStart(4)}  ${occurredAt}  ${event.type}: ${dataInWords(event.data)}${late}`,
    ...traceInWords(event.data).map((rule) => `      by ${rule}`),
    ...counterfactualsInWords(event.data).map((change) => `      it would have been accepted: ${change}`),
  ]
}

const recordedAtOf = ({ metadata }: HistoryEvent): string => {
  const { recordedAt } = (metadata ?? {}) as { readonly recordedAt?: unknown }
  return typeof recordedAt === 'string' ? recordedAt : ''
}
