import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'
import { built } from './tool.mjs'

ensureInstalled()
if (built()) {
  const command = join(root, 'packages', 'cli', 'dist', 'aftersale.js')
  // npm runs scripts in the repository's folder; the paths in the arguments are meant from where npm was called.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  process.argv[1] = command
  await import(pathToFileURL(command).href)
} else {
  process.exitCode = 70
}
