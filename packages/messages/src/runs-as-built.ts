import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { validateOf } from './own-prototype.js'

const sourceOf = (validate: unknown): string =>
  typeof validate === 'function' ? Function.prototype.toString.call(validate) : ''

const a = t.type({ type: t.literal('a') })
const b = t.type({ type: t.literal('b') })

/** The source text of what io-ts runs for each kind: its combinators make a new function for every codec. */
const sources = {
  literal: sourceOf(t.literal('a').validate),
  keys: sourceOf(t.keyof({ a: null }).validate),
  required: sourceOf(t.type({}).validate),
  partial: sourceOf(t.partial({}).validate),
  list: sourceOf(t.array(t.string).validate),
  dictionary: sourceOf(t.record(t.string, t.string).validate),
  brand: sourceOf(t.refinement(t.string, () => true).validate),
  intersection: sourceOf(t.intersection([t.string, t.string]).validate),
  union: sourceOf(t.union([t.string, t.number]).validate),
  taggedUnion: sourceOf(t.union([a, b]).validate),
}

/**
 * Whether the codec still runs what io-ts built for its structure. A codec whose `validate` was exchanged keeps its
 * `_tag` and its parts, so these alone prove nothing; the function is compared. `false` wherever there is any doubt.
 * Whether it refuses some objects before that is told by `refusesOwnPrototype`.
 */
export const runsAsBuilt = (codec: t.Mixed): boolean => {
  const structure = structureOf(codec)
  const source = sourceOf(validateOf(codec))
  switch (structure.kind) {
    case 'literal':
      return source === sources.literal && accepts(codec, structure.value)
    case 'keys':
      return source === sources.keys && Object.keys(structure.keys).every((key) => accepts(codec, key))
    case 'fields':
      return source === (structure.required ? sources.required : sources.partial)
    case 'list':
      return source === sources.list
    case 'dictionary':
      return source === sources.dictionary
    case 'brand':
      return source === sources.brand
    case 'intersection':
      return source === sources.intersection
    case 'union':
      return source === (structure.tag === undefined ? sources.union : sources.taggedUnion)
    case 'wrapper':
      return structure.wraps !== 'recursion' && codec.validate === structure.inner.validate
    case 'tuple':
    case 'primitive':
    case 'opaque':
      return false
  }
}

/** Whether `codec.decode` is io-ts's own and of this very codec: the first entry of an error's context names it. */
export const decodesAsItself = (codec: t.Mixed): boolean => {
  try {
    const decoded = codec.decode(Symbol('nothing that a codec expects'))
    return (
      E.isLeft(decoded) &&
      decoded.left[0]?.context[0]?.type === codec &&
      sourceOf(Reflect.get(codec, 'decode')) === boundSource
    )
  } catch {
    return false
  }
}

const boundSource = sourceOf(Reflect.get(t.string, 'decode'))

const accepts = (codec: t.Mixed, value: unknown): boolean => {
  const validated = codec.validate(value, [])
  return E.isRight(validated) && validated.right === value
}
