import type { EventFilter, RecordedEvent } from './event.js'

/**
 * Whether an event of the store is one for a handle of this tenant and passes the filter. An empty list of categories
 * or of types lets nothing through.
 */
export const eventSelection = (
  tenant: string | undefined,
  { categories, types }: EventFilter = {},
): ((event: RecordedEvent) => boolean) => {
  const prefix = tenant === undefined ? '' : `${tenant}.`
  const wantedTypes = types === undefined ? undefined : new Set(types)
  const wantedCategories =
    categories === undefined ? undefined : new Set(categories.map((category) => prefix + category))
  return ({ stream, type }) => {
    if (wantedTypes !== undefined && !wantedTypes.has(type)) return false
    if (wantedCategories !== undefined) return wantedCategories.has(stream.slice(0, stream.indexOf('-')))
    return tenant === undefined ? !stream.includes('.') : stream.startsWith(prefix)
  }
}
