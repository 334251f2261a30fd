import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventIdOf } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import type { HistoryFault } from '../history-fault.js'
import type { HistorySource } from '../history-source.js'

/** A directory of the test's own; `remove` it afterwards. */
export const temporaryDirectory = (): { readonly path: (name: string) => string; readonly remove: () => void } => {
  const directory = mkdtempSync(join(tmpdir(), 'aftersale-history-'))
  return { path: (name) => join(directory, name), remove: () => rmSync(directory, { recursive: true, force: true }) }
}

export const streamA = 'serviceTicket-00000000-0000-4000-8000-00000000000a'
export const streamB = 'serviceTicket-00000000-0000-4000-8000-00000000000b'

/** An event of a type that no catalogue knows; its text reaches beyond ASCII. */
export const foreignEvent = (stream: string, revision: number, text = 'Grüße 👋'): HistoryEvent => ({
  stream,
  revision,
  type: 'SomethingForeign',
  data: { text, b: 1, a: [true, null, 0.5] },
  metadata: { eventId: eventIdOf(stream, 'foreign', revision), by: 'somebody else' },
})

export interface ReadWhole {
  readonly events: ReadonlyArray<HistoryEvent>
  readonly faults: ReadonlyArray<HistoryFault>
}

export const readWhole = async (source: HistorySource): Promise<ReadWhole> => {
  const events: Array<HistoryEvent> = []
  const faults: Array<HistoryFault> = []
  for await (const batch of source.batches()) {
    if (E.isLeft(batch)) faults.push(batch.left)
    else events.push(...batch.right.events)
  }
  return { events, faults }
}

/** The bytes in pieces of that size, cut without regard to what they mean. */
export async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
