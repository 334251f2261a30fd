import type { Instant, NonEmptyText, PolicyRef, PositiveInteger } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { anyInstant, at } from '../../calendar/calendar.fixtures.js'
import type { Disclosure } from '../disclosure/disclosure.js'
import { decodeReturnPolicy } from '../return-policy/decode-return-policy.js'
import { thirtyDayReturns } from '../return-policy/example-return-policies.js'
import { ReturnPolicy } from '../return-policy/return-policy.js'
import { decodeCatalogue } from './decode-catalogue.js'
import {
  type CatalogueEntry,
  type PolicyCatalogue,
  policyCatalogue,
  policyInForce,
  policyNamed,
  policyOfPurchase,
  type VersionedPolicy,
} from './policy-catalogue.js'

const returns = 'returns' as NonEmptyText
const ref = (version: number, policyId: string = returns): PolicyRef => ({
  policyId: policyId as NonEmptyText,
  version: version as PositiveInteger,
})

const entry = (version: number, from: string, until?: string): CatalogueEntry<VersionedPolicy> => ({
  policy: ref(version),
  inForceFrom: at(`${from}T00:00Z`),
  ...(until === undefined ? {} : { inForceUntil: at(`${until}T00:00Z`) }),
})

const faultsOf = (...entries: ReadonlyArray<CatalogueEntry<VersionedPolicy>>) => {
  const made = policyCatalogue(entries)
  return E.isLeft(made) ? made.left : []
}

const catalogueOf = (...entries: ReadonlyArray<CatalogueEntry<VersionedPolicy>>): PolicyCatalogue<VersionedPolicy> => {
  const made = policyCatalogue(entries)
  if (E.isLeft(made)) throw new Error(JSON.stringify(made.left))
  return made.right
}

const shop = catalogueOf(entry(2, '2025-03-01'), entry(1, '2025-01-01'), entry(3, '2025-06-01', '2025-09-01'))

describe('a policy in force', () => {
  it.each([
    ['2025-01-01T00:00Z', 1],
    ['2025-02-28T23:59:59.999Z', 1],
    ['2025-03-01T00:00Z', 2],
    ['2025-08-31T23:59Z', 3],
  ])('at %s is version %s', (instant, version) => {
    expect(policyInForce(shop, returns, at(instant))).toEqual(E.right(ref(version)))
  })

  it('is none before the first version, after the last, or of another policy', () => {
    for (const instant of ['2024-12-31T23:59Z', '2025-09-01T00:00Z']) {
      expect(policyInForce(shop, returns, at(instant))).toEqual(
        E.left({ failure: 'NoVersionInForce', policyId: returns, at: at(instant) }),
      )
    }
    expect(policyInForce(shop, 'refunds' as NonEmptyText, at('2025-03-01T00:00Z'))).toEqual(
      E.left({ failure: 'UnknownPolicy', policyId: 'refunds' }),
    )
  })
})

describe('a policy by its name', () => {
  it('is that version, whether or not it is in force', () => {
    expect(policyNamed(shop, ref(1))).toEqual(E.right(ref(1)))
  })

  it('is unknown with what is known', () => {
    expect(policyNamed(shop, ref(4))).toEqual(E.left({ failure: 'UnknownVersion', ...ref(4), versions: [1, 2, 3] }))
    expect(policyNamed(shop, ref(1, 'constructor'))).toEqual(
      E.left({ failure: 'UnknownPolicy', policyId: 'constructor' }),
    )
  })
})

describe('the policy of a purchase', () => {
  const purchasedAt = at('2025-06-10T10:00Z')
  const shown = (version: number, shownAt: Instant, phase: Disclosure['phase'] = 'pre-purchase'): Disclosure => ({
    policyRef: ref(version),
    phase,
    conditionsShown: [],
    shownAt,
  })
  const version = (...disclosures: ReadonlyArray<Disclosure>) =>
    policyOfPurchase(shop, returns, { purchasedAt, disclosures })

  it('is the version that was shown before it, the last of several', () => {
    const [may, june] = [at('2025-05-30T10:00Z'), at('2025-06-09T10:00Z')]
    expect(version(shown(2, may))).toEqual(E.right(ref(2)))
    expect(version(shown(3, june), shown(2, may))).toEqual(E.right(ref(3)))
  })

  it('is the one in force where none was shown in time', () => {
    expect(version()).toEqual(E.right(ref(3)))
    expect(version(shown(2, at('2025-06-11T10:00Z')))).toEqual(E.right(ref(3)))
    expect(version(shown(2, purchasedAt, 'at-purchase'))).toEqual(E.right(ref(3)))
  })

  it('is unknown where a version was shown that there is none of', () => {
    expect(version(shown(9, purchasedAt))).toEqual(
      E.left({ failure: 'UnknownVersion', ...ref(9), versions: [1, 2, 3] }),
    )
  })
})

