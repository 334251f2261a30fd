import { randomUUID } from 'node:crypto'
import type { EventToLog, LogRecord } from '../log/log-record.js'
import type { ServerLog } from '../log/server-log.js'
import type { LoggedEvent } from '../protocol/event-messages.js'

const ADMINS = { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' }

const NO_BYTES = new Uint8Array()

/** The stream of links to events that a group could not handle. */
export class ParkedStream {
  readonly name: string

  constructor(
    private readonly log: ServerLog,
    source: string,
    group: string,
  ) {
    this.name = `$persistentsubscription-${source}::${group}-parked`
  }

  park({ event, link }: LoggedEvent, reason: string): void {
    const original = link ?? event
    const added = { added: new Date().toISOString(), reason }
    // The server leaves out what is 0.
    const revision = original === undefined || original.revision === 0 ? undefined : original.revision
    const metadata = { ...added, subscriptionEventNumber: revision }
    this.log.append(this.name, 'any', [
      {
        id: randomUUID(),
        type: '$>',
        isJson: false,
        // A link that leads nowhere is parked as it is.
        data: event === undefined ? (link?.data ?? NO_BYTES) : Buffer.from(`${event.revision}@${event.stream}`),
        metadata: Buffer.from(JSON.stringify(metadata)),
      },
    ])
  }

  /** The links that stand there still. */
  links(): ReadonlyArray<LogRecord> {
    const reading = this.log.readStream(this.name, 0, 'forwards', Number.POSITIVE_INFINITY)
    return reading.found === 'events' ? reading.records : []
  }

  /** Takes out the links before `stopAt`, or all of them, to be sent once more. */
  takeOut(stopAt: number | undefined): ReadonlyArray<LogRecord> {
    const end = Math.min(stopAt ?? Number.POSITIVE_INFINITY, this.log.current(this.name) + 1)
    const taken = this.links().filter(({ revision }) => revision < end)
    if (taken.length > 0) this.log.append(`$$${this.name}`, 'any', [truncation(end)])
    return taken
  }

  delete(): void {
    this.log.delete(this.name, 'any')
  }
}

const truncation = (truncateBefore: number): EventToLog => ({
  id: randomUUID(),
  type: '$metadata',
  isJson: true,
  data: Buffer.from(JSON.stringify({ $tb: truncateBefore, $acl: ADMINS })),
  metadata: NO_BYTES,
})
