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

const threeLines = `
const { reason } = serviceTicket.decide({ type: 'AddNote', data: {} }, serviceTicket.initial).left
const { failure } = domainEventCatalogue.decode({ type: 'ServiceTicketOpened', data: {}, metadata: {} }).left
console.log(reason, failure, domainEvents.length === domainEventCatalogue.codecs.length)`

const imported = '{ domainEventCatalogue, domainEvents, serviceTicket }'
const scripts = {
  esm: `import ${imported} from '@aftersale/domain'${threeLines}`,
  cjs: `const ${imported} = require('@aftersale/domain')${threeLines}`,
}

const commandLine = [
  ['simulate', '--to', 'history.ndjson', '--seed', '1', '--customers', '20'],
  ['verify', 'history.ndjson'],
  ['replay', 'history.ndjson', '--format', 'json'],
  ['copy', 'history.ndjson', 'history.db'],
  ['replay', 'history.db', '--format', 'json'],
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

const answers = new Set()
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
    writeFileSync(join(project, 'domain.js'), scripts[kind])
    // Silent: loading ES modules by require() warns on a Node that is too old for us.
    const said = run(node, ['domain.js'], project, { silent: true })
    if (said !== 'TicketNotOpened UndecodableMetadata true\n')
      throw new Error(`the domain said on Node ${version}: ${said}`)

    const bin = join(project, 'node_modules', '@aftersale', 'cli', manifestOf('cli').bin.aftersale)
    const told = commandLine.map((args) => run(node, [bin, ...args], project)).join('')
    for (const name of readdirSync(project).filter((one) => one.startsWith('history.'))) rmSync(join(project, name))
    answers.add(told.replaceAll(/"timeZoneData": ?"\w+"/g, ''))
    console.log(`${kind}: the domain and the command line work on Node ${version}`)
  }
  if (!run('npx', ['--no-install', 'aftersale', '--help'], project).includes('aftersale')) {
    throw new Error('npx aftersale --help says nothing of aftersale')
  }
}
if (answers.size !== 1) throw new Error('the same history was replayed into different figures')
