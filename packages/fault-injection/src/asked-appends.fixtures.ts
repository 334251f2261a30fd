import type { RecordedEvent } from '@aftersale/event-store'

/** What was asked of the store by one command id in one stream, and what was answered in the end. */
export interface AskedAppend {
  readonly stream: string
  readonly commandId: string
  /** Events it was to write, where the writer knows; a command's are for the ticket to decide. */
  readonly count: number | undefined
  readonly answer: Answer
  /** Whether an answer before this one, or this one, was that the outcome is not known. */
  readonly wasUnknown: boolean
}

export type Answer =
  /** These events stand at these revisions. None where there was nothing to record. */
  | { readonly is: 'acknowledged'; readonly events: ReadonlyArray<Acknowledged> }
  /** Nothing of it was or will be written. */
  | { readonly is: 'not-written'; readonly because: string }
  /** The writer gave up asking. */
  | { readonly is: 'unknown' }

export interface Acknowledged {
  readonly revision: number
  readonly eventId: string
}

export interface Inspected {
  readonly acknowledged: number
  readonly events: number
  readonly unknownResolvedAsRecorded: number
  readonly unknownResolvedAsNotRecorded: number
  readonly unknownLeftAndRecorded: number
  readonly unknownLeftAndNotRecorded: number
  readonly notWritten: Readonly<Record<string, number>>
}

/**
 * Compares every answer with what the store holds; throws at the first lie: an acknowledged event that is missing,
 * stands elsewhere or twice; an event of an append that was not written; half an append; an event that nobody asked for.
 */
export const inspect = (asked: ReadonlyArray<AskedAppend>, stored: ReadonlyArray<RecordedEvent>): Inspected => {
  const byCommand = new Map<string, Array<Acknowledged>>()
  const ids = new Set<string>()
  const next = new Map<string, number>()
  for (const { stream, revision, metadata } of stored) {
    const { eventId, commandId } = metadata as { readonly eventId: string; readonly commandId: string }
    if (ids.has(eventId)) throw new Error(`event ${eventId} stands twice; again in ${stream} at ${revision}`)
    ids.add(eventId)
    if (revision !== (next.get(stream) ?? 0)) throw new Error(`${stream} has a gap or disorder before ${revision}`)
    next.set(stream, revision + 1)
    const key = `${stream} ${commandId}`
    const events = byCommand.get(key)
    if (events === undefined) byCommand.set(key, [{ revision, eventId }])
    else events.push({ revision, eventId })
  }

  const counts = {
    acknowledged: 0,
    events: stored.length,
    unknownResolvedAsRecorded: 0,
    unknownResolvedAsNotRecorded: 0,
    unknownLeftAndRecorded: 0,
    unknownLeftAndNotRecorded: 0,
    notWritten: {} as Record<string, number>,
  }
  for (const append of asked) {
    const key = `${append.stream} ${append.commandId}`
    const there = byCommand.get(key) ?? []
    byCommand.delete(key)
    const lie = lieOf(append, there)
    if (lie !== undefined)
      throw new Error(`${lie}: ${JSON.stringify(append)}; the store holds ${JSON.stringify(there)}`)
    const { answer, wasUnknown } = append
    switch (answer.is) {
      case 'acknowledged':
        counts.acknowledged += 1
        if (wasUnknown) counts.unknownResolvedAsRecorded += 1
        break
      case 'not-written':
        counts.notWritten[answer.because] = (counts.notWritten[answer.because] ?? 0) + 1
        if (wasUnknown) counts.unknownResolvedAsNotRecorded += 1
        break
      case 'unknown':
        if (there.length > 0) counts.unknownLeftAndRecorded += 1
        else counts.unknownLeftAndNotRecorded += 1
        break
    }
  }
  const [unasked] = byCommand.keys()
  if (unasked !== undefined) throw new Error(`nobody asked for what ${unasked} wrote`)
  return counts
}

const lieOf = ({ count, answer }: AskedAppend, there: ReadonlyArray<Acknowledged>): string | undefined => {
  const [first] = there
  const isTorn = there.some(({ revision }, index) => revision !== (first?.revision ?? 0) + index)
  if (isTorn) return 'events of one append do not follow each other'
  if (count !== undefined && there.length > 0 && there.length !== count) return 'an append was written in part'
  switch (answer.is) {
    case 'acknowledged': {
      const isSame =
        answer.events.length === there.length &&
        answer.events.every(
          ({ revision, eventId }, index) => revision === there[index]?.revision && eventId === there[index].eventId,
        )
      return isSame ? undefined : 'what was acknowledged is not what was written'
    }
    case 'not-written':
      return there.length === 0 ? undefined : 'what was not written is there'
    case 'unknown':
      return undefined
  }
}
