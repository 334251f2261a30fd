// The cases that properties are tried on, the same again where CHECK_SEED says which: a whole run can be repeated.
const seed = process.env.CHECK_SEED

if (seed !== undefined) require('fast-check').configureGlobal({ seed: Number(seed) })
