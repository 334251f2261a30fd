import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import * as readModels from '@aftersale/read-models'
import { transformSync } from 'esbuild'
import { ticket } from './help-desk.fixtures.js'
import * as metrics from './index.js'

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')

it('says what its example prints', () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const [, expected] = /console\.log\(.*\) \/\/ (.*)\n/.exec(example) ?? []
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs' })
  const recordedOn = (day: string, told: ReadonlyArray<readModels.RecordedEvent>) =>
    told.map(({ event, metadata }) => ({ event, metadata: { ...metadata, recordedAt: `${day}T12:00:00.000Z` } }))
  const history = [
    ...recordedOn('2025-01-10', ticket('one').opened('2025-01-10 09:00')),
    ...recordedOn('2025-03-01', ticket('two').opened('2025-01-10 09:00')), // heard of after the time asked about
  ]
  const modules: Readonly<Record<string, unknown>> = {
    '@aftersale/metrics': metrics,
    '@aftersale/read-models': readModels,
  }
  const printed: Array<unknown> = []
  const log = (...words: ReadonlyArray<unknown>) => printed.push(words.join(' '))
  const require = (name: string) => modules[name]
  runInNewContext(code, { require, module: {}, console: { log }, history, asOf: '2025-02-01T00:00:00.000Z' })
  expect(printed).toEqual([expected])
})
