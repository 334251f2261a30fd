import type { NonEmptyText } from '@aftersale/messages'
import type { Occurrence, Process } from './process.js'
import type { AnyAggregate, Found, Reaction } from './reaction.js'

/** What is asked of whoever carries out a reaction: to read an aggregate, or to command it. */
export type Step =
  | { readonly kind: 'look'; readonly aggregate: AnyAggregate; readonly id: string }
  | {
      readonly kind: 'command'
      readonly aggregate: AnyAggregate
      readonly id: string
      readonly command: unknown
      readonly commandId: NonEmptyText
    }

export type StepAnswer =
  | ({ readonly kind: 'found' } & Found<unknown>)
  | { readonly kind: 'carried-out' }
  | { readonly kind: 'rejected'; readonly rejection: unknown }

/** A command that was refused, where the process has no answer to that. */
export interface UnansweredRejection {
  readonly aggregate: AnyAggregate
  readonly id: string
  readonly command: unknown
  readonly rejection: unknown
}

/**
 * A reaction as steps, asked one by one; at the end, what was refused without an answer. It may be left after any step:
 * begun anew, it asks for the same commands under the same ids, `<process>:<event id>:<place in the reaction>`.
 */
export function* stepsOf(
  process: Process,
  occurrence: Occurrence<unknown>,
): Generator<Step, ReadonlyArray<UnansweredRejection>, StepAnswer> {
  const unanswered: Array<UnansweredRejection> = []

  function* follow(reaction: Reaction, path: string): Generator<Step, void, StepAnswer> {
    switch (reaction.kind) {
      case 'in-turn': {
        for (const [index, part] of reaction.reactions.entries()) {
          yield* follow(part, path === '' ? String(index) : `${path}.${index}`)
        }
        return
      }
      case 'look': {
        const { aggregate, id } = reaction
        const answer = yield { kind: 'look', aggregate, id }
        if (answer.kind !== 'found') throw new TypeError('A look is answered by what was found')
        yield* follow(reaction.follows({ state: answer.state, revision: answer.revision }), path)
        return
      }
      case 'issue': {
        const { aggregate, id, command } = reaction
        const place = path === '' ? '0' : path
        const commandId = `${process.name}:${occurrence.metadata.eventId}:${place}` as NonEmptyText
        const answer = yield { kind: 'command', aggregate, id, command, commandId }
        const { whenCarriedOut, whenRejected } = reaction.answers
        if (answer.kind !== 'rejected') {
          if (whenCarriedOut !== undefined) yield* follow(whenCarriedOut(), `${place}.done`)
          return
        }
        const compensation = whenRejected?.(answer.rejection)
        if (compensation === undefined) unanswered.push({ aggregate, id, command, rejection: answer.rejection })
        else yield* follow(compensation, `${place}.refused`)
        return
      }
    }
  }

  yield* follow(process.react(occurrence), '')
  return unanswered
}
