import type { CommandHandler } from '@aftersale/command-handling'
import { type EventStore, streamNameOf } from '@aftersale/event-store'
import { type Actor, type Instant, laterOf, type NonEmptyText, type Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Occurrence, Process } from '../process.js'
import { type Step, type StepAnswer, stepsOf, type UnansweredRejection } from '../steps-of.js'
import { type FailureOfAStep, failureOfAStep } from './failure-of-a-step.js'
import { foundInStore } from './found-in-store.js'
import type { ParkedBecause } from './parked-reaction.js'

/** Where reactions are carried out. */
export interface Workplace {
  readonly store: EventStore
  readonly handle: CommandHandler
  readonly tenant: NonEmptyText | undefined
  readonly now: () => Instant
}

/** What a reaction came to. Where it is to be tried again, nothing is lost by beginning anew. */
export type CarriedOut =
  | { readonly kind: 'done' }
  | { readonly kind: 'parked'; readonly because: ReadonlyArray<ParkedBecause> }
  | { readonly kind: 'try-again'; readonly why: string }

/**
 * Carries out what a process answers an event with, step by step. Once more is harmless at any time: each command has the
 * same id again, and a stream that holds events of that id takes no others.
 */
export const carryOut = async (
  workplace: Workplace,
  process: Process,
  occurrence: Occurrence<unknown>,
): Promise<CarriedOut> => {
  const steps = stepsOf(process, occurrence)
  try {
    let next = steps.next()
    while (next.done !== true) {
      const answer = await answerTo(workplace, process, occurrence, next.value)
      if (E.isLeft(answer)) {
        return answer.left.kind === 'try-again' ? answer.left : { kind: 'parked', because: [answer.left.because] }
      }
      next = steps.next(answer.right)
    }
    return next.value.length === 0
      ? { kind: 'done' }
      : { kind: 'parked', because: next.value.map((refused) => becauseOf(workplace, refused)) }
  } catch (thrown) {
    // A mistake in a process or a decider: no try can help. Of what was thrown only its name, a message may quote data.
    const why = `a rule threw ${thrown instanceof Error ? thrown.name : 'something else than an Error'}` as NonEmptyText
    return { kind: 'parked', because: [{ kind: 'failed', why }] }
  }
}

const answerTo = async (
  { store, handle, tenant, now }: Workplace,
  process: Process,
  { metadata }: Occurrence<unknown>,
  step: Step,
): Promise<E.Either<FailureOfAStep, StepAnswer>> => {
  if (step.kind === 'look') {
    const found = await foundInStore(store, tenant, step.aggregate, step.id)
    return E.isLeft(found) ? E.left(failureOfAStep(found.left)) : E.right({ kind: 'found', ...found.right })
  }
  const handled = await handle(step.aggregate, {
    id: step.id,
    command: step.command,
    commandId: step.commandId,
    actor: { kind: 'system', id: process.name } as Actor,
    correlationId: metadata.correlationId,
    causationId: textOf(metadata.eventId),
    // The clock may be behind that of the machine which recorded the event.
    recordedAt: laterOf(now(), metadata.recordedAt),
  })()
  if (E.isRight(handled)) return E.right({ kind: 'carried-out' })
  const failed = handled.left
  if (failed.failure === 'CommandRejected') return E.right({ kind: 'rejected', rejection: failed.rejection })
  // An earlier try was carried out, with what was known then: what it did stands, and is not done twice.
  if (failed.failure === 'CommandIdReused') return E.right({ kind: 'carried-out' })
  return E.left(failureOfAStep(failed, typeOf(step.command)))
}

const becauseOf = (
  { tenant }: Workplace,
  { aggregate, id, command, rejection }: UnansweredRejection,
): ParkedBecause => {
  const commandType = typeOf(command)
  return {
    kind: 'command-rejected',
    ...(commandType === undefined ? {} : { commandType }),
    stream: streamNameOf({
      category: aggregate.category,
      id,
      ...(tenant === undefined ? {} : { tenant }),
    }) as NonEmptyText,
    why: reasonIn(rejection) as NonEmptyText,
  }
}

/** A UUID is never empty: it only has a brand of its own. */
const textOf = (id: Uuid): NonEmptyText => id as string as NonEmptyText

const typeOf = (command: unknown): NonEmptyText | undefined =>
  hasText(command, 'type') ? (command.type as NonEmptyText) : undefined

const reasonIn = (rejection: unknown): string => (hasText(rejection, 'reason') ? rejection.reason : 'no reason given')

const hasText = <Field extends string>(value: unknown, field: Field): value is { readonly [_ in Field]: string } =>
  typeof value === 'object' && value !== null && field in value && typeof Reflect.get(value, field) === 'string'
