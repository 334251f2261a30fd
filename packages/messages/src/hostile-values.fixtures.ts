import * as fc from 'fast-check'

type Change = (value: unknown) => unknown

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const copied: Change = (value) =>
  Array.isArray(value) ? Object.assign([], value) : isObject(value) ? { ...value } : value

const constants: ReadonlyArray<unknown> = [
  Number.NaN,
  -0,
  undefined,
  null,
  '',
  'a',
  5n,
  Symbol.iterator,
  () => 'a',
  new Date(0),
  new Map([['a', 1]]),
  new (class Boxed extends String {})('a'),
]

const changes: ReadonlyArray<Change> = [
  ...constants.map((constant) => () => constant),
  () => ({}),
  () => [],
  // A list as an object and an object as a list.
  (value) => (Array.isArray(value) ? Object.assign({}, value, { length: value.length }) : value),
  (value) => (isObject(value) && !Array.isArray(value) ? Object.assign([], { ...value, length: 1 }) : value),
  (value) => (Array.isArray(value) ? Object.assign([], { length: value.length + 1 }, value) : value),
  // Everything inherited, and nothing.
  (value) => (isObject(value) ? Object.create(value) : value),
  (value) => (isObject(value) && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value),
  (value) =>
    isObject(value) && !Array.isArray(value) ? Object.assign(Object.create({ a: 'a', type: 'x' }), value) : value,
  (value) => (isObject(value) ? Object.freeze(copied(value)) : value),
  (value) => (isObject(value) ? Object.assign(copied(value) as object, { extra: Number.NaN }) : value),
  (value) => (isObject(value) ? Object.assign(copied(value) as object, { a: undefined }) : value),
  (value) => (isObject(value) ? Object.assign(copied(value) as object, { type: 'x' }) : value),
  (value) => (isObject(value) ? Object.assign(copied(value) as object, { [Symbol.iterator]: 1 }) : value),
  (value) => {
    const own = Object.getOwnPropertyDescriptor(JSON.parse('{"__proto__": {"a": 1}}'), '__proto__')
    return isObject(value) && own !== undefined
      ? Object.defineProperty(copied(value) as object, '__proto__', own)
      : value
  },
  (value) =>
    isObject(value)
      ? Object.defineProperty(copied(value) as object, 'a', { get: () => 'a', enumerable: true, configurable: true })
      : value,
  (value) =>
    isObject(value) ? Object.defineProperty(copied(value) as object, 'b', { value: 1, enumerable: false }) : value,
  (value) => {
    if (!isObject(value) || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).slice(1))
  },
]

/** `value` with one place changed: itself, or something inside it. */
const changedAt = (value: unknown, path: ReadonlyArray<number>, change: Change): unknown => {
  const [first, ...rest] = path
  if (first === undefined || !isObject(value)) return change(value)
  const names = Object.keys(value)
  const name = names[first % (names.length + 1)]
  if (name === undefined) return change(value)
  const copy = copied(value) as Record<string, unknown>
  copy[name] = changedAt(copy[name], rest, change)
  return copy
}

/** `values`, most of them with something in them that no one would expect. */
export const hostile = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      values,
      fc.array(fc.tuple(fc.array(fc.nat(5), { maxLength: 4 }), fc.constantFrom(...changes)), { maxLength: 3 }),
    )
    .map(([value, steps]) => steps.reduce((changed, [path, change]) => changedAt(changed, path, change), value))
