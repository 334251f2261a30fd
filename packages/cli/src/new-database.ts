import { accessSync, closeSync, constants, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OpenFailure } from '@aftersale/event-store-sqlite'
import { type BulkStore, type HistorySource, type HistoryTarget, replacementOf, storeTarget } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, failureOfFault, failureOfOpening } from './exit-code.js'

export interface NewDatabase {
  readonly target: HistoryTarget & { readonly taken: () => number }
  readonly close: () => Promise<void>
}

/**
 * A store whose file is made when there is something to keep in it, or when all is done: a command that fails before
 * leaves none. That it can't lie there is told now.
 */
export const newDatabase = async (word: string): Promise<E.Either<Failure, NewDatabase>> => {
  const { openSqliteEventStore } = await import('@aftersale/event-store-sqlite')
  type Opened = ReturnType<ReturnType<typeof openSqliteEventStore>>
  const folder = dirname(word)
  if (!existsSync(folder)) {
    return E.left(failureOfOpening(word, { failure: 'FileNotUsable', because: 'folder-missing', path: word }))
  }
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    return E.left(failureOfFault({ fault: 'FileNotWritable', file: word, why: 'permission denied' }))
  }

  let opening: Opened | undefined
  const opened = async () => {
    if (opening === undefined) {
      const fault = begun(replacementOf(word).place)
      if (fault !== undefined) return E.left(fault)
      opening = openSqliteEventStore(word)()
    }
    const store = await opening
    if (E.isRight(store)) return store
    const failure = store.left
    if (failure.failure === 'StoreUnavailable') return E.left(failure)
    const why = failureOfOpening(word, failure).message
    return E.left({ failure: 'StoreUnavailable', cause: 'failed', why: why.slice(word.length + 2) } as const)
  }
  const store: Required<BulkStore> = {
    readStream: (stream, read) => async () => {
      if (opening === undefined) return E.right({ events: [], lastRevision: 'no-stream' })
      const made = await opened()
      return E.isLeft(made) ? made : made.right.readStream(stream, read)()
    },
    append: (stream, events, expected) => async () => {
      const made = await opened()
      return E.isLeft(made) ? made : made.right.append(stream, events, expected)()
    },
    appendAll: (appends) => async () => {
      const made = await opened()
      return E.isLeft(made) ? made : made.right.appendAll(appends)()
    },
  }
  const target = storeTarget(word, store)
  return E.right({
    target: {
      ...target,
      finish: () => async () => {
        const finished = await target.finish()()
        if (E.isLeft(finished)) return finished
        const made = await opened()
        return E.isLeft(made) ? E.left({ fault: 'StoreFailed', history: word, failure: made.left }) : E.right(undefined)
      },
    },
    close: async () => {
      const made = await opening
      if (made !== undefined && E.isRight(made)) await made.right.close()
    },
  })
}

type StoreUnavailable = Extract<OpenFailure, { readonly failure: 'StoreUnavailable' }>

/** Makes the empty file. Of two commands that do at once, one finds the other's. */
const begun = (path: string): StoreUnavailable | undefined => {
  try {
    closeSync(openSync(path, 'wx'))
    return undefined
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException
    const why = code === 'EEXIST' ? 'another command wrote there at the same time' : message
    return { failure: 'StoreUnavailable', cause: code === 'ENOSPC' ? 'full' : 'failed', why }
  }
}

/** Whether a history holds no event, nor anything that can't be read. */
export const holdsNothing = async (held: HistorySource): Promise<boolean> => {
  for await (const batch of held.batches()) if (E.isLeft(batch) || batch.right.events.length > 0) return false
  return true
}
