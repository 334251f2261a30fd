import type { Surroundings } from './surroundings.js'

/** A line that tells how far a long work has come. Nothing is shown where nobody watches, or the work is short. */
export interface Progress {
  readonly at: (count: number) => void
  /** Takes the line away. */
  readonly end: () => void
}

const MILLISECONDS_BEFORE_SHOWN = 500
const MILLISECONDS_BETWEEN = 100

export const progressOf = (what: string, { messages, isWatched }: Surroundings): Progress => {
  if (!isWatched) return { at: () => undefined, end: () => undefined }
  let nextAt = performance.now() + MILLISECONDS_BEFORE_SHOWN
  let isShown = false
  return {
    at: (count) => {
      const now = performance.now()
      if (now < nextAt) return
      nextAt = now + MILLISECONDS_BETWEEN
      isShown = true
      messages.write(`\r${count.toLocaleString('en')} ${what} …\u001b[K`)
    },
    end: () => {
      if (isShown) messages.write('\r\u001b[K')
      isShown = false
    },
  }
}
