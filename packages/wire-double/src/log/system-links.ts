import { randomUUID } from 'node:crypto'
import { type EventToLog, type LogRecord, revisionInWords } from './log-record.js'
import { isSoftDeletion, retentionIn } from './stream-metadata.js'

export interface LinkToLog {
  readonly stream: string
  readonly event: EventToLog
}

const NO_BYTES = new Uint8Array()

/** The links that the server's system projections make of an event: by category, by type, and of each stream's first. */
export const linksTo = (record: LogRecord): ReadonlyArray<LinkToLog> => {
  if (record.type === '$>' || (record.stream.startsWith('$') && !record.stream.startsWith('$$'))) return []
  const deletes =
    record.type === '$streamDeleted' || (record.type === '$metadata' && isSoftDeletion(retentionIn(record.data)))
  const category = categoryOf(deletes ? record.stream.replace(/^\$\$/, '') : record.stream)
  const type = deletes ? '$deleted' : record.type
  return [
    ...(category === undefined ? [] : [link(`$ce-${category}`, '3:-1:1:4', record, { $o: record.stream })]),
    // The server's projection leaves the `$$` of a metadata stream out here: the link leads nowhere useful.
    link(`$et-${type}`, '4:-1:1:4', { ...record, stream: record.stream.replace(/^\$\$/, '') }),
    ...(record.revision === 0 ? [link('$streams', '1:-1:1:4', record)] : []),
  ]
}

/** What stands before the first `-`; none in a system stream. */
const categoryOf = (stream: string): string | undefined => {
  const end = stream.indexOf('-')
  return end <= 0 || stream.startsWith('$') ? undefined : stream.slice(0, end)
}

const link = (stream: string, version: string, record: LogRecord, origin: object = {}): LinkToLog => ({
  stream,
  event: {
    id: randomUUID(),
    type: '$>',
    isJson: false,
    data: Buffer.from(`${revisionInWords(record.revision)}@${record.stream}`),
    metadata: Buffer.from(
      JSON.stringify({ $v: version, $c: record.position, $p: record.position, ...origin, $causedBy: record.id }),
    ),
  },
})

/** What the server writes before anybody else does. */
export const firstSystemEvents = (): ReadonlyArray<LinkToLog> => [
  { stream: '$$$scavenges', event: systemEvent('$metadata', { $maxAge: 2_592_000 }) },
  { stream: '$projections-$all', event: { ...systemEvent('$ProjectionsInitialized', {}), data: NO_BYTES } },
  ...['$by_category', '$by_event_type', '$streams'].map((name) => ({
    stream: '$projections-$all',
    event: { ...systemEvent('$ProjectionCreated', {}), isJson: false, data: Buffer.from(name) },
  })),
]

const systemEvent = (type: string, data: object): EventToLog => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: Buffer.from(JSON.stringify(data)),
  metadata: NO_BYTES,
})
