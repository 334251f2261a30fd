import { commandHandler } from '@aftersale/command-handling'
import { type EventStore, everyPage, type ReadFailure } from '@aftersale/event-store'
import { type Actor, type Instant, instantOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Process } from '../process.js'
import { carryOut, type Workplace } from './carry-out.js'
import { type FollowedAggregate, occurrenceOf } from './heard-event.js'
import { type ParkedBecause, parkedReaction, parkedReactionIdOf, type ReactionParked } from './parked-reaction.js'

/** Every reaction that is parked now, the one parked first first. */
export const parkedReactions = async (
  store: EventStore,
): Promise<E.Either<ReadFailure, ReadonlyArray<ReactionParked['data']>>> => {
  const waiting = new Map<string, ReactionParked['data']>()
  for await (const page of everyPage(store, { filter: { categories: [parkedReaction.category] } })) {
    if (E.isLeft(page)) return page
    for (const recorded of page.right) {
      const decoded = parkedReaction.catalogue.decode(recorded)
      if (E.isLeft(decoded)) continue
      const { event } = decoded.right
      if (event.type === 'ReactionParked') waiting.set(recorded.stream, event.data)
      else waiting.delete(recorded.stream)
    }
  }
  return E.right([...waiting.values()])
}

export interface ResumeSettings {
  readonly processes: ReadonlyArray<Process>
  readonly aggregates: ReadonlyArray<FollowedAggregate>
  readonly tenant?: NonEmptyText
  readonly now?: () => Instant
}

/** What became of a parked reaction: carried out, or why it stays parked. */
export type Resumed =
  | { readonly kind: 'resumed' }
  | { readonly kind: 'still-parked'; readonly because: ReadonlyArray<ParkedBecause> }
  | { readonly kind: 'not-possible'; readonly why: string }

/** Carries out a parked reaction after all, from its event on, under the same command ids: what was done of it stays once. */
export const resumeReaction = async (
  store: EventStore,
  {
    process: name,
    eventId,
    stream,
    revision,
  }: Pick<ReactionParked['data'], 'process' | 'eventId' | 'stream' | 'revision'>,
  { processes, aggregates, tenant, now = () => instantOf(Date.now()) }: ResumeSettings,
): Promise<Resumed> => {
  const process = processes.find((candidate) => candidate.name === name)
  if (process === undefined) return { kind: 'not-possible', why: `there is no process ${name}` }
  const slice = await store.readStream(stream, { from: revision, maxCount: 1 })()
  if (E.isLeft(slice)) return { kind: 'not-possible', why: slice.left.failure }
  const [recorded] = slice.right.events
  if (recorded === undefined) return { kind: 'not-possible', why: `${stream} holds no event ${revision}` }
  const occurrence = occurrenceOf(aggregates)(recorded)
  if (E.isLeft(occurrence)) return { kind: 'not-possible', why: occurrence.left.failure }

  const handle = commandHandler(store, { now, ...(tenant === undefined ? {} : { tenant }) })
  const workplace: Workplace = { store, handle, tenant, now }
  const outcome = await carryOut(workplace, process, occurrence.right)
  switch (outcome.kind) {
    case 'parked':
      return { kind: 'still-parked', because: outcome.because }
    case 'try-again':
      return { kind: 'not-possible', why: outcome.why }
    case 'done': {
      const resumedAt = now()
      const marked = await handle(parkedReaction, {
        id: parkedReactionIdOf(name, eventId),
        command: { type: 'MarkReactionResumed', data: { process: name, eventId, resumedAt } },
        commandId: `resume:${eventId}:${resumedAt}` as NonEmptyText,
        actor: { kind: 'system', id: name } as Actor,
        causationId: eventId,
        recordedAt: resumedAt,
      })()
      return E.isRight(marked) ? { kind: 'resumed' } : { kind: 'not-possible', why: marked.left.failure }
    }
  }
}
