import { canonicalJson } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { DefinitionChanged, NotParked, OutdatedProjection, TargetUnavailable } from './failures.js'
import type { Generation } from './generation.js'
import type { ParkedEvent, Retried } from './parked-event.js'
import { nothingYet } from './progress.js'
import type { Projector } from './projector.js'
import { type RowStorage, TargetFault } from './row-storage.js'
import type { Generations, ProjectionOutput } from './target.js'
import { handledAlone, Poisoned, writeBatch } from './write-batch.js'

/** A projection's output in a synchronous store: each call one transaction. */
export const transactionalOutput = <Rows>(
  storage: RowStorage<Rows>,
  { follows: followed, ...projection }: Pick<Projector<Rows>, 'name' | 'version' | 'follows'>,
  layout: string,
): ProjectionOutput<Rows> & { readonly prepare: () => DefinitionChanged | OutdatedProjection | undefined } => {
  const { name, version } = projection
  const follows = canonicalJson(followed)

  const inService = (): ReadonlyArray<Generation> => storage.generations().filter(({ status }) => status !== 'retired')

  const begun = (status: 'serving' | 'rebuilding', ifDifferent: Generation['ifDifferent']): Generation => {
    const last = Math.max(0, ...storage.generations().map(({ generation }) => generation))
    const begin: Generation = {
      generation: last + 1,
      version,
      status,
      follows,
      layout,
      ifDifferent,
      progress: nothingYet,
    }
    storage.create(begin)
    storage.save(begin)
    if (status === 'serving') storage.show(begin, undefined)
    return begin
  }

  const changed = (generation: Generation): DefinitionChanged | undefined => {
    if (generation.layout !== layout) return { failure: 'DefinitionChanged', projection: name, version, what: 'layout' }
    if (generation.follows !== follows)
      return { failure: 'DefinitionChanged', projection: name, version, what: 'follows' }
    return undefined
  }

  const prepare = (): DefinitionChanged | OutdatedProjection | undefined =>
    storage.inTransaction(() => {
      const generations = inService()
      const serving = generations.find(({ status }) => status === 'serving')
      const rebuilding = generations.find(({ status }) => status === 'rebuilding')
      if (serving === undefined) {
        begun('serving', 'switch')
        return undefined
      }
      if (serving.version > version) {
        return { failure: 'OutdatedProjection', projection: name, version, served: serving.version }
      }
      if (serving.version === version) return changed(serving)
      if (rebuilding !== undefined && rebuilding.version > version) {
        return { failure: 'OutdatedProjection', projection: name, version, served: rebuilding.version }
      }
      if (rebuilding?.version === version) return changed(rebuilding)
      if (rebuilding !== undefined) storage.save({ ...rebuilding, status: 'retired' })
      begun('rebuilding', 'switch')
      return undefined
    })

  const current = (): Generations => {
    const generations = inService()
    const serving = generations.find(({ status }) => status === 'serving')
    const rebuilding = generations.find(({ status }) => status === 'rebuilding')
    if (serving === undefined) throw new TargetFault(failed(`no rows of ${name} are served: they were removed`))
    return rebuilding === undefined ? { serving } : { serving, rebuilding }
  }

  const retriedKey = (projector: Projector<Rows>, number: number, key: string): number =>
    storage.inTransaction(() => {
      const generation = inService().find((one) => one.generation === number)
      if (generation === undefined) return 0
      let { parked, projected, unknown } = generation.progress
      for (const event of storage.parkedOfKey(number, key)) {
        const isKnown = projector.knows(event.recorded.type)
        const again = isKnown ? handledAlone(storage, projector, generation, event.recorded, event.replay) : undefined
        if (again !== undefined) {
          storage.failedAgain(event.id, again.because, again.error)
          break
        }
        storage.unpark(event.id)
        parked -= 1
        if (isKnown) projected += 1
        else unknown += 1
      }
      storage.save({ ...generation, progress: { ...generation.progress, parked, projected, unknown } })
      return projected - generation.progress.projected
    })

  /** Of the generations that this version of the projection makes. */
  const retried = (projector: Projector<Rows>, isWanted: (key: string) => boolean): Retried => {
    const mine = (): ReadonlyArray<Generation> => inService().filter((one) => one.version === projector.version)
    const numbers = storage.inTransaction(() => mine().map(({ generation }) => generation))
    let projected = 0
    for (const number of numbers) {
      const keys = storage.inTransaction(() => storage.parkedKeys(number))
      for (const key of keys.filter(isWanted)) projected += retriedKey(projector, number, key)
    }
    const parked = storage.inTransaction(() => mine().reduce((sum, { progress }) => sum + progress.parked, 0))
    return { projected, parked }
  }

  const skipped = (id: number, reason: string): string | NotParked =>
    storage.inTransaction(() => {
      const generations = inService()
      const parked = generations.flatMap(({ generation }) => storage.parked(generation))
      const found = parked.find((event) => event.id === id)
      if (found === undefined) return { failure: 'NotParked', id }
      storage.skip({ recorded: found.recorded, error: found.error, reason })
      for (const generation of generations) {
        const here = parked.filter((event) => event.generation === generation.generation && isSamePlace(event, found))
        for (const event of here) storage.unpark(event.id)
        const { progress } = generation
        storage.save({
          ...generation,
          progress: { ...progress, parked: progress.parked - here.length, skipped: progress.skipped + here.length },
        })
      }
      return found.key
    })

  return {
    prepare,
    generations: () => attempted(() => storage.inTransaction(current)),
    write: async (projector, batch) => {
      const written = await attempted(() => {
        const attempt = (undoable: boolean) =>
          storage.inTransaction(() => writeBatch(storage, projector, batch, undoable))
        if (!storage.rollsBack) return attempt(true)
        try {
          return attempt(false)
        } catch (thrown) {
          if (thrown instanceof Poisoned) return attempt(true)
          throw thrown
        }
      })
      if (E.isLeft(written)) return written
      return 'failure' in written.right ? E.left(written.right) : E.right(written.right)
    },
    beginRebuild: (ifDifferent) =>
      attempted(() =>
        storage.inTransaction(() => {
          const { rebuilding } = current()
          if (rebuilding === undefined) return begun('rebuilding', ifDifferent)
          if (rebuilding.version !== version)
            throw new TargetFault(failed(`version ${rebuilding.version} is being built`))
          const asked = { ...rebuilding, ifDifferent }
          storage.save(asked)
          return asked
        }),
      ),
    dropRetired: () =>
      attempted(() =>
        storage.inTransaction(() => {
          for (const generation of storage.generations()) if (generation.status === 'retired') storage.drop(generation)
        }),
      ),
    parkedEvents: () =>
      attempted(() => storage.inTransaction(() => inService().flatMap(({ generation }) => storage.parked(generation)))),
    skippedEvents: () => attempted(() => storage.inTransaction(() => storage.skipped())),
    retryParked: (projector) => attempted(() => retried(projector, () => true)),
    skipParked: async (projector, id, reason) => {
      const done = await attempted(() => {
        const key = skipped(id, reason)
        return typeof key === 'string' ? retried(projector, (one) => one === key) : key
      })
      if (E.isLeft(done)) return done
      return 'failure' in done.right ? E.left(done.right) : E.right(done.right)
    },
  }
}

/** The failure of a store of rows as a value; whatever else is thrown is a mistake in the program, and stays thrown. */
export const attempted = async <Result>(work: () => Result): Promise<E.Either<TargetUnavailable, Result>> => {
  try {
    return E.right(work())
  } catch (thrown) {
    if (thrown instanceof TargetFault) return E.left(thrown.failure)
    throw thrown
  }
}

const failed = (why: string): TargetUnavailable => ({ failure: 'TargetUnavailable', cause: 'failed', why })

const isSamePlace = (left: ParkedEvent, right: ParkedEvent): boolean =>
  left.recorded.stream === right.recorded.stream && left.recorded.revision === right.recorded.revision
