import { cpus, loadavg, totalmem } from 'node:os'
import { ratioTo, type Speed } from './side-by-side.js'

/** The machine, how busy it was with other things, and the day: asked before anything is measured. */
export const measuredOn = (): string => {
  const [first, ...others] = cpus()
  const gigabytes = Math.round(totalmem() / 1024 ** 3)
  const load = (loadavg()[0] ?? 0).toFixed(1)
  const day = new Date().toISOString().slice(0, 10)
  return `${others.length + 1} × ${first?.model.trim() ?? 'an unknown processor'}, ${gigabytes} GiB, Node.js ${process.versions.node}, ${day}, load average before it began ${load}`
}

export const thousands = (value: number): string => Math.round(value).toLocaleString('en-GB')

export const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

/** A line a contender, with how it stands to the reference where there is one. */
export const speedTable = (measured: ReadonlyArray<Speed>, reference?: string): string => {
  const base = measured.find(({ contender }) => contender === reference)
  return table(
    ['', 'median', 'slowest', 'fastest', ...(base === undefined ? [] : [`× ${base.contender}`])],
    measured.map((speed) => [
      speed.contender,
      thousands(speed.median),
      thousands(speed.slowest),
      thousands(speed.fastest),
      ...(base === undefined ? [] : [ratioTo(base, speed).toFixed(2)]),
    ]),
  )
}

/** One thing that was done by several contenders, the first of which the others are measured by. */
export interface Comparison {
  readonly operation: string
  readonly speeds: ReadonlyArray<Speed>
}

/**
 * A line an operation, a column a contender, and how each stands to the first; the contenders must be the same in all.
 * Says of the contender at `judged` whether it comes to `aim` times the first.
 */
export const comparisonTable = (
  compared: ReadonlyArray<Comparison>,
  { aim, judged }: { readonly aim: number; readonly judged: string },
): string => {
  const [head, ...others] = compared[0]?.speeds ?? []
  if (head === undefined) return ''
  return table(
    [
      '',
      head.contender,
      ...others.flatMap(({ contender }) => [contender, '÷']),
      `aim ≥ ${aim.toFixed(2)}${others.length > 1 ? ` (${judged})` : ''}`,
    ],
    compared.map(({ operation, speeds: [base, ...rest] }) => {
      if (base === undefined) return [operation]
      const ratio = (speed: Speed): number => ratioTo(base, speed)
      const measured = rest.find(({ contender }) => contender === judged)
      return [
        operation,
        thousands(base.median),
        ...rest.flatMap((speed) => [thousands(speed.median), ratio(speed).toFixed(3)]),
        measured === undefined ? '' : ratio(measured) >= aim ? 'met' : 'missed',
      ]
    }),
  )
}
