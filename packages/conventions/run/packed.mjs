import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, pnpm } from './install.mjs'
import { root } from './root.mjs'
import { built, tool } from './tool.mjs'

// What an embedder gets: every released package is packed and judged as a tarball; then `domain` and `cli`, with those they
// need, are installed in a blank ES module project and a blank CommonJS project, and used there on Node 20 and Node 24.

const manifestOf = (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))

const released = readdirSync(join(root, 'packages'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !manifestOf(entry.name).private)
  .map(({ name }) => name)

/** These packages and all of ours that they need. */
const withNeeded = (names, found = new Set()) => {
  for (const name of names.filter((candidate) => !found.has(candidate))) {
    found.add(name)
    const ours = Object.keys(manifestOf(name).dependencies ?? {}).filter((dependency) =>
      dependency.startsWith('@aftersale/'),
    )
    withNeeded(
      ours.map((dependency) => dependency.slice('@aftersale/'.length)),
      found,
    )
  }
  return [...found]
}

const run = (command, args, cwd, { silent = false } = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0 || (silent && stderr !== ''))
    throw new Error(`${command} ${args.join(' ')} in ${cwd} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}

const lines = {
  domain: `
    const codec = domainEventCatalogue.codecs.find(({ messageType }) => messageType === 'ServiceTicketOpened')
    console.log(domainEventCatalogue.decode({ type: codec.messageType, data: {}, metadata: { schemaVersion: 1 } })._tag)
    console.log(domainEvents.length === domainEventCatalogue.codecs.length)`,
}

const scripts = {
  'esm/domain.mjs': `import { domainEventCatalogue, domainEvents } from '@aftersale/domain'${lines.domain}`,
  'cjs/domain.cjs': `const { domainEventCatalogue, domainEvents } = require('@aftersale/domain')${lines.domain}`,
}

const commandLine = [
  ['simulate', '--to', 'history.ndjson', '--seed', '1', '--customers', '20'],
  ['verify', 'history.ndjson'],
  ['replay', 'history.ndjson', '--format', 'json'],
]

ensureInstalled()
if (!built()) process.exit(1)

const folder = mkdtempSync(join(tmpdir(), 'aftersale-packed-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const tarballOf = (name) => join(folder, `aftersale-${name}-${manifestOf(name).version}.tgz`)
for (const name of released) {
  run('npx', ['-y', pnpm, 'pack', '--pack-destination', folder], join(root, 'packages', name))
  const faults =
    tool('publint', 'publint', ['run', tarballOf(name), '--strict'], { stdio: ['ignore', 'ignore', 'inherit'] }) +
    tool('@arethetypeswrong/cli', 'attw', [tarballOf(name), '--profile', 'esm-only', '--format', 'ascii', '--quiet'])
  if (faults > 0) throw new Error(`the packed @aftersale/${name} is at fault`)
  console.log(`packed @aftersale/${name}: publint and attw find nothing`)
}

/** The oldest and the newest Node that is promised: the one this runs on where it is one of them, the other from npm. */
const nodes = ['20', '24'].map((major) => {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const home = join(folder, `node${major}`)
  mkdirSync(home)
  run('npm', ['install', '--prefix', home, `node@${major}`, '--no-audit', '--no-fund'], folder)
  return join(home, 'node_modules', 'node', 'bin', 'node')
})

for (const [kind, type] of [
  ['esm', 'module'],
  ['cjs', 'commonjs'],
]) {
  const project = join(folder, kind)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: `blank-${kind}`, private: true, type }))
  const tarballs = withNeeded(['domain', 'cli']).map(tarballOf)
  run('npm', ['install', ...tarballs, '--no-audit', '--no-fund'], project)

  for (const node of nodes) {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
    for (const [file, script] of Object.entries(scripts).filter(([file]) => file.startsWith(`${kind}/`))) {
      writeFileSync(join(folder, file), script)
      // Silent: loading ES modules by require() warns on a Node that is too old for us.
      const said = run(node, [join(folder, file)], project, { silent: true })
      if (said !== 'Left\ntrue\n') throw new Error(`${file} on ${version} said ${said}`)
    }
    const bin = join(project, 'node_modules', '@aftersale', 'cli', manifestOf('cli').bin.aftersale)
    for (const args of commandLine) run(node, [bin, ...args], project)
    rmSync(join(project, 'history.ndjson'))
    console.log(`${kind}: the domain and the command line work on Node ${version}`)
  }
  if (!run('npx', ['--no-install', 'aftersale', '--help'], project).includes('aftersale')) {
    throw new Error('npx aftersale --help says nothing of aftersale')
  }
}
