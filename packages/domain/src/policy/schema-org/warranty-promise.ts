import * as E from 'fp-ts/lib/Either.js'
import type { WarrantyPromise, WithContext } from 'schema-dts'
import { Period } from '../../calendar/period.js'
import type { WarrantyLayerTerms } from '../warranty-terms/warranty-terms.js'
import { decimalOf, isOfType, isSchemaOrg, nodeOf } from './json-ld.js'
import { readingOf } from './reading.js'
import type { Unexpressed } from './to-merchant-return-policy.js'
import { inOneUnit, periodOf } from './whole-period.js'

/** How long a layer lasts, as schema.org writes it: the only thing it has a word for. */
export const toWarrantyPromise = (
  layer: WarrantyLayerTerms,
): { readonly document: WithContext<WarrantyPromise>; readonly unexpressed: ReadonlyArray<Unexpressed> } => {
  const duration = inOneUnit(layer.period)
  const document: WithContext<WarrantyPromise> = {
    '@context': 'https://schema.org',
    '@type': 'WarrantyPromise',
    ...(duration === undefined ? {} : { durationOfWarranty: { '@type': 'QuantitativeValue', ...duration } }),
  }
  return {
    document,
    unexpressed: [
      ...(duration === undefined ? [{ field: 'period', because: 'months and days cannot be written together' }] : []),
      ...Object.entries(layer)
        .filter(([field, value]) => field !== 'period' && !(Array.isArray(value) && value.length === 0))
        .map(([field]) => ({ field, because: 'a promise of schema.org tells only how long it lasts' })),
    ],
  }
}

/** What a layer has and a promise of schema.org has no word for. */
export type BesidePromise = Omit<WarrantyLayerTerms, 'period'>

/**
 * A layer from a schema.org `WarrantyPromise`, in JSON-LD, with all that was not understood of it. Left where it is no such
 * document or says no length.
 */
export const fromWarrantyPromise = (
  document: unknown,
  beside: BesidePromise,
): E.Either<
  ReadonlyArray<string>,
  { readonly layer: WarrantyLayerTerms; readonly notUnderstood: ReadonlyArray<string> }
> => {
  const node = nodeOf(document)
  if (node === undefined) return E.left(['a document is an object'])
  if (!isSchemaOrg(node.get('@context'))) return E.left(['@context: not that of schema.org'])
  if (!isOfType(node, 'WarrantyPromise')) return E.left(['@type: no WarrantyPromise'])

  const reading = readingOf(node)
  const period = reading.one('durationOfWarranty', (value) => {
    const quantity = nodeOf(value)
    return quantity === undefined
      ? undefined
      : periodOf(Number(decimalOf(quantity.get('value'))), quantity.get('unitCode'))
  })
  if (period === undefined)
    return E.left([...reading.notUnderstood(), 'durationOfWarranty: no length that can be read'])
  return Period.is(period)
    ? E.right({ layer: { ...beside, period }, notUnderstood: reading.notUnderstood() })
    : E.left([`durationOfWarranty: ${period} is no period`])
}
