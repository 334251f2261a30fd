import { type Checkpoint, compareCheckpoints, type RecordedEvent } from '@aftersale/event-store'
import { checkpointText } from './checkpoints.js'
import { cutAt } from './cut.js'
import type { Overtaken } from './failures.js'
import type { Generation, Switch } from './generation.js'
import type { ParkedEvent } from './parked-event.js'
import { lastEventOf, nothingYet, type Progress } from './progress.js'
import type { Projector } from './projector.js'
import { type RowStorage, TargetFault } from './row-storage.js'
import type { Batch, Written, WrongCheckpoint } from './target.js'

/** An event of the batch can't be handled: the batch is written again, each event so that it can be undone. */
export class Poisoned extends Error {}

/** Writes a batch inside a transaction. `undoable`: each event on its own; otherwise one that can't be handled throws `Poisoned`. */
export const writeBatch = <Rows>(
  storage: RowStorage<Rows>,
  projector: Projector<Rows>,
  batch: Batch,
  undoable: boolean,
): Written | Overtaken => {
  const generations = storage.generations()
  const generation = generations.find(({ generation: number }) => number === batch.generation)
  const serving = generations.find(({ status }) => status === 'serving')
  if (generation === undefined || generation.status === 'retired') return retired(generation)
  const { progress } = generation
  if (!isSame(progress.checkpoint, batch.after)) {
    const why = `the rows stand at ${told(progress.checkpoint)}, and this run wrote ${told(batch.after)} last`
    return { failure: 'Overtaken', projection: projector.name, why }
  }

  const cut =
    generation.status === 'rebuilding' && serving !== undefined
      ? cutAt(batch, progress, serving.progress)
      : { count: batch.deliveries.length, reached: false }
  const writing: Writing<Rows> = {
    storage,
    projector,
    generation,
    rows: storage.rowsOf(generation),
    replay: generation.status === 'rebuilding',
    undoable,
  }
  const done = applied(writing, { ...batch, deliveries: batch.deliveries.slice(0, cut.count) })
  const after: Generation = { ...generation, progress: done.progress }
  storage.save(after)
  if (!cut.reached || done.taken < cut.count || serving === undefined) return done
  const heldBackBy = parkedOnlyIn(storage, after, serving)
  return heldBackBy > 0 ? { ...done, heldBackBy } : { ...done, switched: switched(storage, serving, after) }
}

/** What is the same for each event of a batch. */
interface Writing<Rows> {
  readonly storage: RowStorage<Rows>
  readonly projector: Projector<Rows>
  readonly generation: Generation
  readonly rows: Rows
  readonly replay: boolean
  readonly undoable: boolean
}

type Applied = Pick<Written, 'taken' | 'progress' | 'parked' | 'stop'>

const applied = <Rows>(writing: Writing<Rows>, { deliveries, parkedAtMost }: Batch): Applied => {
  const { storage, projector, generation, rows, replay, undoable } = writing
  const somebodySkipped = storage.skipped().length > 0
  const parked: Array<ParkedEvent> = []
  const countParked = (): number => generation.progress.parked + parked.length
  let { checkpoint, lastEvent, projected, unknown, skipped, repeated } = generation.progress
  let taken = 0
  let stop: Written['stop']

  for (const delivery of deliveries) {
    const order = checkpoint === undefined ? 1 : compareCheckpoints(delivery.checkpoint, checkpoint)
    if (order === undefined) {
      stop = wrongCheckpoint(delivery.checkpoint, checkpoint)
      break
    }
    if (order <= 0) {
      repeated += 1
      taken += 1
      continue
    }
    if (delivery.kind === 'event') {
      const recorded = delivery.event
      if (!projector.knows(recorded.type)) unknown += 1
      else if (somebodySkipped && storage.isSkipped(recorded)) skipped += 1
      else {
        const failed = handled(writing, recorded, countParked() > 0)
        if (failed === undefined) projected += 1
        else if (countParked() < parkedAtMost) {
          parked.push(storage.park({ ...failed, generation: generation.generation, recorded, replay }))
        } else {
          stop = { failure: 'TooManyParked', projection: projector.name, parked: countParked() }
          break
        }
      }
      lastEvent = lastEventOf(recorded)
    }
    taken += 1
    checkpoint = delivery.checkpoint
  }
  if (!undoable) orPoisoned(() => projector.flush(rows))
  const progress: Progress = { checkpoint, lastEvent, projected, unknown, skipped, repeated, parked: countParked() }
  return { taken, progress, parked, ...(stop === undefined ? {} : { stop }) }
}

