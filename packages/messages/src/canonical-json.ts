/**
 * JSON without white space and with the keys of every object in code-unit order, in the manner of RFC 8785. Leaves out
 * what `JSON.stringify` leaves out. Throws a TypeError where the whole is not JSON, at a bigint and at a cycle.
 */
export const canonicalJson = (value: unknown): string => writtenWhole(value, bigintRefused)

/** The same, with a bigint as text of its digits, as amounts stand in JSON. */
export const canonicalJsonWithBigints = (value: unknown): string => writtenWhole(value, (bigint) => `"${bigint}"`)

/** The same JSON value with the keys of its objects in code-unit order (integer-like keys first, as objects have it). */
export const sortedByKeys = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return sortedList(value)

  const names = Object.keys(value)
  let changed = !isSorted(names)
  if (changed) names.sort()
  const entries: Array<[string, unknown]> = []
  for (const name of names) {
    const field = (value as Fields)[name]
    const sorted = sortedByKeys(field)
    if (sorted === undefined) changed = true
    else entries.push([name, sorted])
    changed ||= sorted !== field
  }
  return changed ? Object.fromEntries(entries) : value
}

type Fields = Readonly<Record<string, unknown>>
type WriteBigint = (bigint: bigint) => string

const bigintRefused: WriteBigint = () => {
  throw new TypeError('A bigint is not JSON')
}

const writtenWhole = (value: unknown, writeBigint: WriteBigint): string => {
  const text = written(value, '', writeBigint, [])
  if (text === undefined) throw new TypeError(`A value of type ${typeof value} is not JSON`)
  return text
}

/** `around` are the objects that this value lies in. Nothing for what JSON leaves out. */
const written = (value: unknown, key: string, writeBigint: WriteBigint, around: Array<unknown>): string | undefined => {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null'
    case 'boolean':
      return String(value)
    case 'bigint':
      return writeBigint(value)
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined
    case 'object':
      if (value === null) return 'null'
      if (hasToJson(value)) return written(value.toJSON(key), key, writeBigint, around)
      if (value instanceof Number || value instanceof String || value instanceof Boolean) {
        return written(value.valueOf(), key, writeBigint, around)
      }
      return writtenObject(value, writeBigint, around)
  }
}

const writtenObject = (value: object, writeBigint: WriteBigint, around: Array<unknown>): string => {
  if (around.includes(value)) throw new TypeError('A cycle is not JSON')
  around.push(value)
  let text = ''
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item = written(value[index], String(index), writeBigint, around) ?? 'null'
      text += index === 0 ? item : `,${item}`
    }
    text = `[${text}]`
  } else {
    const names = Object.keys(value)
    if (!isSorted(names)) names.sort()
    for (const name of names) {
      const field = written((value as Fields)[name], name, writeBigint, around)
      if (field !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${field}`
    }
    text = `{${text}}`
  }
  around.pop()
  return text
}

// Nothing that JSON escapes: no control character, quote, backslash, or part of a surrogate pair.
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

const hasToJson = (value: object): value is { readonly toJSON: (key: string) => unknown } =>
  typeof (value as { readonly toJSON?: unknown }).toJSON === 'function'

const isSorted = (names: ReadonlyArray<string>): boolean => {
  for (let index = 1; index < names.length; index += 1) {
    if ((names[index - 1] as string) > (names[index] as string)) return false
  }
  return true
}

const sortedList = (list: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const sorted = list.map(sortedByKeys)
  return sorted.every((item, index) => item === list[index]) ? list : sorted
}
