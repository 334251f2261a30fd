import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'
import { built } from './tool.mjs'

ensureInstalled()
if (built()) {
  const story = join(root, 'examples', 'help-desk', 'run.mjs')
  const { status } = spawnSync(process.execPath, [story, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
} else {
  process.exitCode = 1
}
