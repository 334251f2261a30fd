import type { Appended, AppendFailure, StoreUnavailable, StreamDeleted, StreamMovedOn } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { StreamReader } from '../reading/stream-reader.js'
import { NO_EVENT } from '../wire/append-request.js'
import type { EncodedAppend } from './encoded-append.js'
import type { KnownIds, KnownStream } from './known-ids.js'
import type { PinnedAppends } from './pinned-appends.js'
import { type Run, runIn } from './run-of-ids.js'

type Outcome = E.Either<AppendFailure, Appended>

/** At most so many looks at a stream that others keep changing, in one append that names no revision. */
const LOOKS = 200

/**
 * Appends as the port has it, on a server that writes an event id again when the expected revision is the current one.
 * Every append is sent at one revision, or at none, after all ids up to there are known not to be its own: then the
 * server's check of the revision closes the race with whoever else writes.
 */
export class Appender {
  constructor(
    private readonly pinned: PinnedAppends,
    private readonly reader: StreamReader,
    private readonly known: KnownIds,
    private readonly pause: (attempt: number) => Promise<unknown>,
  ) {}

  append(append: EncodedAppend): Promise<Outcome> {
    const { expected } = append
    if (expected === 'any' || expected === 'stream-exists') return this.anywhere(append)
    return this.after(append, expected === 'no-stream' ? NO_EVENT : expected)
  }

  /** At one revision. The server itself recognises the ids where they stand right after it. */
  private async after(append: EncodedAppend, revision: number): Promise<Outcome> {
    const { stream } = append
    // Who names a revision has decided on it; a second attempt is only for a stream that came to it meanwhile.
    for (let attempt = 1; ; attempt += 1) {
      const held = await this.holdsUpTo(append, revision)
      if (E.isLeft(held)) return held
      if (held.right !== 'none') return E.left(movedOn(append, held.right))

      const sent = await this.pinned.send(append, revision)
      if (sent.outcome === 'failed') return E.left(sent.failure)
      if (sent.outcome === 'written') return E.right(sent.appended)
      const found = await this.afterConflict(append, revision)
      if (E.isLeft(found)) return found
      if (typeof found.right === 'object') return E.right(found.right)
      const actual = found.right
      if (actual !== append.expected || attempt === 3) return E.left(movedOn(append, actual))
      this.known.forget(stream)
      await this.pause(attempt)
    }
  }

  /** The stream's last revision where it holds one of the ids up to `revision`, or does not come to it; else `none`. */
  private async holdsUpTo(
    { stream, events }: EncodedAppend,
    revision: number,
  ): Promise<E.Either<StreamDeleted | StoreUnavailable, number | 'no-stream' | 'none'>> {
    if (revision === NO_EVENT) return E.right('none')
    const known = this.known.of(stream)
    const holdsOne =
      known !== undefined && events.some(({ id }) => (known.revisionOf.get(id) ?? Number.POSITIVE_INFINITY) <= revision)
    if (known !== undefined && !holdsOne && known.through >= revision) return E.right('none')

    // What is known may be out of date: an operator may have cut the stream. It is read anew where it would decide.
    if (holdsOne) this.known.forget(stream)
    const from = holdsOne || known === undefined ? 0 : known.through + 1
    const slice = await this.reader.slice(stream, { from, maxCount: revision - from + 1 }, { ofLeader: true })
    if (E.isLeft(slice)) return slice
    const { lastRevision, shown, ids, events: found } = slice.right
    if (lastRevision === 'no-stream') this.known.forget(stream)
    else if (shown !== undefined) this.known.learn(stream, shown)
    if (lastRevision === 'no-stream' || lastRevision < revision) return E.right(lastRevision)
    const own = new Set(events.map(({ id }) => id))
    // Of a stream that was cut, the server gives so many from where it begins now, be it past `revision`.
    const holdsOwn = ids.some((id, index) => own.has(id) && (found[index]?.revision ?? NO_EVENT) <= revision)
    return E.right(holdsOwn ? lastRevision : 'none')
  }

