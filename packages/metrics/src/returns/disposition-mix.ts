import type { ReceivedUnitsFact, UnitsDisposed } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'

const CIRCULAR: ReadonlyArray<string> = ['resell', 'refurbish', 'repair']
const DISPOSITIONS = [...CIRCULAR, 'recycle', 'scrap', 'return-to-vendor', 'return-to-customer'] as const

/** What becomes of what comes back? */
export const dispositionMix: Metric = {
  definition: {
    name: 'disposition-mix',
    title: 'Disposition mix',
    question: 'What becomes of the units that come back?',
    numerator: 'Units that were given that disposition.',
    denominator:
      'Units received of which it was decided what becomes of them; of `circularity` every unit received, one that nothing was decided of as not circular so far.',
    population: 'Units received in the period.',
    window: 'none',
    exclusions:
      'test, incomplete (the request is missing). Pending, but for `circularity`: received, and nothing decided yet.',
    atZero: 'null',
    variants: {
      circularity: 'to be sold again, refurbished or repaired, of all that was received',
      ...Object.fromEntries(DISPOSITIONS.map((disposition) => [disposition, 'that one alone'])),
    },
    unit: 'ratio, of units',
    source: 'Definition 14 of the after-sales metrics.',
  },
  figures: ({ receivedUnits }, scope) =>
    measured<Part>(
      receivedUnits.flatMap(partsOf),
      [
        measure('circularity', CIRCULAR, { adds: 0 }),
        ...DISPOSITIONS.map((disposition) => measure(disposition, [disposition], { pending: true })),
      ],
      scope,
    ),
}

/** Units of an arrival that are to become the same, or of which nothing was decided. */
interface Part {
  readonly row: ReceivedUnitsFact
  readonly disposed?: UnitsDisposed
  readonly outOf: number
  readonly circumstances: ReceivedUnitsFact['circumstances']
}

const partsOf = (row: ReceivedUnitsFact): ReadonlyArray<Part> => {
  const { circumstances, dispositions, quantity } = row
  const decided = dispositions.map((disposed): Part => ({ row, disposed, outOf: disposed.quantity, circumstances }))
  const left = dispositions.reduce((rest, disposed) => rest - disposed.quantity, quantity)
  return left === 0 ? decided : [...decided, { row, outOf: left, circumstances }]
}

const measure = (
  variant: string,
  counted: ReadonlyArray<string>,
  undecided: { readonly adds: 0 } | { readonly pending: true },
): Measure<Part> => ({
  metric: 'disposition-mix',
  variants: { [variant]: 'share' },
  judge: ({ row, disposed, outOf }) => {
    const at = row.received.at
    if (row.exclusion !== undefined) return { at, verdict: { excluded: row.exclusion, outOf } }
    if (disposed === undefined) return { at, verdict: { ...undecided, outOf } }
    return { at, verdict: { adds: counted.includes(disposed.disposition) ? outOf : 0, outOf } }
  },
  evidenceOf: ({ row, disposed }) => evidenceOf([row.received, disposed]),
})