describe('a catalogue is refused', () => {
  it('with the same version twice', () => {
    expect(faultsOf(entry(1, '2025-01-01', '2025-02-01'), entry(1, '2025-03-01'))).toEqual([
      { failure: 'DuplicateVersion', ...ref(1) },
    ])
  })

  it('with two versions in force at once', () => {
    expect(faultsOf(entry(1, '2025-01-01', '2025-03-02'), entry(2, '2025-03-01'))).toEqual([
      { failure: 'OverlappingVersions', ...ref(1), overlaps: 2 },
    ])
    expect(faultsOf(entry(1, '2025-01-01'), entry(2, '2025-01-01'))).toEqual([
      { failure: 'OverlappingVersions', ...ref(1), overlaps: 2 },
    ])
    expect(faultsOf(entry(1, '2025-01-01', '2025-03-01'), entry(2, '2025-03-01'))).toEqual([])
  })

  it('with a version that ends before it starts, or comes before an older one', () => {
    expect(faultsOf(entry(1, '2025-01-01', '2025-01-01'))).toEqual([{ failure: 'EndsBeforeItStarts', ...ref(1) }])
    expect(faultsOf(entry(2, '2025-01-01'), entry(1, '2025-02-01'))).toEqual([
      { failure: 'VersionsOutOfOrder', ...ref(2), precedes: 1 },
    ])
  })
})

it('has at most one version of a policy in force at any instant, and finds each by its name', () => {
  const anyEntries = fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: 5 }), anyInstant, fc.option(anyInstant, { nil: undefined }))
      .map(([version, inForceFrom, inForceUntil]) => ({ policy: ref(version), inForceFrom, inForceUntil })),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(anyEntries, anyInstant, (entries, instant) => {
      const made = policyCatalogue(entries)
      const started = entries
        .filter(({ inForceFrom }) => inForceFrom <= instant)
        .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? 1 : -1))[0]
      const isOver = started?.inForceUntil !== undefined && started.inForceUntil <= instant
      if (E.isLeft(made)) {
        expect(made.left.length).toBeGreaterThan(0)
        return
      }
      if (entries.length > 0) {
        const inForce = policyInForce(made.right, returns, instant)
        expect(E.isRight(inForce) ? inForce.right : undefined).toEqual(isOver ? undefined : started?.policy)
      }
      for (const { policy } of entries) expect(policyNamed(made.right, policy)).toEqual(E.right(policy))
    }),
  )
})

describe('a catalogue that a person wrote', () => {
  const written = JSON.parse(JSON.stringify(ReturnPolicy.encode(thirtyDayReturns)))
  const inForceFrom = '2025-01-01T00:00:00.000Z'

  it('is read, each policy by its own rules', () => {
    const read = decodeCatalogue(decodeReturnPolicy, [{ policy: written, inForceFrom }])
    expect(E.isRight(read) && policyNamed(read.right, thirtyDayReturns)).toEqual(E.right(thirtyDayReturns))
  })

  it('is refused with the place of what is wrong', () => {
    expect(
      decodeCatalogue(decodeReturnPolicy, [
        { policy: written, inForceFrom, until: inForceFrom },
        { policy: { ...written, version: 0 }, inForceFrom },
      ]),
    ).toEqual(
      E.left(["[0].until: no field of a catalogue's entry", '[1].policy.version: expected PositiveInteger, got 0']),
    )
    expect(decodeCatalogue(decodeReturnPolicy, [{ policy: written, inForceFrom: '2025-01-01' }])).toEqual(
      E.left(['[0].inForceFrom: expected Instant, got "2025-01-01"']),
    )
    expect(decodeCatalogue(decodeReturnPolicy, {})).toMatchObject({ _tag: 'Left' })
  })

  it('is refused in words where its versions do not fit', () => {
    const version = (number: number, more: object) => ({
      policy: { ...written, version: number },
      inForceFrom,
      ...more,
    })
    const later = { inForceFrom: '2025-02-01T00:00:00.000Z' }
    const faults = (...entries: ReadonlyArray<object>) => decodeCatalogue(decodeReturnPolicy, entries)
    expect(faults(version(1, {}), version(1, later))).toEqual(E.left(['thirty-day-returns 1: stands twice']))
    expect(faults(version(1, { inForceUntil: inForceFrom }))).toEqual(
      E.left(['thirty-day-returns 1: ends before it starts']),
    )
    expect(faults(version(1, { inForceUntil: '2025-03-01T00:00:00.000Z' }), version(2, later))).toEqual(
      E.left(['thirty-day-returns 1: still in force when version 2 comes into force']),
    )
    expect(faults(version(2, {}), version(1, later))).toEqual(
      E.left(['thirty-day-returns 2: in force before version 1']),
    )
  })
})
