import { setFlagsFromString } from 'node:v8'

/** The flag is V8's own, and not of its API: these versions have it, those of Node.js 20 to 24. */
const [FIRST, LAST] = [11, 13]

/**
 * Lets V8 compile each function by itself, but for the smallest, without those that it calls. For a process that ends
 * within seconds: it runs hundreds of functions that are worth compiling, and hardly one of them pays back what the
 * inlining took. Measured, the compiler was at work for two fifths of a replay, on another core, and is for one fifth so
 * (ADR 0019). Not for what runs longer: simulating a history takes a tenth longer by it.
 */
export const inlineLess = (v8 = process.versions.v8, setFlags = setFlagsFromString): void => {
  const version = Number.parseInt(v8, 10)
  if (version >= FIRST && version <= LAST) setFlags('--max-inlined-bytecode-size-cumulative=0')
}
