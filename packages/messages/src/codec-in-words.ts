import type * as t from 'io-ts'
import { structureOf } from './codec-structure.js'

const primitiveWords: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['UnknownArray', 'list of anything'],
  ['UnknownRecord', 'object of anything'],
  ['unknown', 'anything'],
  ['any', 'anything'],
])

/**
 * What a codec reads, in words: `text`, `Uuid`, `"repair" | "replace"`, `list of PolicyRef`. A brand is called by its
 * name, and a record by its name if it was given one.
 */
export const inWords = (codec: t.Mixed): string => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'primitive':
      return primitiveWords.get(structure.name) ?? structure.name
    case 'literal':
      return JSON.stringify(structure.value)
    case 'keys':
      return alternatives(Object.keys(structure.keys).map((key) => JSON.stringify(key)))
    case 'fields':
    case 'intersection':
      return namedFields(codec) ? codec.name : fieldsInWords(codec)
    case 'list':
      return `list of ${bracketed(structure.item)}`
    case 'tuple':
      return `[${structure.items.map(inWords).join(', ')}]`
    case 'dictionary':
      return `object from ${bracketed(structure.key)} to ${bracketed(structure.value)}`
    case 'union':
      return alternatives(structure.alternatives.map(inWords))
    case 'wrapper':
      if (structure.wraps === 'personal') return `${inWords(structure.inner)} (personal)`
      return structure.wraps === 'recursion' ? codec.name : inWords(structure.inner)
    case 'brand':
    case 'opaque':
      return codec.name
  }
}

/** A field of an object as it is stored. */
export interface DescribedField {
  readonly name: string
  readonly optional: boolean
  readonly codec: t.Mixed
}

/** The fields of an object's codec, in their order; nothing where the codec is not one of an object with fields. */
export const describedFieldsOf = (codec: t.Mixed): ReadonlyArray<DescribedField> | undefined => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields':
      return Object.entries(structure.fields).map(([name, field]) => ({
        name,
        optional: !structure.required,
        codec: field,
      }))
    case 'intersection': {
      const members = structure.members.map(describedFieldsOf)
      return members.some((fields) => fields === undefined) ? undefined : members.flatMap((fields) => fields ?? [])
    }
    case 'wrapper':
      return structure.wraps === 'readonly' || structure.wraps === 'exact'
        ? describedFieldsOf(structure.inner)
        : undefined
    case 'brand':
    case 'primitive':
    case 'literal':
    case 'keys':
    case 'list':
    case 'tuple':
    case 'dictionary':
    case 'union':
    case 'opaque':
      return undefined
  }
}

/** io-ts gives an object without a name one that starts with a bracket or `Partial<`. */
const namedFields = (codec: t.Mixed): boolean => !/^(?:[{(]|Partial<)/.test(codec.name)

const fieldsInWords = (codec: t.Mixed): string => {
  const fields = describedFieldsOf(codec)
  if (fields !== undefined) {
    const described = fields.map((field) => `${field.name}${field.optional ? '?' : ''}: ${inWords(field.codec)}`)
    return described.length === 0 ? '{}' : `{ ${described.join(', ')} }`
  }
  const structure = structureOf(codec)
  return structure.kind === 'intersection' ? structure.members.map(bracketed).join(' & ') : codec.name
}

const alternatives = (words: ReadonlyArray<string>): string => [...new Set(words)].join(' | ')

const bracketed = (codec: t.Mixed): string => {
  const words = inWords(codec)
  return words.includes(' ') && !words.startsWith('{') ? `(${words})` : words
}
