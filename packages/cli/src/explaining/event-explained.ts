import { type HistoryEvent, type HistorySource, placeInWords } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, failureOfFault } from '../exit-code.js'
import type { Progress } from '../progress.js'
import { counterfactualsInWords } from './counterfactual-in-words.js'
import { dataInWords, metadataInWords, traceInWords } from './event-in-words.js'

/** The event with this id and the rules behind it; nothing where the history does not hold it. */
export const eventExplained = async (
  eventId: string,
  source: HistorySource,
  progress: Progress,
): Promise<E.Either<Failure, string | undefined>> => {
  let count = 0
  for await (const batch of source.batches()) {
    if (E.isLeft(batch)) return E.left(failureOfFault(batch.left))
    const { events, firstLine } = batch.right
    const index = events.findIndex((event) => metadataInWords(event).eventId === eventId)
    if (index !== -1) {
      const at = firstLine === undefined ? source.name : placeInWords({ history: source.name, line: firstLine + index })
      return E.right(explained(events[index] as HistoryEvent, at))
    }
    count += events.length
    progress.at(count)
  }
  return E.right(undefined)
}

const explained = (event: HistoryEvent, at: string): string => {
  const { occurredAt, recordedAt, by, eventId } = metadataInWords(event)
  const late = occurredAt < recordedAt ? ' (late)' : ''
  const trace = traceInWords(event.data)
  const turning = counterfactualsInWords(event.data)
  return [
    `${event.type} ${eventId}`,
    `  ${event.stream}@${event.revision} (${at})`,
    `  occurred ${occurredAt}, recorded ${recordedAt}${late}, by ${by}`,
    `  ${dataInWords(event.data)}`,
    trace.length === 0 ? '  No rule was applied.' : '  Rules applied:',
    ...trace.map((rule) => `    ${rule}`),
    ...(turning.length === 0 ? [] : ['  It would have been accepted:', ...turning.map((change) => `    ${change}`)]),
    '',
  ].join('\n')
}
