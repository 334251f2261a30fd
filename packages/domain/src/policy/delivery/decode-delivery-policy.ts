import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { type Duration, millisecondsOf } from '../../calendar/duration.js'
import { unknownFields } from '../unknown-fields.js'
import { DeliveryPolicy } from './delivery-policy.js'

/**
 * Reads a policy that a person wrote, and says what is wrong with it, a sentence for each place:
 * `noticeWithin: expected Duration, got "1h"`. Beyond the form of its fields a policy must make sense; its README has
 * the rules. What a command or an event holds is read by the codec alone.
 */
export const decodeDeliveryPolicy = (input: unknown): E.Either<ReadonlyArray<string>, DeliveryPolicy> => {
  const unknown = unknownFields(DeliveryPolicy, input).map((path) => `${path}: no field of a delivery policy`)
  const decoded = DeliveryPolicy.decode(input)
  if (E.isLeft(decoded)) return E.left([...explainedErrors(decoded.left).map(withExample), ...unknown])
  const faults = [...unknown, ...faultsOf(decoded.right)]
  return faults.length > 0 ? E.left(faults) : decoded
}

/** The policy, for one that stands in code. Throws a TypeError with what `decodeDeliveryPolicy` finds wrong. */
export const deliveryPolicy = (input: unknown): DeliveryPolicy => {
  const decoded = decodeDeliveryPolicy(input)
  if (E.isRight(decoded)) return decoded.right
  throw new TypeError(`This is no delivery policy:\n${decoded.left.join('\n')}`)
}

const withExample = (sentence: string): string =>
  sentence.includes('expected Duration')
    ? `${sentence} (a Duration is written as PT1H30M, with at most 59 minutes)`
    : sentence

const faultsOf = (policy: DeliveryPolicy): ReadonlyArray<string> => [
  ...(isNoTime(policy.noticeThreshold) ? ['noticeThreshold: no time at all, each estimate would be told again'] : []),
  ...(isNoTime(policy.noticeWithin) ? ['noticeWithin: no time at all, it could never be met'] : []),
  ...(isNoTime(policy.lostAfterSilence)
    ? ['lostAfterSilence: no time at all, a shipment would be lost once it is handed over']
    : []),
]

const isNoTime = (duration: Duration): boolean => millisecondsOf(duration) === 0
