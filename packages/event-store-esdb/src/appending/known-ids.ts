/** What is known of one stream: every event id that it holds up to a revision. */
export interface KnownStream {
  readonly through: number
  readonly revisionOf: ReadonlyMap<string, number>
}

/** What a read or an append showed: all ids that stand from a revision on through another. */
export interface Shown {
  readonly from: number
  readonly through: number
  readonly ids: ReadonlyArray<readonly [id: string, revision: number]>
}

interface Known {
  through: number
  readonly revisionOf: Map<string, number>
}

/**
 * The event ids of the streams that were last used, so that an append whose stream was just read needs no other look
 * at it. Bounded by the number of ids; the streams that were not used for longest are forgotten first. It may be out
 * of date, and never decides by itself that an append was made before.
 */
export class KnownIds {
  /** Least recently used first. */
  private readonly streams = new Map<string, Known>()
  private count = 0

  constructor(private readonly limit: number) {}

  of(stream: string): KnownStream | undefined {
    const known = this.streams.get(stream)
    if (known === undefined) return undefined
    this.streams.delete(stream)
    this.streams.set(stream, known)
    return known
  }

  /** Taken up only where it goes on from what is known, or shows the stream from its beginning. */
  learn(stream: string, { from, through, ids }: Shown): void {
    const known = this.streams.get(stream)
    if (known === undefined || from > known.through + 1) {
      if (from !== 0) return
      this.forget(stream)
      this.keep(stream, { through, revisionOf: new Map(ids) })
      return
    }
    if (through <= known.through) return
    const before = known.revisionOf.size
    for (const [id, revision] of ids) known.revisionOf.set(id, revision)
    known.through = through
    this.count += known.revisionOf.size - before
    this.streams.delete(stream)
    this.streams.set(stream, known)
    this.makeRoom()
  }

  forget(stream: string): void {
    this.count -= this.streams.get(stream)?.revisionOf.size ?? 0
    this.streams.delete(stream)
  }

  forgetAll(): void {
    this.streams.clear()
    this.count = 0
  }

  private keep(stream: string, known: Known): void {
    this.streams.set(stream, known)
    this.count += known.revisionOf.size
    this.makeRoom()
  }

  private makeRoom(): void {
    for (const stream of this.streams.keys()) {
      if (this.count <= this.limit && this.streams.size <= this.limit) return
      this.forget(stream)
    }
  }
}
