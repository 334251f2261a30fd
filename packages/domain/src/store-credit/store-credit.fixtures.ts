import { historyOf } from '@aftersale/decider/testing'
import { type Instant, millisecondsAfter, type NonEmptyText, type Uuid } from '@aftersale/messages'
import * as fc from 'fast-check'
import { at } from '../calendar/calendar.fixtures.js'
import type { LocalDate } from '../calendar/local-date.js'
import type { Zone } from '../calendar/zone.js'
import type { CustomerId } from '../customer/customer-id.js'
import type { Currency } from '../money/currency.js'
import type { StoreCreditCommand } from './commands.js'
import type { StoreCreditEvent } from './events.js'
import { storeCredit } from './store-credit.js'
import type { StoreCreditId } from './store-credit-id.js'

type CommandType = StoreCreditCommand['type']
type CommandOf<Type extends CommandType> = Extract<StoreCreditCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const day = (words: string): LocalDate => words as LocalDate
export const eur = 'EUR' as Currency
export const sek = 'SEK' as Currency

export const creditId = '0197290f-6a00-7000-8000-0000000000d1' as StoreCreditId
export const otherCreditId = '0197290f-6a00-7000-8000-0000000000d2' as StoreCreditId
export const ada = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
export const bela = '0197290f-6a00-7000-8000-00000000c002' as CustomerId
const code = text('GIFT-7')

/** Days of June 2025 in Berlin. */
export const june = (date: number, time = '12:00'): Instant => at(`2025-06-${`${date}`.padStart(2, '0')}T${time}+02:00`)

/** The last day is 30 June 2025 in Berlin: it ends at 22:00 UTC. */
export const endOfJune = '2025-06-30T22:00:00.000Z' as Instant
export const juneInBerlin = { expiresOn: day('2025-06-30'), zone: 'Europe/Berlin' as Zone }

const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const cause = {
  aggregate: text('returnCase'),
  id: '0197290f-6a00-7000-8000-0000000000c1' as Uuid,
  legId: text('leg-1'),
}
const unheld = { creditId, minor: 5000n, currency: eur, expiry: juneInBerlin, cause, issuedAt: june(1) }

/** 50.00 to Ada, to be spent by the end of June. */
export const issue = usual('IssueStoreCredit', { ...unheld, customerId: ada })
/** The same to whoever has the code. */
export const issueToGuest = usual('IssueStoreCredit', { ...unheld, claimCode: code })
export const withoutEnd = (): StoreCreditCommand => {
  const { expiry: _, ...data } = issue().data
  return { type: 'IssueStoreCredit', data }
}
export const claim = usual('ClaimStoreCredit', { creditId, claimCode: code, customerId: ada, claimedAt: june(2) })
export const authorise = usual('AuthoriseStoreCredit', {
  creditId,
  customerId: ada,
  authorisationId: text('order-1'),
  minor: 3000n,
  currency: eur,
  authorisedAt: june(3),
})
export const capture = usual('CaptureStoreCredit', {
  creditId,
  authorisationId: text('order-1'),
  captureId: text('parcel-1'),
  minor: 2000n,
  currency: eur,
  isLast: false,
  capturedAt: june(4),
})
export const voidIt = usual('VoidStoreCredit', { creditId, authorisationId: text('order-1'), voidedAt: june(5) })
export const creditBack = usual('CreditStoreCredit', {
  creditId,
  creditingId: text('return-1'),
  captureId: text('parcel-1'),
  minor: 1500n,
  currency: eur,
  creditedAt: june(6),
})
export const expire = usual('ExpireStoreCredit', { creditId, dueAt: endOfJune })
export const invalidate = usual('InvalidateStoreCredit', {
  creditId,
  because: text('refund-failed'),
  invalidatedAt: june(7),
})

/** The history of a credit to which all this was said, none of it refused. */
export const after = (...commands: ReadonlyArray<StoreCreditCommand>): ReadonlyArray<StoreCreditEvent> =>
  historyOf(storeCredit, commands)

const anyAmount = fc.oneof(fc.bigInt({ min: 0n, max: 6000n }), fc.constant(0n), fc.constant(10n ** 18n - 1n))
const anyOf = (prefix: string) => fc.integer({ min: 1, max: 3 }).map((number) => text(`${prefix}-${number}`))
const anyTime = fc.integer({ min: 0, max: 45 }).map((days) => millisecondsAfter(june(1), (days - 1) * 86_400_000))
const anyCurrency = fc.oneof({ weight: 9, arbitrary: fc.constant(eur) }, fc.constant(sek))

/** Any command to the credit, sensible or not, but for the issue. */
export const anyCommand: fc.Arbitrary<StoreCreditCommand> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(ada, bela).map((customerId) => claim({ customerId })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyOf('order'), anyAmount, anyCurrency, anyTime)
      .map(([authorisationId, minor, currency, authorisedAt]) =>
        authorise({ authorisationId, minor, currency, authorisedAt, claimCode: code }),
      ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyOf('order'), anyOf('parcel'), anyAmount, fc.boolean(), anyTime)
      .map(([authorisationId, captureId, minor, isLast, capturedAt]) =>
        capture({ authorisationId, captureId, minor, isLast, capturedAt }),
      ),
  },
  anyOf('order').map((authorisationId) => voidIt({ authorisationId })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        anyOf('return'),
        anyOf('parcel'),
        anyAmount,
        fc.option(fc.constantFrom(day('2025-07-31'), day('2025-08-31'))),
      )
      .map(([creditingId, captureId, minor, extendsTo]) =>
        creditBack({ creditingId, captureId, minor, ...(extendsTo === null ? {} : { extendsTo }) }),
      ),
  },
  fc.constant(expire()),
  { weight: 1, arbitrary: fc.constant(invalidate()) },
)
