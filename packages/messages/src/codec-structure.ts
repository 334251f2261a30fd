import type * as t from 'io-ts'
import { markedAsPersonal } from './personal.js'

/** How a codec is put together, as far as it says so itself. What it really runs may differ: see `runsAsBuilt`. */
export type CodecStructure =
  | { readonly kind: 'primitive'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'keys'; readonly keys: Readonly<Record<string, unknown>> }
  | { readonly kind: 'fields'; readonly required: boolean; readonly fields: Readonly<Record<string, t.Mixed>> }
  | { readonly kind: 'list'; readonly item: t.Mixed }
  | { readonly kind: 'tuple'; readonly items: ReadonlyArray<t.Mixed> }
  | { readonly kind: 'dictionary'; readonly key: t.Mixed; readonly value: t.Mixed }
  | { readonly kind: 'union'; readonly alternatives: ReadonlyArray<t.Mixed>; readonly tag: string | undefined }
  | { readonly kind: 'intersection'; readonly members: ReadonlyArray<t.Mixed> }
  | { readonly kind: 'brand'; readonly base: t.Mixed; readonly predicate: (value: unknown) => unknown }
  | {
      readonly kind: 'wrapper'
      readonly wraps: 'readonly' | 'exact' | 'recursion' | 'personal'
      readonly inner: t.Mixed
    }
  | { readonly kind: 'opaque' }

/** What io-ts's own codecs carry beside the four parts of every codec. */
interface Tagged {
  readonly _tag?: string
  readonly value: string | number | boolean
  readonly keys: Readonly<Record<string, unknown>>
  readonly props: Readonly<Record<string, t.Mixed>>
  readonly type: t.Mixed
  readonly types: ReadonlyArray<t.Mixed>
  readonly tag?: string
  readonly predicate: (value: unknown) => unknown
  readonly domain: t.Mixed
  readonly codomain: t.Mixed
}

/** `opaque` where the codec is not one of io-ts's or of this package's. */
export const structureOf = (codec: t.Mixed): CodecStructure => {
  const personal = markedAsPersonal(codec)
  if (personal !== undefined) return { kind: 'wrapper', wraps: 'personal', inner: personal }

  const tagged = codec as t.Mixed & Tagged
  switch (tagged._tag ?? '') {
    case 'LiteralType':
      return { kind: 'literal', value: tagged.value }
    case 'KeyofType':
      return { kind: 'keys', keys: tagged.keys }
    case 'InterfaceType':
    case 'StrictType':
      return { kind: 'fields', required: true, fields: tagged.props }
    case 'PartialType':
      return { kind: 'fields', required: false, fields: tagged.props }
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return { kind: 'list', item: tagged.type }
    case 'TupleType':
      return { kind: 'tuple', items: tagged.types }
    case 'DictionaryType':
      return { kind: 'dictionary', key: tagged.domain, value: tagged.codomain }
    case 'UnionType':
      return { kind: 'union', alternatives: tagged.types, tag: tagged.tag }
    case 'IntersectionType':
      return { kind: 'intersection', members: tagged.types }
    case 'RefinementType':
      return { kind: 'brand', base: tagged.type, predicate: tagged.predicate }
    case 'ReadonlyType':
      return { kind: 'wrapper', wraps: 'readonly', inner: tagged.type }
    case 'ExactType':
      return { kind: 'wrapper', wraps: 'exact', inner: tagged.type }
    case 'RecursiveType':
      return { kind: 'wrapper', wraps: 'recursion', inner: tagged.type }
    case 'StringType':
    case 'NumberType':
    case 'BooleanType':
    case 'BigIntType':
    case 'NullType':
    case 'UndefinedType':
    case 'VoidType':
    case 'UnknownType':
    case 'AnyType':
    case 'AnyArrayType':
    case 'AnyDictionaryType':
      return { kind: 'primitive', name: codec.name }
    default:
      return { kind: 'opaque' }
  }
}
