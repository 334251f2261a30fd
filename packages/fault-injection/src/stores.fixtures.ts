import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EventStore, InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import { openSqliteEventStore } from '@aftersale/event-store-sqlite'
import { right } from './right-or-left.fixtures.js'
import { type KindOfServer, kindsOfServers, openedOn } from './servers.fixtures.js'

/** An empty store of one kind, to be opened for one tenant after another. */
export interface StoreOfKind {
  readonly open: (options?: OpenOptions) => Promise<EventStore>
  readonly discard: () => Promise<void>
}

export interface OpenOptions {
  readonly tenant?: string
  readonly appendLimitBytes?: number
}

export interface KindOfStore {
  readonly kind: string
  readonly emptyStore: () => Promise<StoreOfKind>
  /** Whether others keep their events in it too: what it holds for a single tenant is then not ours alone. */
  readonly isSharedWithOthers: boolean
}

/** A folder of its own for a test, and the way to remove it. */
export const newFolder = (): { readonly in: (name: string) => string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'aftersale-faults-'))
  return { in: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) }
}

const inMemory: KindOfStore = {
  kind: 'in memory',
  isSharedWithOthers: false,
  emptyStore: async () => {
    const events = new InMemoryEvents()
    return { open: async (options) => inMemoryEventStore({ ...options, events }), discard: async () => undefined }
  },
}

const sqlite: KindOfStore = {
  kind: 'SQLite',
  isSharedWithOthers: false,
  emptyStore: async () => {
    const folder = newFolder()
    return {
      open: async (options) => right(await openSqliteEventStore(folder.in('history.db'), options)()),
      discard: async () => folder.remove(),
    }
  },
}

const esdb = ({ name, start }: KindOfServer, isSharedWithOthers: boolean): KindOfStore => ({
  kind: name,
  isSharedWithOthers,
  emptyStore: async () => {
    const { connectionString, stop } = await start()
    return {
      open: (options) => openedOn(connectionString, options),
      discard: stop,
    }
  },
})

export const kindsOfStores: ReadonlyArray<KindOfStore> = [
  inMemory,
  sqlite,
  ...kindsOfServers.map((server, index) => esdb(server, index > 0)),
]
