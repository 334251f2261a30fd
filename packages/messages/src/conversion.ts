import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { isMergedAsItIs, mergedByIntersection, separateObjects } from './merged-by-intersection.js'
import { hasOwnPrototype, refusesOwnPrototype } from './own-prototype.js'
import { runsAsBuilt } from './runs-as-built.js'
import { alternativesByTag, type Check, isDecidedByCheck, isObject, unchangedCheck } from './unchanged-check.js'
import { valueConversionOf } from './value-conversion.js'

/** Instead of a value, where io-ts gives errors. */
export const FAILED = Symbol('failed')

/** Where a value stands, from the inside out. A context of io-ts is made of it only for a codec that may look at it. */
export interface Place {
  readonly within: Place | undefined
  readonly key: string
  readonly type: t.Mixed
  readonly actual: unknown
}

/** The same as io-ts has it: from the outside in. */
export const contextOf = (place: Place): t.Context => {
  const context: Array<t.ContextEntry> = []
  for (let at: Place | undefined = place; at !== undefined; at = at.within) {
    context.push({ key: at.key, type: at.type, actual: at.actual })
  }
  return context.reverse()
}

/**
 * The value as io-ts decodes it at that place: the very same one where nothing in it had to be converted, or `FAILED`.
 * A codec of unknown making may look at its context, so it is given what io-ts gives it.
 */
export type Conversion = (value: unknown, place: Place) => unknown

/** Of an object; `isOwn` where it is a copy already that nobody else holds, which is then changed itself. */
type ObjectConversion = (value: unknown, place: Place, isOwn?: boolean) => unknown

/** For a codec that holds codecs of unknown making, which run as they are; nothing where it is of unknown making itself. */
export const conversionOf = (codec: t.Mixed): Conversion | undefined => {
  const from = valueConversionOf(codec)
  if (from !== undefined) {
    return (value) => {
      const made = from(value)
      return made === undefined ? FAILED : made
    }
  }
  if (!runsAsBuilt(codec)) return undefined

  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields':
      return unlessRefused(codec, structure.required ? required(structure.fields) : partial(structure.fields))
    case 'list':
      return list(stepOf(structure.item))
    case 'dictionary':
      return structure.key.validate === t.string.validate ? dictionary(stepOf(structure.value)) : undefined
    case 'brand':
      return brand(stepOf(structure.base), structure.predicate)
    case 'intersection':
      return unlessRefused(codec, inOnePass(structure.members) ?? intersection(structure.members.map(stepOf)))
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
  /** Whether the conversion looks at the value alone, and needs no place. */
  readonly alone: boolean
}

const stepOf = (codec: t.Mixed): Step => {
  const check = unchangedCheck(codec)
  if (isDecidedByCheck(codec)) return { codec, check, convert: refused, alone: true }
  const convert = (check === undefined ? conversionOf(codec) : undefined) ?? asItIs(codec)
  return { codec, check, convert, alone: valueConversionOf(codec) !== undefined }
}

const refused: Conversion = () => FAILED

const asItIs =
  (codec: t.Mixed): Conversion =>
  (value, place) => {
    const validated = codec.validate(value, contextOf(place))
    return E.isLeft(validated) ? FAILED : (validated.right as unknown)
  }

/** `value`, which stands there at `key`. */
const converted = ({ codec, check, convert, alone }: Step, value: unknown, within: Place, key: string): unknown =>
  check?.(value) === true ? value : convert(value, alone ? within : { within, key, type: codec, actual: value })

/** Of an object that the codec may refuse for a field of its own called `__proto__`. */
const unlessRefused = (codec: t.Mixed, convert: ObjectConversion): ObjectConversion =>
  refusesOwnPrototype(codec)
    ? (value, place, isOwn) => (hasOwnPrototype(value) ? FAILED : convert(value, place, isOwn))
    : convert

type Fields = Readonly<Record<string, t.Mixed>>
type JsonObject = Record<string, unknown>

interface FieldStep extends Step {
  readonly name: string
}

const stepsOf = (fields: Fields): ReadonlyArray<FieldStep> =>
  Object.entries(fields).map(([name, codec]) => ({ name, ...stepOf(codec) }))

