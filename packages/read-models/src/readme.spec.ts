import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import * as readModels from './index.js'
import { contacted, opened, washer } from './story.fixtures.js'

it('shows in its example how the facts as of a time are folded', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const [, expected] = /console\.log\(.*\) \/\/ (.*)\n/.exec(example) ?? []
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs' })
  const recordedOn = (day: string, { event, metadata }: readModels.RecordedEvent) => ({
    event,
    metadata: { ...metadata, recordedAt: `${day}T12:00:00.000Z` },
  })
  const history = [
    recordedOn('2025-06-02', opened(1, washer, '2025-06-02T09:00')),
    recordedOn('2025-06-02', contacted(2, washer, '2025-06-02T09:00')),
    recordedOn('2025-06-03', contacted(3, washer, '2025-06-02T10:00')), // told a day late
  ]
  const printed: Array<unknown> = []
  const log = (...words: ReadonlyArray<unknown>) => printed.push(words.join(' '))
  const asOf = '2025-06-02T23:59:59.999Z'
  runInNewContext(code, { require: () => readModels, module: {}, console: { log }, history, asOf })
  expect(printed).toEqual([expected])
})