type Failed = Pick<ParkedEvent, 'key' | 'because' | 'error'>

/** Nothing where rows were made from the event. */
const handled = <Rows>(
  { storage, projector, generation, rows, replay, undoable }: Writing<Rows>,
  recorded: RecordedEvent,
  somethingIsParked: boolean,
): Failed | undefined => {
  const key = projector.keyOf(recorded)
  if (somethingIsParked && storage.isWaiting(generation.generation, key)) {
    return { key, because: 'behind', error: 'an earlier event of its key is parked' }
  }
  if (undoable) {
    const failed = handledAlone(storage, projector, generation, recorded, replay)
    return failed === undefined ? undefined : { key, ...failed }
  }
  const undecodable = orPoisoned(() => projector.handle(rows, recorded, replay))
  return undecodable === undefined ? undefined : { key, because: 'undecodable', error: undecodable }
}

/** Handles one event so that nothing of it remains where it can't be handled; nothing where rows were made from it. */
export const handledAlone = <Rows>(
  storage: RowStorage<Rows>,
  projector: Projector<Rows>,
  generation: Generation,
  recorded: RecordedEvent,
  replay: boolean,
): Omit<Failed, 'key'> | undefined => {
  let undecodable: string | undefined
  const rows = storage.rowsOf(generation)
  try {
    storage.undoable(rows, () => {
      undecodable = projector.handle(rows, recorded, replay)
      projector.flush(rows)
    })
  } catch (thrown) {
    if (thrown instanceof TargetFault) throw thrown
    return { because: 'threw', error: messageOf(thrown) }
  }
  return undecodable === undefined ? undefined : { because: 'undecodable', error: undecodable }
}

const orPoisoned = <Result>(work: () => Result): Result => {
  try {
    return work()
  } catch (thrown) {
    throw thrown instanceof TargetFault ? thrown : new Poisoned(messageOf(thrown))
  }
}

/** Parked events of a rebuild that the served rows were made from: switching would lose them. */
const parkedOnlyIn = <Rows>(storage: RowStorage<Rows>, rebuilt: Generation, serving: Generation): number => {
  if (rebuilt.progress.parked === 0) return 0
  const place = ({ recorded }: ParkedEvent): string => `${recorded.stream}@${recorded.revision}`
  const before = new Set(storage.parked(serving.generation).map(place))
  return storage.parked(rebuilt.generation).filter((event) => !before.has(place(event))).length
}

const switched = <Rows>(storage: RowStorage<Rows>, serving: Generation, rebuilt: Generation): Switch => {
  const rows: Switch['rows'] = serving.version === rebuilt.version ? storage.compare(serving, rebuilt) : 'not-compared'
  const ends = { from: serving.generation, to: rebuilt.generation, rows }
  if (typeof rows === 'object' && rebuilt.ifDifferent === 'keep') {
    storage.save({ ...rebuilt, status: 'retired' })
    return { ...ends, outcome: 'kept-old' }
  }
  storage.save({ ...serving, status: 'retired' })
  storage.save({ ...rebuilt, status: 'serving' })
  storage.show(rebuilt, serving)
  return { ...ends, outcome: 'switched' }
}

const retired = (generation: Generation | undefined): Written => ({
  taken: 0,
  progress: generation?.progress ?? nothingYet,
  parked: [],
  retired: true,
})

const wrongCheckpoint = (delivered: Checkpoint, before: Checkpoint | undefined): WrongCheckpoint => ({
  failure: 'CheckpointNotUsable',
  why: `${told(delivered)} was delivered after ${told(before)}`,
})

const isSame = (left: Checkpoint | undefined, right: Checkpoint | undefined): boolean => told(left) === told(right)

const told = (checkpoint: Checkpoint | undefined): string =>
  checkpoint === undefined ? 'the beginning' : checkpointText(checkpoint)

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
