import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectedPage } from './projected-page.js'
import { projectedLive } from './projecting-live.js'
import { measuredOn } from './tables.js'

// Ten million events through a live projection, which takes minutes; writes docs/benchmarks-projecting.md.
// `node packages/benchmarks/dist/run-projecting.js [events]`

const root = fileURLToPath(new URL('../../../', import.meta.url))
const [events = '10000000'] = process.argv.slice(2)

const on = measuredOn()
const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'))
try {
  const page = projectedPage(await projectedLive(folder, Number(events)), on)
  writeFileSync(join(root, 'docs', 'benchmarks-projecting.md'), page)
  console.log(page)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
