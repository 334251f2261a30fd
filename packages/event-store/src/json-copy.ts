import * as E from 'fp-ts/lib/Either.js'

/** Levels of nesting; deeper data is a cycle or a mistake, and would overflow the stack of some reader. */
const DEEPEST = 1000

/**
 * A deeply frozen copy of JSON data, equal to what `JSON.parse(JSON.stringify(value))` gives: -0 is 0, and a field that
 * is `undefined` is absent. Fails, with the place and what stands there, where that round trip would lose something: a
 * BigInt, a number that is not finite, a function, a symbol, `undefined` elsewhere, a cycle, an instance of a class.
 */
export const jsonCopyOf = (value: unknown): E.Either<string, unknown> => {
  try {
    return E.right(copyOf(value, 0))
  } catch (fault) {
    return E.left(fault instanceof NotJson ? fault.told() : `it cannot be read: ${String(fault)}`)
  }
}

class NotJson {
  private readonly path: Array<string> = []

  constructor(private readonly what: string) {}

  within(key: string): this {
    this.path.unshift(key)
    return this
  }

  told(): string {
    if (this.path.length === 0) return `it is ${this.what}`
    const place = this.path.length > 8 ? [...this.path.slice(0, 4), '…', ...this.path.slice(-3)] : this.path
    return `${place.join('.')} is ${this.what}`
  }
}

const copyOf = (value: unknown, depth: number): unknown => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson(`the number ${value}`)
      return value === 0 ? 0 : value
    case 'object':
      if (value === null) return null
      if (depth === DEEPEST) throw new NotJson(`a cycle, or nested more than ${DEEPEST} levels deep`)
      return Array.isArray(value) ? copyOfArray(value, depth + 1) : copyOfObject(value, depth + 1)
    case 'bigint':
      throw new NotJson('a BigInt')
    case 'undefined':
      throw new NotJson('undefined')
    case 'function':
      throw new NotJson('a function')
    case 'symbol':
      throw new NotJson('a symbol')
  }
}

const copyOfArray = (source: ReadonlyArray<unknown>, depth: number): unknown => {
  const copy: Array<unknown> = []
  for (let index = 0; index < source.length; index += 1) copy.push(copyOfField(String(index), source[index], depth))
  return Object.freeze(copy)
}

const copyOfObject = (source: object, depth: number): unknown => {
  if (!isPlain(source)) throw new NotJson(`an instance of ${nameOfClass(source)}`)
  // Key by key from an empty object: objects with the same keys then share one shape when they are frozen, which a
  // spread copy would not. They take half the memory.
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(source)) {
    if (value !== undefined) keep(copy, key, typeof value === 'string' ? value : copyOfField(key, value, depth))
  }
  return Object.freeze(copy)
}

const copyOfField = (key: string, value: unknown, depth: number): unknown => {
  try {
    return copyOf(value, depth)
  } catch (fault) {
    throw fault instanceof NotJson ? fault.within(key) : fault
  }
}

/** An assignment to `__proto__` would set the prototype; as a key of JSON it is one like any other. */
const keep = (copy: Record<string, unknown>, key: string, value: unknown): void => {
  if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true })
  else copy[key] = value
}

/** Also true of plain objects that another realm made (a worker, a VM context), whose `Object.prototype` is another. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const nameOfClass = (value: object): string => {
  const { constructor } = value as { readonly constructor?: unknown }
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'a class'
}
