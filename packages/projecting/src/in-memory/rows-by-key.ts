/** Rows in memory, one a key, that can put back what was changed since a point in time. */
export class RowsByKey<Row> {
  private readonly rows = new Map<string, Row>()
  /** What stood where something was changed, newest last; kept only while somebody may want it back. */
  private journal: Array<{ readonly key: string; readonly before: Row | undefined }> | undefined

  get size(): number {
    return this.rows.size
  }

  get(key: string): Row | undefined {
    return this.rows.get(key)
  }

  set(key: string, row: Row): void {
    this.journal?.push({ key, before: this.rows.get(key) })
    this.rows.set(key, row)
  }

  delete(key: string): void {
    this.journal?.push({ key, before: this.rows.get(key) })
    this.rows.delete(key)
  }

  /** Every key with its row, in code-unit order of the keys: the same rows, the same list. */
  entries(): ReadonlyArray<readonly [key: string, row: Row]> {
    return [...this.rows].sort(([left], [right]) => (left < right ? -1 : 1))
  }

  /** Does the work; where it throws, the rows are what they were before, and it throws again. */
  undoable(work: () => void): void {
    this.journal = []
    try {
      work()
    } catch (thrown) {
      for (const { key, before } of this.journal.reverse()) {
        if (before === undefined) this.rows.delete(key)
        else this.rows.set(key, before)
      }
      throw thrown
    } finally {
      this.journal = undefined
    }
  }
}
