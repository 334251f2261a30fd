import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** The package manager, by the version that wrote the lock file. */
export const pnpm = 'pnpm@12.21.0'
const stamp = join(root, 'node_modules', '.aftersale-installed')

/** Installs the workspace unless what is installed is what the manifests and the lock file ask for. */
export const ensureInstalled = () => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return

  console.error('Installing dependencies …')
  const arguments_ = ['-y', pnpm, 'install', ...(process.env.CI ? ['--frozen-lockfile'] : [])]
  const installed = spawnSync('npx', arguments_, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  if (installed.status !== 0) {
    console.error(installed.stdout, installed.stderr)
    process.exit(installed.status ?? 1)
  }
  writeFileSync(stamp, fingerprint())
}

/** Changes with what the manifests and the lock file ask for. */
export const fingerprint = () => {
  const folders = ['.', 'examples', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))]
  const manifests = folders.map((folder) => join(folder, 'package.json'))
  const hash = createHash('sha256')
  for (const file of [...manifests, 'pnpm-workspace.yaml', 'pnpm-lock.yaml']) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(file).update(readFileSync(path))
  }
  return hash.digest('hex')
}
