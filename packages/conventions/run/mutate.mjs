import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'
import { tool } from './tool.mjs'

// Breaks each rule of a folder of the domain in turn, and tells which breakage no spec of that folder notices:
// `npm run mutate -- money`. `--quick` leaves out the slowest of the tests: laws, state tables, and what is tried at every
// field; `--static` breaks the codecs too, for which all has to be loaded anew each time. What else follows is handed on
// to Stryker.

const [folder = '', ...given] = process.argv.slice(2)
const own = ['--quick', '--static']
const [quickly, statically] = own.map((flag) => (given.includes(flag) ? 'yes' : 'no'))
const more = given.filter((argument) => !own.includes(argument))
if (!/^[a-z-]+$/.test(folder) || !existsSync(join(root, 'packages/domain/src', folder))) {
  console.error('Which folder of packages/domain/src? npm run mutate -- money')
  process.exit(2)
}

ensureInstalled()
process.exitCode = tool(
  '@stryker-mutator/core',
  'stryker',
  ['run', 'packages/conventions/mutation/stryker.config.mjs', ...more],
  {
    env: {
      ...process.env,
      AFTERSALE_MUTATED: folder,
      AFTERSALE_MUTATED_QUICKLY: quickly,
      AFTERSALE_MUTATED_STATICALLY: statically,
    },
  },
)
