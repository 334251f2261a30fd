import * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { everyOne } from './every-one.js'
import { hasOwnPrototype } from './own-prototype.js'
import { runsAsBuilt } from './runs-as-built.js'

/** `true` only where io-ts accepts the value and gives back the very same; `false` says nothing. */
export type Check = (value: unknown) => boolean

/**
 * A quick check that a value needs no conversion; nothing where the codec, or a part of it, is of unknown making. It is
 * `false` for NaN, which no comparison finds unchanged, and io-ts copies what holds it.
 */
export const unchangedCheck = (codec: t.Mixed): Check | undefined => {
  const known = checks.get(codec)
  if (known !== undefined) return known
  const check = primitives.get(codec.validate) ?? (runsAsBuilt(codec) ? combinedCheck(codec) : undefined)
  if (check !== undefined) checks.set(codec, check)
  return check
}

const checks = new WeakMap<t.Mixed, Check>()

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText: Check = (value) => typeof value === 'string'

/** Known by the function that they run, which all codecs of the kind share. */
const primitives: ReadonlyMap<unknown, Check> = new Map<unknown, Check>([
  [t.string.validate, isText],
  [t.number.validate, (value) => typeof value === 'number' && !Number.isNaN(value)],
  [t.boolean.validate, (value) => typeof value === 'boolean'],
  [t.bigint.validate, (value) => typeof value === 'bigint'],
  [t.null.validate, (value) => value === null],
  [t.undefined.validate, (value) => value === undefined],
  [t.unknown.validate, (value) => !Number.isNaN(value)],
  [t.UnknownArray.validate, (value) => Array.isArray(value)],
  [t.UnknownRecord.validate, isObject],
])

const takesNoObjects: ReadonlySet<unknown> = new Set(
  [t.string, t.number, t.boolean, t.bigint, t.null, t.undefined].map(({ validate }) => validate),
)

/**
 * Whether io-ts refuses whatever the codec's check does not pass, so that it need not be asked: so it is where no part of
 * a value could be converted, nor be NaN. Not of keys: io-ts takes those, too, that can't be listed.
 */
export const isDecidedByCheck = (codec: t.Mixed): boolean => {
  if (unchangedCheck(codec) === undefined) return false
  const structure = structureOf(codec)
  if (structure.kind === 'brand') return isDecidedByCheck(structure.base)
  return structure.kind === 'literal' || decidedByType.has(codec.validate)
}

const decidedByType: ReadonlySet<unknown> = new Set(
  [t.string, t.boolean, t.bigint, t.null, t.undefined].map(({ validate }) => validate),
)

const combinedCheck = (codec: t.Mixed): Check | undefined => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'literal': {
      const { value: literal } = structure
      // io-ts turns -0 into 0 here, though no comparison shows it.
      return literal === 0 ? undefined : (value) => value === literal
    }
    case 'keys': {
      return keysCheck(Object.keys(structure.keys))
    }
    case 'fields':
      return objectCheck(fieldsOf(codec) ?? [])
    case 'intersection': {
      const fields = fieldsOf(codec)
      return fields === undefined ? everyCheck(structure.members) : objectCheck(fields)
    }
    case 'list':
      return listCheck(structure.item)
    case 'dictionary':
      return structure.key.validate === t.string.validate ? dictionaryCheck(structure.value) : undefined
    case 'brand': {
      const base = unchangedCheck(structure.base)
      const { predicate } = structure
      if (predicate === everyOne) return base
      return base === undefined ? undefined : (value) => base(value) && Boolean(predicate(value))
    }
    case 'union':
      return structure.tag === undefined
        ? unionCheck(structure.alternatives)
        : taggedUnionCheck(structure.alternatives, structure.tag)
    case 'wrapper':
      return unchangedCheck(structure.inner)
    case 'tuple':
    case 'primitive':
    case 'opaque':
      return undefined
  }
}

/** A few texts are compared sooner than hashed, and what comes out of `JSON.parse` was never hashed before. */
const FEW = 8

const keysCheck = (keys: ReadonlyArray<string>): Check => {
  const set: ReadonlySet<unknown> = new Set(keys)
  if (keys.length > FEW) return (value) => set.has(value)
  return (value) => {
    for (let index = 0; index < keys.length; index += 1) if (value === keys[index]) return true
    return false
  }
}

export interface Field {
  readonly name: string
  readonly required: boolean
  readonly codec: t.Mixed
}

/** The fields of an object, or of an intersection of nothing but objects; every one of them has to hold. */
export const fieldsOf = (codec: t.Mixed): ReadonlyArray<Field> | undefined => {
  if (!runsAsBuilt(codec)) return undefined
  const structure = structureOf(codec)
  if (structure.kind === 'fields') {
    const { required } = structure
    return Object.entries(structure.fields).map(([name, field]) => ({ name, required, codec: field }))
  }
  if (structure.kind !== 'intersection') return undefined
  const members = structure.members.map(fieldsOf)
  return members.some((fields) => fields === undefined) ? undefined : members.flatMap((fields) => fields ?? [])
}

