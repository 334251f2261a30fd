import type { Life } from './life.js'

/** Counts what may still happen to a stream: entries on the agenda, and lives that know it. At none, it is forgotten. */
export const heldStreams = (forget: (stream: string) => void) => {
  const counts = new Map<string, number>()
  const ofLives = new Map<Life, Set<string>>()
  const hold = (id: string): void => {
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const release = (id: string): void => {
    const count = (counts.get(id) ?? 0) - 1
    if (count > 0) counts.set(id, count)
    else {
      counts.delete(id)
      forget(id)
    }
  }
  return {
    hold,
    release,
    holdFor: (life: Life, id: string): void => {
      const known = ofLives.get(life) ?? new Set()
      if (!known.has(id)) hold(id)
      ofLives.set(life, known.add(id))
    },
    releaseAllOf: (life: Life): void => {
      for (const id of ofLives.get(life) ?? []) release(id)
      ofLives.delete(life)
    },
  }
}
