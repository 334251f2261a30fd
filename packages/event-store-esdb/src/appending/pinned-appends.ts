import type { Appended, AppendFailure, OutcomeUnknown } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { Patience } from '../patience.js'
import type { StreamReader } from '../reading/stream-reader.js'
import type { Turns } from '../turns.js'
import type { AppendAnswer } from '../wire/append-answer.js'
import { NO_EVENT } from '../wire/append-request.js'
import type { AppendWire } from '../wire/append-wire.js'
import { unavailableBy } from '../wire/wire-fault.js'
import type { EncodedAppend } from './encoded-append.js'
import type { KnownIds } from './known-ids.js'

export type Sent =
  | { readonly outcome: 'written'; readonly appended: Appended & { readonly revision: number } }
  /** Not written, and it cannot be any more: another event stands there. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'failed'; readonly failure: AppendFailure }

interface Source {
  readonly wire: AppendWire
  readonly reader: StreamReader
  readonly known: KnownIds
  readonly turns: Turns
  readonly patience: Patience
}

/** An append without an answer is looked for this many times as long as an answer is waited for. */
const LOOKED_FOR = 3

/** Appends at exactly one revision, and finds out what became of those that got no answer. */
export class PinnedAppends {
  constructor(private readonly source: Source) {}

  /** After `revision`, or where there is no stream. */
  async send(append: EncodedAppend, revision: number): Promise<Sent> {
    const sent = await this.source.turns.take(() => this.sent(append, revision))
    if (sent.outcome === 'written') this.learn(append, revision, sent.appended.revision)
    return sent
  }

  private async sent(append: EncodedAppend, revision: number): Promise<Sent> {
    const { wire, patience } = this.source
    const { stream, events, bytes } = append
    const begunAt = performance.now()
    const until = begunAt + patience.timeoutMilliseconds
    for (let attempt = 1; ; attempt += 1) {
      const answer = await wire.append({ stream, after: revision, events })
      switch (answer.answer) {
        case 'written':
          return written(answer)
        case 'conflict':
          return answered.conflict
        case 'stream-deleted':
          return failed({ failure: 'StreamDeleted', stream })
        case 'too-large':
          return failed({ failure: 'AppendTooLarge', stream, bytes, limit: answer.limit })
        case 'refused':
          return failed(unavailableBy(answer.fault))
        case 'not-taken':
          if (!(await patience.another(attempt, until))) {
            return failed(patience.isOver() ? { failure: 'StoreClosed' } : unavailableBy(answer.fault))
          }
          break
        case 'unknown':
          return this.lookedFor(append, revision, answer.why)
      }
    }
  }

  /**
   * Nobody knows whether the server has it, or will have it yet. Its ids are looked for; where they are not there and
   * nothing else is, the same ids are sent again at the same revision, which can write them once at most.
   */
  private async lookedFor(append: EncodedAppend, revision: number, why: string): Promise<Sent> {
    const { wire, patience } = this.source
    const { stream, events, eventIds } = append
    const until = performance.now() + LOOKED_FOR * patience.timeoutMilliseconds
    let reason = why
    for (let attempt = 1; await patience.another(attempt, until); attempt += 1) {
      const looked = await this.look(append, revision)
      if (looked !== 'not-there' && looked !== 'not-known') return looked
      if (looked === 'not-known') continue
      const answer = await wire.append({ stream, after: revision, events })
      switch (answer.answer) {
        case 'written':
          return written(answer)
        case 'conflict':
          // At no-stream too: a stream that was deleted and begun anew by this very append is looked at once more.
          if (revision !== NO_EVENT) return answered.conflict
          break
        case 'stream-deleted':
          return failed({ failure: 'StreamDeleted', stream })
        case 'too-large':
        case 'refused':
        case 'not-taken':
        case 'unknown':
          reason = whyOf(answer) ?? reason
          break
      }
    }
    const unknown: OutcomeUnknown = { failure: 'OutcomeUnknown', stream, eventIds, why: reason }
    return failed(unknown)
  }

  private async look(append: EncodedAppend, revision: number): Promise<Sent | 'not-there' | 'not-known'> {
    const { stream, events } = append
    const read = { from: revision === NO_EVENT ? 0 : revision + 1, maxCount: events.length }
    const slice = await this.source.reader.slice(stream, read, { ofLeader: true, once: true })
    if (E.isLeft(slice)) return slice.left.failure === 'StreamDeleted' ? failed(slice.left) : 'not-known'
    const { ids, events: found, lastRevision } = slice.right
    const last = found.at(-1)
    if (last !== undefined && ids.length === events.length && events.every(({ id }, index) => ids[index] === id)) {
      return { outcome: 'written', appended: { revision: last.revision, position: last.position } }
    }
    // The last of them only, where it would stand: the stream keeps fewer events than it has.
    const isLast = last !== undefined && last.revision === revision + events.length
    if (isLast && ids.every((id, index) => events.at(index - ids.length)?.id === id)) {
      return { outcome: 'written', appended: { revision: last.revision, position: last.position } }
    }
    // The first of them only: the server is still making them readable.
    if (ids.length > 0 && ids.every((id, index) => events[index]?.id === id)) return 'not-known'
    const current = lastRevision === 'no-stream' ? NO_EVENT : lastRevision
    if (current === revision) return 'not-there'
    // A stream that was there and is gone, or that is shorter than it was: whether the append still waits can't be told.
    return current > revision ? answered.conflict : 'not-known'
  }

  private learn({ stream, events }: EncodedAppend, after: number, revision: number): void {
    const first = revision - events.length + 1
    const ids = events.map(({ id }, index) => [id, first + index] as const)
    // At no-stream nothing stood there, whatever number the first event has.
    this.source.known.learn(stream, { from: after === NO_EVENT ? 0 : first, through: revision, ids })
  }
}

const answered = { conflict: { outcome: 'conflict' } } as const

const failed = (failure: AppendFailure): Sent => ({ outcome: 'failed', failure })

const written = ({ revision, position }: Extract<AppendAnswer, { readonly answer: 'written' }>): Sent => ({
  outcome: 'written',
  appended: position === undefined ? { revision } : { revision, position },
})

const whyOf = (answer: AppendAnswer): string | undefined => {
  if (answer.answer === 'unknown') return answer.why
  return answer.answer === 'refused' || answer.answer === 'not-taken' ? answer.fault.why : undefined
}
