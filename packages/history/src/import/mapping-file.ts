import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { Mapping } from './mapping.js'
import { misspeltIn } from './misspelt.js'
import { onlineRetailMapping } from './sales/online-retail-mapping.js'
import { SalesMapping } from './sales/sales-mapping.js'
import { servicenowMapping } from './servicenow-mapping.js'
import { UnitsMapping } from './units/units-mapping.js'
import { valveSeatMapping } from './units/valve-seat-mapping.js'

/** How a log of one of the kinds that are understood becomes events. */
export type AnyMapping = Mapping | SalesMapping | UnitsMapping

/** The mapping in a file's text, or what is wrong with it, in one sentence. */
export const mappingFrom = (text: string): E.Either<string, AnyMapping> => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (thrown) {
    return E.left(`not JSON (${(thrown as Error).message})`)
  }
  const misspelt = misspeltIn(content)
  if (misspelt !== undefined) return E.left(`not a mapping: ${misspelt} means nothing there`)
  const decoded = decodedAs(content)
  return E.isLeft(decoded) ? E.left(`not a mapping: ${explainedErrors(decoded.left).slice(0, 3).join('; ')}`) : decoded
}

const decodedAs = (content: unknown): t.Validation<AnyMapping> => {
  if (has(content, 'sales')) return SalesMapping.decode(content)
  return has(content, 'units') ? UnitsMapping.decode(content) : Mapping.decode(content)
}

const has = (content: unknown, name: string): boolean =>
  typeof content === 'object' && content !== null && Object.hasOwn(content, name)

const builtIn = (content: unknown): AnyMapping => {
  const mapping = mappingFrom(JSON.stringify(content))
  if (E.isLeft(mapping)) throw new TypeError(mapping.left)
  return mapping.right
}

/** The mappings that are known by name; each is of the form that any mapping file has. */
export const builtInMappings: ReadonlyMap<string, AnyMapping> = new Map([
  ['servicenow', builtIn(servicenowMapping)],
  ['online-retail', builtIn(onlineRetailMapping)],
  ['valve-seat', builtIn(valveSeatMapping)],
])
