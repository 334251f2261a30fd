import type { EventFilter } from '@aftersale/event-store'
import { prepareRows, type RowsStatement, type SqliteDatabase, type SqliteStatement } from './sqlite-database.js'

/** A combination of tenant (empty for none), category and event type, known in the file by a small number. */
export interface Kind {
  readonly id: number
  readonly tenant: string
  readonly category: string
  readonly type: string
}

/** The kinds of a file, remembered by this connection; other processes may add to them at any time. */
export class Kinds {
  private readonly countKinds: RowsStatement<readonly [number]>
  private readonly selectKinds: RowsStatement<readonly [number, string, string, string]>
  private readonly insertKind: SqliteStatement
  private byId: Array<Kind> = []
  private byName = new Map<string, number>()

  constructor(database: SqliteDatabase) {
    this.countKinds = prepareRows(database, 'SELECT count(*) FROM kinds')
    this.selectKinds = prepareRows(database, 'SELECT id, tenant, category, type FROM kinds WHERE id >= ? ORDER BY id')
    this.insertKind = database.prepare('INSERT INTO kinds (id, tenant, category, type) VALUES (?, ?, ?, ?)')
  }

  /** Learns what was added. Every event read after it has a kind that is known, if it was committed before. */
  refresh(): void {
    if (this.countKinds.get()?.[0] === this.byId.length) return
    for (const [id, tenant, category, type] of this.selectKinds.all(this.byId.length)) {
      this.remember({ id, tenant, category, type })
    }
  }

  kind(id: number): Kind | undefined {
    return this.byId[id]
  }

  /** The number of this kind, added where it is missing. Only inside a write transaction. */
  idToWrite(tenant: string, category: string, type: string): number {
    const name = nameOf(tenant, category, type)
    const known = this.byName.get(name)
    if (known !== undefined) return known
    this.refresh()
    const learnt = this.byName.get(name)
    if (learnt !== undefined) return learnt
    const id = this.byId.length
    this.insertKind.run(id, tenant, category, type)
    this.remember({ id, tenant, category, type })
    return id
  }

  /** After a rollback, which took away what the transaction had added. */
  forget(): void {
    this.byId = []
    this.byName = new Map()
  }

  /** The numbers of the kinds that a reader of this tenant wants; `all` where that is every one in the file. */
  selected(tenant: string, { categories, types }: EventFilter): ReadonlyArray<number> | 'all' {
    const selected = this.byId.filter(
      (kind) =>
        kind.tenant === tenant &&
        (categories === undefined || categories.includes(kind.category)) &&
        (types === undefined || types.includes(kind.type)),
    )
    return selected.length === this.byId.length ? 'all' : selected.map(({ id }) => id)
  }

  get size(): number {
    return this.byId.length
  }

  private remember(kind: Kind): void {
    this.byId[kind.id] = kind
    this.byName.set(nameOf(kind.tenant, kind.category, kind.type), kind.id)
  }
}

/** No tenant and no category holds a `/`. */
const nameOf = (tenant: string, category: string, type: string): string => `${tenant}/${category}/${type}`
