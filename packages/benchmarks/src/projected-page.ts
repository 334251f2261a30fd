import type { ProjectedSoFar } from './projecting-live.js'
import { table, thousands } from './tables.js'

/** The page of many events through a projection, with what it was measured on. */
export const projectedPage = (
  steps: ReadonlyArray<ProjectedSoFar>,
  measuredOn: string,
): string => `# Many events through a live projection

Printed by \`node packages/benchmarks/dist/run-projecting.js\` after a build; measured on ${measuredOn}.

${projectedSection(steps)}
`

/** What was projected, and whether the memory held has stayed. */
export const projectedSection = (
  steps: ReadonlyArray<ProjectedSoFar>,
): string => `Events of ever new tickets, four each, through one run of a projection that is live from the start: decoded by the domain's catalogue, and a row a ticket written to
a SQLite file, with the checkpoint, in transactions of up to a thousand events. The store makes the events as they are asked for and keeps none, so that what is held is the
projection's. The heap in use is measured after each tenth, after garbage collection; resident is the whole process, with what the collector has not given back and SQLite's cache.

${table(
  ['events', 'heap, MB', '× after the first', 'resident, MB', 'events a second'],
  steps.map(({ events, heapMegabytes, residentMegabytes, eventsASecond }) => [
    thousands(events),
    heapMegabytes.toFixed(1),
    (heapMegabytes / (steps[0]?.heapMegabytes ?? heapMegabytes)).toFixed(3),
    thousands(residentMegabytes),
    thousands(eventsASecond),
  ]),
)}

${verdict(steps)}`

/** The heap after the last tenth is to be within this of the heap after the first. */
const AIM = 0.1

const verdict = (steps: ReadonlyArray<ProjectedSoFar>): string => {
  const [first, last] = [steps[0]?.heapMegabytes ?? 0, steps.at(-1)?.heapMegabytes ?? 0]
  const percent = (100 * (last - first)) / first
  const is = Math.abs(last - first) <= AIM * first ? 'met' : 'missed'
  return `After the last the heap is ${percent >= 0 ? '+' : '−'}${Math.abs(percent).toFixed(1)} % of what it was after the first; the aim, within ${AIM * 100} %, is ${is}.`
}
