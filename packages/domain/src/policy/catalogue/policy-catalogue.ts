import type { Instant, PolicyRef } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Disclosure } from '../disclosure/disclosure.js'

/** Whatever has an id and a version: a return policy, warranty terms, a service level. */
export interface VersionedPolicy {
  readonly policyId: PolicyRef['policyId']
  readonly version: PolicyRef['version']
}

/** One version of a policy, and when new purchases come under it: from the first instant on, until the second. */
export interface CatalogueEntry<Policy extends VersionedPolicy> {
  readonly policy: Policy
  readonly inForceFrom: Instant
  /** Exclusive; absent: until a later version comes into force, if any does. */
  readonly inForceUntil?: Instant | undefined
}

export type CatalogueFault =
  | ({ readonly failure: 'DuplicateVersion' } & PolicyRef)
  | ({ readonly failure: 'EndsBeforeItStarts' } & PolicyRef)
  /** `overlaps` is the later version that is in force before this one is over. */
  | ({ readonly failure: 'OverlappingVersions'; readonly overlaps: PolicyRef['version'] } & PolicyRef)
  /** A higher version is in force before a lower one. */
  | ({ readonly failure: 'VersionsOutOfOrder'; readonly precedes: PolicyRef['version'] } & PolicyRef)

export interface UnknownPolicy {
  readonly failure: 'UnknownPolicy'
  readonly policyId: PolicyRef['policyId']
}

export interface UnknownVersion extends PolicyRef {
  readonly failure: 'UnknownVersion'
  readonly versions: ReadonlyArray<PolicyRef['version']>
}

export interface NoVersionInForce {
  readonly failure: 'NoVersionInForce'
  readonly policyId: PolicyRef['policyId']
  readonly at: Instant
}

interface Stretch<Policy> {
  readonly policy: Policy
  readonly from: Instant
  readonly until: Instant | undefined
}

/** Every version of every policy of one sort. No two versions of a policy are ever in force at once. */
export interface PolicyCatalogue<Policy extends VersionedPolicy> {
  /** By policy id, earliest first. */
  readonly versions: ReadonlyMap<string, ReadonlyArray<Stretch<Policy>>>
}

/** The catalogue, or everything that is wrong with its entries. */
export const policyCatalogue = <Policy extends VersionedPolicy>(
  entries: ReadonlyArray<CatalogueEntry<Policy>>,
): E.Either<ReadonlyArray<CatalogueFault>, PolicyCatalogue<Policy>> => {
  const sorted = [...new Set(entries.map(({ policy }) => policy.policyId))].map((policyId) => {
    const ofPolicy = entries.filter(({ policy }) => policy.policyId === policyId)
    return [policyId, ofPolicy.toSorted(byStart)] as const
  })
  const faults = sorted.flatMap(([, ofPolicy]) => faultsOf(ofPolicy))
  return faults.length > 0
    ? E.left(faults)
    : E.right({ versions: new Map(sorted.map(([policyId, ofPolicy]) => [policyId, stretchesOf(ofPolicy)])) })
}

const stretchesOf = <Policy extends VersionedPolicy>(sorted: ReadonlyArray<CatalogueEntry<Policy>>) =>
  sorted.map(({ policy, inForceFrom, inForceUntil }, index) => ({
    policy,
    from: inForceFrom,
    until: inForceUntil ?? sorted[index + 1]?.inForceFrom,
  }))

const byStart = (one: CatalogueEntry<VersionedPolicy>, other: CatalogueEntry<VersionedPolicy>): number =>
  one.inForceFrom === other.inForceFrom ? 0 : one.inForceFrom < other.inForceFrom ? -1 : 1

const refOf = ({ policyId, version }: VersionedPolicy): PolicyRef => ({ policyId, version })

const faultsOf = (sorted: ReadonlyArray<CatalogueEntry<VersionedPolicy>>): ReadonlyArray<CatalogueFault> =>
  sorted.flatMap(({ policy, inForceFrom, inForceUntil }, index): ReadonlyArray<CatalogueFault> => {
    const ref = refOf(policy)
    const next = sorted[index + 1]
    const isTwice = sorted.slice(0, index).some((before) => before.policy.version === policy.version)
    if (isTwice) return [{ failure: 'DuplicateVersion', ...ref }]
    if (inForceUntil !== undefined && inForceUntil <= inForceFrom) return [{ failure: 'EndsBeforeItStarts', ...ref }]
    if (next === undefined || next.policy.version === policy.version) return []
    return [
      ...(next.inForceFrom < (inForceUntil ?? next.inForceFrom) || next.inForceFrom === inForceFrom
        ? [{ failure: 'OverlappingVersions' as const, ...ref, overlaps: next.policy.version }]
        : []),
      ...(next.policy.version < policy.version
        ? [{ failure: 'VersionsOutOfOrder' as const, ...ref, precedes: next.policy.version }]
        : []),
    ]
  })

/** The version that a ref names. */
export const policyNamed = <Policy extends VersionedPolicy>(
  { versions }: PolicyCatalogue<Policy>,
  { policyId, version }: PolicyRef,
): E.Either<UnknownPolicy | UnknownVersion, Policy> => {
  const ofPolicy = versions.get(policyId)
  if (ofPolicy === undefined) return E.left({ failure: 'UnknownPolicy', policyId })
  const named = ofPolicy.find(({ policy }) => policy.version === version)
  return named === undefined
    ? E.left({ failure: 'UnknownVersion', policyId, version, versions: ofPolicy.map(({ policy }) => policy.version) })
    : E.right(named.policy)
}

/** The version that new purchases come under at that instant. */
export const policyInForce = <Policy extends VersionedPolicy>(
  { versions }: PolicyCatalogue<Policy>,
  policyId: PolicyRef['policyId'],
  at: Instant,
): E.Either<UnknownPolicy | NoVersionInForce, Policy> => {
  const ofPolicy = versions.get(policyId)
  if (ofPolicy === undefined) return E.left({ failure: 'UnknownPolicy', policyId })
  const inForce = ofPolicy.find(({ from, until }) => from <= at && (until === undefined || at < until))
  return inForce === undefined ? E.left({ failure: 'NoVersionInForce', policyId, at }) : E.right(inForce.policy)
}

/**
 * The version that rules a purchase: the one that was shown before it, the last of several; where none was, the one in
 * force at its instant. Later versions change nothing about what was sold before.
 */
export const policyOfPurchase = <Policy extends VersionedPolicy>(
  catalogue: PolicyCatalogue<Policy>,
  policyId: PolicyRef['policyId'],
  { purchasedAt, disclosures }: { readonly purchasedAt: Instant; readonly disclosures: ReadonlyArray<Disclosure> },
): E.Either<UnknownPolicy | UnknownVersion | NoVersionInForce, Policy> => {
  const shown = disclosures
    .filter(
      ({ phase, shownAt, policyRef }) =>
        phase === 'pre-purchase' && shownAt <= purchasedAt && policyRef.policyId === policyId,
    )
    .reduce<Disclosure | undefined>(
      (last, one) => (last === undefined || last.shownAt <= one.shownAt ? one : last),
      undefined,
    )
  return shown === undefined ? policyInForce(catalogue, policyId, purchasedAt) : policyNamed(catalogue, shown.policyRef)
}
