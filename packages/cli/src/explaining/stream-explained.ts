import { domainEventCatalogue } from '@aftersale/domain/events'
import type { HistoryEvent, HistorySource } from '@aftersale/history'
import type { Instant } from '@aftersale/messages'
import { type WhereIsIt, whereIsIt } from '@aftersale/read-models'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, failureOfFault } from '../exit-code.js'
import type { Progress } from '../progress.js'
import { counterfactualsInWords } from './counterfactual-in-words.js'
import { dataInWords, metadataInWords, traceInWords } from './event-in-words.js'
import { whereaboutsInWords } from './whereabouts-in-words.js'

/** Of whichever tenant. */
const PURCHASE = /^(?:[a-z0-9]+\.)?purchase-(.+)$/

/**
 * The story of a stream, an event a line, as far as it was recorded by `asOf`; of a purchase with where it is. Nothing
 * where the history does not hold it.
 */
export const streamExplained = async (
  stream: string,
  source: HistorySource,
  asOf: Instant | undefined,
  progress: Progress,
): Promise<E.Either<Failure, string | undefined>> => {
  const purchaseId = PURCHASE.exec(stream)?.[1]
  const whereabouts = purchaseId === undefined ? undefined : whereIsIt()
  const lines: Array<string> = []
  let count = 0
  for await (const batch of source.batches()) {
    if (E.isLeft(batch)) return E.left(failureOfFault(batch.left))
    for (const event of batch.right.events) {
      if (event.stream !== stream || (asOf !== undefined && recordedAtOf(event) > asOf)) continue
      lines.push(...eventInStory(event))
      if (whereabouts !== undefined) tell(whereabouts, event)
    }
    count += batch.right.events.length
    progress.at(count)
  }
  if (lines.length === 0) return E.right(undefined)
  const where = whereabouts === undefined ? [] : whereaboutsInWords(whereabouts.of(purchaseId ?? ''))
  return E.right(`${[stream, ...lines, ...where].join('\n')}\n`)
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

/** What can't be read stands in the story alone. */
const tell = (whereabouts: WhereIsIt, event: HistoryEvent): void => {
  const decoded = domainEventCatalogue.decode(event)
  if (E.isRight(decoded)) whereabouts.record(decoded.right)
}

const recordedAtOf = ({ metadata }: HistoryEvent): string => {
  const { recordedAt } = (metadata ?? {}) as { readonly recordedAt?: unknown }
  return typeof recordedAt === 'string' ? recordedAt : ''
}
