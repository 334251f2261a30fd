import type * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { runsAsBuilt } from './runs-as-built.js'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What io-ts makes of `base` once the members of an intersection have decoded it to `results`: the last change wins. */
export const mergedByIntersection = (base: unknown, results: ReadonlyArray<unknown>): unknown => {
  if (results.every((result) => result === base)) return base
  if (!results.some(isObject)) return results.at(-1)

  const merged: Record<string, unknown> = {}
  for (const result of results) {
    const properties = result as Record<string, unknown>
    // Inherited ones as well, as io-ts has it.
    for (const name in properties) {
      const unchanged = isObject(base) && properties[name] === base[name]
      if (!Object.hasOwn(merged, name) || !unchanged) merged[name] = properties[name]
    }
  }
  return merged
}

interface SeparateObject {
  readonly codec: t.Mixed
  readonly required: boolean
  readonly fields: Readonly<Record<string, t.Mixed>>
}

/** The members where each is an object and none has a field of another. */
export const separateObjects = (members: ReadonlyArray<t.Mixed>): ReadonlyArray<SeparateObject> | undefined => {
  const parts: Array<SeparateObject> = []
  const names = new Set<string>()
  for (const codec of members) {
    const structure = structureOf(codec)
    if (structure.kind !== 'fields' || !runsAsBuilt(codec)) return undefined
    for (const name of Object.keys(structure.fields)) {
      if (names.has(name)) return undefined
      names.add(name)
    }
    parts.push({ codec, required: structure.required, fields: structure.fields })
  }
  return parts
}

/**
 * Whether merging would have made `copy` of `base` too, where members without a common field converted fields of it one
 * after the other. Not with symbols, which are not merged, nor with anything inherited, which is, nor with what can't be
 * enumerated, which is not copied and was not seen by the members after the first change, nor with NaN, which is taken for
 * a change.
 */
export const isMergedAsItIs = (base: unknown, copy: unknown): boolean => {
  const above = Object.getPrototypeOf(base) as unknown
  return (
    (above === Object.prototype || above === null) &&
    Object.getPrototypeOf(copy) === Object.prototype &&
    Object.getOwnPropertySymbols(copy).length === 0 &&
    isEnumerableWithoutNaN(base as Readonly<Record<string, unknown>>)
  )
}

const isEnumerableWithoutNaN = (fields: Readonly<Record<string, unknown>>): boolean => {
  let enumerable = 0
  for (const name in fields) {
    if (Number.isNaN(fields[name])) return false
    enumerable += 1
  }
  return enumerable === Object.getOwnPropertyNames(fields).length
}
