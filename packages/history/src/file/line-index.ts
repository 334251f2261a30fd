import { createReadStream, createWriteStream } from 'node:fs'
import { realpath, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryFault } from '../history-fault.js'
import { revisionFaultOf, revisionsInOrder } from '../revisions-in-order.js'
import { bytesOfFile } from './file-bytes.js'
import { fileFaultOf } from './file-failure.js'
import { fileSource } from './file-source.js'
import { scratchBeside } from './replacement.js'

/** Where each stream's lines stand in a file. */
export interface LineIndex {
  /** The uncompressed file that the places are in. */
  readonly plainFile: string
  /** By stream: offset and length of its first line, offset and length of its second line, and so on. */
  readonly places: ReadonlyMap<string, ReadonlyArray<number>>
  readonly endsWithLineEnd: boolean
}

const LINE_END = 0x0a

/** The index of a history's file; nothing where there is no such file. Fails where the history is at fault. */
export const lineIndexOf = async (path: string): Promise<E.Either<HistoryFault, LineIndex | undefined>> => {
  let scratch: string | undefined
  const withoutScratch = async <Result>(result: Result): Promise<Result> => {
    if (scratch !== undefined) await rm(scratch, { force: true })
    return result
  }
  try {
    const entry = await stat(path).catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return undefined
      throw thrown
    })
    if (entry === undefined) return E.right(undefined)
    if (entry.isDirectory()) return E.left({ fault: 'NotAFile', file: path })
    if (!entry.isFile()) return E.left({ fault: 'FileNotWritable', file: path, why: 'it is no ordinary file' })
    if (!path.endsWith('.gz')) return await indexed(path, path)
    scratch = scratchBeside(await realpath(path), 'uncompressed')
    await pipeline(bytesOfFile(path), createWriteStream(scratch, { flags: 'wx' }))
    const index = await indexed(path, scratch)
    return E.isLeft(index) ? withoutScratch(index) : index
  } catch (thrown) {
    return withoutScratch(E.left(fileFaultOf(path, thrown, 'reading')))
  }
}

const indexed = async (path: string, plainFile: string): Promise<E.Either<HistoryFault, LineIndex>> => {
  const streams: Array<string> = []
  const inOrder = revisionsInOrder()
  for await (const batch of fileSource(plainFile, { name: path }).batches()) {
    if (E.isLeft(batch)) return batch
    for (const [index, event] of batch.right.events.entries()) {
      const expected = inOrder(event)
      if (expected !== undefined) {
        return E.left(revisionFaultOf(event, expected, { history: path, line: (batch.right.firstLine ?? 1) + index }))
      }
      streams.push(event.stream)
    }
  }

  // Every line is whole and an event: the nth line is the nth event.
  const places = new Map<string, Array<number>>()
  let nth = 0
  let lineStart = 0
  const endsAt = (end: number): void => {
    const stream = streams[nth] as string
    const known = places.get(stream)
    if (known === undefined) places.set(stream, [lineStart, end - lineStart])
    else known.push(lineStart, end - lineStart)
    nth += 1
    lineStart = end + 1
  }
  let offset = 0
  for await (const chunk of createReadStream(plainFile, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(LINE_END); at !== -1; at = chunk.indexOf(LINE_END, at + 1)) endsAt(offset + at)
    offset += chunk.length
  }
  const endsWithLineEnd = offset === lineStart
  if (!endsWithLineEnd) endsAt(offset)
  return E.right({ plainFile, places, endsWithLineEnd })
}
