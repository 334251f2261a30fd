import type { Instant } from '@aftersale/messages'

interface Armed {
  readonly stream: string
  readonly dueAt: Instant
}

/** By stream, when something falls due there next: the soonest of all first, at one instant in the order of the names. */
export class ArmedDeadlines {
  private readonly soonest = new Map<string, Instant>()
  /** Holds what was disarmed or moved as well, until it comes up. */
  private heap: Array<Armed> = []

  /** Once it is armed anew, or disarmed by `undefined`, what was known of the stream before counts no more. */
  arm(stream: string, dueAt: Instant | undefined): void {
    if (this.soonest.get(stream) === dueAt) return
    if (dueAt === undefined) {
      this.soonest.delete(stream)
      return
    }
    this.soonest.set(stream, dueAt)
    this.push({ stream, dueAt })
    if (this.heap.length > 2 * this.soonest.size + 1000) this.clearOut()
  }

  next(): Armed | undefined {
    for (;;) {
      const [first] = this.heap
      if (first === undefined || this.soonest.get(first.stream) === first.dueAt) return first
      this.pop()
    }
  }

  get size(): number {
    return this.soonest.size
  }

  entries(): ReadonlyArray<Armed> {
    return Array.from(this.soonest, ([stream, dueAt]) => ({ stream, dueAt }))
  }

  clear(): void {
    this.soonest.clear()
    this.heap = []
  }

  /** A sorted list is a heap. */
  private clearOut(): void {
    this.heap = [...this.entries()].sort((one, other) => (isBefore(one, other) ? -1 : 1))
  }

  private push(armed: Armed): void {
    const { heap } = this
    heap.push(armed)
    let index = heap.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.swapUnlessBefore(parent, index)) break
      index = parent
    }
  }

  private pop(): void {
    const { heap } = this
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    heap[0] = last
    for (let index = 0; ; ) {
      const left = 2 * index + 1
      const leftEntry = heap[left]
      const rightEntry = heap[left + 1]
      if (leftEntry === undefined) return
      const least = rightEntry !== undefined && isBefore(rightEntry, leftEntry) ? left + 1 : left
      if (!this.swapUnlessBefore(index, least)) return
      index = least
    }
  }

  /** Whether the two had to change places. */
  private swapUnlessBefore(upper: number, lower: number): boolean {
    const one = this.heap[upper]
    const other = this.heap[lower]
    if (one === undefined || other === undefined || !isBefore(other, one)) return false
    this.heap[upper] = other
    this.heap[lower] = one
    return true
  }
}

const isBefore = (one: Armed, other: Armed): boolean =>
  one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.stream < other.stream)
