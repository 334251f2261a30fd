import { cpus, totalmem } from 'node:os'
import type { CommandSpeed, ImportAndReplay, Measurements } from './measurements.js'
import type { ReplaySpeed } from './replaying.js'
import type { Speed } from './side-by-side.js'

/** The page of the figures, with what they were measured on. */
export const benchmarksPage = (measured: Measurements, measuredOn: string): string => `# Benchmarks

Printed by \`node packages/benchmarks/dist/run.js\` after a build; measured side by side in one run on ${machine()}, ${measuredOn}. Figures of
another machine differ; what counts is how the rows of one table stand to each other.

## Decoding

Four typical events of a ticket with their metadata, as JSON text; events a second, median of the rounds. ajv checks the same shapes by compiled
JSON Schemas (an instant by its pattern only, where ours checks that there is such a day). The catalogue decodes by closures unless it is told to
generate code.

${speeds(measured.decoding, 'parse + ajv')}

## Folding

Decoded events of 50,000 tickets of four events, grouped by ticket; events a second.

${speeds(measured.folding)}

## Replaying a file

A simulated history of ${thousands(measured.replayedEvents)} events (NDJSON), whole processes from start to exit: \`aftersale replay --format json\` beside reading the same
lines with \`JSON.parse\` and forgetting them.

${replays(measured.replaying)}

## Commands

Each reads its stream, decides and appends one event, one after another on a random one of so many streams in memory; commands a second. Ours checks the
command's id against the stream, decodes and validates what it reads, and writes the whole metadata; Emmett's handler does none of this. Emmett's store was not filled with a
million streams: an append to it takes longer with each stream that there is, which makes that hours. With
1,000 streams each is some twenty events long by the end, and is read whole for every command: that is what their length costs, as there are no snapshots.

${commands(measured.commands)}
${serviceNow(measured.serviceNow)}`

const machine = (): string => {
  const [first, ...others] = cpus()
  const gigabytes = Math.round(totalmem() / 1024 ** 3)
  return `${others.length + 1} × ${first?.model.trim() ?? 'an unknown processor'}, ${gigabytes} GiB, Node.js ${process.versions.node}`
}

const thousands = (value: number): string => Math.round(value).toLocaleString('en-GB')

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

const speeds = (measured: ReadonlyArray<Speed>, reference?: string): string => {
  const base = measured.find(({ contender }) => contender === reference)
  return table(
    ['', 'median', 'slowest', 'fastest', ...(base === undefined ? [] : [`× ${base.contender}`])],
    measured.map(({ contender, median, slowest, fastest }) => [
      contender,
      thousands(median),
      thousands(slowest),
      thousands(fastest),
      ...(base === undefined ? [] : [(median / base.median).toFixed(2)]),
    ]),
  )
}

const replays = (measured: ReadonlyArray<ReplaySpeed>): string =>
  table(
    ['', 'events a second', 'of the bare loop', 'peak memory, MB'],
    measured.map(({ contender, eventsASecond, peakMegabytes }) => [
      contender,
      thousands(eventsASecond),
      `${Math.round((100 * eventsASecond) / (measured[0]?.eventsASecond ?? eventsASecond))} %`,
      thousands(peakMegabytes),
    ]),
  )

const commands = (measured: ReadonlyArray<CommandSpeed>): string =>
  table(
    ['streams', 'aftersale', 'Emmett', 'ours ÷ theirs'],
    measured.map(({ streams, ours, emmetts }) => [
      thousands(streams),
      thousands(ours),
      emmetts === undefined ? 'not measured' : thousands(emmetts),
      emmetts === undefined ? '' : (ours / emmetts).toFixed(1),
    ]),
  )

const serviceNow = (measured: ImportAndReplay | undefined): string =>
  measured === undefined
    ? ''
    : `
## A real log

The ServiceNow incident log (UCI, 141,712 rows, 24,918 incidents) imported through the aggregate, and all its figures replayed from the file.

${table(
  ['', 'seconds', 'peak memory, MB'],
  [
    ['import', measured.imported.seconds.toFixed(1), thousands(measured.imported.peakMegabytes)],
    ['replay', measured.replayed.seconds.toFixed(1), thousands(measured.replayed.peakMegabytes)],
  ],
)}
`
