export { run } from './command-line.js'
export type { ExitCode } from './exit-code.js'
export type { Surroundings } from './surroundings.js'
