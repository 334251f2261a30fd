import { factsOf, instant, utc } from './help-desk.fixtures.js'
import { figuresOf, metricDefinitions, printedMetrics } from './index.js'

it('prints every definition, each of its sentences and each variant', () => {
  const page = printedMetrics()
  for (const { title, question, variants, ...definition } of metricDefinitions) {
    expect(page).toContain(`\n## ${title}\n`)
    for (const text of [question, ...Object.values(definition), ...Object.values(variants)])
      expect(page).toContain(text)
  }
})

it('defines every metric once, and none that has no figure', () => {
  const answered = new Set(
    figuresOf(factsOf(), { zone: utc, asOf: instant('2025-01-01 00:00') }).map(({ metric }) => metric),
  )
  expect(metricDefinitions.map(({ name }) => name)).toEqual([...answered])
})

it('explains each part of a variant that a figure bears', () => {
  for (const { metric, variant } of figuresOf(factsOf(), { zone: utc, asOf: instant('2025-01-01 00:00') })) {
    const { variants } = metricDefinitions.find(({ name }) => name === metric) ?? { variants: {} }
    const parts = Object.keys(variants).sort((left, right) => right.length - left.length)
    const rest = parts.reduce((left, part) => left.replace(part, ''), variant).replaceAll('-', '')
    expect(`${metric} ${rest}`).toBe(`${metric} `)
  }
})
