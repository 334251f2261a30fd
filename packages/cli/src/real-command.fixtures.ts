import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { buildSync } from 'esbuild'

/**
 * The command as it is run: built from the sources into a directory of the test's own, and started as a process. Jest's
 * own environment would be neither the command's standard streams nor its exit code.
 */
export interface RealCommand {
  readonly directory: string
  readonly path: (name: string) => string
  readonly run: (args: ReadonlyArray<string>, options?: RunOptions) => CommandResult
  /** What `doing` gives while another process holds the lock of the SQLite file. */
  readonly whileLocked: (name: string, doing: () => CommandResult) => Promise<CommandResult>
  /** What a command writes, or left, beside the file of that name. */
  readonly besides: (name: string) => ReadonlyArray<string>
  /** The file to start with Node, for tests that talk to it while it runs. */
  readonly script: string
  readonly remove: () => void
}

export interface RunOptions {
  readonly input?: string | Buffer
  readonly environment?: Readonly<Record<string, string>>
  /** Run by a user who owns nothing, where the test itself may do anything. */
  readonly isNobody?: boolean
}

export interface CommandResult {
  readonly code: number | null
  readonly output: string
  readonly messages: string
}

const packages = resolve(__dirname, '../..')
const libsql = require.resolve('libsql', { paths: [join(packages, 'event-store-sqlite')] })

const NOBODY = 65534

export const realCommand = (): RealCommand => {
  const directory = mkdtempSync(join(tmpdir(), 'aftersale-command-'))
  chmodSync(directory, 0o755)
  // With its native part, as it lies beside it: the repository may be nobody's to read.
  cpSync(dirname(dirname(libsql)), join(directory, 'node_modules'), { recursive: true, dereference: true })
  buildSync({
    entryPoints: [join(__dirname, 'aftersale.ts')],
    outdir: join(directory, 'command'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    banner: { js: "import { createRequire as from } from 'node:module'; const require = from(import.meta.url);" },
    external: ['libsql'],
    tsconfig: join(packages, 'tsconfig.json'),
    logLevel: 'error',
  })
  const script = join(directory, 'command', 'aftersale.mjs')
  return {
    directory,
    path: (name) => join(directory, name),
    script,
    run: (args, { input = '', environment = {}, isNobody = false } = {}) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
        cwd: directory,
        encoding: 'utf8',
        input,
        env: { ...process.env, ...environment },
        maxBuffer: 256 * 1024 * 1024,
        ...(isNobody && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}),
      })
      return { code: status, output: stdout, messages: stderr }
    },
    whileLocked: (name, doing) =>
      new Promise((resolve, reject) => {
        const holding = `
          const database = new (require(${JSON.stringify(libsql)}))(${JSON.stringify(join(directory, name))})
          database.exec('BEGIN IMMEDIATE')
          console.log('held')
          process.stdin.resume()
          process.stdin.on('end', () => process.exit())
        `
        const holder = spawn(process.execPath, ['--eval', holding], { stdio: ['pipe', 'pipe', 'inherit'] })
        let result: CommandResult | undefined
        holder.on('error', reject)
        holder.stdout.once('data', () => {
          result = doing()
          holder.stdin.end()
        })
        holder.on('close', () => (result === undefined ? reject(new Error('The lock was not held')) : resolve(result)))
      }),
    besides: (name) => readdirSync(directory).filter((one) => one.startsWith(name) && one !== name),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** Runs the command to its end while this process goes on: for one that talks to a server of the test's own. */
export const runBeside = (command: RealCommand, args: ReadonlyArray<string>): Promise<CommandResult> =>
  interrupted(command, args, () => false)

/** Starts the command and interrupts it, as Ctrl-C does, once `isTime` says so. */
export const interrupted = (
  { script, directory }: RealCommand,
  args: ReadonlyArray<string>,
  isTime: () => boolean,
): Promise<CommandResult> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let messages = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      messages += chunk.toString()
    })
    const watching = setInterval(() => {
      if (!isTime()) return
      clearInterval(watching)
      child.kill('SIGINT')
    }, 20)
    child.on('close', (code) => {
      clearInterval(watching)
      resolve({ code, output, messages })
    })
  })
