import { ensureInstalled } from './install.mjs'
import { built } from './tool.mjs'

ensureInstalled()
process.exitCode = built() ? 0 : 1
