import { ensureInstalled } from './install.mjs'
import { tool } from './tool.mjs'

ensureInstalled()
process.exitCode = tool('@biomejs/biome', 'biome', ['check', '--write', ...process.argv.slice(2)])
