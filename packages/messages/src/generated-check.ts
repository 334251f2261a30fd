import * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { everyOne } from './every-one.js'
import { type Program, written } from './generated-program.js'
import { alternativesByTag, type Field, fieldsOf, mayTakeObjects, unchangedCheck } from './unchanged-check.js'

/**
 * An expression that is true where `unchangedCheck(codec)` accepts the value called `value`; nothing where there is no
 * such check. A check that cannot be written out is called.
 */
export const writtenCheck = (program: Program, codec: t.Mixed, value: string): string | undefined => {
  const check = unchangedCheck(codec)
  if (check === undefined) return undefined
  return (
    primitives.get(codec.validate)?.(value) ?? combined(program, codec, value) ?? `${program.given(check)}(${value})`
  )
}

export const isList = (value: string): string => `Array.isArray(${value})`

/** Of an object. */
export const hasOwnPrototype = (value: string): string => `Object.hasOwn(${value}, '__proto__')`

export const isObject = (value: string): string =>
  `(typeof ${value} === 'object' && ${value} !== null && !${isList(value)})`

const primitives: ReadonlyMap<unknown, (value: string) => string> = new Map<unknown, (value: string) => string>([
  [t.string.validate, (value) => `typeof ${value} === 'string'`],
  [t.number.validate, (value) => `(typeof ${value} === 'number' && ${value} === ${value})`],
  [t.boolean.validate, (value) => `typeof ${value} === 'boolean'`],
  [t.bigint.validate, (value) => `typeof ${value} === 'bigint'`],
  [t.null.validate, (value) => `${value} === null`],
  [t.undefined.validate, (value) => `${value} === undefined`],
  // False for NaN alone.
  [t.unknown.validate, (value) => `${value} === ${value}`],
  [t.UnknownArray.validate, isList],
  [t.UnknownRecord.validate, isObject],
])

const combined = (program: Program, codec: t.Mixed, value: string): string | undefined => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'literal':
      return `${value} === ${literal(program, structure.value)}`
    case 'keys':
      return oneOf(program, Object.keys(structure.keys), value)
    case 'fields':
    case 'intersection': {
      const fields = fieldsOf(codec)
      if (fields !== undefined) return `${object(program, codec, fields)}(${value})`
      return structure.kind === 'intersection'
        ? `(${structure.members.map((member) => checked(program, member, value)).join(' && ')})`
        : undefined
    }
    case 'list':
      return `${list(program, codec, structure.item)}(${value})`
    case 'dictionary':
      return `${dictionary(program, codec, structure.value)}(${value})`
    case 'brand':
      if (structure.predicate === everyOne) return writtenCheck(program, structure.base, value)
      return `(${checked(program, structure.base, value)} && ${program.given(structure.predicate)}(${value}))`
    case 'union':
      return structure.tag === undefined
        ? union(program, codec, structure.alternatives, value)
        : taggedUnion(program, codec, structure.alternatives, structure.tag, value)
    case 'wrapper':
      return writtenCheck(program, structure.inner, value)
    case 'tuple':
    case 'primitive':
    case 'opaque':
      return undefined
  }
}

/** Of a part: what has a check as a whole has one for each part. */
const checked = (program: Program, codec: t.Mixed, value: string): string =>
  writtenCheck(program, codec, value) ?? 'false'

/** Numbers are handed over: not each of them has a form in JSON. */
export const literal = (program: Program, value: unknown): string =>
  typeof value === 'string' ? written(value) : program.given(value)

/** So many texts are compared one by one; of more than that a set is asked. */
const FEW = 16

const oneOf = (program: Program, keys: ReadonlyArray<string>, value: string): string =>
  keys.length > 0 && keys.length <= FEW
    ? `(${keys.map((key) => `${value} === ${written(key)}`).join(' || ')})`
    : `${program.given(new Set(keys))}.has(${value})`

const object = (program: Program, codec: t.Mixed, fields: ReadonlyArray<Field>): string =>
  program.functionFor(codec, 'value', () => {
    const steps = fields.map(({ name, required, codec: field }, index) => {
      const local = `field${index}`
      const holds = checked(program, field, local)
      // io-ts writes a field that may be undefined where it is absent.
      const absent = `${local} === undefined && !Object.hasOwn(value, ${written(name)})`
      return [
        `const ${local} = value[${written(name)}]`,
        required
          ? `if (!(${holds}) || (${absent})) return false`
          : `if (${local} !== undefined && !(${holds})) return false`,
      ]
    })
    const mayBe = `${isObject('value')} && !${hasOwnPrototype('value')}`
    return [`if (!(${mayBe})) return false`, ...steps.flat(), 'return true'].join('\n')
  })

const list = (program: Program, codec: t.Mixed, item: t.Mixed): string =>
  program.functionFor(
    codec,
    'value',
    () => `if (!${isList('value')}) return false
for (let index = 0; index < value.length; index += 1) {
  const item = value[index]
  if (!(${checked(program, item, 'item')})) return false
}
return true`,
  )

const dictionary = (program: Program, codec: t.Mixed, element: t.Mixed): string =>
  program.functionFor(
    codec,
    'value',
    () => `if (!${isObject('value')}) return false
for (const name of Object.keys(value)) {
  const element = value[name]
  if (!(${checked(program, element, 'element')})) return false
}
return true`,
  )

const union = (program: Program, codec: t.Mixed, alternatives: ReadonlyArray<t.Mixed>, value: string): string => {
  if (!alternatives.slice(0, -1).some(mayTakeObjects)) {
    return `(${alternatives.map((alternative) => checked(program, alternative, value)).join(' || ')})`
  }
  const name = program.functionFor(codec, 'value', () => {
    const steps = alternatives.flatMap((alternative) => [
      `if (${checked(program, alternative, 'value')}) return true`,
      // io-ts takes the first that accepts, and this one may accept an object with a change.
      ...(mayTakeObjects(alternative) ? [`if (typeof value === 'object' && value !== null) return false`] : []),
    ])
    return [...steps, 'return false'].join('\n')
  })
  return `${name}(${value})`
}

const taggedUnion = (
  program: Program,
  codec: t.Mixed,
  alternatives: ReadonlyArray<t.Mixed>,
  tag: string,
  value: string,
): string | undefined => {
  const byTag = alternativesByTag(alternatives, tag)
  if (byTag === undefined) return undefined
  const name = program.functionFor(codec, 'value', () => {
    const cases = [...byTag].map(
      ([tagged, index]) =>
        `case ${literal(program, tagged)}: return ${checked(program, alternatives[index] as t.Mixed, 'value')}`,
    )
    return `if (!${isObject('value')}) return false
switch (value[${written(tag)}]) {
${cases.join('\n')}
}
return false`
  })
  return `${name}(${value})`
}
