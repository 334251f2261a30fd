import { type Fields, isOptional, type RecordCodec } from '@aftersale/messages'
import * as t from 'io-ts'

/**
 * The paths of fields that a record's codec does not know. Codecs let them pass, so that an older reader passes on a
 * newer record; in a policy that a person wrote they are spelling mistakes that would silently promise nothing. One
 * called `__proto__` is not among them, as every codec of a record refuses it.
 */
export const unknownFields = (codec: t.Mixed, value: unknown, path = ''): ReadonlyArray<string> => {
  if (codec instanceof t.ReadonlyArrayType || codec instanceof t.ArrayType) {
    const element = codec.type as t.Mixed
    return Array.isArray(value)
      ? value.flatMap((nested, index) => unknownFields(element, nested, `${path}[${index}]`))
      : []
  }
  if (!isRecordCodec(codec) || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, nested]) => {
    if (name === '__proto__') return []
    const at = path === '' ? name : `${path}.${name}`
    const field = Object.hasOwn(codec.fields, name) ? codec.fields[name] : undefined
    if (field === undefined) return [at]
    return unknownFields(isOptional(field) ? field.optional : field, nested, at)
  })
}

const isRecordCodec = (codec: t.Mixed): codec is RecordCodec<Fields> => 'fields' in codec
