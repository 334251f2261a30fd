import type { HistorySource } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, failureOfFault } from '../exit-code.js'
import type { Progress } from '../progress.js'
import { counterfactualsInWords } from './counterfactual-in-words.js'
import { dataInWords, metadataInWords, traceInWords } from './event-in-words.js'

/** The story of a stream, an event a line; nothing where the history does not hold it. */
export const streamExplained = async (
  stream: string,
  source: HistorySource,
  progress: Progress,
): Promise<E.Either<Failure, string | undefined>> => {
  const lines: Array<string> = []
  let count = 0
  for await (const batch of source.batches()) {
    if (E.isLeft(batch)) return E.left(failureOfFault(batch.left))
    for (const event of batch.right.events) {
      if (event.stream !== stream) continue
      const { occurredAt, recordedAt } = metadataInWords(event)
      const late = occurredAt < recordedAt ? ` [recorded ${recordedAt}]` : ''
      lines.push(
        `${String(event.revision).padStart(4)}  ${occurredAt}  ${event.type}: ${dataInWords(event.data)}${late}`,
      )
      for (const rule of traceInWords(event.data)) lines.push(`      by ${rule}`)
      for (const change of counterfactualsInWords(event.data))
        lines.push(`      it would have been accepted: ${change}`)
    }
    count += batch.right.events.length
    progress.at(count)
  }
  return E.right(lines.length === 0 ? undefined : `${stream}\n${lines.join('\n')}\n`)
}
