/** What is to happen and when: the soonest first, and at the same time what was put down first. */
export class Agenda<Entry> {
  private readonly heap: Array<{ readonly at: number; readonly order: number; readonly entry: Entry }> = []
  private order = 0

  put(at: number, entry: Entry): void {
    const { heap } = this
    heap.push({ at, order: this.order, entry })
    this.order += 1
    let index = heap.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (this.isBefore(parent, index)) break
      this.swap(parent, index)
      index = parent
    }
  }

  next(): { readonly at: number; readonly entry: Entry } | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let index = 0; ; ) {
      const left = 2 * index + 1
      const right = left + 1
      let least = index
      if (left < heap.length && this.isBefore(left, least)) least = left
      if (right < heap.length && this.isBefore(right, least)) least = right
      if (least === index) return first
      this.swap(least, index)
      index = least
    }
  }

  private isBefore(left: number, right: number): boolean {
    const one = this.heap[left]
    const other = this.heap[right]
    if (one === undefined || other === undefined) return false
    return one.at < other.at || (one.at === other.at && one.order < other.order)
  }

  private swap(left: number, right: number): void {
    const one = this.heap[left]
    const other = this.heap[right]
    if (one === undefined || other === undefined) return
    this.heap[left] = other
    this.heap[right] = one
  }
}
