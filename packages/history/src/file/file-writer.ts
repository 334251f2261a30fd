import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { constants, copyFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { createGzip } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { canonicalLine, type HistoryEvent } from '../history-event.js'
import type { FileFault } from '../history-fault.js'
import { fileFaultOf } from './file-failure.js'
import type { Replacement } from './replacement.js'

/** Text is handed on in pieces of about this length. */
const PIECE_CHARACTERS = 128 * 1024

/** Somewhere to write a history to, oldest event first. */
export interface HistoryFileWriter {
  /** Resolves when the events were handed on and more can be taken. */
  readonly write: (events: ReadonlyArray<HistoryEvent>) => TaskEither<FileFault, void>
  /** Everything is on the disk under its name when this resolves. */
  readonly finish: () => TaskEither<FileFault, void>
  /** Leaves what stood under the name before. */
  readonly abandon: () => Promise<void>
}

/**
 * Writes a history into a file, compressed where its name ends in `.gz`. It takes its place at `finish`: under its own
 * name, there only ever is a whole history. `after` is what comes first: the lines of the file that stands there
 * already, or nothing.
 */
export const fileWriter =
  (
    path: string,
    { place, scratch, takePlace, discard }: Replacement,
    after: 'nothing' | 'existing' | 'existing-without-line-end' = 'nothing',
  ): TaskEither<FileFault, HistoryFileWriter> =>
  async () => {
    try {
      if (after !== 'nothing') await copyFile(place, scratch, constants.COPYFILE_EXCL)
      const file = createWriteStream(scratch, { flush: true, flags: after === 'nothing' ? 'wx' : 'a' })
      await once(file, 'open')
      // What is added to a compressed file is a member of its own: all of them together are one text.
      const streams = path.endsWith('.gz') ? [createGzip(), file] : [file]
      if (after === 'existing-without-line-end') (streams[0] as Writable).write('\n')
      const writer = bytesWriter(path, streams)
      return E.right({
        write: writer.write,
        finish: () => async () => {
          const ended = await writer.finish()()
          if (E.isLeft(ended)) return ended
          try {
            await takePlace()
            return E.right(undefined)
          } catch (thrown) {
            return E.left(fileFaultOf(path, thrown, 'writing'))
          }
        },
        abandon: async () => {
          await writer.abandon()
          await discard()
        },
      })
    } catch (thrown) {
      await discard()
      return E.left(fileFaultOf(path, thrown, 'writing'))
    }
  }

/** Writes a history into a stream of bytes that stays open, such as standard output. */
export const streamWriter = (name: string, stream: Writable): HistoryFileWriter => bytesWriter(name, [stream], false)

/** Writes through the streams, which are connected here; the last one is the target. */
const bytesWriter = (file: string, streams: ReadonlyArray<Writable>, ends = true): HistoryFileWriter => {
  const [head] = streams as [Writable]
  let failure: unknown
  let wakeOnFailure: () => void = () => undefined
  for (const [index, stream] of streams.entries()) {
    stream.on('error', (error) => {
      failure ??= error
      wakeOnFailure()
    })
    const next = streams[index + 1]
    if (next !== undefined) (stream as unknown as NodeJS.ReadableStream).pipe(next)
  }
  const failed = (): E.Either<FileFault, void> =>
    failure === undefined ? E.right(undefined) : E.left(fileFaultOf(file, failure, 'writing'))

  /** Resolves at the event, or when one of the streams failed. */
  const until = (stream: Writable, event: 'drain' | 'close'): Promise<void> =>
    new Promise((resolve) => {
      wakeOnFailure = resolve
      stream.once(event, resolve)
      if (failure !== undefined) resolve()
    })

  let piece = ''
  const handOn = async (): Promise<void> => {
    const text = piece
    piece = ''
    if (text !== '' && failure === undefined && !head.write(text)) await until(head, 'drain')
  }

  return {
    write: (events) => async () => {
      for (const event of events) {
        piece += `${canonicalLine(event)}\n`
        if (piece.length > PIECE_CHARACTERS) await handOn()
      }
      return failed()
    },
    finish: () => async () => {
      await handOn()
      if (ends && failure === undefined) {
        const closed = until(streams[streams.length - 1] as Writable, 'close')
        head.end()
        await closed
      }
      return failed()
    },
    abandon: async () => {
      piece = ''
      if (ends) for (const stream of streams) stream.destroy()
    },
  }
}
