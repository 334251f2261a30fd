import { existsSync, statSync } from 'node:fs'
import type { HistoryTarget } from '@aftersale/history'
import {
  type FileSourceOptions,
  fileSource,
  type HistorySource,
  storeSource,
  streamSource,
} from '@aftersale/history/reading'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, failureOfConnecting, failureOfFault, failureOfOpening, wrongCommandLine } from './exit-code.js'
import type { NewDatabase } from './new-database.js'
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

type Kind = 'file' | 'standard' | 'sqlite' | 'eventstoredb'

const SERVER = /^esdb(?:\+discover)?:\/\//

/** What the history is called where it is told of: a server without its user, its password and its settings. */
export const nameOf = (word: string): string => {
  const [scheme] = SERVER.exec(word) ?? []
  if (scheme === undefined) return word
  // A password may hold anything; nothing behind the last @ is one.
  const hosts = word.slice(Math.max(scheme.length, word.lastIndexOf('@') + 1))
  return `${scheme}${hosts.replace(/[/?].*$/s, '')}`
}

/** Which kind of history the word names; what it may be is said where it names none. */
const kindOf = (word: string): E.Either<Failure, Kind> => {
  if (word === '-') return E.right('standard')
  if (SERVER.test(word)) return E.right('eventstoredb')
  if (word.endsWith('.db')) return E.right('sqlite')
  if (word.endsWith('.ndjson') || word.endsWith('.ndjson.gz')) return E.right('file')
  // What is there but is no file is said to be so; only then its name is at fault.
  if (statSync(word, { throwIfNoEntry: false })?.isDirectory() === true) {
    return E.left(wrongCommandLine(`${word}: a directory, where a file is needed`))
  }
  return E.left(
    wrongCommandLine(
      `${word}: not the name of a history, which is -, or ends in .ndjson, .ndjson.gz or .db, or begins with esdb:// or esdb+discover://`,
    ),
  )
}

const connected = async (word: string) => {
  const { openEsdbEventStore } = await import('@aftersale/event-store-esdb')
  const opened = await openEsdbEventStore(word)()
  return E.isLeft(opened) ? E.left(failureOfConnecting(nameOf(word), opened.left)) : opened
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
    case 'eventstoredb': {
      const store = await connected(word)
      if (E.isLeft(store)) return store
      return E.right({ source: storeSource(nameOf(word), store.right), close: store.right.close })
    }
  }
}

/** Opens the history that the word names, to add to it; creates it where it is missing. */
export const openTarget = async (word: string, { output }: Surroundings): Promise<E.Either<Failure, OpenTarget>> => {
  const kind = kindOf(word)
  if (E.isLeft(kind)) return kind
  // What writes brings the whole domain with it, which who only reads need not load.
  const { fileTarget, storeTarget, streamTarget } = await import('@aftersale/history')
  const isThere =
    (kind.right === 'file' || kind.right === 'sqlite') && (statSync(word, { throwIfNoEntry: false })?.size ?? 0) > 0
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
        const { newDatabase } = await import('./new-database.js')
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
    case 'eventstoredb': {
      const store = await connected(word)
      if (E.isLeft(store)) return store
      const name = nameOf(word)
      const { close } = store.right
      const target = storeTarget(name, store.right)
      return E.right({
        target,
        held: storeSource(name, store.right),
        close,
        giveUp: () => givenUpStore(name, { target, close }),
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
  word.endsWith('.db') || SERVER.test(word)
    ? `${nameOf(word)} holds what was complete by then; the same command goes on from there`
    : word === '-'
      ? 'the output ends early'
      : `${word} is as it was before`
