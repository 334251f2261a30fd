import type * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import type { Fields, RecordCodec } from './record.js'

const primitiveWords: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['UnknownArray', 'list of anything'],
  ['UnknownRecord', 'object of anything'],
  ['unknown', 'anything'],
  ['any', 'anything'],
])

/**
 * What a codec reads, in words: `text`, `Uuid`, `"repair" | "replace"`, `list of PolicyRef`. What was given a name is
 * called by it.
 */
export const inWords = (codec: t.Mixed): string => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'list':
      return `list of ${bracketed(structure.item)}`
    case 'wrapper':
      if (structure.wraps === 'personal') return `${inWords(structure.inner)} (personal)`
      return structure.wraps === 'recursion' ? codec.name : inWords(structure.inner)
    case 'primitive':
    case 'literal':
    case 'keys':
    case 'fields':
    case 'tuple':
    case 'dictionary':
    case 'union':
    case 'intersection':
    case 'brand':
    case 'opaque':
      return hasOwnName(codec) ? codec.name : definitionInWords(codec)
  }
}

/** The same, but with what stands behind the name: of a brand what it is made of, of a union its alternatives. */
export const definitionInWords = (codec: t.Mixed): string => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'primitive':
      return primitiveWords.get(structure.name) ?? structure.name
    case 'literal':
      return JSON.stringify(structure.value)
    case 'keys':
      return alternatives(Object.keys(structure.keys).map((key) => JSON.stringify(key)))
    case 'union':
      return alternatives(structure.alternatives.map(inWords))
    case 'fields':
    case 'intersection':
      return fieldsInWords(codec)
    case 'list':
      return `list of ${bracketed(structure.item)}`
    case 'tuple':
      return `[${structure.items.map(inWords).join(', ')}]`
    case 'dictionary':
      return `object from ${bracketed(structure.key)} to ${bracketed(structure.value)}`
    case 'brand':
      return inWords(structure.base)
    case 'wrapper':
      return structure.wraps === 'personal'
        ? `${definitionInWords(structure.inner)} (personal)`
        : definitionInWords(structure.inner)
    case 'opaque':
      return 'as its own codec reads it'
  }
}

/** Whether a codec was given a name, where io-ts would have made one of its parts. */
export const hasOwnName = (codec: t.Mixed): boolean => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'brand':
    case 'opaque':
      return true
    case 'keys':
      return codec.name !== definitionInWords(codec)
    case 'fields':
      return !/^(?:\{|Partial<)/.test(codec.name)
    case 'union':
    case 'intersection':
      return !codec.name.startsWith('(')
    case 'primitive':
    case 'literal':
    case 'list':
    case 'tuple':
    case 'dictionary':
    case 'wrapper':
      return false
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
  const fields = unorderedFieldsOf(codec)
  const order = Object.keys((codec as Partial<RecordCodec<Fields>>).fields ?? {})
  return fields?.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
}

const unorderedFieldsOf = (codec: t.Mixed): ReadonlyArray<DescribedField> | undefined => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields': {
      const { required, fields } = structure
      return Object.entries(fields).map(([name, field]) => ({ name, optional: !required, codec: field }))
    }
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
