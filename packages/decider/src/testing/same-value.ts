/**
 * The first place at which the two differ, as a path and both values in words; undefined where they are the same value
 * throughout: every field, every item, in order. A field that is `undefined` differs from one that is absent.
 */
export const firstDifference = (actual: unknown, expected: unknown, path = ''): string | undefined => {
  if (Object.is(actual, expected)) return undefined
  if (!isComposite(actual) || !isComposite(expected) || prototypeOf(actual) !== prototypeOf(expected)) {
    return `${path === '' ? 'it' : path} is ${inWords(actual)}, not ${inWords(expected)}`
  }
  if (actual instanceof Date && expected instanceof Date && !Object.is(actual.getTime(), expected.getTime())) {
    return `${path === '' ? 'it' : path} is ${actual.toISOString()}, not ${expected.toISOString()}`
  }
  const fields = new Set([...Object.keys(expected), ...Object.keys(actual)])
  for (const field of fields) {
    const at = Array.isArray(expected) ? `${path}[${field}]` : path === '' ? field : `${path}.${field}`
    if (!Object.hasOwn(actual, field)) return `${at} is absent, not ${inWords(expected[field])}`
    if (!Object.hasOwn(expected, field)) return `${at} is ${inWords(actual[field])}, where it should be absent`
    const difference = firstDifference(actual[field], expected[field], at)
    if (difference !== undefined) return difference
  }
  return undefined
}

type Composite = Readonly<Record<string, unknown>>

const isComposite = (value: unknown): value is Composite => typeof value === 'object' && value !== null

const prototypeOf = (value: Composite): unknown => Object.getPrototypeOf(value)

export const inWords = (value: unknown): string => {
  if (value === undefined) return 'undefined'
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'number') return `${value}`
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner))
}
