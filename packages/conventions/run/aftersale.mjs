import { pathToFileURL } from 'node:url'
import { command } from './bundle.mjs'
import { ensureInstalled } from './install.mjs'
import { built } from './tool.mjs'

ensureInstalled()
if (built()) {
  // npm runs scripts in the repository's folder; the paths in the arguments are meant from where npm was called.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  process.argv[1] = command
  await import(pathToFileURL(command).href)
} else {
  process.exitCode = 70
}
