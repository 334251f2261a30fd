import type { NonEmptyText, PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { at } from '../../calendar/calendar.fixtures.js'
import { decodeDisclosurePolicy, disclosurePolicy } from './decode-disclosure-policy.js'
import { Disclosure } from './disclosure.js'
import { distanceSelling } from './example-disclosure-policy.js'
import { missingDisclosures } from './missing-disclosures.js'
import { informedOfWithdrawalAt, wasShownBeforePurchase } from './shown-before-purchase.js'

const policyRef = { policyId: 'thirty-day-returns' as NonEmptyText, version: 1 as PositiveInteger }
const purchasedAt = at('2025-05-01T10:00+02:00')
const later = at('2025-05-01T10:00:00.001+02:00')

const shown = (conditions: ReadonlyArray<string>, more: Partial<Disclosure> = {}): Disclosure => ({
  policyRef,
  phase: 'pre-purchase',
  conditionsShown: conditions as ReadonlyArray<NonEmptyText>,
  shownAt: purchasedAt,
  ...more,
})

describe('a condition', () => {
  const wasShown = (...disclosures: ReadonlyArray<Disclosure>) =>
    wasShownBeforePurchase('receipt', { policyRef, purchasedAt }, disclosures)

  it('was shown before purchase up to its very instant', () => {
    expect(wasShown(shown(['label', 'receipt']))).toBe(true)
    expect(wasShown(shown(['receipt'], { shownAt: later }))).toBe(false)
  })

  it('was not where it stood on the receipt, came after, or was of another version or policy', () => {
    expect(wasShown()).toBe(false)
    expect(wasShown(shown(['label']))).toBe(false)
    expect(wasShown(shown(['receipt'], { phase: 'at-purchase' }))).toBe(false)
    expect(wasShown(shown(['receipt'], { phase: 'post-purchase' }))).toBe(false)
    expect(wasShown(shown(['receipt'], { policyRef: { ...policyRef, version: 2 as PositiveInteger } }))).toBe(false)
    expect(wasShown(shown(['receipt'], { policyRef: { ...policyRef, policyId: 'other' as NonEmptyText } }))).toBe(false)
  })
})

describe('the right to withdraw', () => {
  it('is known from when it was first told of, under whatever version and in whatever phase', () => {
    const first = at('2025-05-03T10:00+02:00')
    const second = at('2025-05-04T10:00+02:00')
    const told = [
      shown(['withdrawal-right'], { phase: 'post-purchase', shownAt: second }),
      shown(['withdrawal-right'], { phase: 'post-purchase', shownAt: first }),
      shown(['receipt']),
    ]
    expect(informedOfWithdrawalAt(told, second)).toBe(first)
    expect(informedOfWithdrawalAt(told, at('2025-05-02T10:00+02:00'))).toBeUndefined()
  })
})

describe('what was not shown', () => {
  const missing = (channel: string, ...disclosures: ReadonlyArray<Disclosure>) =>
    missingDisclosures(distanceSelling, { policyRef, purchasedAt, channel }, disclosures).map(
      ({ condition, because }) => `${condition}: ${because}`,
    )
  const conditions = ['withdrawal-right', 'return-shipping', 'restocking-fee', 'final-sale']
  const onPage = shown(conditions, { channel: 'web' as NonEmptyText })
  const byMail = shown(['withdrawal-right'], {
    phase: 'post-purchase',
    channel: 'email' as NonEmptyText,
    shownAt: later,
  })

  it('is nothing where all was shown, in time and in its form', () => {
    expect(missing('web', onPage, byMail)).toEqual([])
  })

  it('is told with what it lacked', () => {
    expect(missing('web', onPage)).toEqual(['withdrawal-right: InAnotherForm'])
    expect(missing('web', { ...onPage, shownAt: later }, byMail)).toEqual(conditions.map((one) => `${one}: TooLate`))
    expect(missing('web', byMail)).toEqual([
      'withdrawal-right: TooLate',
      'return-shipping: NotShown',
      'restocking-fee: NotShown',
      'final-sale: NotShown',
    ])
  })

  it('goes by the channel of the purchase: a shop tells of no withdrawal, and a voice is no page', () => {
    expect(missing('store', shown(conditions, { channel: 'store' as NonEmptyText }))).toEqual([
      'return-shipping: InAnotherForm',
    ])
    expect(missing('phone', shown(conditions, { channel: 'phone' as NonEmptyText }), byMail)).toEqual([
      'restocking-fee: InAnotherForm',
      'final-sale: InAnotherForm',
    ])
  })
})

describe('a disclosure policy', () => {
  const written = JSON.parse(JSON.stringify(distanceSelling))

  it('is read back from its JSON', () => {
    expect(decodeDisclosurePolicy(written)).toEqual(E.right(distanceSelling))
  })

  it('says what is wrong, and refuses what it does not know or what is never shown', () => {
    expect(
      decodeDisclosurePolicy({ ...written, requirements: [{ condition: ' ', phase: 'before', forms: [] }] }),
    ).toEqual(
      E.left([
        'requirements[0].condition: expected NonEmptyText, got " "',
        'requirements[0].phase: expected "pre-purchase" | "at-purchase" | "post-purchase", got "before"',
      ]),
    )
    expect(
      decodeDisclosurePolicy({
        ...written,
        constructor: 1,
        requirements: [{ condition: 'label', phase: 'at-purchase', forms: [], channels: [], by: 'web' }],
        forms: [written.forms[0], written.forms[0]],
      }),
    ).toEqual(
      E.left([
        'requirements[0].by: no field of a disclosure policy',
        'constructor: no field of a disclosure policy',
        'requirements[0].forms: no form would do',
        'requirements[0].channels: it is never required',
        'forms[1].channel: phone stands before',
      ]),
    )
    expect(decodeDisclosurePolicy({ ...JSON.parse('{"__proto__": 1}'), ...written })).toEqual(
      E.left(['__proto__: no field can be called so']),
    )
    expect(() => disclosurePolicy({ ...written, version: 1.5 })).toThrow('version: expected PositiveInteger, got 1.5')
  })

  it('reads what was shown back from its JSON', () => {
    const disclosure = shown(['receipt'], { channel: 'web' as NonEmptyText })
    expect(Disclosure.decode(JSON.parse(JSON.stringify(disclosure)))).toEqual(E.right(disclosure))
  })
})
