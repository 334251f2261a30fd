const began = performance.now()

/** Says what is being measured, on the error output: the figures go to the other one. */
export const progress = (what: string): void => {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}\n`)
}
