import type { MetricDefinition } from './answering/metric.js'
import { metricDefinitions } from './figures-of.js'

/** The page of every metric's definition, in Markdown, printed from the definitions themselves. */
export const printedMetrics = (): string =>
  `${[
    '# Metrics',
    'Printed from the definitions in `packages/metrics`; change them there. Every figure is `{ value, numerator, denominator, pending, excluded }`: denominator, pending and all that is excluded are the whole population. A value is `null` where nothing was measured, never 0 %. Figures are as of a time: what was recorded later is not in them.',
    ...metricDefinitions.map(printed),
  ].join('\n\n')}\n`

const printed = (definition: MetricDefinition): string =>
  [
    `## ${definition.title}`,
    `\`${definition.name}\`: ${definition.question}`,
    [
      '| | |',
      '|---|---|',
      row('Numerator', definition.numerator),
      row('Denominator', definition.denominator),
      row('Population', definition.population),
      row('Window', definition.window),
      row('Exclusions', definition.exclusions),
      row('At zero', definition.atZero),
      row('Unit', definition.unit),
      row('Source', definition.source),
    ].join('\n'),
    Object.entries(definition.variants)
      .map(([variant, meaning]) => `- \`${variant}\`: ${meaning}`)
      .join('\n'),
  ].join('\n\n')

const row = (heading: string, text: string): string => `| ${heading} | ${text} |`
