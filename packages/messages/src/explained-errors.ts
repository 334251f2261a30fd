import type * as t from 'io-ts'
import { definitionInWords, inWords } from './codec-in-words.js'
import { structureOf } from './codec-structure.js'
import { holdsPersonal } from './personal-paths.js'

const MOST_ERRORS = 20
const MOST_CHARACTERS = 40

/**
 * What is wrong and where, a sentence for each place: `data.lines[1].quantity: expected PositiveInteger, got -1`.
 * A value that is personal, or holds something personal, is never shown. After 20 places the rest is only counted.
 */
export const explainedErrors = (errors: t.Errors): ReadonlyArray<string> => {
  const places = new Map<string, Place>()
  for (const error of errors) {
    const { path, codec, personal } = placeOf(error.context)
    const place = places.get(path) ?? { expected: new Set(), messages: new Set(), value: error.value, personal: false }
    if (error.message === undefined) place.expected.add(expectationOf(codec))
    else place.messages.add(error.message)
    places.set(path, { ...place, personal: place.personal || personal })
  }
  const sentences = [...places].slice(0, MOST_ERRORS).map(([path, place]) => `${path}: ${sentenceOf(place)}`)
  return places.size > MOST_ERRORS ? [...sentences, `and ${places.size - MOST_ERRORS} more`] : sentences
}

interface Place {
  readonly expected: Set<string>
  readonly messages: Set<string>
  readonly value: unknown
  readonly personal: boolean
}

const sentenceOf = ({ expected, messages, value, personal }: Place): string => {
  // A codec's own message may quote the value.
  if (messages.size > 0 && !personal) return [...messages].join('; ')
  const wanted = expected.size === 0 ? 'something else' : [...expected].join(' or ')
  return value === undefined
    ? `missing, expected ${wanted}`
    : `expected ${wanted}, got ${personal ? `${kindOf(value)} (personal, not shown)` : shown(value)}`
}

const placeOf = (context: t.Context) => {
  let path = ''
  let personal = false
  let parent: t.Mixed | undefined
  let codec = context[0]?.type as t.Mixed
  for (const entry of context) {
    codec = entry.type as t.Mixed
    const step = parent === undefined ? '' : stepInto(parent, entry.key)
    if (step === undefined) return { path: `${path}{}`, codec, personal: true }
    path += path === '' ? step.replace(/^\./, '') : step
    if (isMarked(codec)) return { path: path === '' ? 'value' : path, codec, personal: true }
    // What stands at one place may be read by several codecs, one of which may hold it to be personal.
    personal = step === '' && parent !== undefined ? personal : holdsPersonal(codec)
    parent = codec
  }
  return { path: path === '' ? 'value' : path, codec, personal }
}

/** `''` where the key is none of the value's: the number of a union's alternative. Nothing where the key is personal. */
const stepInto = (parent: t.Mixed, key: string): string | undefined => {
  const structure = structureOf(bare(parent))
  switch (structure.kind) {
    case 'union':
    case 'intersection':
      return ''
    case 'list':
    case 'tuple':
      return `[${key}]`
    case 'dictionary':
      return holdsPersonal(structure.key) ? undefined : `.${key}`
    case 'fields':
    case 'primitive':
    case 'literal':
    case 'keys':
    case 'brand':
    case 'wrapper':
    case 'opaque':
      return `.${key}`
  }
}

/** The codec without what adds no entry to a context. */
const bare = (codec: t.Mixed): t.Mixed => {
  const structure = structureOf(codec)
  if (structure.kind === 'brand') return bare(structure.base)
  return structure.kind === 'wrapper' ? bare(structure.inner) : codec
}

const isMarked = (codec: t.Mixed): boolean => {
  const structure = structureOf(codec)
  if (structure.kind === 'brand') return isMarked(structure.base)
  return structure.kind === 'wrapper' && (structure.wraps === 'personal' || isMarked(structure.inner))
}

const expectationOf = (codec: t.Mixed): string => {
  const structure = structureOf(codec)
  if (structure.kind === 'wrapper') return expectationOf(structure.inner)
  const { kind } = structureOf(bare(codec))
  if (kind === 'fields' || kind === 'intersection' || kind === 'dictionary') return 'an object'
  return structure.kind === 'keys' || structure.kind === 'union' ? definitionInWords(codec) : inWords(codec)
}

const shown = (value: unknown): string => {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value)
  }
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : kindOf(value)
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}
