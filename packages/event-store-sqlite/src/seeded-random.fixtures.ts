/** A stream of numbers from 0 to 1 that the seed settles (mulberry32), and whole numbers below a bound. */
export const seededRandom = (
  seed: number,
): { readonly next: () => number; readonly below: (bound: number) => number } => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return { next, below: (bound) => Math.floor(next() * bound) }
}
