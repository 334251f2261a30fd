import { createWriteStream, statSync, type WriteStream } from 'node:fs'
import { dirname } from 'node:path'
import { isSameFile, type LeftOut, PlaceTaken, replacementOf } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, wrongCommandLine } from './exit-code.js'

/** The lines of a log that were left out, below its own header: to be mended and imported again. */
export interface KeptLines {
  readonly header: (raw: string) => void
  readonly keep: (leftOut: LeftOut) => void
  /** Everything stands in its place when this resolves to nothing. */
  readonly finish: () => Promise<Failure | undefined>
  /** What stood in the place before is left. */
  readonly discard: () => Promise<void>
}

/** Nothing is written before the log's header was taken. What the import itself reads or writes is refused. */
export const keptLines = (
  path: string,
  { log, mapping, to }: { readonly log: string; readonly mapping: string; readonly to: string },
): E.Either<Failure, KeptLines> => {
  const wrong = (what: string) => E.left(wrongCommandLine(`--rejects ${path}: ${what}`))
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry?.isDirectory() === true) return wrong('a directory, where a file is needed')
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    return wrong('the directory it is to lie in is not there')
  }
  if (entry?.isFile() === false) return wrong('no ordinary file')
  if (isSameFile(path, log)) return wrong('is the log that is to be imported')
  if (isSameFile(path, mapping)) return wrong('is the mapping')
  // SQLite writes beside its file, too.
  const ofTarget = to.endsWith('.db') ? [to, `${to}-wal`, `${to}-shm`, `${to}-journal`] : [to]
  if (to !== '-' && ofTarget.some((file) => isSameFile(path, file))) return wrong('is the history to add to')
  return E.right(linesKeptIn(path))
}

const linesKeptIn = (path: string): KeptLines => {
  const { scratch, takePlace, discard } = replacementOf(path)
  const kept = new Set<number>()
  let file: WriteStream | undefined
  let failure: Error | undefined
  const closed = (): Promise<void> =>
    new Promise((resolve) => {
      if (file === undefined || failure !== undefined) return resolve()
      file.once('close', resolve)
      file.end()
    })
  return {
    header: (raw) => {
      file = createWriteStream(scratch, { flags: 'wx', flush: true })
      file.on('error', (error) => {
        failure ??= error
      })
      file.write(`${raw}\n`)
    },
    keep: ({ line, raw }) => {
      // A line of which several things were left out is kept once.
      if (!kept.has(line)) file?.write(`${raw}\n`)
      kept.add(line)
    },
    finish: async () => {
      await closed()
      try {
        if (failure !== undefined) throw failure
        await takePlace()
        return undefined
      } catch (thrown) {
        await discard()
        const why =
          thrown instanceof PlaceTaken ? 'another command has written it meanwhile' : (thrown as Error).message
        return { message: `${path}: can't be written (${why}); the lines left out are listed above`, exitCode: 3 }
      }
    },
    discard: async () => {
      await closed()
      await discard()
    },
  }
}
