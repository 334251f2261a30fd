import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'
import { built } from './tool.mjs'

// Runs every story of examples/ and compares what it prints with its expected.txt. `--update` writes that file instead.
// Which time-zone data a Node.js carries is its own affair: that word alone may differ.

const update = process.argv.includes('--update')

ensureInstalled()
if (!built()) process.exit(1)

const stories = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'examples', entry.name, 'run.mjs')))
  .map(({ name }) => name)

const comparable = (text) => text.replace(/time-zone data \w+/g, 'time-zone data …')

const told = stories.map((name) => {
  const folder = join(root, 'examples', name)
  const { status, stdout } = spawnSync(process.execPath, [join(folder, 'run.mjs')], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const expectation = join(folder, 'expected.txt')
  if (update && status === 0) writeFileSync(expectation, stdout)
  const asExpected =
    status === 0 && existsSync(expectation) && comparable(readFileSync(expectation, 'utf8')) === comparable(stdout)
  console.log(`${asExpected ? 'as expected' : 'NOT AS EXPECTED'}: examples/${name}`)
  if (!asExpected) console.log(stdout)
  return asExpected
})

if (told.length === 0 || told.includes(false)) process.exitCode = 1
