import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { contextOf, FAILED, type Place } from './conversion.js'
import { hasOwnPrototype, isList, isObject, literal, writtenCheck } from './generated-check.js'
import { type Program, written } from './generated-program.js'
import { isMergedAsItIs, mergedByIntersection, separateObjects } from './merged-by-intersection.js'
import { refusesOwnPrototype } from './own-prototype.js'
import { runsAsBuilt } from './runs-as-built.js'
import { alternativesByTag } from './unchanged-check.js'
import { valueConversionOf } from './value-conversion.js'

/** The name of a function that does what `conversionOf(codec)` does; nothing where there is no such conversion. */
export const writtenConversion = (program: Program, codec: t.Mixed): string | undefined => {
  const from = valueConversionOf(codec)
  if (from !== undefined) {
    return conversion(program, codec, (failed) => [
      `const made = ${program.given(from)}(value)`,
      `return made === undefined ? ${failed} : made`,
    ])
  }
  if (!runsAsBuilt(codec)) return undefined

  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields':
      return fields(program, codec, structure.fields, structure.required)
    case 'list':
      return list(program, codec, structure.item)
    case 'dictionary':
      return structure.key.validate === t.string.validate ? dictionary(program, codec, structure.value) : undefined
    case 'brand':
      return brand(program, codec, structure.base, structure.predicate)
    case 'intersection':
      return separateObjects(structure.members) === undefined
        ? intersection(program, codec, structure.members)
        : inOnePass(program, codec, structure.members)
    case 'union':
      return structure.tag === undefined
        ? union(program, codec, structure.alternatives)
        : taggedUnion(program, codec, structure.alternatives, structure.tag)
    case 'wrapper':
      return writtenConversion(program, structure.inner)
    case 'literal':
    case 'keys':
    case 'tuple':
    case 'primitive':
    case 'opaque':
      return undefined
  }
}

/** What `codec.validate` makes of the value; here io-ts itself is at work. */
const asItIs = (codec: t.Mixed, value: unknown, place: Place): unknown => {
  const validated = codec.validate(value, contextOf(place))
  return E.isLeft(validated) ? FAILED : (validated.right as unknown)
}

/** An expression for the value called `value`, decoded by `codec` at that place. */
const decoded = (program: Program, codec: t.Mixed, value: string, place: string): string => {
  const check = writtenCheck(program, codec, value)
  const conversion = check === undefined ? writtenConversion(program, codec) : undefined
  const converted =
    conversion === undefined
      ? `${program.given(asItIs)}(${program.given(codec)}, ${value}, ${place})`
      : `${conversion}(${value}, ${place})`
  return check === undefined ? converted : `(${check} ? ${value} : ${converted})`
}

/** The same for a value that stands at `key`, an expression, within the place; what needs no place is given none. */
const decodedAt = (program: Program, codec: t.Mixed, value: string, key: string): string =>
  valueConversionOf(codec) === undefined
    ? decoded(program, codec, value, `{ within: place, key: ${key}, type: ${program.given(codec)}, actual: ${value} }`)
    : decoded(program, codec, value, 'place')

const conversion = (program: Program, codec: t.Mixed, body: (failed: string) => ReadonlyArray<string>): string =>
  program.functionFor(codec, 'value, place', () => body(program.given(FAILED)).join('\n'))

/** Of an object that the codec may refuse for a field of its own called `__proto__`. */
const unlessRefused = (codec: t.Mixed, failed: string): ReadonlyArray<string> =>
  refusesOwnPrototype(codec)
    ? [`if (typeof value === 'object' && value !== null && ${hasOwnPrototype('value')}) return ${failed}`]
    : []

const fields = (
  program: Program,
  codec: t.Mixed,
  parts: Readonly<Record<string, t.Mixed>>,
  required: boolean,
): string =>
  program.functionFor(codec, 'value, place, isOwn', () => {
    const failed = program.given(FAILED)
    return [
      `if (!${isObject('value')}) return ${failed}`,
      ...unlessRefused(codec, failed),
      'let result = value',
      ...Object.entries(parts).flatMap(([name, part], index) => {
        const [given, made, at] = [`given_${index}`, `made_${index}`, `[${written(name)}]`]
        const changed = required
          ? `${made} !== ${given} || (${given} === undefined && !Object.hasOwn(result, ${written(name)}))`
          : `${made} !== ${given}`
        return [
          `const ${given} = result${at}`,
          `const ${made} = ${decodedAt(program, part, given, written(name))}`,
          `if (${made} === ${failed}) {`,
          required ? `return ${failed}` : `if (${given} !== undefined) return ${failed}`,
          `} else if (${changed}) {`,
          'if (result === value && isOwn !== true) result = Object.assign({}, value)',
          `result${at} = ${made}`,
          '}',
        ]
      }),
      'return result',
    ].join('\n')
  })

