import * as fc from 'fast-check'

// The cases that properties are tried on, the same again where CHECK_SEED says which: a whole run can be repeated.
const seed = process.env['CHECK_SEED']

if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })
