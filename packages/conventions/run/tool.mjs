import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundled } from './bundle.mjs'
import { root } from './root.mjs'

/**
 * Runs the command `command` of an installed package with this Node, in the repository's folder, and gives its exit code.
 * Not by `node_modules/.bin`: there `tsc` is whichever of two compilers was linked last.
 */
export const tool = (packageName, command, args, options = {}) => {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = join(folder, typeof bin === 'string' ? bin : bin[command])
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', ...options })
  return status ?? 1
}

/** TypeScript 7 builds and checks; the `typescript` beside it is the version that other tools still need. */
export const tsc = (args, options) => tool('typescript-7', 'tsc', args, options)

/** Whether every package, and the command, is built from its sources as they are; builds those that aren't, silent but for errors. */
export const built = () =>
  tsc(['--build', 'packages/tsconfig.build.json'], { stdio: ['ignore', 2, 2] }) === 0 && bundled()
