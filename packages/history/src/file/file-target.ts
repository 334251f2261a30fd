import { open, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryEvent } from '../history-event.js'
import type { HistoryFault } from '../history-fault.js'
import type { HistoryTarget } from '../history-target.js'
import { fileFaultOf } from './file-failure.js'
import { fileWriter, type HistoryFileWriter, streamWriter } from './file-writer.js'
import { type LineIndex, lineIndexOf } from './line-index.js'
import { type Replacement, replacementOf } from './replacement.js'

/**
 * Adds to the history in a file, or begins one. The file changes as a whole, at `finish`, and not at all where nothing
 * was added; where another command has written it meanwhile, it stays as that command left it. Of an existing file, only the places of its lines are held in memory.
 */
export const fileTarget =
  (path: string): TaskEither<HistoryFault, HistoryTarget> =>
  async () => {
    const replacement = replacedBy(path)
    if (E.isLeft(replacement)) return replacement
    const indexed = await lineIndexOf(path)
    if (E.isLeft(indexed)) return indexed
    const index = indexed.right
    if (index !== undefined) return E.right(addingTo(path, replacement.right, index))

    const opened = await fileWriter(path, replacement.right)()
    if (E.isLeft(opened)) return opened
    return E.right({ name: path, streamEvents: () => async () => E.right([]), ...opened.right })
  }

/** Writes a history into a stream of bytes, such as standard output. */
export const streamTarget = (name: string, stream: Writable): HistoryTarget => ({
  name,
  streamEvents: () => async () => E.right([]),
  ...streamWriter(name, stream),
})

const replacedBy = (path: string): E.Either<HistoryFault, Replacement> => {
  try {
    return E.right(replacementOf(path))
  } catch (thrown) {
    return E.left(fileFaultOf(path, thrown, 'writing'))
  }
}

const addingTo = (path: string, replacement: Replacement, index: LineIndex): HistoryTarget => {
  let writer: HistoryFileWriter | undefined
  const removeScratch = async (): Promise<void> => {
    if (index.plainFile !== path) await rm(index.plainFile, { force: true })
  }
  return {
    name: path,
    streamEvents: (stream) => () => eventsAt(index, stream, path),
    write: (events) => async () => {
      if (events.length === 0) return E.right(undefined)
      if (writer === undefined) {
        const opened = await fileWriter(
          path,
          replacement,
          index.endsWithLineEnd ? 'existing' : 'existing-without-line-end',
        )()
        if (E.isLeft(opened)) return opened
        writer = opened.right
      }
      return writer.write(events)()
    },
    finish: () => async () => {
      await removeScratch()
      return writer === undefined ? E.right(undefined) : writer.finish()()
    },
    abandon: async () => {
      await removeScratch()
      await writer?.abandon()
    },
  }
}

const eventsAt = async (
  { plainFile, places }: LineIndex,
  stream: string,
  history: string,
): Promise<E.Either<HistoryFault, ReadonlyArray<HistoryEvent>>> => {
  const found = places.get(stream)
  if (found === undefined) return E.right([])
  try {
    const file = await open(plainFile)
    try {
      const events: Array<HistoryEvent> = []
      for (let index = 0; index < found.length; index += 2) {
        const length = found[index + 1] ?? 0
        const { buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, found[index] ?? 0)
        events.push(JSON.parse(buffer.toString('utf8')) as HistoryEvent)
      }
      return E.right(events)
    } finally {
      await file.close()
    }
  } catch (thrown) {
    return E.left(fileFaultOf(history, thrown, 'reading'))
  }
}
