import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'
import { tool } from './tool.mjs'

// Breaks each rule of a folder of the domain in turn, and tells which breakage no spec of that folder notices:
// `npm run mutate -- money`. `--quick` leaves the laws and state tables out, the slowest of the tests. What else follows is handed on to Stryker: `npm run mutate -- purchase --concurrency 2`.

const [folder = '', ...given] = process.argv.slice(2)
const quickly = given.includes('--quick')
const more = given.filter((argument) => argument !== '--quick')
if (!/^[a-z-]+$/.test(folder) || !existsSync(join(root, 'packages/domain/src', folder))) {
  console.error('Which folder of packages/domain/src? npm run mutate -- money')
  process.exit(2)
}

ensureInstalled()
process.exitCode = tool(
  '@stryker-mutator/core',
  'stryker',
  ['run', 'packages/conventions/mutation/stryker.config.mjs', ...more],
  { env: { ...process.env, AFTERSALE_MUTATED: folder, AFTERSALE_MUTATED_QUICKLY: quickly ? 'yes' : 'no' } },
)
