/** Wakes whoever waits. What was told before somebody waits is not kept: look first, then wait. */
export class Signal {
  private waiting: Array<() => void> = []

  tell(): void {
    const woken = this.waiting
    this.waiting = []
    for (const wake of woken) wake()
  }

  /** Resolves the next time it is told. */
  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }
}
