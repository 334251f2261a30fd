import { type Appended, everyPage, type RecordedEvent } from '@aftersale/event-store'
import { type MarkedAppend, type MarkedData, textOf } from './marked-append.fixtures.js'
import type { SqliteEventStore } from './sqlite-event-store.js'
import { right } from './sqlite-files.fixtures.js'

/** An append as it was found in the file. */
interface FoundAppend extends MarkedAppend {
  readonly firstPosition: number
  readonly lastRevision: number
}

/**
 * Reads a file that marked appends were written to, and throws at the first thing that is wrong with it: a gap in the
 * positions or in a stream's revisions, an event whose content isn't that of its mark, an append that is there in part,
 * twice, or in pieces.
 */
export class InspectedHistory {
  private readonly appends = new Map<string, FoundAppend>()
  private readonly lastRevisions = new Map<string, number>()
  private positions = 0

  get events(): number {
    return this.positions
  }

  get count(): number {
    return this.appends.size
  }

  /** Reads on from where it was. */
  async readOn(store: SqliteEventStore): Promise<void> {
    const last = this.positions - 1
    const after = last === -1 ? {} : { after: { commit: last, prepare: last } }
    let parts: Array<RecordedEvent> = []
    for await (const page of everyPage(store, after)) {
      for (const event of right(page)) {
        this.inspectPlace(event)
        parts = this.partsWith(parts, event)
      }
    }
    if (parts.length > 0) throw new Error(`the last append is torn: ${described(parts)}`)
  }

  /** Throws where this append isn't in the file just as it was acknowledged. */
  inspectAcknowledged(append: MarkedAppend, { revision, position }: Appended): void {
    const found = this.appends.get(append.mark)
    if (found === undefined) throw new Error(`an acknowledged append is lost: ${JSON.stringify(append)}`)
    const asAcknowledged =
      found.stream === append.stream &&
      found.count === append.count &&
      found.lastRevision === revision &&
      found.firstPosition + found.count - 1 === position?.commit
    if (!asAcknowledged) {
      throw new Error(`acknowledged ${JSON.stringify({ append, revision, position })}, found ${JSON.stringify(found)}`)
    }
  }

  private inspectPlace({ position, stream, revision }: RecordedEvent): void {
    if (position.commit !== this.positions)
      throw new Error(`position ${position.commit} stands where ${this.positions} belongs`)
    const expected = (this.lastRevisions.get(stream) ?? -1) + 1
    if (revision !== expected) throw new Error(`revision ${revision} of ${stream} stands where ${expected} belongs`)
    this.positions += 1
    this.lastRevisions.set(stream, revision)
  }

  /** The parts of an append that were read so far; none once it is whole. */
  private partsWith(before: ReadonlyArray<RecordedEvent>, event: RecordedEvent): Array<RecordedEvent> {
    const parts = [...before, event]
    const { mark, index, count, text } = event.data as MarkedData
    const [first = event] = parts
    const isNext =
      index === parts.length - 1 && mark === (first.data as MarkedData).mark && event.stream === first.stream
    if (!isNext) throw new Error(`an append is torn: ${described(parts)}`)
    if (text !== textOf(mark, index)) throw new Error(`the content of ${mark}/${index} is not what was written`)
    if (parts.length < count) return parts

    if (this.appends.has(mark)) throw new Error(`${mark} stands there twice`)
    const { stream, revision } = event
    this.appends.set(mark, { mark, stream, count, firstPosition: first.position.commit, lastRevision: revision })
    return []
  }
}

const described = (parts: ReadonlyArray<RecordedEvent>): string =>
  parts
    .map(({ position, stream, data }) => {
      const { mark, index, count } = data as MarkedData
      return `${position.commit} ${stream} ${mark}/${index} of ${count}`
    })
    .join(', ')
