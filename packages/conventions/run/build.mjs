import { ensureInstalled } from './install.mjs'
import { tsc } from './tool.mjs'

ensureInstalled()
process.exitCode = tsc(['--build', 'packages/tsconfig.build.json'])
