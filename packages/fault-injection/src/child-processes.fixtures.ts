import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { ProjectingOrders, ProjectingReport } from './projecting-process.fixtures.js'

/** The projecting process as one file that Node.js runs, built from the sources; and the way to remove it. */
export const builtProjectingProcess = (): { readonly path: string; readonly remove: () => void } => {
  const packageFolder = join(__dirname, '..')
  // Inside node_modules, from where libsql is found, and which no repository keeps.
  const folder = join(packageFolder, 'node_modules', '.cache')
  const path = join(folder, `projecting-${process.pid}.mjs`)
  mkdirSync(folder, { recursive: true })
  buildSync({
    entryPoints: [join(__dirname, 'projecting-process.fixtures.ts')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['libsql'],
    // The client of EventStoreDB is CommonJS and asks for modules of Node.js by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    tsconfig: join(packageFolder, '..', 'tsconfig.json'),
    logLevel: 'error',
  })
  return { path, remove: () => rmSync(path, { force: true }) }
}

/** A process that projects once it is told to. */
export interface ProjectingProcess {
  readonly ready: Promise<void>
  readonly go: () => void
  /** It has begun with so many events, or has caught up, or is gone. */
  readonly reached: (events: number | 'caught-up') => Promise<void>
  readonly kill: () => void
  /** How it ended, once it is gone. */
  readonly gone: Promise<ProcessEnd>
}

export interface ProcessEnd {
  readonly signal: string | null
  readonly errors: string
  readonly reports: ReadonlyArray<ProjectingReport>
}

export const startedProjecting = (path: string, orders: ProjectingOrders): ProjectingProcess => {
  const child = spawn(process.execPath, [path, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => undefined)
  const reports: Array<ProjectingReport> = []
  const waiting = new Set<() => void>()
  let rest = ''
  let isGone = false
  const tell = (): void => {
    for (const look of waiting) look()
  }
  child.stdout.on('data', (chunk: Buffer) => {
    // What comes after the last line break was cut off by the kill.
    const lines = (rest + chunk.toString('utf8')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) reports.push(JSON.parse(line) as ProjectingReport)
    tell()
  })
  child.once('close', () => {
    isGone = true
    tell()
  })

  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isGone && !holds()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })

  return {
    ready: until(() => reports.some(({ told }) => told === 'ready')),
    go: () => child.stdin.write('go\n'),
    reached: (events) =>
      until(() =>
        reports.some((report) =>
          events === 'caught-up'
            ? report.told === 'caught-up'
            : report.told === 'projecting' && report.events >= events,
        ),
      ),
    kill: () => child.kill('SIGKILL'),
    gone: goneOf(child, reports),
  }
}

const goneOf = (child: ChildProcess, reports: ReadonlyArray<ProjectingReport>): Promise<ProcessEnd> =>
  new Promise((resolve, reject) => {
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8')
    })
    child.once('error', reject)
    child.once('close', (_code, signal) => resolve({ signal, errors, reports }))
  })
