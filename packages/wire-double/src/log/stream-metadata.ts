/** What a stream's metadata says of how much of it can be read. */
export interface Retention {
  readonly maxCount?: number
  readonly maxAgeSeconds?: number
  readonly truncateBefore?: number
}

/** What `$tb` is after a soft delete: 2^63 − 1, which a JSON number can only be near. */
const TRUNCATED_WHOLLY = '{"$tb":9223372036854775807}'

export const softDeletion = (): Uint8Array => Buffer.from(TRUNCATED_WHOLLY)

export const isSoftDeletion = ({ truncateBefore }: Retention): boolean =>
  truncateBefore !== undefined && truncateBefore > Number.MAX_SAFE_INTEGER

/** What the server makes of the last event of `$$stream`; nothing of it where the event is no JSON object. */
export const retentionIn = (data: Uint8Array | undefined): Retention => {
  const { $maxCount, $maxAge, $tb } = objectIn(data)
  return {
    ...(typeof $maxCount === 'number' ? { maxCount: $maxCount } : {}),
    ...(typeof $maxAge === 'number' ? { maxAgeSeconds: $maxAge } : {}),
    ...(typeof $tb === 'number' ? { truncateBefore: $tb } : {}),
  }
}

/** The same metadata with another `$tb`, as the server writes it when a soft-deleted stream is written to again. */
export const truncatedBefore = (data: Uint8Array | undefined, revision: number): Uint8Array =>
  Buffer.from(JSON.stringify({ ...objectIn(data), $tb: revision }))

const objectIn = (data: Uint8Array | undefined): Readonly<Record<string, unknown>> => {
  if (data === undefined) return {}
  try {
    const parsed: unknown = JSON.parse(Buffer.from(data).toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}
