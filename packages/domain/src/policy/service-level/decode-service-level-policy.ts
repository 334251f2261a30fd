import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { hoursByWeekday } from '../../calendar/business-calendar.js'
import { millisecondsOf } from '../../calendar/duration.js'
import { unknownFields } from '../unknown-fields.js'
import { ClockKind, Priority, ServiceLevelPolicy, targetFor } from './service-level-policy.js'

/**
 * Reads a policy that a person wrote, and says what is wrong with it, a sentence for each place:
 * `targets.high.resolution: expected Duration, got "PT90M"`. Beyond the form of its fields a policy must make sense;
 * its README has the rules. What a command or an event holds is read by the codec alone.
 */
export const decodeServiceLevelPolicy = (input: unknown): E.Either<ReadonlyArray<string>, ServiceLevelPolicy> => {
  const unknown = unknownFields(ServiceLevelPolicy, input).map((path) => `${path}: no field of a service level`)
  const decoded = ServiceLevelPolicy.decode(input)
  if (E.isLeft(decoded)) return E.left([...explainedErrors(decoded.left).map(withExample), ...unknown])
  const faults = [...unknown, ...rules.flatMap((faultsOf) => faultsOf(decoded.right))]
  return faults.length > 0 ? E.left(faults) : decoded
}

/** The policy, for one that stands in code. Throws a TypeError with what `decodeServiceLevelPolicy` finds wrong. */
export const serviceLevelPolicy = (input: unknown): ServiceLevelPolicy => {
  const decoded = decodeServiceLevelPolicy(input)
  if (E.isRight(decoded)) return decoded.right
  throw new TypeError(`This is no service level:\n${decoded.left.join('\n')}`)
}

const examples: Readonly<Record<string, string>> = {
  Duration: 'written as PT1H30M, with at most 59 minutes',
  LocalDate: 'written as 2025-06-02',
  LocalTime: 'written as 09:00',
  Zone: 'an IANA name as Europe/Berlin',
}

const withExample = (sentence: string): string => {
  const codec = /expected (\w+)/.exec(sentence)?.[1] ?? ''
  const example = examples[codec]
  return example === undefined ? sentence : `${sentence} (a ${codec} is ${example})`
}

/** The most urgent first. */
const priorities = Object.keys(Priority.keys) as ReadonlyArray<Priority>
const clockKinds = Object.keys(ClockKind.keys) as ReadonlyArray<ClockKind>

const allowed = (policy: ServiceLevelPolicy, priority: Priority, clockKind: ClockKind): number | undefined => {
  const target = targetFor(policy, priority, clockKind)
  return target === undefined ? undefined : millisecondsOf(target)
}

type FaultsOf = (policy: ServiceLevelPolicy) => ReadonlyArray<string>

const noTargetIsZero: FaultsOf = (policy) =>
  priorities.flatMap((priority) =>
    clockKinds
      .filter((clockKind) => allowed(policy, priority, clockKind) === 0)
      .map((clockKind) => `targets.${priority}.${clockKind}: no time at all, it could never be met`),
  )

const everyTargetCanBeReached: FaultsOf = (policy) => {
  const isPromised = priorities.some((priority) =>
    clockKinds.some((clockKind) => targetFor(policy, priority, clockKind) !== undefined),
  )
  const hasHours = hoursByWeekday(policy.calendar).some((hours) => hours.length > 0)
  return isPromised && !hasHours ? ['calendar.weekly: without any hours no target is ever due'] : []
}

const firstResponseComesBeforeResolution: FaultsOf = (policy) =>
  priorities.flatMap((priority) => {
    const [response, resolution] = [
      allowed(policy, priority, 'first-response'),
      allowed(policy, priority, 'resolution'),
    ]
    return response !== undefined && resolution !== undefined && response > resolution
      ? [`targets.${priority}.first-response: more time than for the resolution`]
      : []
  })

const moreUrgentIsNeverSlower: FaultsOf = (policy) =>
  clockKinds.flatMap((clockKind) => {
    const promised = priorities.filter((priority) => targetFor(policy, priority, clockKind) !== undefined)
    return promised.slice(1).flatMap((priority, index) => {
      const moreUrgent = promised[index] ?? priority
      return (allowed(policy, moreUrgent, clockKind) ?? 0) > (allowed(policy, priority, clockKind) ?? 0)
        ? [`targets.${moreUrgent}.${clockKind}: more time than for ${priority}, which is less urgent`]
        : []
    })
  })

const nothingIsSaidTwice: FaultsOf = ({ calendar, pausedBy }) => [
  ...repeated(calendar.holidays).map((holiday) => `calendar.holidays: ${holiday} stands twice`),
  ...clockKinds.flatMap((clockKind) =>
    repeated(pausedBy[clockKind] ?? []).map((cause) => `pausedBy.${clockKind}: ${cause} stands twice`),
  ),
]

const repeated = (texts: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
]

const rules: ReadonlyArray<FaultsOf> = [
  noTargetIsZero,
  everyTargetCanBeReached,
  firstResponseComesBeforeResolution,
  moreUrgentIsNeverSlower,
  nothingIsSaidTwice,
]
