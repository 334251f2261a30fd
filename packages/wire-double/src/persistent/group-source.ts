import type { LogRecord } from '../log/log-record.js'
import type { ServerLog } from '../log/server-log.js'
import type { RecordFilter } from '../serving/record-filter.js'

/** A record and its place in what a group reads: a revision of its stream, or an index into all records. */
export interface Placed {
  readonly record: LogRecord
  readonly place: number
}

/** What a group reads from. */
export interface GroupSource {
  /** The stream's name, or `$all`. */
  readonly name: string
  /** The first wanted record at or after a place. */
  readonly next: (place: number) => Placed | undefined
  /** Where the next record will be. */
  readonly end: () => number
  /** A place as the server writes it into checkpoints and answers. */
  readonly inWords: (place: number) => string
}

export const streamSource = (log: ServerLog, name: string): GroupSource => ({
  name,
  next: (place) => {
    const reading = log.readStream(name, place, 'forwards', 1)
    const [record] = reading.found === 'events' ? reading.records : []
    return record === undefined ? undefined : { record, place: record.revision }
  },
  end: () => log.current(name) + 1,
  inWords: (place) => String(place),
})

export const allSource = (log: ServerLog, isWanted: RecordFilter): GroupSource => ({
  name: '$all',
  next: (from) => {
    for (let place = from; place < log.records.length; place += 1) {
      const record = log.records[place]
      if (record !== undefined && isWanted(record)) return { record, place }
    }
    return undefined
  },
  end: () => log.records.length,
  inWords: (place) => {
    const position = log.records[place]?.position ?? -1
    return `C:${position}/P:${position}`
  },
})
