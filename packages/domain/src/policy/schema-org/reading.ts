import { type Node, valuesOf } from './json-ld.js'

/** Goes over a node property by property, and keeps what could not be read and what nobody asked for. */
export interface Reading {
  /** What can be read of the values at a property. */
  readonly all: <Value>(property: string, read: (value: unknown) => Value | undefined) => ReadonlyArray<Value>
  /** The first of them; more than one is not understood. */
  readonly one: <Value>(property: string, read: (value: unknown) => Value | undefined) => Value | undefined
  /** Leaves something out that was read. */
  readonly drop: (property: string, because: string) => void
  readonly notUnderstood: () => ReadonlyArray<string>
  readonly assume: (what: string) => void
  readonly assumed: () => ReadonlyArray<string>
}

export const readingOf = (node: Node): Reading => {
  const asked = new Set(['@context', '@type', '@id'])
  const dropped: Array<string> = []
  const assumptions: Array<string> = []
  const drop = (property: string, because: string): void => {
    dropped.push(`${property}: ${because}`)
  }
  const all: Reading['all'] = (property, read) => {
    asked.add(property)
    return valuesOf(node.get(property)).flatMap((value) => {
      const one = read(value)
      if (one === undefined) drop(property, `not understood, ${shown(value)}`)
      return one === undefined ? [] : [one]
    })
  }
  return {
    all,
    one: (property, read) => {
      const [first, ...others] = all(property, read)
      if (others.length > 0) drop(property, 'more than one')
      return first
    },
    drop,
    notUnderstood: () => [
      ...dropped,
      ...[...node.keys()].filter((property) => !asked.has(property)).map((property) => `${property}: not looked at`),
    ],
    assume: (what) => {
      assumptions.push(what)
    },
    assumed: () => assumptions,
  }
}

const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60))
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'object') return typeof value
  return Array.isArray(value) ? 'a list' : 'an object'
}
