import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { Mapping } from './mapping.js'
import { misspeltIn } from './misspelt.js'
import { onlineRetailMapping } from './sales/online-retail-mapping.js'
import { SalesMapping } from './sales/sales-mapping.js'
import { servicenowMapping } from './servicenow-mapping.js'

/** The mapping in a file's text, or what is wrong with it, in one sentence. */
export const mappingFrom = (text: string): E.Either<string, Mapping | SalesMapping> => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (thrown) {
    return E.left(`not JSON (${(thrown as Error).message})`)
  }
  const misspelt = misspeltIn(content)
  if (misspelt !== undefined) return E.left(`not a mapping: ${misspelt} means nothing there`)
  const decoded = isOfSales(content) ? SalesMapping.decode(content) : Mapping.decode(content)
  return E.isLeft(decoded) ? E.left(`not a mapping: ${explainedErrors(decoded.left).slice(0, 3).join('; ')}`) : decoded
}

const isOfSales = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && Object.hasOwn(content, 'sales')

const builtIn = (content: unknown): Mapping | SalesMapping => {
  const mapping = mappingFrom(JSON.stringify(content))
  if (E.isLeft(mapping)) throw new TypeError(mapping.left)
  return mapping.right
}

/** The mappings that are known by name; each is of the form that any mapping file has. */
export const builtInMappings: ReadonlyMap<string, Mapping | SalesMapping> = new Map([
  ['servicenow', builtIn(servicenowMapping)],
  ['online-retail', builtIn(onlineRetailMapping)],
])
