import { decimalText } from '@aftersale/domain/money'
import type { FigureAlone } from './answer.js'

/** RFC 3339, without milliseconds where there are none. */
export const instantInWords = (instant: string): string => instant.replace('.000Z', 'Z')

/** The value for a person: a share in per cent, a time in the largest unit that fits. A dash where nothing was measured. */
export const valueInWords = ({ value, unit, currency }: Pick<FigureAlone, 'value' | 'unit' | 'currency'>): string => {
  if (value === null) return '–'
  switch (unit) {
    case 'ratio':
      return `${(value * 100).toFixed(2)} %`
    case 'per-thousand':
      return `${value.toFixed(2)} per 1,000`
    case 'per-unit':
      return `${value.toFixed(4)} per unit`
    case 'count':
      return Number.isInteger(value) ? String(value) : value.toFixed(2)
    case 'seconds':
      return durationInWords(value)
    case 'minor':
      return amountInWords(value, currency)
  }
}

const amountInWords = (minor: number, currency: FigureAlone['currency']): string =>
  currency === undefined ? String(minor) : `${decimalText({ amountMinor: BigInt(minor), currency })} ${currency}`

const durationInWords = (seconds: number): string => {
  const size = Math.abs(seconds)
  if (size >= 3600) return `${(seconds / 3600).toFixed(2)} h`
  if (size >= 60) return `${(seconds / 60).toFixed(2)} min`
  return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(2)} s`
}

/** The dimensions of the figures, in the order in which they were asked for. */
export const dimensionsOf = (figures: ReadonlyArray<FigureAlone>): ReadonlyArray<string> =>
  Object.keys(figures[0]?.segment ?? {})

/** `merged 1, spam 2`. */
export const excludedInWords = ({ excluded }: Pick<FigureAlone, 'excluded'>): string =>
  Object.entries(excluded)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ')

/** What is told about a figure, column by column. */
export const rowInWords = (figure: FigureAlone, dimensions: ReadonlyArray<string>): ReadonlyArray<string> => [
  figure.metric,
  figure.variant,
  ...dimensions.map((dimension) => figure.segment[dimension] ?? '?'),
  valueInWords(figure),
  figure.numerator === null || figure.unit === 'seconds' ? '' : String(figure.numerator),
  String(figure.denominator),
  figure.pending === 0 ? '' : String(figure.pending),
  excludedInWords(figure),
]

export const columnsInWords = (dimensions: ReadonlyArray<string>): ReadonlyArray<string> => [
  'figure',
  'variant',
  ...dimensions,
  'value',
  'counted',
  'of',
  'pending',
  'left out',
]

/** What the figures are about, for the line above them. */
export const headingOf = (answer: {
  readonly history: string
  readonly events: number
  readonly asOf: string | undefined
  readonly zone: string
  readonly timeZoneData: string
}): string =>
  `${answer.history}: ${answer.events} events, as of ${answer.asOf === undefined ? 'nothing' : instantInWords(answer.asOf)}, zone ${answer.zone} (time-zone data ${answer.timeZoneData})`
