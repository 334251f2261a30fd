// A help desk's half year: written as a seeded history, checked, copied, and asked for its figures.
// `npm run demo -- --seed 2` tells another one.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { seed } = parseArgs({ options: { seed: { type: 'string', default: '1' } } }).values

const story = [
  `aftersale simulate --to help-desk.db --seed ${seed} --customers 200 --from 2025-01-01 --until 2025-07-01`,
  'aftersale verify help-desk.db',
  'aftersale replay help-desk.db',
  'aftersale explain help-desk.db first-contact-resolution',
  'aftersale copy help-desk.db help-desk.ndjson',
  'aftersale replay help-desk.ndjson --metric issues,reopenings --by channel',
]

const aftersale = fileURLToPath(new URL('../../packages/cli/dist/aftersale.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'help-desk-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

for (const line of story) {
  console.log(`$ ${line}`)
  const { status, stdout } = spawnSync(process.execPath, [aftersale, ...line.split(' ').slice(1)], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  console.log(stdout)
  if (status !== 0) process.exit(status ?? 1)
}
