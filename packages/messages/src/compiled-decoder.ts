import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { mergedByIntersection } from './merged-by-intersection.js'
import { decodesAsItself, runsAsBuilt } from './runs-as-built.js'

/** Decodes as `codec.decode` does. */
export type Decoder<Decoded> = (value: unknown) => E.Either<t.Errors, Decoded>

/**
 * A decoder equal to `codec.decode` and several times as fast on values it accepts; errors always come from
 * `codec.decode` itself. Parts it does not know (custom codecs, recursion, `exact`, tuples, anything whose `validate`
 * was exchanged) run as they are. The codec must not be changed afterwards; its decoders must be pure.
 */
export const compiledDecoder = <Decoded>(codec: t.Type<Decoded, unknown, unknown>): Decoder<Decoded> => {
  if (!decodesAsItself(codec)) return (value) => codec.decode(value)

  const { run, readsContext } = compilation().partOf(codec)
  return (value) => {
    const decoded = run(value, readsContext ? [{ key: '', type: codec, actual: value }] : NO_CONTEXT)
    return decoded === FAILED ? codec.decode(value) : E.right(decoded as Decoded)
  }
}

const FAILED = Symbol('failed')
const NO_CONTEXT: t.Context = []

/** The decoded value, the very same one where nothing had to be converted; `FAILED` where io-ts gives errors. */
type Run = (value: unknown, context: t.Context) => unknown

interface Part {
  readonly run: Run
  /** A codec of unknown making may look at its context, so those above it have to build one. */
  readonly readsContext: boolean
}

type JsonObject = Record<string, unknown>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const within = (context: t.Context, key: string, type: t.Mixed, actual: unknown): t.Context => [
  ...context,
  { key, type, actual },
]

/** Known by the function that they run, which all codecs of the kind share. */
const primitives: ReadonlyMap<unknown, Run> = new Map<unknown, Run>([
  [t.string.validate, (value) => (typeof value === 'string' ? value : FAILED)],
  [t.number.validate, (value) => (typeof value === 'number' ? value : FAILED)],
  [t.boolean.validate, (value) => (typeof value === 'boolean' ? value : FAILED)],
  [t.bigint.validate, (value) => (typeof value === 'bigint' ? value : FAILED)],
  [t.null.validate, (value) => (value === null ? value : FAILED)],
  [t.undefined.validate, (value) => (value === undefined ? value : FAILED)],
  [t.unknown.validate, (value) => value],
  [t.UnknownArray.validate, (value) => (Array.isArray(value) ? value : FAILED)],
  [t.UnknownRecord.validate, (value) => (isObject(value) ? value : FAILED)],
])

const asItIs = (codec: t.Mixed): Part => ({
  run: (value, context) => {
    const validated = codec.validate(value, context)
    return E.isLeft(validated) ? FAILED : (validated.right as unknown)
  },
  readsContext: true,
})

