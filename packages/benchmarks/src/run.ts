import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureAll } from './measurements.js'
import { benchmarksPage } from './page.js'
import { measuredOn } from './tables.js'

// Measures everything that needs no server and writes docs/benchmarks.md.
// `node packages/benchmarks/dist/run.js [customers] [events in SQLite] [events projected]`

const root = fileURLToPath(new URL('../../../', import.meta.url))
const testData = process.env['AFTERSALE_TEST_DATA'] ?? join(root, '..', 'shared', 'data')
const [customers = '4000', events = '20000', projected = '200000'] = process.argv.slice(2)

const on = measuredOn()
const measured = await measureAll(
  { customers: Number(customers), events: Number(events), projected: Number(projected) },
  join(testData, 'servicenow-incidents', 'incident_event_log.csv.gz'),
)
const page = benchmarksPage(measured, on)
writeFileSync(join(root, 'docs', 'benchmarks.md'), page)
console.log(page)
