import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import type { Generation } from '../generation.js'
import type { ParkedEvent, SkippedEvent } from '../parked-event.js'
import type { RowStorage } from '../row-storage.js'
import type { ProjectionTarget } from '../target.js'
import { transactionalOutput } from '../transactional-output.js'

/** How rows of some form are kept in memory. */
export interface InMemoryRows<Rows> {
  readonly empty: () => Rows
  /** Does the work; where it throws, puts the rows back as they were, and throws again. */
  readonly undoable: (rows: Rows, work: () => void) => void
}

export interface InMemoryTarget<Rows> extends ProjectionTarget<Rows, unknown> {
  /** The rows that readers see; nothing where no run has begun. */
  readonly rowsOf: (projection: string) => Rows | undefined
}

/**
 * Rows in this process's memory, for tests and small read models: made again by each process. A run that is begun on the
 * same target goes on where the one before stopped. Two rows are equal where they are deeply so.
 */
export const inMemoryTarget = <Rows>(form: InMemoryRows<Rows>): InMemoryTarget<Rows> => {
  const kept = new Map<string, ProjectionInMemory<Rows>>()
  return {
    open: async (projector) => {
      const known = kept.get(projector.name) ?? new ProjectionInMemory(form)
      kept.set(projector.name, known)
      const output = transactionalOutput<Rows>(known.storage, projector, '')
      const fault = output.prepare()
      return fault === undefined ? E.right(output) : E.left(fault)
    },
    rowsOf: (projection) => kept.get(projection)?.shown,
  }
}

class ProjectionInMemory<Rows> {
  shown: Rows | undefined
  private readonly rows = new Map<number, Rows>()
  private generations = new Map<number, Generation>()
  private parked: Array<ParkedEvent> = []
  private readonly skipped: Array<SkippedEvent> = []
  private lastId = 0

  constructor(private readonly form: InMemoryRows<Rows>) {}

  readonly storage: RowStorage<Rows> = {
    inTransaction: (work) => work(),
    rollsBack: false,
    undoable: (rows, work) => this.form.undoable(rows, work),
    rowsOf: ({ generation }) => this.rowsOfGeneration(generation),
    generations: () => [...this.generations.values()],
    create: ({ generation }) => void this.rows.set(generation, this.form.empty()),
    save: (generation) => void this.generations.set(generation.generation, generation),
    show: ({ generation }) => {
      this.shown = this.rowsOfGeneration(generation)
    },
    drop: ({ generation }) => {
      this.rows.delete(generation)
      this.generations.delete(generation)
      this.parked = this.parked.filter((event) => event.generation !== generation)
    },
    compare: (before, after) =>
      isDeepStrictEqual(this.rowsOfGeneration(before.generation), this.rowsOfGeneration(after.generation))
        ? 'equal'
        : { table: 'rows', rows: [] },
    park: (event) => {
      this.lastId += 1
      const parked = { ...event, id: this.lastId, attempts: 1 }
      this.parked.push(parked)
      return parked
    },
    isWaiting: (generation, key) => this.parked.some((event) => event.generation === generation && event.key === key),
    parked: (generation) => this.parked.filter((event) => event.generation === generation),
    parkedOfKey: (generation, key) =>
      this.parked.filter((event) => event.generation === generation && event.key === key),
    parkedKeys: (generation) => [
      ...new Set(this.parked.filter((event) => event.generation === generation).map(({ key }) => key)),
    ],
    failedAgain: (id, because, error) => {
      this.parked = this.parked.map((event) =>
        event.id === id ? { ...event, because, error, attempts: event.attempts + 1 } : event,
      )
    },
    unpark: (id) => {
      this.parked = this.parked.filter((event) => event.id !== id)
    },
    skip: (event) => void this.skipped.push(event),
    isSkipped: ({ stream, revision }) =>
      this.skipped.some(({ recorded }) => recorded.stream === stream && recorded.revision === revision),
    skipped: () => [...this.skipped],
  }

  private rowsOfGeneration(generation: number): Rows {
    const rows = this.rows.get(generation)
    if (rows === undefined) throw new TypeError(`there are no rows of generation ${generation}`)
    return rows
  }
}
