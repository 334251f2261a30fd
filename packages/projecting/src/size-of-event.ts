import type { RecordedEvent } from '@aftersale/event-store'

/** About how many bytes an event takes in memory: enough to keep a batch of large ones small. */
export const sizeOfEvent = ({ data, metadata }: RecordedEvent): number => 200 + sizeOf(data) + sizeOf(metadata)

const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return 16 + value.length
  if (typeof value !== 'object' || value === null) return 8
  if (value instanceof Uint8Array) return value.byteLength
  let size = 16
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item)
  else for (const name in value) size += 8 + name.length + sizeOf((value as Readonly<Record<string, unknown>>)[name])
  return size
}
