import { explainedErrors, Instant, optional, record } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { unknownFields } from '../unknown-fields.js'
import { type CatalogueFault, type PolicyCatalogue, policyCatalogue, type VersionedPolicy } from './policy-catalogue.js'

const Entries = t.readonlyArray(
  record({ policy: t.unknown, inForceFrom: Instant, inForceUntil: optional(Instant) }, 'CatalogueEntry'),
)

/**
 * Reads the versions of policies from a list of `{ policy, inForceFrom, inForceUntil? }` that a person wrote, each policy
 * by `decodePolicy`, and says what is wrong, a sentence for each place: `[1].policy.version: expected …`.
 */
export const decodeCatalogue = <Policy extends VersionedPolicy>(
  decodePolicy: (input: unknown) => E.Either<ReadonlyArray<string>, Policy>,
  input: unknown,
): E.Either<ReadonlyArray<string>, PolicyCatalogue<Policy>> => {
  const decoded = Entries.decode(input)
  if (E.isLeft(decoded)) return E.left(explainedErrors(decoded.left))
  const unknown = unknownFields(Entries, input).map((path) => `${path}: no field of a catalogue's entry`)
  const entries = decoded.right.map((entry) => ({ ...entry, policy: decodePolicy(entry.policy) }))
  const faults = entries.flatMap(({ policy }, index) =>
    E.isLeft(policy) ? policy.left.map((fault) => `[${index}].policy.${fault}`) : [],
  )
  if (faults.length > 0 || unknown.length > 0) return E.left([...unknown, ...faults])
  const catalogue = policyCatalogue(
    entries.flatMap(({ policy, ...inForce }) => (E.isRight(policy) ? [{ ...inForce, policy: policy.right }] : [])),
  )
  return E.isLeft(catalogue) ? E.left(catalogue.left.map(inWords)) : catalogue
}

const inWords = (fault: CatalogueFault): string => {
  const name = `${fault.policyId} ${fault.version}`
  switch (fault.failure) {
    case 'DuplicateVersion':
      return `${name}: stands twice`
    case 'EndsBeforeItStarts':
      return `${name}: ends before it starts`
    case 'OverlappingVersions':
      return `${name}: still in force when version ${fault.overlaps} comes into force`
    case 'VersionsOutOfOrder':
      return `${name}: in force before version ${fault.precedes}`
  }
}
