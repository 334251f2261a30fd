import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import type { HistoryFault, LineFault } from '../history-fault.js'
import type { HistoryBatch, HistorySource } from '../history-source.js'
import { canonicalEvents } from './canonical-events.js'
import { bytesOfFile } from './file-bytes.js'
import { fileFaultOf } from './file-failure.js'
import { linesOf } from './lines.js'

/** Longest line that is read unless told otherwise, in bytes. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024

export interface FileSourceOptions {
  /** 16 MiB where it is absent. */
  readonly maxLineBytes?: number
  /** What faults call the file; its path where it is absent. */
  readonly name?: string
  /**
   * Gives the metadata of most events as `RecognisedMetadata`, for who needs no more of it than that holds. Beware: what
   * copies or verifies a history needs all of it.
   */
  readonly recognisesMetadata?: boolean
}

/** The history in a file: one event a line, in the stored shape; compressed where its name ends in `.gz`. */
export const fileSource = (path: string, options: FileSourceOptions = {}): HistorySource =>
  ndjsonSource(options.name ?? path, () => bytesOfFile(path), options)

/** The history that comes out of a stream of bytes, such as standard input. */
export const streamSource = (
  name: string,
  stream: AsyncIterable<Uint8Array>,
  options: FileSourceOptions = {},
): HistorySource => ndjsonSource(name, () => stream, options)

const ndjsonSource = (
  name: string,
  open: () => AsyncIterable<Uint8Array>,
  { maxLineBytes = MAX_LINE_BYTES, recognisesMetadata = false }: FileSourceOptions,
): HistorySource => ({
  name,
  async *batches(): AsyncGenerator<E.Either<HistoryFault, HistoryBatch>, void, undefined> {
    const canonical = recognisesMetadata ? canonicalEvents() : () => undefined
    try {
      for await (const read of linesOf(open(), maxLineBytes)) {
        switch (read.kind) {
          case 'lines':
            yield* eventsOf(name, read.lines, read.first, canonical)
            break
          case 'rest':
            yield lastEventOf(name, read.text, read.line)
            break
          case 'not-utf8':
            yield E.left({ fault: 'NotUtf8', at: { history: name, line: read.line } })
            break
          case 'too-long':
            yield E.left({ fault: 'LineTooLong', at: { history: name, line: read.line }, limitBytes: maxLineBytes })
            break
        }
      }
    } catch (thrown) {
      yield E.left(fileFaultOf(name, thrown, 'reading'))
    }
  },
})

function* eventsOf(
  history: string,
  lines: ReadonlyArray<string>,
  first: number,
  canonical: (line: string) => HistoryEvent | undefined,
): Generator<E.Either<LineFault, HistoryBatch>, void, undefined> {
  let events: Array<HistoryEvent> = []
  let firstLine = first
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as string
    const event = canonical(line) ?? parsed(line)
    if (isHistoryEvent(event)) events.push(event)
    else {
      if (events.length > 0) yield E.right({ events, firstLine })
      const at = first + index
      yield E.left(lineFaultOf(event, { history, line: at }))
      events = []
      firstLine = at + 1
    }
  }
  if (events.length > 0) yield E.right({ events, firstLine })
}

/** A last line without its end is taken where it is whole: JSON cut short never is JSON. */
const lastEventOf = (history: string, text: string, line: number): E.Either<LineFault, HistoryBatch> => {
  const event = parsed(text)
  if (event instanceof NotJson) return E.left({ fault: 'Truncated', at: { history, line } })
  return isHistoryEvent(event)
    ? E.right({ events: [event], firstLine: line })
    : E.left(lineFaultOf(event, { history, line }))
}

class NotJson {
  constructor(readonly why: string) {}
}

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return new NotJson(line.trim() === '' ? 'the line is empty' : `it begins with ${JSON.stringify(line.slice(0, 24))}`)
  }
}

const isHistoryEvent = (value: unknown): value is HistoryEvent => {
  if (typeof value !== 'object' || value === null) return false
  const { stream, revision, type, data, metadata } = value as Partial<HistoryEvent>
  return (
    typeof stream === 'string' &&
    stream !== '' &&
    Number.isSafeInteger(revision) &&
    (revision as number) >= 0 &&
    typeof type === 'string' &&
    type !== '' &&
    data !== undefined &&
    metadata !== undefined
  )
}

const lineFaultOf = (value: unknown, at: { readonly history: string; readonly line: number }): LineFault =>
  value instanceof NotJson
    ? { fault: 'NotJson', at, why: value.why }
    : { fault: 'NotAnEvent', at, why: whyNotAnEvent(value) }

const whyNotAnEvent = (value: unknown): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is not an object'
  const { stream, revision, type, data, metadata } = value as Partial<HistoryEvent>
  if (typeof stream !== 'string' || stream === '') return 'stream is not a name'
  if (!Number.isSafeInteger(revision) || (revision as number) < 0) return 'revision is not a number from 0 on'
  if (typeof type !== 'string' || type === '') return 'type is not a name'
  if (data === undefined) return 'data is missing'
  return metadata === undefined ? 'metadata is missing' : 'it is not an event'
}
