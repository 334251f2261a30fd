import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { unknownFields } from '../unknown-fields.js'
import { LegalPack } from './legal-pack.js'

/** Reads a pack that a person wrote, and says what is wrong with it, a sentence for each place. */
export const decodeLegalPack = (input: unknown): E.Either<ReadonlyArray<string>, LegalPack> => {
  const unknown = unknownFields(LegalPack, input).map((path) => `${path}: no field of a legal pack`)
  const decoded = LegalPack.decode(input)
  if (E.isLeft(decoded)) return E.left([...explainedErrors(decoded.left), ...unknown])
  const faults = [...unknown, ...faultsOf(decoded.right)]
  return faults.length > 0 ? E.left(faults) : decoded
}

/** The pack, for one that stands in code. Throws a TypeError with what `decodeLegalPack` finds wrong. */
export const legalPack = (input: unknown): LegalPack => {
  const decoded = decodeLegalPack(input)
  if (E.isRight(decoded)) return decoded.right
  throw new TypeError(`This is no legal pack:\n${decoded.left.join('\n')}`)
}

const faultsOf = ({ sources, recall }: LegalPack): ReadonlyArray<string> => [
  ...(sources.length === 0 ? ['sources: a rule of law without a source'] : []),
  ...(recall !== undefined && recall.remedies.length < recall.leastRemedies
    ? ['recall.remedies: fewer than there must be to choose from']
    : []),
]
