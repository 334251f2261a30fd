import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface ChildRun {
  readonly seconds: number
  readonly peakMegabytes: number
  readonly output: string
}

const peakReporter = new URL('peak-reporter.js', import.meta.url).href
const aftersale = fileURLToPath(new URL('../../cli/dist/command/aftersale.js', import.meta.url))

/** Runs a script in a Node.js of its own, and tells how long that took and how much memory it held at its peak. */
export const runInChild = (script: string, args: ReadonlyArray<string>): ChildRun => {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', peakReporter, script, ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${status}: ${stderr}`)
  const peak = /peak (\d+) kilobytes/.exec(stderr)?.[1]
  return { seconds, peakMegabytes: Number(peak) / 1024, output: stdout }
}

/** Runs the command line as an analyst does. */
export const runAftersale = (...args: ReadonlyArray<string>): ChildRun => runInChild(aftersale, args)

export const runBareLoop = (file: string): ChildRun =>
  runInChild(fileURLToPath(new URL('bare-loop.js', import.meta.url)), [file])