  /**
   * The server says that the stream stands elsewhere. With the revision that is so: the result of the ids, where they
   * are the first events of a stream that was deleted and begun anew (its numbers go on, so that the server does not
   * recognise them at `no-stream`).
   */
  private async afterConflict(
    { stream, events }: EncodedAppend,
    revision: number,
  ): Promise<E.Either<StreamDeleted | StoreUnavailable, number | 'no-stream' | Appended>> {
    const read =
      revision === NO_EVENT ? { maxCount: events.length } : ({ direction: 'backwards', maxCount: 1 } as const)
    const slice = await this.reader.slice(stream, read, { ofLeader: true })
    if (E.isLeft(slice)) return slice
    const { lastRevision, ids, events: found } = slice.right
    const last = found.at(-1)
    const isBegunAnew = revision === NO_EVENT && (found[0]?.revision ?? 0) > 0
    if (isBegunAnew && last !== undefined && sameIds(ids, events)) {
      return E.right({ revision: last.revision, position: last.position })
    }
    return E.right(lastRevision)
  }

  /** Where no revision is named: after what is there now, as often as others get in between. */
  private async anywhere(append: EncodedAppend): Promise<Outcome> {
    const { stream, expected } = append
    for (let look = 1; look <= LOOKS; look += 1) {
      const remembered = this.known.of(stream)
      const known = remembered === undefined ? await this.whole(stream) : E.right(remembered)
      if (E.isLeft(known)) return known
      const { through, revisionOf } = known.right
      if (through === NO_EVENT && expected === 'stream-exists') return E.left(movedOn(append, 'no-stream'))

      const run = runIn(append.events, revisionOf)
      if (run !== 'none') {
        const told = await this.toldOf(append, run)
        if (told !== 'old' && (remembered === undefined || E.isRight(told))) return told
        // What was remembered may be of a stream that an operator has cut: only what is read now refuses.
        this.known.forget(stream)
        continue
      }
      const sent = await this.pinned.send(append, through)
      if (sent.outcome === 'failed') return E.left(sent.failure)
      if (sent.outcome === 'written') return E.right(sent.appended)
      const newer = await this.reader.slice(stream, { from: through + 1 }, { ofLeader: true })
      if (E.isLeft(newer)) return newer
      const { lastRevision, shown } = newer.right
      if (lastRevision === 'no-stream' || lastRevision <= through) this.known.forget(stream)
      else if (shown !== undefined) this.known.learn(stream, shown)
      if (look > 1) await this.pause(Math.min(look, 4))
    }
    const why = `others appended to ${stream} each time between a look at it and an append`
    return E.left({ failure: 'StoreUnavailable', cause: 'failed', why })
  }

  /** The whole stream as it is now. */
  private async whole(stream: string): Promise<E.Either<StreamDeleted | StoreUnavailable, KnownStream>> {
    const slice = await this.reader.slice(stream, {}, { ofLeader: true })
    if (E.isLeft(slice)) return slice
    const { lastRevision, shown, ids, events } = slice.right
    if (shown !== undefined) this.known.learn(stream, shown)
    return E.right({
      through: lastRevision === 'no-stream' ? NO_EVENT : lastRevision,
      revisionOf: new Map(ids.map((id, index) => [id, events[index]?.revision ?? NO_EVENT])),
    })
  }

  /** The answer where ids of the append stand in the stream; `old` where they do not stand there any more. */
  private async toldOf(append: EncodedAppend, run: Exclude<Run, 'none'>): Promise<Outcome | 'old'> {
    const { stream, expected, events } = append
    const isWhole = run !== 'mixed' && (expected === 'any' || run.first > 0)
    const read = isWhole ? { from: run.first, maxCount: events.length } : END
    const slice = await this.reader.slice(stream, read, { ofLeader: true })
    if (E.isLeft(slice)) return slice
    const { lastRevision, ids } = slice.right
    const last = slice.right.events.at(-1)
    if (!isWhole) return E.left(movedOn(append, lastRevision))
    return last !== undefined && sameIds(ids, events)
      ? E.right({ revision: last.revision, position: last.position })
      : 'old'
  }
}

/** The last event alone. */
const END = { direction: 'backwards', maxCount: 1 } as const

const sameIds = (ids: ReadonlyArray<string>, events: EncodedAppend['events']): boolean =>
  ids.length === events.length && events.every(({ id }, index) => ids[index] === id)

const movedOn = ({ stream, expected }: EncodedAppend, actual: number | 'no-stream'): StreamMovedOn => ({
  failure: 'StreamMovedOn',
  stream,
  expected,
  actual,
})
