// A shop's half year and its help desk's: written as a seeded history, checked, asked for its figures, and followed down to one ticket and one return.
// `npm run demo -- --seed 2` tells another one.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { seed } = parseArgs({ options: { seed: { type: 'string', default: '1' } } }).values

const aftersale = fileURLToPath(new URL('../../packages/cli/dist/command/aftersale.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'help-desk-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Shows the command as it would be typed and what it prints, all of it or the first lines; gives what it printed. */
const tell = (command, { first = Number.POSITIVE_INFINITY } = {}) => {
  console.log(`$ aftersale ${command}${Number.isFinite(first) ? ` | head -n ${first}` : ''}`)
  const { status, stdout } = spawnSync(process.execPath, [aftersale, ...command.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
  const shown = stdout.trimEnd().split('\n').slice(0, first)
  console.log(stdout === '' ? '' : `${shown.join('\n')}\n`)
  return stdout
}

tell(`simulate --to help-desk.db --seed ${seed} --customers 200 --from 2025-01-01 --until 2025-07-01`)
tell('verify help-desk.db')
tell('replay help-desk.db')
tell('replay help-desk.db --metric issues,reopened-issues,untouched-issues --by channel --format markdown')

const counted = tell('explain help-desk.db first-contact-resolution', { first: 8 })
tell(`explain help-desk.db ${/serviceTicket-[0-9a-f-]+/.exec(counted)?.[0]}`)

const asked = tell('explain help-desk.db return-requests', { first: 5 })
tell(`explain help-desk.db ${/returnCase-[0-9a-f-]+/.exec(asked)?.[0]}`)

tell('copy help-desk.db help-desk.ndjson')
tell('replay help-desk.ndjson --metric issues,reopenings --format csv')
