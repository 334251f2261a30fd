import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InMemoryEvents } from '@aftersale/event-store'
import fc from 'fast-check'
import Libsql from 'libsql'
import { type Run, runProjection, type SqliteDatabase, type SqliteProjection, sqliteTarget } from './index.js'
import {
  appended,
  noteAdded,
  right,
  rowsIn,
  storeOf,
  streamNumber,
  surveyAnswered,
  type TicketEvent,
  ticketResolved,
  tickets,
  undecodableNote,
} from './tickets.fixtures.js'

/** `PROJECTING_RUNS=1000 npx jest surviving-crashes` looks longer. */
const RUNS = Number(process.env.PROJECTING_RUNS ?? 40)

const STREAMS = 3

type Step =
  | { readonly do: 'append'; readonly stream: number; readonly what: 'note' | 'bad' | 'resolved' | 'survey' }
  | { readonly do: 'run' }
  /** The connection is lost before its so many-th statement, and the process with it. */
  | { readonly do: 'crash'; readonly before: number }
  | { readonly do: 'break' }
  | { readonly do: 'fix' }
  | { readonly do: 'raise the version' }
  | { readonly do: 'rebuild'; readonly crashBefore: number | undefined }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      stream: fc.integer({ min: 1, max: STREAMS }),
      what: fc.constantFrom(
        'note' as const,
        'note' as const,
        'note' as const,
        'bad' as const,
        'resolved' as const,
        'survey' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'run' as const }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('crash' as const), before: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'break' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'fix' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'raise the version' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rebuild' as const),
      crashBefore: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    }),
  },
)

/** A connection that is lost before its so many-th statement: nothing goes through afterwards, not even a rollback. */
const losing = (database: SqliteDatabase, before: number): SqliteDatabase & { readonly lost: Promise<void> } => {
  let count = 0
  let tell: () => void = () => undefined
  const lost = new Promise<void>((resolve) => {
    tell = resolve
  })
  const step = <Result>(work: () => Result): Result => {
    count += 1
    if (count >= before) {
      tell()
      throw Object.assign(new Error('connection lost'), { code: 'SQLITE_IOERR' })
    }
    return work()
  }
  return {
    lost,
    exec: (sql) => step(() => database.exec(sql)),
    prepare: (sql) => {
      const statement = step(() => database.prepare(sql))
      return {
        run: (...parameters) => step(() => statement.run(...parameters)),
        all: (...parameters) => step(() => statement.all(...parameters)),
      }
    },
  }
}

const projectionAt = (version: number, isBroken: boolean): SqliteProjection<TicketEvent> => ({
  ...tickets,
  version,
  project: (rows, happened) => {
    tickets.project(rows, happened)
    if (isBroken && happened.event.type === 'NoteAdded' && happened.event.data.text === 'bad') throw new Error('broken')
  },
})

class Model {
  readonly memory = new InMemoryEvents()
  readonly store = storeOf(this.memory)
  readonly folder = mkdtempSync(join(tmpdir(), 'aftersale-projecting-'))
  version = 1
  isBroken = false
  private number = 0
  private database: Libsql.Database = this.connected()

  connected(): Libsql.Database {
    return new Libsql(join(this.folder, 'rows.db'))
  }

  async append(stream: number, what: Extract<Step, { do: 'append' }>['what']): Promise<void> {
    this.number += 1
    const name = streamNumber(stream)
    const events = {
      note: () => noteAdded(name, this.number, `${this.number};`, 1 + (this.number % 7)),
      bad: () => noteAdded(name, this.number, 'bad'),
      resolved: () => ticketResolved(name, this.number, `agent-${this.number}`),
      survey: () => surveyAnswered(name, this.number),
    }
    await appended(this.store, name, events[what]())
  }

  begun(database: SqliteDatabase): Run {
    return runProjection(this.store, projectionAt(this.version, this.isBroken), sqliteTarget(database), {
      batch: { events: 4, lingerMilliseconds: 1 },
    })
  }

