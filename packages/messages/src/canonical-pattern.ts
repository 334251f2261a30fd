import type * as t from 'io-ts'
import { structureOf } from './codec-structure.js'
import { NonEmptyText, PositiveInteger, Uuid } from './identifiers.js'
import { Instant } from './instant.js'
import { type Fields, isOptional } from './record.js'
import { runsAsBuilt } from './runs-as-built.js'

/**
 * The source of a regular expression for JSON text of values that `codec` decodes to themselves: without white space and
 * escapes, the fields of a record in its order, and no others. Nothing where it isn't known how a part of the codec is
 * written. What matches decodes; what does not may decode as well. `captured` are fields of the record itself.
 */
export const canonicalPattern = (codec: t.Mixed, captured: ReadonlyArray<string> = []): string | undefined => {
  const known = leaves.get(codec)
  if (known !== undefined) return known
  if (!runsAsBuilt(codec)) return undefined
  if ('fields' in codec) return recordPattern(codec.fields as Fields, captured)
  const structure = structureOf(codec)
  if (structure.kind === 'keys') return keysPattern(Object.keys(structure.keys))
  if (structure.kind !== 'list') return undefined
  const item = canonicalPattern(structure.item)
  return item === undefined ? undefined : `\\[(?:${item}(?:,${item})*)?\\]`
}

/** Written out: V8 takes longer over a count. */
const times = (count: number, pattern: string): string => pattern.repeat(count)

const hexadecimal = (digits: number): string => times(digits, '[0-9a-f]')
const uuid = `"${hexadecimal(8)}-${hexadecimal(4)}-[1-8]${hexadecimal(3)}-[89ab]${hexadecimal(3)}-${hexadecimal(12)}"`

/** Every day but the 29th of February. */
const day = '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)'
const instant = `"${times(4, '\\d')}-${day}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.${times(3, '\\d')}Z"`

const INK = '[!#-\\[\\]-~]'
const UNESCAPED = '[^"\\\\\\x00-\\x1f]'

const leaves: ReadonlyMap<t.Mixed, string> = new Map<t.Mixed, string>([
  [Uuid, uuid],
  [Instant, instant],
  [NonEmptyText, `"${INK}${UNESCAPED}*"`],
  [PositiveInteger, '[1-9]\\d{0,14}'],
])

const WORD = /^[\w-]+$/

const keysPattern = (keys: ReadonlyArray<string>): string | undefined =>
  keys.every((key) => WORD.test(key)) ? `"(?:${keys.join('|')})"` : undefined

const recordPattern = (fields: Fields, captured: ReadonlyArray<string>): string | undefined => {
  let pattern = ''
  for (const [name, field] of Object.entries(fields)) {
    const value = canonicalPattern(isOptional(field) ? field.optional : field)
    // A comma stands before every field but the first, which therefore has to be there.
    if (value === undefined || !WORD.test(name) || (pattern === '' && isOptional(field))) return undefined
    const written = `${pattern === '' ? '' : ','}"${name}":${captured.includes(name) ? `(${value})` : value}`
    pattern += isOptional(field) ? `(?:${written})?` : written
  }
  return `\\{${pattern}\\}`
}
