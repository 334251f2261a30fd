import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appendingSpeeds } from './eventstoredb/appending.js'
import { latencies } from './eventstoredb/latency.js'
import { esdbPage } from './eventstoredb/page.js'
import { readingSpeeds } from './eventstoredb/reading.js'
import { connectedTo } from './eventstoredb/server.js'
import { measuredOn } from './tables.js'

// Measures on the EventStoreDB at EVENTSTORE_URL and writes docs/benchmarks-eventstoredb.md; without one, nothing is
// measured and the page stays what it is. What is written stays in the server, in streams of tenants of their own.
// `EVENTSTORE_URL=esdb://… node packages/benchmarks/dist/run-esdb.js [events] [rounds]`

const root = fileURLToPath(new URL('../../../', import.meta.url))
const url = process.env['EVENTSTORE_URL']
const [events = '20000', rounds = '5'] = process.argv.slice(2)

if (url === undefined) {
  console.error(
    'EVENTSTORE_URL is not set: EventStoreDB was not measured, and docs/benchmarks-eventstoredb.md is as it was.',
  )
  process.exitCode = 2
} else {
  const on = measuredOn()
  const server = await connectedTo(url)
  const reading = await readingSpeeds(server, Number(events), Number(rounds))
  const appending = await appendingSpeeds(server, Number(events), Number(rounds))
  const measured = {
    server: server.name,
    events: Number(events),
    reading,
    appending,
    latencies: await latencies(server, Math.ceil(Number(events) / 40), reading.hasLinks),
  }
  server.close()
  const page = esdbPage(measured, on)
  writeFileSync(join(root, 'docs', 'benchmarks-eventstoredb.md'), page)
  console.log(page)
}
