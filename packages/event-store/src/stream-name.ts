/** The parts of `<tenant>.<category>-<uuid>`; the tenant and its dot are absent for a single tenant. */
export interface StreamName {
  readonly tenant?: string
  /** camelCase, without `-`: EventStoreDB's by-category projection splits at the first one. */
  readonly category: string
  readonly id: string
}

const STREAM = /^(?:([a-z0-9]+)\.)?([a-z][A-Za-z0-9]*)-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

export const streamNameOf = ({ tenant, category, id }: StreamName): string =>
  tenant === undefined ? `${category}-${id}` : `${tenant}.${category}-${id}`

/** The parts of a stream's name; nothing where it does not have that form. */
export const partsOfStreamName = (stream: string): StreamName | undefined => {
  const match = STREAM.exec(stream)
  if (match === null) return undefined
  const [, tenant, category = '', id = ''] = match
  return tenant === undefined ? { category, id } : { tenant, category, id }
}
