import { ensureInstalled } from './install.mjs'
import { tool } from './tool.mjs'

ensureInstalled()
process.exitCode = tool('jest', 'jest', process.argv.slice(2))
