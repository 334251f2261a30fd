import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureAll } from './measurements.js'
import { benchmarksPage } from './page.js'

// Measures everything and writes docs/benchmarks.md. `node packages/benchmarks/dist/run.js [customers]`

const root = fileURLToPath(new URL('../../../', import.meta.url))
const testData = process.env['AFTERSALE_TEST_DATA'] ?? join(root, '..', 'shared', 'data')
const [customers = '4000'] = process.argv.slice(2)

const measured = await measureAll(
  Number(customers),
  join(testData, 'servicenow-incidents', 'incident_event_log.csv.gz'),
)
const page = benchmarksPage(measured, new Date().toISOString().slice(0, 10))
writeFileSync(join(root, 'docs', 'benchmarks.md'), page)
console.log(page)
