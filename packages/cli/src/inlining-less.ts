import { setFlagsFromString } from 'node:v8'

/** Those of Node.js 20 and 24. The flag is V8's own and not of its API: another version may not know it. */
const MEASURED: ReadonlyArray<number> = [11, 13]

/**
 * Lets V8 compile each function by itself, but for the smallest, without those that it calls: for a process that is over
 * within seconds, in which hardly a function runs for so long that inlining pays (ADR 0024). Not for what runs longer.
 */
export const inlineLess = (v8 = process.versions.v8, setFlags = setFlagsFromString): void => {
  if (MEASURED.includes(Number.parseInt(v8, 10))) setFlags('--max-inlined-bytecode-size-cumulative=0')
}