const list = (program: Program, codec: t.Mixed, item: t.Mixed): string =>
  conversion(program, codec, (failed) => [
    `if (!${isList('value')}) return ${failed}`,
    'const { length } = value',
    'let result = value',
    'for (let index = 0; index < length; index += 1) {',
    'const item = value[index]',
    `const made = ${decodedAt(program, item, 'item', 'String(index)')}`,
    `if (made === ${failed}) return ${failed}`,
    'if (made !== item) {',
    'if (result === value) result = value.slice()',
    'result[index] = made',
    '}',
    '}',
    'return result',
  ])

const dictionary = (program: Program, codec: t.Mixed, part: t.Mixed): string =>
  conversion(program, codec, (failed) => [
    `if (!${isObject('value')}) return ${failed}`,
    'const result = {}',
    'let changed = false',
    'for (const name of Object.keys(value)) {',
    'const element = value[name]',
    `const made = ${decodedAt(program, part, 'element', 'name')}`,
    `if (made === ${failed}) return ${failed}`,
    'changed ||= made !== element',
    'result[name] = made',
    '}',
    'return changed ? result : value',
  ])

const brand = (program: Program, codec: t.Mixed, base: t.Mixed, predicate: (value: unknown) => unknown): string =>
  conversion(program, codec, (failed) => [
    `const result = ${decoded(program, base, 'value', 'place')}`,
    `return result !== ${failed} && ${program.given(predicate)}(result) ? result : ${failed}`,
  ])

const intersection = (program: Program, codec: t.Mixed, members: ReadonlyArray<t.Mixed>): string =>
  conversion(program, codec, (failed) => [...unlessRefused(codec, failed), ...merging(program, members, failed)])

const merging = (program: Program, members: ReadonlyArray<t.Mixed>, failed: string): ReadonlyArray<string> => [
  ...members.flatMap((member, index) => [
    `const result${index} = ${decodedAt(program, member, 'value', written(String(index)))}`,
    `if (result${index} === ${failed}) return ${failed}`,
  ]),
  `return ${program.given(mergedByIntersection)}(value, [${members.map((_, index) => `result${index}`).join(', ')}])`,
]

/** As the closures have it: objects that share no field convert one copy. */
const inOnePass = (program: Program, codec: t.Mixed, members: ReadonlyArray<t.Mixed>): string =>
  conversion(program, codec, (failed) => [
    ...unlessRefused(codec, failed),
    'let whole = value',
    'onePass: {',
    'let isCopy = false',
    ...members.flatMap((member, index) => {
      const check = writtenCheck(program, member, 'whole')
      const place = `{ within: place, key: ${written(String(index))}, type: ${program.given(member)}, actual: value }`
      const converted = `whole = ${writtenConversion(program, member)}(whole, ${place}, whole !== value)`
      return [
        check === undefined ? converted : `if (!(${check})) ${converted}`,
        // A copy may lack what this member needs and the value has.
        `if (whole === ${failed}) { if (isCopy) break onePass; return ${failed} }`,
        ...(index < members.length - 1 ? ['isCopy = whole !== value'] : []),
      ]
    }),
    `if (whole === value || ${program.given(isMergedAsItIs)}(value, whole)) return whole`,
    '}',
    ...merging(program, members, failed),
  ])

const union = (program: Program, codec: t.Mixed, alternatives: ReadonlyArray<t.Mixed>): string =>
  conversion(program, codec, (failed) => [
    ...alternatives.flatMap((alternative, index) => [
      `const result${index} = ${decodedAt(program, alternative, 'value', written(String(index)))}`,
      `if (result${index} !== ${failed}) return result${index}`,
    ]),
    `return ${failed}`,
  ])

const taggedUnion = (
  program: Program,
  codec: t.Mixed,
  alternatives: ReadonlyArray<t.Mixed>,
  tag: string,
): string | undefined => {
  const byTag = alternativesByTag(alternatives, tag)
  return (
    byTag &&
    conversion(program, codec, (failed) => [
      `if (!${isObject('value')}) return ${failed}`,
      `switch (value[${written(tag)}]) {`,
      ...[...byTag].map(([tagged, index]) => {
        const taken = decodedAt(program, alternatives[index] as t.Mixed, 'value', written(String(index)))
        return `case ${literal(program, tagged)}: return ${taken}`
      }),
      '}',
      `return ${failed}`,
    ])
  )
}
