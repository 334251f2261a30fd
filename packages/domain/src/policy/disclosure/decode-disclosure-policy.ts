import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { unknownFields } from '../unknown-fields.js'
import { DisclosurePolicy } from './disclosure-policy.js'

/** Reads a policy that a person wrote, and says what is wrong with it, a sentence for each place. */
export const decodeDisclosurePolicy = (input: unknown): E.Either<ReadonlyArray<string>, DisclosurePolicy> => {
  const unknown = unknownFields(DisclosurePolicy, input).map((path) => `${path}: no field of a disclosure policy`)
  const decoded = DisclosurePolicy.decode(input)
  if (E.isLeft(decoded)) return E.left([...explainedErrors(decoded.left), ...unknown])
  const faults = [...unknown, ...faultsOf(decoded.right)]
  return faults.length > 0 ? E.left(faults) : decoded
}

/** The policy, for one that stands in code. Throws a TypeError with what `decodeDisclosurePolicy` finds wrong. */
export const disclosurePolicy = (input: unknown): DisclosurePolicy => {
  const decoded = decodeDisclosurePolicy(input)
  if (E.isRight(decoded)) return decoded.right
  throw new TypeError(`This is no disclosure policy:\n${decoded.left.join('\n')}`)
}

const faultsOf = ({ requirements, forms }: DisclosurePolicy): ReadonlyArray<string> => [
  ...requirements.flatMap((requirement, index) => [
    ...(requirement.forms.length === 0 ? [`requirements[${index}].forms: no form would do`] : []),
    ...(requirement.channels?.length === 0 ? [`requirements[${index}].channels: it is never required`] : []),
  ]),
  ...forms.flatMap(({ channel }, index) =>
    forms.findIndex((other) => other.channel === channel) < index
      ? [`forms[${index}].channel: ${channel} stands before`]
      : [],
  ),
]
