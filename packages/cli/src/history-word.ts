import { existsSync, statSync } from 'node:fs'
import type { FileSourceOptions, HistorySource, HistoryTarget } from '@aftersale/history'
import { fileSource, fileTarget, storeSource, storeTarget, streamSource, streamTarget } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, failureOfFault, failureOfOpening, wrongCommandLine } from './exit-code.js'
import { type NewDatabase, newDatabase } from './new-database.js'
import type { Surroundings } from './surroundings.js'

/** A history that is open; `close` lets go of it, whatever happened. */
export interface OpenSource {
  readonly source: HistorySource
  readonly close: () => Promise<void>
}

export interface OpenTarget {
  readonly target: HistoryTarget
  /** What it holds already; absent where there was nothing. */
  readonly held?: HistorySource
  readonly close: () => Promise<void>
  /** Gives up, and lets go. Gives what is to be said about what is left there, if anything. */
  readonly giveUp: () => Promise<string | undefined>
}

type Kind = 'file' | 'standard' | 'sqlite'

/** Which kind of history the word names; what it may be is said where it names none. */
const kindOf = (word: string): E.Either<Failure, Kind> => {
  if (word === '-') return E.right('standard')
  if (/^esdb(\+discover)?:\/\//.test(word)) {
    return E.left(wrongCommandLine(`${word.slice(0, word.indexOf('://'))}://…: EventStoreDB is not in this build`))
  }
  if (word.endsWith('.db')) return E.right('sqlite')
  if (word.endsWith('.ndjson') || word.endsWith('.ndjson.gz')) return E.right('file')
  // What is there but is no file is said to be so; only then its name is at fault.
  if (statSync(word, { throwIfNoEntry: false })?.isDirectory() === true) {
    return E.left(wrongCommandLine(`${word}: a directory, where a file is needed`))
  }
  return E.left(
    wrongCommandLine(`${word}: not the name of a history, which is -, or ends in .ndjson, .ndjson.gz or .db`),
  )
}

const nothingToClose = async (): Promise<void> => undefined

/** Opens the history that the word names, to read it. */
export const openSource = async (
  word: string,
  { input }: Surroundings,
  options: FileSourceOptions = {},
): Promise<E.Either<Failure, OpenSource>> => {
  const kind = kindOf(word)
  if (E.isLeft(kind)) return kind
  switch (kind.right) {
    case 'standard':
      return E.right({ source: streamSource(word, input, options), close: nothingToClose })
    case 'file':
      return E.right({ source: fileSource(word, options), close: nothingToClose })
    case 'sqlite': {
      const { openSqliteEventStore } = await import('@aftersale/event-store-sqlite')
      const opened = await openSqliteEventStore(word, { readOnly: true })()
      if (E.isLeft(opened)) return E.left(failureOfOpening(word, opened.left))
      const store = opened.right
      return E.right({ source: storeSource(word, store), close: store.close })
    }
  }
}

/** Opens the history that the word names, to add to it; creates it where it is missing. */
export const openTarget = async (word: string, { output }: Surroundings): Promise<E.Either<Failure, OpenTarget>> => {
  const kind = kindOf(word)
  if (E.isLeft(kind)) return kind
  const isThere = kind.right !== 'standard' && (statSync(word, { throwIfNoEntry: false })?.size ?? 0) > 0
  switch (kind.right) {
    case 'standard': {
      const target = streamTarget(word, output)
      return E.right({ target, close: nothingToClose, giveUp: () => givenUp(target) })
    }
    case 'file': {
      const opened = await fileTarget(word)()
      if (E.isLeft(opened)) return E.left(failureOfFault(opened.left))
      return E.right({
        target: opened.right,
        ...(isThere ? { held: fileSource(word) } : {}),
        close: nothingToClose,
        giveUp: () => givenUp(opened.right),
      })
    }
    case 'sqlite': {
      if (!existsSync(word)) {
        const begun = await newDatabase(word)
        return E.isLeft(begun) ? begun : E.right({ ...begun.right, giveUp: () => givenUpStore(word, begun.right) })
      }
      const { openSqliteEventStore } = await import('@aftersale/event-store-sqlite')
      const opened = await openSqliteEventStore(word)()
      if (E.isLeft(opened)) return E.left(failureOfOpening(word, opened.left))
      const store = opened.right
      const target = storeTarget(word, store)
      return E.right({
        target,
        ...(isThere ? { held: storeSource(word, store) } : {}),
        close: store.close,
        giveUp: () => givenUpStore(word, { target, close: store.close }),
      })
    }
  }
}

const givenUpStore = async (word: string, { target, close }: NewDatabase): Promise<string | undefined> => {
  await target.abandon()
  await close()
  const taken = target.taken()
  if (taken === 0) return undefined
  const events = `${taken} ${taken === 1 ? 'event' : 'events'}`
  return `${word} holds a part of it, the first ${events} that this command added`
}

const givenUp = async (target: HistoryTarget): Promise<undefined> => {
  await target.abandon()
  return undefined
}

/** What is to be said where a command is stopped while it writes there. */
export const stoppedWriting = (word: string): string =>
  word.endsWith('.db')
    ? `${word} holds what was complete by then; the same command goes on from there`
    : word === '-'
      ? 'the output ends early'
      : `${word} is as it was before`