  /** Runs to the end of the store, retries what is parked, and stops. Held back by what can't be handled, it stops as well. */
  async run(work: (run: Run) => Promise<unknown> = async () => undefined): Promise<void> {
    const run = this.begun(this.database)
    await Promise.race([run.caughtUp(), this.heldBack(run)])
    await work(run)
    const { parked } = right(await run.retryParked()())
    if (parked === 0) expect(await run.caughtUp()).toBe(true)
    await run.stop()
    expect(run.state()).toEqual({ status: 'stopped', because: 'asked' })
  }

  async heldBack(run: Run): Promise<void> {
    for (;;) {
      const state = run.state()
      if (state.status === 'stopped' || (state.status === 'rebuilding' && state.heldBackBy > 0)) return
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }

  async crash(before: number, work: (run: Run) => Promise<unknown> = async () => undefined): Promise<void> {
    const database = losing(this.database, before)
    const run = this.begun(database)
    void work(run)
    await Promise.race([database.lost, run.caughtUp(), this.heldBack(run)])
    await run.stop()
    // With the connection its transaction is gone. (libsql closes only when its statements are collected, so that it is told.)
    if (this.database.inTransaction) this.database.exec('ROLLBACK')
    this.database.close()
    this.database = this.connected()
  }

  /** A fold of the same events, without any database; while it is broken, nothing of a stream from the first bad event on. */
  expected(): ReadonlyArray<unknown> {
    const rows = new Map<
      string,
      { stream: string; notes: number; minutes: number; texts: string; resolvedBy: string | null }
    >()
    for (const { stream, type, data } of this.memory.all) {
      const row = rows.get(stream) ?? { stream, notes: 0, minutes: 0, texts: '', resolvedBy: null }
      const { text, minutes, by } = data as { text: string; minutes: number; by: string }
      if (type === 'NoteAdded') {
        rows.set(stream, { ...row, notes: row.notes + 1, minutes: row.minutes + minutes, texts: row.texts + text })
      } else if (type === 'TicketResolved') rows.set(stream, { ...row, resolvedBy: by })
    }
    return [...rows.values()].sort((left, right) => (left.stream < right.stream ? -1 : 1))
  }

  rows(): ReadonlyArray<unknown> {
    return rowsIn(this.database, 'tickets_ticket')
  }

  close(): void {
    this.database.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

describe('Whatever is appended, crashes, is poison, is fixed, rebuilt and raised, and in whatever order', () => {
  it('the rows are those of a plain fold of the same events', async () => {
    let crashes = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 30 }), async (steps) => {
        const model = new Model()
        try {
          for (const step of steps) {
            switch (step.do) {
              case 'append':
                await model.append(step.stream, step.what)
                break
              case 'run':
                await model.run()
                break
              case 'crash':
                crashes += 1
                await model.crash(step.before)
                break
              case 'break':
                model.isBroken = true
                break
              case 'fix':
                model.isBroken = false
                await model.run()
                expect(model.rows()).toEqual(model.expected())
                break
              case 'raise the version':
                model.version += 1
                break
              case 'rebuild':
                if (step.crashBefore === undefined) await model.run(async (run) => model.isBroken || run.rebuild()())
                else await model.crash(step.crashBefore, (run) => run.rebuild()())
                break
            }
          }
          model.isBroken = false
          await model.run()
          expect(model.rows()).toEqual(model.expected())
        } finally {
          model.close()
        }
      }),
      { numRuns: RUNS },
    )
    expect(crashes).toBeGreaterThan(0)
  }, 600_000)
})

describe('The fold that rows are compared with', () => {
  it('would notice a lost event', async () => {
    const model = new Model()
    try {
      await model.append(1, 'note')
      await model.run()
      expect(model.rows()).toEqual(model.expected())
      await model.append(1, 'note')
      expect(model.rows()).not.toEqual(model.expected())
      await appended(model.store, streamNumber(1), undecodableNote(streamNumber(1), 77))
    } finally {
      model.close()
    }
  })
})
