/** Chance that a seed settles. */
export interface SeededRandom {
  /** From 0 to below 1. */
  readonly next: () => number
  /** A whole number from 0 to below the bound. */
  readonly below: (bound: number) => number
  readonly happens: (probability: number) => boolean
}

/** The same seed, the same row of numbers (mulberry32). */
export const seededRandom = (seed: number): SeededRandom => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return { next, below: (bound) => Math.floor(next() * bound), happens: (probability) => next() < probability }
}

export const milliseconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count))
