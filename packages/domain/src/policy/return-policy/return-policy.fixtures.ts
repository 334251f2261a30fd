import type { Instant, NonEmptyText } from '@aftersale/messages'
import * as fc from 'fast-check'
import { at } from '../../calendar/calendar.fixtures.js'
import type { Zone } from '../../calendar/zone.js'
import type { Currency } from '../../money/currency.js'
import type { Disclosure } from '../disclosure/disclosure.js'
import { germanConsumerLaw2022, germanPublicHolidays, ukConsumerLaw, usConsumerLaw } from '../legal/index.js'
import { returnPolicy } from './decode-return-policy.js'
import { thirtyDayReturns } from './example-return-policies.js'
import type { ReturnFacts, ReturnTerms } from './return-facts.js'
import { type ReturnPolicy, returnPolicyRefOf } from './return-policy.js'
import { ProofKind, ReturnKind } from './return-vocabulary.js'

const written = JSON.parse(
  JSON.stringify(thirtyDayReturns, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
)

/** The example's policy with other fields, as a person would write it. */
export const writtenWith = (fields: object): unknown => ({ ...written, ...fields })

export const policyWith = (fields: object): ReturnPolicy => returnPolicy(writtenWith(fields))

/** A shop's promise where the law gives nothing. */
export const shopAlone: ReturnTerms = { policy: thirtyDayReturns, calendars: [germanPublicHolidays] }

export const inGermany: ReturnTerms = { ...shopAlone, law: germanConsumerLaw2022 }

export const everyCondition = [
  'receipt',
  'label',
  'unopened',
  'original-packaging',
  'unused',
  'final-sale',
  'perishable',
  'made-to-order',
  'unsealed-hygiene',
  'excluded-category',
  'restocking-fee',
  'return-shipping',
  'promotion-repricing',
  'withdrawal-right',
] as ReadonlyArray<string> as ReadonlyArray<NonEmptyText>

export const bought = at('2025-05-01T10:00+02:00')
export const delivered = at('2025-05-06T14:00+02:00')

export const shown = (
  conditions: ReadonlyArray<string> = everyCondition,
  { phase = 'pre-purchase', shownAt = bought }: { phase?: Disclosure['phase']; shownAt?: Instant } = {},
): Disclosure => ({
  policyRef: returnPolicyRefOf(thirtyDayReturns),
  phase,
  conditionsShown: conditions as ReadonlyArray<NonEmptyText>,
  shownAt,
})

/** A kettle bought online and delivered on 6 May 2025, asked back two weeks later with its receipt. */
export const kettle: ReturnFacts = {
  kind: 'policy-return',
  requestedAt: at('2025-05-20T12:00+02:00'),
  purchasedAt: bought,
  zone: 'Europe/Berlin' as Zone,
  channel: 'web',
  currency: 'EUR' as Currency,
  lineKind: 'goods',
  quantity: 1,
  availableQuantity: 2,
  netMinor: 3000n,
  deliveredAt: delivered,
  firstGoodDeliveredAt: delivered,
  lastGoodDeliveredAt: delivered,
  proofs: [{ kind: 'receipt', verified: true }],
  disclosures: [shown()],
}

const anyDay = (from: string, until: string): fc.Arbitrary<Instant> =>
  fc.integer({ min: Date.parse(from), max: Date.parse(until) }).map((time) => new Date(time).toISOString() as Instant)

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const anyPolicy: fc.Arbitrary<ReturnPolicy> = fc.constantFrom(
  thirtyDayReturns,
  policyWith({
    windows: [{ ...written.windows[0], kinds: Object.keys(ReturnKind.keys) }],
    remedies: [{ kinds: Object.keys(ReturnKind.keys), remedies: ['refund'], payout: 'original-tender' }],
    conditions: [
      { condition: 'receipt', kinds: Object.keys(ReturnKind.keys), proofs: ['invoice'] },
      { condition: 'unopened', kinds: ['policy-return', 'exchange'] },
      { condition: 'unused', kinds: ['withdrawal', 'policy-return', 'recall'] },
    ],
    review: {},
  }),
  policyWith({
    satisfactionGuarantee: {
      anchor: 'delivery-of-unit',
      period: 'P60D',
      rule: 'event-day-excluded-no-roll',
      zone: 'Europe/Berlin',
      waives: ['original-packaging', 'label'],
      waivesFees: true,
    },
  }),
)

export const anyTerms: fc.Arbitrary<ReturnTerms> = fc
  .tuple(anyPolicy, fc.constantFrom(undefined, germanConsumerLaw2022, ukConsumerLaw, usConsumerLaw))
  .map(([policy, law]) => ({ policy, calendars: [germanPublicHolidays], ...(law === undefined ? {} : { law }) }))

const anyDisclosure: fc.Arbitrary<Disclosure> = fc
  .tuple(
    fc.subarray([...everyCondition]),
    fc.constantFrom('pre-purchase' as const, 'pre-purchase' as const, 'at-purchase' as const, 'post-purchase' as const),
    anyDay('2025-04-20', '2025-07-01'),
  )
  .map(([conditions, phase, shownAt]) => shown(conditions, { phase, shownAt }))

export const anyFacts: fc.Arbitrary<ReturnFacts> = fc
  .record(
    {
      kind: fc.constantFrom(...(Object.keys(ReturnKind.keys) as ReadonlyArray<ReturnKind>)),
      requestedAt: anyDay('2025-05-01', '2028-01-01').chain((late) =>
        fc.oneof(fc.constant(late), anyDay('2025-05-05', '2025-07-20')),
      ),
      purchasedAt: fc.constant(bought),
      zone: fc.constant('Europe/Berlin' as Zone),
      channel: fc.constantFrom('web', 'store', 'phone'),
      currency: fc.constant('EUR' as Currency),
      isBusiness: maybe(fc.boolean()),
      lineKind: fc.constantFrom(
        'goods' as const,
        'goods' as const,
        'digital' as const,
        'service' as const,
        'travel' as const,
      ),
      category: maybe(fc.constantFrom('electronics', 'clothing', 'gift-cards')),
      quantity: fc.integer({ min: 1, max: 4 }),
      availableQuantity: fc.integer({ min: 0, max: 4 }),
      netMinor: maybe(fc.bigInt({ min: 0n, max: 200_000n })),
      deliveredAt: maybe(anyDay('2025-05-02', '2025-05-10')),
      isPeriodicDelivery: maybe(fc.boolean()),
      finalSale: maybe(fc.boolean()),
      perishable: maybe(fc.boolean()),
      madeToOrder: maybe(fc.boolean()),
      sealedHygiene: maybe(fc.boolean()),
      isUnsealed: maybe(fc.boolean()),
      digitalBegunWithConsent: maybe(fc.boolean()),
      proofs: fc.array(
        fc.record(
          {
            kind: fc.constantFrom(...(Object.keys(ProofKind.keys) as ReadonlyArray<ProofKind>)),
            verified: fc.boolean(),
          },
          { noNullPrototype: true },
        ),
        { maxLength: 2 },
      ),
      meets: fc.record(
        {
          label: fc.boolean(),
          unopened: fc.boolean(),
          'original-packaging': fc.boolean(),
          unused: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      disclosures: fc.array(anyDisclosure, { maxLength: 3 }),
    },
    { noNullPrototype: true },
  )
  .map((facts) => ({
    ...facts,
    firstGoodDeliveredAt: facts.deliveredAt,
    lastGoodDeliveredAt: facts.availableQuantity === 3 ? undefined : facts.deliveredAt,
  }))