const required = (fields: Fields): ObjectConversion => {
  const steps = stepsOf(fields)
  return (value, place, isOwn = false) => {
    if (!isObject(value)) return FAILED
    let result = value
    // By index: an iterator costs more than the step does as long as V8 has not optimised this.
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index] as FieldStep
      const { name } = step
      const field = result[name]
      const convertedField = converted(step, field, place, name)
      if (convertedField === FAILED) return FAILED
      if (convertedField !== field || (field === undefined && !Object.hasOwn(result, name))) {
        if (result === value && !isOwn) result = Object.assign({}, value)
        result[name] = convertedField
      }
    }
    return result
  }
}

const partial = (fields: Fields): ObjectConversion => {
  const steps = stepsOf(fields)
  return (value, place, isOwn = false) => {
    if (!isObject(value)) return FAILED
    let result = value
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index] as FieldStep
      const { name } = step
      const field = result[name]
      // Where a check knows the codec, nothing is made of nothing: it stays, or what refuses it is passed over.
      if (field === undefined && step.check !== undefined) continue
      const convertedField = converted(step, field, place, name)
      if (convertedField === FAILED) {
        if (field !== undefined) return FAILED
      } else if (convertedField !== field) {
        if (result === value && !isOwn) result = Object.assign({}, value)
        result[name] = convertedField
      }
    }
    return result
  }
}

const list =
  (step: Step): Conversion =>
  (value, place) => {
    if (!Array.isArray(value)) return FAILED
    const items: Array<unknown> = value
    const { length } = items
    let result = items
    for (let index = 0; index < length; index += 1) {
      const item = items[index]
      const convertedItem = converted(step, item, place, String(index))
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
  (value, place) => {
    if (!isObject(value)) return FAILED
    const result: JsonObject = {}
    let changed = false
    for (const name of Object.keys(value)) {
      const element = value[name]
      const convertedElement = converted(step, element, place, name)
      if (convertedElement === FAILED) return FAILED
      changed ||= convertedElement !== element
      result[name] = convertedElement
    }
    return changed ? result : value
  }

const brand =
  ({ check, convert }: Step, predicate: (value: unknown) => unknown): Conversion =>
  (value, place) => {
    const result = check?.(value) === true ? value : convert(value, place)
    return result !== FAILED && predicate(result) ? result : FAILED
  }

const intersection =
  (steps: ReadonlyArray<Step>): Conversion =>
  (value, place) => {
    const results: Array<unknown> = []
    for (const [index, step] of steps.entries()) {
      const result = converted(step, value, place, String(index))
      if (result === FAILED) return FAILED
      results.push(result)
    }
    return mergedByIntersection(value, results)
  }

/** An intersection of objects that share no field: each converts its own fields of one copy, which nothing has to merge. */
const inOnePass = (members: ReadonlyArray<t.Mixed>): Conversion | undefined => {
  const parts = separateObjects(members)
  if (parts === undefined) return undefined
  const conversions = parts.map(({ codec, required: isRequired, fields }) => ({
    codec,
    convert: unlessRefused(codec, isRequired ? required(fields) : partial(fields)),
  }))
  const merging = intersection(members.map(stepOf))
  return (value, place) => {
    let result = value
    for (let index = 0; index < conversions.length; index += 1) {
      const { codec, convert } = conversions[index] as (typeof conversions)[number]
      const within: Place = { within: place, key: String(index), type: codec, actual: value }
      const isCopy = result !== value
      result = convert(result, within, isCopy)
      // A copy may lack what this member needs and the value has.
      if (result === FAILED) return isCopy ? merging(value, place) : FAILED
    }
    return result === value || isMergedAsItIs(value, result) ? result : merging(value, place)
  }
}

const union =
  (steps: ReadonlyArray<Step>): Conversion =>
  (value, place) => {
    for (const [index, step] of steps.entries()) {
      const result = converted(step, value, place, String(index))
      if (result !== FAILED) return result
    }
    return FAILED
  }

const taggedUnion = (alternatives: ReadonlyArray<t.Mixed>, tag: string): Conversion | undefined => {
  const byTag = alternativesByTag(alternatives, tag)
  const steps = alternatives.map(stepOf)
  return (
    byTag &&
    ((value, place) => {
      const index = isObject(value) ? byTag.get(value[tag]) : undefined
      return index === undefined ? FAILED : converted(steps[index] as Step, value, place, String(index))
    })
  )
}
