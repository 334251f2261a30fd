#!/usr/bin/env node
import { writeSync } from 'node:fs'
import { run } from './command-line.js'
import type { Surroundings } from './surroundings.js'

const cleanUps: Array<() => Promise<string>> = []
let isStopping = false

const surroundings: Surroundings = {
  input: process.stdin,
  output: process.stdout,
  messages: process.stderr,
  isWatched: process.stderr.isTTY,
  onStop: (cleanUp) => cleanUps.push(cleanUp),
  isStopping: () => isStopping,
}

/** Standard error may fail, too; then there is nobody to tell. */
const sayAtOnce = (text: string): void => {
  try {
    writeSync(process.stderr.fd, text)
  } catch {
    // Nobody hears it.
  }
}

const describeUnwritable = ({ code, message }: NodeJS.ErrnoException): string =>
  `standard output: can't be written (${code === 'ENOSPC' ? 'the disk is full' : message})`

// Who reads the output may stop whenever they have seen enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    if (stream === process.stdout) sayAtOnce(`aftersale: ${describeUnwritable(error)}\n`)
    process.exit(3)
  })
}

const stop = async (signal: 'SIGINT' | 'SIGTERM'): Promise<never> => {
  isStopping = true
  const told = await Promise.all(cleanUps.map((cleanUp) => cleanUp()))
  process.stderr.write(`\nStopped${told.map((text) => `; ${text}`).join('')}.\n`)
  // As a shell says it of a command that a signal ended.
  process.exit(signal === 'SIGINT' ? 130 : 143)
}
process.once('SIGINT', (signal) => void stop(signal as 'SIGINT'))
process.once('SIGTERM', (signal) => void stop(signal as 'SIGTERM'))

const typed = process.argv.slice(2)
if (typed[0] === 'replay') (await import('./inlining-less.js')).inlineLess()
process.exitCode = await run(typed, surroundings)