const compilation = () => {
  const parts = new Map<t.Mixed, Part>()

  const partOf = (codec: t.Mixed): Part => {
    const known = parts.get(codec)
    if (known !== undefined) return known
    const part = knownPart(codec) ?? asItIs(codec)
    parts.set(codec, part)
    return part
  }

  const knownPart = (codec: t.Mixed): Part | undefined => {
    const primitive = primitives.get(codec.validate)
    if (primitive !== undefined) return { run: primitive, readsContext: false }
    if (!runsAsBuilt(codec)) return undefined

    const structure = structureOf(codec)
    switch (structure.kind) {
      case 'literal':
        return literal(structure.value)
      case 'keys':
        return keys(structure.keys)
      case 'fields':
        return structure.required ? required(structure.fields) : partial(structure.fields)
      case 'list':
        return list(structure.item)
      case 'dictionary':
        // io-ts lets an array pass where the values may be `any`.
        return structure.key.validate === t.string.validate && !(structure.value instanceof t.AnyType)
          ? dictionary(structure.value)
          : undefined
      case 'brand':
        return brand(structure.base, structure.predicate)
      case 'intersection':
        return intersection(structure.members)
      case 'union':
        return structure.tag === undefined
          ? union(structure.alternatives)
          : taggedUnion(structure.alternatives, structure.tag)
      case 'wrapper':
        return knownPart(structure.inner)
      case 'tuple':
      case 'primitive':
      case 'opaque':
        return undefined
    }
  }

  const literal = (literalValue: unknown): Part => ({
    run: (value) => (value === literalValue ? literalValue : FAILED),
    readsContext: false,
  })

  const keys = (allowed: Readonly<Record<string, unknown>>): Part => ({
    run: (value) => (typeof value === 'string' && Object.hasOwn(allowed, value) ? value : FAILED),
    readsContext: false,
  })

  const brand = (base: t.Mixed, predicate: (value: unknown) => unknown): Part => {
    const { run, readsContext } = partOf(base)
    return {
      run: (value, context) => {
        const decoded = run(value, context)
        return decoded !== FAILED && predicate(decoded) ? decoded : FAILED
      },
      readsContext,
    }
  }

  const fieldsOf = (fields: Readonly<Record<string, t.Mixed>>) => {
    const names = Object.keys(fields)
    const codecs = Object.values(fields)
    const fieldParts = codecs.map(partOf)
    return {
      names,
      codecs,
      runs: fieldParts.map(({ run }) => run),
      readsContext: fieldParts.some((part) => part.readsContext),
    }
  }

  const required = (fields: Readonly<Record<string, t.Mixed>>): Part => {
    const { names, codecs, runs, readsContext } = fieldsOf(fields)
    return {
      run: (value, context) => {
        if (!isObject(value)) return FAILED
        let decoded = value
        for (let index = 0; index < names.length; index += 1) {
          const name = names[index] as string
          const field = decoded[name]
          const inner = readsContext ? within(context, name, codecs[index] as t.Mixed, field) : context
          const decodedField = (runs[index] as Run)(field, inner)
          if (decodedField === FAILED) return FAILED
          if (decodedField !== field || (field === undefined && !Object.hasOwn(decoded, name))) {
            if (decoded === value) decoded = Object.assign({}, value)
            decoded[name] = decodedField
          }
        }
        return decoded
      },
      readsContext,
    }
  }

  const partial = (fields: Readonly<Record<string, t.Mixed>>): Part => {
    const { names, codecs, runs, readsContext } = fieldsOf(fields)
    return {
      run: (value, context) => {
        if (!isObject(value)) return FAILED
        let decoded = value
        for (let index = 0; index < names.length; index += 1) {
          const name = names[index] as string
          const field = decoded[name]
          const inner = readsContext ? within(context, name, codecs[index] as t.Mixed, field) : context
          const decodedField = (runs[index] as Run)(field, inner)
          if (decodedField === FAILED) {
            if (field !== undefined) return FAILED
          } else if (decodedField !== field) {
            if (decoded === value) decoded = Object.assign({}, value)
            decoded[name] = decodedField
          }
        }
        return decoded
      },
      readsContext,
    }
  }

  const list = (item: t.Mixed): Part => {
    const { run, readsContext } = partOf(item)
    return {
      run: (value, context) => {
        if (!Array.isArray(value)) return FAILED
        const items: Array<unknown> = value
        const { length } = items
        let decoded = items
        for (let index = 0; index < length; index += 1) {
          const element = items[index]
          const decodedElement = run(element, readsContext ? within(context, String(index), item, element) : context)
          if (decodedElement === FAILED) return FAILED
          if (decodedElement !== element) {
            if (decoded === items) decoded = items.slice()
            decoded[index] = decodedElement
          }
        }
        return decoded
      },
      readsContext,
    }
  }

  const dictionary = (codomain: t.Mixed): Part => {
    const { run, readsContext } = partOf(codomain)
    return {
      run: (value, context) => {
        if (!isObject(value)) return FAILED
        const names = Object.keys(value)
        let decoded: JsonObject | undefined
        for (let index = 0; index < names.length; index += 1) {
          const name = names[index] as string
          const element = value[name]
          const decodedElement = run(element, readsContext ? within(context, name, codomain, element) : context)
          if (decodedElement === FAILED) return FAILED
          if (decoded === undefined && decodedElement !== element) {
            decoded = {}
            for (const earlier of names.slice(0, index)) decoded[earlier] = value[earlier]
          }
          if (decoded !== undefined) decoded[name] = decodedElement
        }
        return decoded ?? value
      },
      readsContext,
    }
  }

  const intersection = (members: ReadonlyArray<t.Mixed>): Part => {
    const memberParts = members.map(partOf)
    const runs = memberParts.map(({ run }) => run)
    const readsContext = memberParts.some((part) => part.readsContext)
    return {
      run: (value, context) => {
        let results: Array<unknown> | undefined
        for (let index = 0; index < runs.length; index += 1) {
          const inner = readsContext ? within(context, String(index), members[index] as t.Mixed, value) : context
          const decoded = (runs[index] as Run)(value, inner)
          if (decoded === FAILED) return FAILED
          if (decoded !== value) results ??= runs.map(() => value)
          if (results !== undefined) results[index] = decoded
        }
        return results === undefined ? value : mergedByIntersection(value, results)
      },
      readsContext,
    }
  }

  const union = (alternatives: ReadonlyArray<t.Mixed>): Part => {
    const alternativeParts = alternatives.map(partOf)
    const runs = alternativeParts.map(({ run }) => run)
    const readsContext = alternativeParts.some((part) => part.readsContext)
    return {
      run: (value, context) => {
        for (let index = 0; index < runs.length; index += 1) {
          const inner = readsContext ? within(context, String(index), alternatives[index] as t.Mixed, value) : context
          const decoded = (runs[index] as Run)(value, inner)
          if (decoded !== FAILED) return decoded
        }
        return FAILED
      },
      readsContext,
    }
  }

  const taggedUnion = (alternatives: ReadonlyArray<t.Mixed>, tag: string): Part | undefined => {
    const byTag = new Map<unknown, { readonly run: Run; readonly codec: t.Mixed; readonly key: string }>()
    let readsContext = false
    for (const [index, codec] of alternatives.entries()) {
      const tagValues = literalsOf(codec, tag)
      const tagValue = tagValues[0]
      // Where io-ts may have found the tag in another way than here, it is left to io-ts.
      if (tagValues.length !== 1 || byTag.has(tagValue) || Number.isNaN(tagValue)) return undefined
      const part = partOf(codec)
      readsContext ||= part.readsContext
      byTag.set(tagValue, { run: part.run, codec, key: String(index) })
    }
    return {
      run: (value, context) => {
        if (!isObject(value)) return FAILED
        const alternative = byTag.get(value[tag])
        if (alternative === undefined) return FAILED
        const { run, codec, key } = alternative
        return run(value, readsContext ? within(context, key, codec, value) : context)
      },
      readsContext,
    }
  }

  return { partOf }
}

/** Every literal that stands at `tag` in a codec of an object. Recursion gives none. */
const literalsOf = (codec: t.Mixed, tag: string): ReadonlyArray<string | number | boolean> => {
  const structure = structureOf(codec)
  switch (structure.kind) {
    case 'fields': {
      const field = structure.required && Object.hasOwn(structure.fields, tag) ? structure.fields[tag] : undefined
      const literal = field === undefined ? undefined : structureOf(field)
      return literal?.kind === 'literal' ? [literal.value] : []
    }
    case 'intersection':
      return structure.members.flatMap((member) => literalsOf(member, tag))
    case 'brand':
      return literalsOf(structure.base, tag)
    case 'wrapper':
      return structure.wraps === 'readonly' || structure.wraps === 'exact' ? literalsOf(structure.inner, tag) : []
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
