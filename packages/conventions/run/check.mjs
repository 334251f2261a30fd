import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'
import { tool, tsc } from './tool.mjs'

const cruised = ['packages', 'examples'].filter((folder) => existsSync(join(root, folder)))

/** Each gives the exit code of its tool. `npm run check -- lint arrows` runs some of them. */
const checks = {
  types: () => tsc(['--project', 'packages/tsconfig.json']),
  lint: () => tool('oxlint', 'oxlint', []),
  format: () => tool('@biomejs/biome', 'biome', ['check', '--error-on-warnings']),
  arrows: () => tool('dependency-cruiser', 'depcruise', cruised),
  unused: () => tool('knip', 'knip', ['--config', '.knip.jsonc', '--no-config-hints', '--no-progress']),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(checks, name))
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are ${Object.keys(checks).join(', ')}.`)
  process.exit(2)
}

ensureInstalled()
const failed = (asked.length > 0 ? asked : Object.keys(checks)).filter((name) => {
  console.log(`── ${name}`)
  return checks[name]() !== 0
})
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
