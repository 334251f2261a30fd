import { comparisonTable, speedTable, table, thousands } from '../tables.js'
import type { Appending } from './appending.js'
import type { Latency } from './latency.js'
import type { Reading } from './reading.js'

export interface EsdbMeasurements {
  /** `EventStoreDB 23.10.6.0` */
  readonly server: string
  readonly events: number
  readonly reading: Reading
  readonly appending: Appending
  readonly latencies: ReadonlyArray<Latency>
}

/** The page of the figures on a server, with what they were measured on. */
export const esdbPage = (
  { server, events, reading, appending, latencies }: EsdbMeasurements,
  measuredOn: string,
): string => `# Benchmarks on EventStoreDB

Printed by \`EVENTSTORE_URL=esdb://… node packages/benchmarks/dist/run-esdb.js\` after a build; measured in one run on ${server}; the client ran on ${measuredOn}.
The store of \`event-store-esdb\` beside the bare \`@eventstore/db-client\`, which decodes and checks nothing: on the same server, in turn, round by round, each on a connection of its own, with
the same typical events of a ticket (data and metadata some 720 bytes). Events a second, median of the rounds; ÷ is the median of each round's ratio to the bare client.

## Reading and catching up

A history of ${thousands(events)} events. *The store* gives events as they lie there, their JSON parsed, as the bare client does; *decoded* are all decoded by the domain's catalogue too, metadata
included, by closures or by generated code. The bare client's \`readAll\` takes no filter: it gets what else the server holds (its projections write links to every event), and what counts is the time in which it has come to
the same events. The store has the server leave that out.

${comparisonTable(reading.compared, { aim: 0.9, judged: 'decoded' })}
${reading.hasLinks ? '' : '\nCatching up with a category was not measured: the server runs no by-category projection.\n'}
## Appending

Batches go to new streams.

${comparisonTable(appending.batches, { aim: 0.9, judged: 'the store' })}

Single appends to new streams, an event each. That a stream is new the server itself checks: idempotence costs nothing there.

${comparisonTable(appending.singles, { aim: 0.9, judged: 'the store' })}

Single appends of a fifth event to tickets of four, one after another; appends a second. The server writes an event id again where the expected revision is the current one, so the store has to know the ids that a stream holds.
It knows them of streams that it has read or written; of another, it reads them first. Who decides on a stream has read it.

${speedTable(appending.idempotence, 'bare client')}

## From an append to its effect

One event after another, by each way in turn while all are followed: from the call of the append to where the event was received by the bare client's subscription, or stands in rows that a projection has
committed with its checkpoint. Milliseconds, of ${thousands(latencies[0]?.count ?? 0)} events each.

${table(
  ['', 'p50', 'p99'],
  latencies.map(({ way, p50, p99 }) => [way, p50.toFixed(2), p99.toFixed(2)]),
)}
`
