import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { mergedByIntersection } from './merged-by-intersection.js'
import { runsAsBuilt } from './runs-as-built.js'
import { alternativesByTag, type Check, isObject, unchangedCheck } from './unchanged-check.js'

/** Instead of a value, where io-ts gives errors. */
export const FAILED = Symbol('failed')

/**
 * The value as io-ts decodes it in that context: the very same one where nothing in it had to be converted, or `FAILED`.
 * A codec of unknown making may look at its context, so it is built as io-ts builds it.
 */
export type Conversion = (value: unknown, context: t.Context) => unknown

/** For a codec that holds codecs of unknown making, which run as they are; nothing where it is of unknown making itself. */
export const conversionOf = (codec: t.Mixed): Conversion | undefined => {
  if (!runsAsBuilt(codec)) return undefined

  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields':
      return structure.required ? required(structure.fields) : partial(structure.fields)
    case 'list':
      return list(stepOf(structure.item))
    case 'dictionary':
      return structure.key.validate === t.string.validate ? dictionary(stepOf(structure.value)) : undefined
    case 'brand':
      return brand(stepOf(structure.base), structure.predicate)
    case 'intersection':
      return intersection(structure.members.map(stepOf))
    case 'union':
      return structure.tag === undefined
        ? union(structure.alternatives.map(stepOf))
        : taggedUnion(structure.alternatives, structure.tag)
    case 'wrapper':
      return conversionOf(structure.inner)
    case 'literal':
    case 'keys':
    case 'tuple':
    case 'primitive':
    case 'opaque':
      return undefined
  }
}

interface Step {
  readonly codec: t.Mixed
  readonly check: Check | undefined
  readonly convert: Conversion
}

const stepOf = (codec: t.Mixed): Step => {
  const check = unchangedCheck(codec)
  return { codec, check, convert: (check === undefined ? conversionOf(codec) : undefined) ?? asItIs(codec) }
}

const asItIs =
  (codec: t.Mixed): Conversion =>
  (value, context) => {
    const validated = codec.validate(value, context)
    return E.isLeft(validated) ? FAILED : (validated.right as unknown)
  }

/** `value`, which stands at `key` of what the context ends with. */
const converted = ({ codec, check, convert }: Step, value: unknown, context: t.Context, key: string): unknown =>
  check?.(value) === true ? value : convert(value, [...context, { key, type: codec, actual: value }])

type Fields = Readonly<Record<string, t.Mixed>>
type JsonObject = Record<string, unknown>

const stepsOf = (fields: Fields): ReadonlyArray<readonly [string, Step]> =>
  Object.entries(fields).map(([name, codec]) => [name, stepOf(codec)])

const required = (fields: Fields): Conversion => {
  const steps = stepsOf(fields)
  return (value, context) => {
    if (!isObject(value)) return FAILED
    let result = value
    for (const [name, step] of steps) {
      const field = result[name]
      const convertedField = converted(step, field, context, name)
      if (convertedField === FAILED) return FAILED
      if (convertedField !== field || (field === undefined && !Object.hasOwn(result, name))) {
        if (result === value) result = Object.assign({}, value)
        result[name] = convertedField
      }
    }
    return result
  }
}

const partial = (fields: Fields): Conversion => {
  const steps = stepsOf(fields)
  return (value, context) => {
    if (!isObject(value)) return FAILED
    let result = value
    for (const [name, step] of steps) {
      const field = result[name]
      const convertedField = converted(step, field, context, name)
      if (convertedField === FAILED) {
        if (field !== undefined) return FAILED
      } else if (convertedField !== field) {
        if (result === value) result = Object.assign({}, value)
        result[name] = convertedField
      }
    }
    return result
  }
}

const list =
  (step: Step): Conversion =>
  (value, context) => {
    if (!Array.isArray(value)) return FAILED
    const items: Array<unknown> = value
    const { length } = items
    let result = items
    for (let index = 0; index < length; index += 1) {
      const item = items[index]
      const convertedItem = converted(step, item, context, String(index))
      if (convertedItem === FAILED) return FAILED
      if (convertedItem !== item) {
        if (result === items) result = items.slice()
        result[index] = convertedItem
      }
    }
    return result
  }

const dictionary =
  (step: Step): Conversion =>
  (value, context) => {
    if (!isObject(value)) return FAILED
    const result: JsonObject = {}
    let changed = false
    for (const name of Object.keys(value)) {
      const element = value[name]
      const convertedElement = converted(step, element, context, name)
      if (convertedElement === FAILED) return FAILED
      changed ||= convertedElement !== element
      result[name] = convertedElement
    }
    return changed ? result : value
  }

const brand =
  ({ check, convert }: Step, predicate: (value: unknown) => unknown): Conversion =>
  (value, context) => {
    const result = check?.(value) === true ? value : convert(value, context)
    return result !== FAILED && predicate(result) ? result : FAILED
  }

const intersection =
  (steps: ReadonlyArray<Step>): Conversion =>
  (value, context) => {
    const results: Array<unknown> = []
    for (const [index, step] of steps.entries()) {
      const result = converted(step, value, context, String(index))
      if (result === FAILED) return FAILED
      results.push(result)
    }
    return mergedByIntersection(value, results)
  }

const union =
  (steps: ReadonlyArray<Step>): Conversion =>
  (value, context) => {
    for (const [index, step] of steps.entries()) {
      const result = converted(step, value, context, String(index))
      if (result !== FAILED) return result
    }
    return FAILED
  }

const taggedUnion = (alternatives: ReadonlyArray<t.Mixed>, tag: string): Conversion | undefined => {
  const byTag = alternativesByTag(alternatives, tag)
  const steps = alternatives.map(stepOf)
  return (
    byTag &&
    ((value, context) => {
      const index = isObject(value) ? byTag.get(value[tag]) : undefined
      return index === undefined ? FAILED : converted(steps[index] as Step, value, context, String(index))
    })
  )
}
