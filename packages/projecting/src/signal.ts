/** Wakes whoever waits. What was told before somebody waits is not kept: look first, then wait. */
export class Signal {
  private waiting = new Set<() => void>()

  /** How many wait. */
  get waiters(): number {
    return this.waiting.size
  }

  tell(): void {
    const woken = this.waiting
    this.waiting = new Set()
    for (const wake of woken) wake()
  }

  /** Calls `wake` the next time it is told; gives the way to call that off. */
  whenTold(wake: () => void): () => void {
    // A function of its own each time: one that waits twice is woken twice.
    const once = (): void => wake()
    this.waiting.add(once)
    return () => void this.waiting.delete(once)
  }

  /** Resolves the next time it is told. */
  next(): Promise<void> {
    return new Promise((resolve) => this.whenTold(resolve))
  }
}
