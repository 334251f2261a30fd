import * as E from 'fp-ts/lib/Either.js'
import type { RowsDiffer } from '../generation.js'
import type { Projector } from '../projector.js'
import type { RowStorage, TargetFault } from '../row-storage.js'
import type { ProjectionTarget } from '../target.js'
import { attempted, transactionalOutput } from '../transactional-output.js'
import { bookkeepingOf, LAY_OUT } from './sqlite-bookkeeping.js'
import {
  faultOf,
  isAboutTheStatement,
  PreparedStatements,
  quoted,
  refuseUnbindable,
  type SqliteDatabase,
  type SqliteParameter,
  type SqliteRow,
} from './sqlite-database.js'
import {
  createStatements,
  dropStatements,
  hideStatements,
  keptLayout,
  layoutText,
  type SqliteLayout,
  type SqliteRows,
  showStatements,
  tableName,
} from './sqlite-projection.js'

export interface SqliteTargetOptions {
  /** Sets `journal_mode = WAL` and `synchronous = NORMAL` on opening; false leaves the connection as it is. */
  readonly tune?: boolean
}

/**
 * Rows and checkpoint in one SQLite database, changed in one transaction. The connection is the caller's, who closes it,
 * and may query the views with it between two transactions. What the driver is, is the caller's choice as well.
 */
export const sqliteTarget = (
  database: SqliteDatabase,
  { tune = true }: SqliteTargetOptions = {},
): ProjectionTarget<SqliteRows, SqliteLayout> => ({
  open: async (projector, layout) => {
    const kept = layoutText(layout)
    const storage = sqliteStorage(database, projector)
    const output = transactionalOutput(storage, projector, kept)
    const opened = await attempted(() => {
      if (tune) asTuned(database)
      storage.inTransaction(() => storage.layOut())
      return output.prepare()
    })
    if (E.isLeft(opened)) return opened
    return opened.right === undefined ? E.right(output) : E.left(opened.right)
  },
})

/**
 * With a log written ahead, readers don't wait for the writer. `NORMAL` may lose the last transactions where the power
 * fails, rows and checkpoint alike: they are made again from the store.
 */
const asTuned = (database: SqliteDatabase): void => {
  try {
    database.prepare('PRAGMA journal_mode = WAL').all()
    database.exec('PRAGMA synchronous = NORMAL')
  } catch (thrown) {
    throw faultOf(thrown)
  }
}

const sqliteStorage = (
  database: SqliteDatabase,
  { name: projection }: Pick<Projector<SqliteRows>, 'name'>,
): RowStorage<SqliteRows> & { readonly layOut: () => void } => {
  const statements = new PreparedStatements(database)
  /** What went wrong with the database itself in this transaction, even where a projection caught it. */
  let fault: TargetFault | undefined

  const own = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (thrown) {
      fault = faultOf(thrown)
      throw fault
    }
  }
  const run = (sql: string, ...parameters: ReadonlyArray<SqliteParameter>): void =>
    own(() => statements.run(sql, parameters))
  const all = (sql: string, ...parameters: ReadonlyArray<SqliteParameter>): ReadonlyArray<SqliteRow> =>
    own(() => statements.all(sql, parameters))
  const execute = (...sqls: ReadonlyArray<string>): void => {
    for (const sql of sqls) own(() => database.exec(sql))
  }

  /** A statement of the projection: what it did wrong is thrown to it, what the database did ends the transaction. */
  const projections = <Result>(parameters: ReadonlyArray<unknown>, work: () => Result): Result => {
    refuseUnbindable(parameters)
    try {
      return work()
    } catch (thrown) {
      if (isAboutTheStatement(thrown)) throw thrown
      fault = faultOf(thrown)
      throw fault
    }
  }

  const rollBack = (): void => {
    try {
      database.exec('ROLLBACK')
    } catch {
      // SQLite has done so by itself, or the connection is gone and with it the transaction.
    }
  }

  return {
    ...bookkeepingOf(projection, run, all),
    rollsBack: true,
    layOut: () => execute(LAY_OUT),
    inTransaction: (work) => {
      fault = undefined
      // The lock first: what is read in here is what is written upon.
      execute('BEGIN IMMEDIATE')
      try {
        const result = work()
        // Assigned by whatever the work ran.
        const met = fault as TargetFault | undefined
        if (met !== undefined) throw met
        execute('COMMIT')
        return result
      } catch (thrown) {
        rollBack()
        throw thrown
      }
    },
    undoable: (_rows, work) => {
      execute('SAVEPOINT one_event')
      try {
        work()
      } catch (thrown) {
        if (fault !== undefined) throw fault
        execute('ROLLBACK TO one_event', 'RELEASE one_event')
        throw thrown
      }
      if (fault !== undefined) throw fault
      execute('RELEASE one_event')
    },
    rowsOf: ({ generation, layout }) => {
      const { tables } = keptLayout(layout)
      return {
        table: (table) => {
          if (!Object.hasOwn(tables, table)) throw new TypeError(`${projection} has no table ${table}`)
          return quoted(tableName(projection, table, generation))
        },
        run: (sql, ...parameters) => projections(parameters, () => statements.run(sql, parameters)),
        get: (sql, ...parameters) => projections(parameters, () => statements.all(sql, parameters)[0]),
        all: (sql, ...parameters) => projections(parameters, () => statements.all(sql, parameters)),
      }
    },
    create: ({ generation, layout }) => execute(...createStatements(projection, generation, keptLayout(layout))),
    show: ({ generation, layout }, before) => {
      if (before !== undefined) execute(...hideStatements(projection, keptLayout(before.layout)))
      execute(...showStatements(projection, generation, keptLayout(layout)))
    },
    drop: ({ generation, layout }) => {
      execute(...dropStatements(projection, generation, keptLayout(layout)))
      bookkeepingOf(projection, run, all).forget(generation)
    },
    compare: (before, after) => {
      for (const table of Object.keys(keptLayout(after.layout).tables)) {
        const names = [before, after].map(({ generation }) => tableName(projection, table, generation))
        const difference = differenceOf(table, names as [string, string], all)
        if (difference !== undefined) return difference
      }
      return 'equal'
    },
  }
}

/** `quote` writes a value so that two are the same text only where type and value are the same. */
const differenceOf = (
  table: string,
  [before, after]: readonly [string, string],
  all: (sql: string) => ReadonlyArray<SqliteRow>,
): RowsDiffer | undefined => {
  const columns = all(`PRAGMA table_info(${quoted(after)})`).map(({ name }) => `quote(${quoted(String(name))})`)
  const row = columns.join(` || ', ' || `)
  const differing = all(`
    SELECT "row", sum("n") AS "n" FROM (
      SELECT ${row} AS "row", 1 AS "n" FROM ${quoted(before)}
      UNION ALL SELECT ${row} AS "row", -1 AS "n" FROM ${quoted(after)}
    ) GROUP BY "row" HAVING sum("n") <> 0 ORDER BY "row" LIMIT 10`)
  if (differing.length === 0) return undefined
  return {
    table,
    rows: differing.map(({ row: text, n }) => ({ only: Number(n) > 0 ? 'old' : 'new', row: String(text) })),
  }
}
