import * as E from 'fp-ts/lib/Either.js'
import type { RecordedEvent } from './event.js'
import type { AllRead, EventStore } from './event-store.js'
import type { ReadFailure } from './failures.js'

/**
 * Every event that `read` asks for, page by page, in order; nothing where there is none. A failure is given once and
 * is the last. Pages are fetched as they are asked for, so leaving the loop stops the reading.
 */
export async function* everyPage(
  { readAll }: Pick<EventStore, 'readAll'>,
  read: AllRead = {},
): AsyncGenerator<E.Either<ReadFailure, ReadonlyArray<RecordedEvent>>, void, undefined> {
  let after = read.after
  do {
    const page = await readAll(after === undefined ? read : { ...read, after })()
    if (E.isLeft(page)) {
      yield page
      return
    }
    if (page.right.events.length > 0) yield E.right(page.right.events)
    after = page.right.next
  } while (after !== undefined)
}
