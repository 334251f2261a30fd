import type { CommandSpeed, ImportAndReplay, Measurements } from './measurements.js'
import { projectedSection } from './projected-page.js'
import type { ReplaySpeed } from './replaying.js'
import { ratioTo } from './side-by-side.js'
import { comparisonTable, speedTable, table, thousands } from './tables.js'

/** The page of the figures, with what they were measured on. */
export const benchmarksPage = (measured: Measurements, measuredOn: string): string => `# Benchmarks

Printed by \`node packages/benchmarks/dist/run.js\` after a build; measured side by side in one run on ${measuredOn}. Figures of
another machine differ; what counts is how the rows of one table stand to each other. On EventStoreDB: [benchmarks-eventstoredb.md](benchmarks-eventstoredb.md);
ten million events through a projection: [benchmarks-projecting.md](benchmarks-projecting.md).

## Decoding

Four typical events of a ticket with their metadata, as JSON text; events a second, median of the rounds. ajv checks the same shapes by compiled
JSON Schemas (an instant by its pattern only, where ours checks that there is such a day). The catalogue decodes by closures unless it is told to
generate code.

${speedTable(measured.decoding, 'parse + ajv')}

## Folding

Decoded events of 50,000 tickets of four events, grouped by ticket; events a second.

${speedTable(measured.folding)}

## Replaying a file

Whole processes from start to exit, on NDJSON: \`aftersale replay --format json\` beside reading the same lines with \`JSON.parse\` and forgetting them. Events a second, and the median of each
round's ratio; the aim is 40 % of that bare loop. A simulated history of purchases, their deliveries and returns, and the tickets of a help desk, ${thousands(measured.replayed.events)} events:

${replays(measured.replayed.speeds)}
${serviceNow(measured.serviceNow)}
## Commands

Each reads its stream, decides and appends one event, one after another on a random one of so many streams in memory; commands a second, median of the rounds
and of each round's ratio. The aims: five times Emmett's on 20,000 streams, and no more than a fifth less on a million than on 20,000. Ours checks the
command's id against the stream, decodes and validates what it reads, and writes the whole metadata; Emmett's handler does none of this. Emmett's store was not filled with a
million streams: an append to it takes longer with each stream that there is, which makes that hours. With
1,000 streams each is some thirty events long by the end, and is read whole for every command: that is what their length costs, as there are no snapshots.

${commands(measured.commands)}

## The SQLite store

Beside the driver alone (libsql), on a file of the same tables and as durable (\`synchronous = FULL\`), which is told what to write and checks nothing: no name, no
expectation, no event id that stands there already. The same typical events on both sides; events a second, median of the rounds, and the median of each round's ratio.
The aim is to take at most 1.5 times as long.

${comparisonTable(measured.sqlite.appending, { aim: 1 / 1.5, judged: 'the store' })}

Reading, ${thousands(measured.sqlite.events)} events a round. The driver gives data and metadata as JSON text, which is of no use before it is parsed: that is what the store is measured beside.
Decoded is by the domain's catalogue.

${comparisonTable(measured.sqlite.reading, { aim: 1 / 1.5, judged: 'the store' })}

## A live projection

${projectedSection(measured.projected)}
`

const replays = (measured: ReadonlyArray<ReplaySpeed>): string =>
  table(
    ['', 'median', 'slowest', 'fastest', 'of the bare loop', 'peak memory, MB'],
    measured.map((speed) => [
      speed.contender,
      thousands(speed.median),
      thousands(speed.slowest),
      thousands(speed.fastest),
      `${Math.round(100 * ratioTo(measured[0] ?? speed, speed))} %`,
      thousands(speed.peakMegabytes),
    ]),
  )

const commands = (measured: ReadonlyArray<CommandSpeed>): string =>
  table(
    ['streams', 'aftersale', 'Emmett', 'ours ÷ theirs', '÷ ours on 20,000'],
    measured.map(({ streams, ours, emmetts, onFewer }) => [
      thousands(streams),
      thousands(ours.median),
      emmetts === undefined ? 'not measured' : thousands(emmetts.median),
      emmetts === undefined ? '' : ratioTo(emmetts, ours).toFixed(1),
      onFewer === undefined ? '' : ratioTo(onFewer, ours).toFixed(2),
    ]),
  )

const serviceNow = (measured: ImportAndReplay | undefined): string =>
  measured === undefined
    ? ''
    : `
A help desk alone: the ServiceNow incident log (UCI, 141,712 rows, 24,918 incidents), imported through the aggregate in ${measured.imported.seconds.toFixed(1)} s with ${thousands(measured.imported.peakMegabytes)} MB of memory at the peak, into
${thousands(measured.replayed.events)} events:

${replays(measured.replayed.speeds)}
`
