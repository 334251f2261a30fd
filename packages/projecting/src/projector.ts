import type { RecordedEvent } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { Follows, Projection } from './projection.js'

/** A projection as targets see it: what its events are, is behind `handle`. */
export interface Projector<Rows> {
  readonly name: string
  readonly version: number
  readonly follows: Follows
  readonly knows: (type: string) => boolean
  /** Never throws: an event for which the projection has no key waits by its stream. */
  readonly keyOf: (recorded: RecordedEvent) => string
  /** The one pipeline of every event, live, rebuilt or retried. Throws what `project` throws; gives why it can't be decoded. */
  readonly handle: (rows: Rows, recorded: RecordedEvent, replay: boolean) => string | undefined
  readonly flush: (rows: Rows) => void
}

/** Throws a TypeError where the projection's name or version can't be one: a mistake in the program. */
export const projectorOf = <Event, Rows>(projection: Projection<Event, Rows>): Projector<Rows> => {
  const { name, version, follows, catalogue, keyOf, project, flush } = projection
  if (!CAMEL_CASE.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a projection: camelCase only`)
  if (!Number.isSafeInteger(version) || version < 1) throw new TypeError(`${name}: ${version} is no version: 1, 2, 3 …`)
  const known = new Set([...catalogue.codecs.map(({ messageType }) => messageType), ...catalogue.renamed.keys()])
  return {
    name,
    version,
    follows,
    knows: (type) => known.has(type),
    keyOf: (recorded) => {
      if (keyOf === undefined) return recorded.stream
      try {
        return keyOf(recorded)
      } catch {
        return recorded.stream
      }
    },
    handle: (rows, recorded, replay) => {
      const decoded = catalogue.decode(recorded)
      if (E.isLeft(decoded)) return JSON.stringify(decoded.left)
      const { event, metadata } = decoded.right
      project(rows, { event, metadata, recorded, replay })
      return undefined
    },
    flush: (rows) => flush?.(rows),
  }
}

export const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/
