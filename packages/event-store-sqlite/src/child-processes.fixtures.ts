import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { WriterOrders, WriterReport } from './writing-process.fixtures.js'

/** The writing process as one file that Node.js runs, built from the sources; and the way to remove it. */
export const builtWriter = (): { readonly path: string; readonly remove: () => void } => {
  const packageFolder = join(__dirname, '..')
  // Inside node_modules, from where libsql is found, and which no repository keeps.
  const folder = join(packageFolder, 'node_modules', '.cache')
  const path = join(folder, `writer-${process.pid}.mjs`)
  mkdirSync(folder, { recursive: true })
  buildSync({
    entryPoints: [join(__dirname, 'writing-process.fixtures.ts')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['libsql'],
    tsconfig: join(packageFolder, '..', 'tsconfig.json'),
    logLevel: 'error',
  })
  return { path, remove: () => rmSync(path, { force: true }) }
}

/** A process that writes once it is told to. */
export interface Writer {
  readonly ready: Promise<void>
  /** So many appends are acknowledged, or the process is gone. */
  readonly acknowledged: (count: number) => Promise<void>
  readonly go: () => void
  readonly kill: () => void
  /** What it told, and how it ended, once it is gone. */
  readonly gone: Promise<{
    readonly reports: ReadonlyArray<WriterReport>
    readonly signal: string | null
    readonly errors: string
  }>
}

export const startedWriter = (path: string, orders: WriterOrders): Writer => {
  const child = spawn(process.execPath, [path, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => undefined)
  return {
    ready: new Promise((resolve) => child.stdout.once('data', () => resolve())),
    acknowledged: (count) =>
      new Promise((resolve) => {
        if (count === 0) resolve()
        let told = ''
        child.stdout.on('data', (chunk: Buffer) => {
          told += chunk.toString('utf8')
          if (told.split('"acknowledged"').length > count) resolve()
        })
        child.once('close', () => resolve())
      }),
    go: () => child.stdin.write('go\n'),
    kill: () => child.kill('SIGKILL'),
    gone: goneOf(child),
  }
}

const goneOf = (child: ChildProcess): Writer['gone'] =>
  new Promise((resolve, reject) => {
    let told = ''
    let errors = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8')
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8')
    })
    child.once('error', reject)
    child.once('close', (_code, signal) => {
      // What comes after the last line break was cut off by the kill: the store's answer never became known.
      const lines = told.split('\n').slice(0, -1)
      resolve({ reports: lines.map((line) => JSON.parse(line) as WriterReport), signal, errors })
    })
  })
