import type { Answer } from './answer.js'
import { dimensionsOf } from './figure-in-words.js'

/** One figure a line (RFC 4180, with `\n`), exact: shares as fractions, times in seconds. Empty where nothing was measured. */
export const figuresAsCsv = ({ figures }: Answer): string => {
  const dimensions = dimensionsOf(figures)
  const columns = [
    'metric',
    'variant',
    ...dimensions,
    'value',
    'unit',
    'numerator',
    'denominator',
    'pending',
    'excluded',
    'parameters',
  ]
  const rows = figures.map((figure) => [
    figure.metric,
    figure.variant,
    ...dimensions.map((dimension) => figure.segment[dimension] ?? ''),
    figure.value ?? '',
    figure.currency === undefined ? figure.unit : `${figure.unit} ${figure.currency}`,
    figure.numerator ?? '',
    figure.denominator,
    figure.pending,
    pairs(figure.excluded),
    pairs(figure.parameters),
  ])
  return [columns, ...rows].map((cells) => `${cells.map(inCell).join(',')}\n`).join('')
}

const pairs = (of: Readonly<Record<string, string | number>>): string =>
  Object.entries(of)
    .map(([name, value]) => `${name}=${value}`)
    .join(';')

/** A cell that a spreadsheet would take for a formula is quoted with an apostrophe, as it asks for. */
const inCell = (value: string | number): string => {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
