import { ensureInstalled } from './install.mjs'
import { tsc } from './tool.mjs'

const checks = {
  types: () => tsc(['--project', 'packages/tsconfig.json']),
}

ensureInstalled()
const asked = process.argv.slice(2)
const failed = (asked.length > 0 ? asked : Object.keys(checks)).filter((name) => {
  console.log(`── ${name}`)
  return checks[name]() !== 0
})
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