/** What is looked at in a field, ready to hand. Most fields are text, or text of some form, which needs one call less. */
interface Step {
  readonly name: string
  readonly required: boolean
  readonly isText: boolean
  /** Beside being text, where it is. */
  readonly check: Check | undefined
}

const objectCheck = (fields: ReadonlyArray<Field>): Check | undefined => {
  const steps = fields.map(stepOf).filter((step) => step !== undefined)
  if (steps.length < fields.length) return undefined
  return (value) => {
    if (!isObject(value) || hasOwnPrototype(value)) return false
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index] as Step
      const field = value[step.name]
      if (field === undefined) {
        if (!step.required) continue
        // io-ts writes a field that may be undefined where it is absent.
        if (!Object.hasOwn(value, step.name)) return false
      }
      if (step.isText && typeof field !== 'string') return false
      if (step.check !== undefined && !step.check(field)) return false
    }
    return true
  }
}

const stepOf = ({ name, required, codec }: Field): Step | undefined => {
  const check = unchangedCheck(codec)
  if (check === undefined) return undefined
  if (check === isText) return { name, required, isText: true, check: undefined }
  const structure = structureOf(codec)
  return structure.kind === 'brand' && unchangedCheck(structure.base) === isText
    ? { name, required, isText: true, check: structure.predicate as Check }
    : { name, required, isText: false, check }
}

const everyCheck = (members: ReadonlyArray<t.Mixed>): Check | undefined => {
  const memberChecks = checksOf(members)
  return memberChecks === undefined ? undefined : (value) => memberChecks.every((check) => check(value))
}

const listCheck = (item: t.Mixed): Check | undefined => {
  const check = unchangedCheck(item)
  if (check === undefined) return undefined
  return (value) => {
    if (!Array.isArray(value)) return false
    for (let index = 0; index < value.length; index += 1) if (!check(value[index])) return false
    return true
  }
}

const dictionaryCheck = (codomain: t.Mixed): Check | undefined => {
  const check = unchangedCheck(codomain)
  return check === undefined
    ? undefined
    : (value) => isObject(value) && Object.keys(value).every((name) => check(value[name]))
}

const unionCheck = (alternatives: ReadonlyArray<t.Mixed>): Check | undefined => {
  const alternativeChecks = checksOf(alternatives)
  if (alternativeChecks === undefined) return undefined
  const takesObjects = alternatives.map(mayTakeObjects)
  return (value) => {
    for (let index = 0; index < alternativeChecks.length; index += 1) {
      if ((alternativeChecks[index] as Check)(value)) return true
      // io-ts takes the first that accepts, and this one may accept an object with a change.
      if (takesObjects[index] && typeof value === 'object' && value !== null) return false
    }
    return false
  }
}

export const mayTakeObjects = (codec: t.Mixed): boolean => {
  const structure = structureOf(codec)
  if (structure.kind === 'brand') return mayTakeObjects(structure.base)
  return structure.kind !== 'literal' && structure.kind !== 'keys' && !takesNoObjects.has(codec.validate)
}

const taggedUnionCheck = (alternatives: ReadonlyArray<t.Mixed>, tag: string): Check | undefined => {
  const byTag = alternativesByTag(alternatives, tag)
  const alternativeChecks = checksOf(alternatives)
  if (byTag === undefined || alternativeChecks === undefined) return undefined
  const checkByTag = new Map([...byTag].map(([value, index]) => [value, alternativeChecks[index] as Check]))
  return (value) => isObject(value) && (checkByTag.get(value[tag])?.(value) ?? false)
}

const checksOf = (codecs: ReadonlyArray<t.Mixed>): ReadonlyArray<Check> | undefined => {
  const found = codecs.map(unchangedCheck).filter((check) => check !== undefined)
  return found.length === codecs.length ? found : undefined
}

/** Which alternative io-ts takes by the value at `tag`; nothing where it may have found the tag in another way. */
export const alternativesByTag = (
  alternatives: ReadonlyArray<t.Mixed>,
  tag: string,
): ReadonlyMap<unknown, number> | undefined => {
  const byTag = new Map<unknown, number>()
  for (const [index, codec] of alternatives.entries()) {
    const [literal, ...others] = literalsAt(codec, tag)
    if (literal === undefined || others.length > 0) return undefined
    byTag.set(literal, index)
  }
  return byTag
}

/** Every literal that stands at `tag` in a codec of an object. Recursion gives none. */
const literalsAt = (codec: t.Mixed, tag: string): ReadonlyArray<string | number | boolean> => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields': {
      const field = structure.required && Object.hasOwn(structure.fields, tag) ? structure.fields[tag] : undefined
      const literal = field === undefined ? undefined : structureOf(field)
      return literal?.kind === 'literal' ? [literal.value] : []
    }
    case 'intersection':
      return structure.members.flatMap((member) => literalsAt(member, tag))
    case 'brand':
      return literalsAt(structure.base, tag)
    case 'wrapper':
      return structure.wraps === 'readonly' || structure.wraps === 'exact' ? literalsAt(structure.inner, tag) : []
    case 'primitive':
    case 'literal':
    case 'keys':
    case 'list':
    case 'tuple':
    case 'dictionary':
    case 'union':
    case 'opaque':
      return []
  }
}
