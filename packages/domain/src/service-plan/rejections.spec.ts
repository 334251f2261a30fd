import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { ServicePlanCommand } from './commands.js'
import { servicePlanEvents } from './events.js'
import { type ServicePlanRejection, servicePlanRejections } from './rejections.js'
import {
  activate,
  after,
  assignManager,
  bela,
  berlinDay,
  cancel,
  consume,
  count,
  endOfFirstTerm,
  expire,
  otherPlanId,
  quote,
  renew,
  restore,
  resume,
  reverse,
  running,
  sell,
  suspend,
  termsWith,
  text,
  usd,
  visit,
  washingMachineCare,
} from './service-plan.fixtures.js'
import { servicePlan } from './service-plan.js'

const dear = termsWith(washingMachineCare, { entitlements: [{ kind: 'visits', unitValueMinor: '1000' }] })

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<ServicePlanRejection['reason'], ReadonlyArray<ServicePlanCommand>>> = {
  CurrencyMismatch: [quote(), sell({ currency: usd })],
  PlanNotQuoted: [sell()],
  PlanAlreadyQuoted: [quote(), quote({ customerId: bela })],
  AddressedToAnotherPlan: [quote(), sell({ servicePlanId: otherPlanId })],
  QuoteOverBeforeItBegins: [quote({ validUntil: berlinDay('2025-05-01') })],
  QuoteOver: [quote(), sell({ soldAt: berlinDay('2025-07-01') })],
  PriceAboveQuote: [quote(), sell({ paidMinor: 11901n })],
  PlanNotSold: [quote(), cancel()],
  PlanAlreadySold: [quote(), sell(), sell({ paidMinor: 1n })],
  BeforeQuote: [quote(), sell({ soldAt: berlinDay('2025-05-01') })],
  BeforeSale: [quote(), sell(), cancel({ cancelledAt: berlinDay('2025-06-01', '13:00') })],
  AnchorNotOfTerms: [quote(), sell(), activate({ anchor: 'sale' })],
  TermOutOfCalendar: [quote(), sell(), activate({ anchoredAt: '9999-06-01T00:00:00.000Z' as Instant })],
  PlanNotYetActive: [quote(), sell(), suspend()],
  PlanOnHold: [...running, suspend(), suspend({ because: text('fraud') })],
  BeforeSuspension: [...running, suspend(), resume({ resumedAt: berlinDay('2025-08-31') })],
  PlanOver: [...running, cancel({ cancelledAt: endOfFirstTerm })],
  PlanGivenUp: [...running, cancel(), suspend()],
  EntitlementNotCounted: [...running, consume({ kind: 'discount' })],
  ConsumptionDiffers: [...running, consume(), consume({ quantity: count(2) })],
  ConsumptionUnknown: [...running, restore()],
  RenewalNotOffered: [
    quote({ terms: termsWith(washingMachineCare, { renewal: undefined }) }),
    sell(),
    activate(),
    renew(),
  ],
  RenewalIdReused: [...running, renew(), renew({ paidMinor: 1n })],
  RenewalUnknown: [...running, reverse()],
  RenewalUsed: [
    ...running,
    renew(),
    consume({ usedFor: visit(2), consumedAt: berlinDay('2026-06-08') }),
    reverse({ reversedAt: berlinDay('2026-06-10') }),
  ],
  RenewalRunsTooLong: [...running, renew(), reverse({ reversedAt: berlinDay('2026-09-01') })],
  NoBusiness: [quote(), assignManager()],
  AmountOutOfBounds: [quote({ terms: dear }), sell(), activate(), consume({ quantity: count(9_007_199_254_740_991) })],
}

it.each(Object.entries(waysTo))('%s is come to by commands', (reason, commands) => {
  const command = commands.at(-1)
  if (command === undefined) throw new Error('No command')
  const { decision } = given(servicePlan, after(...commands.slice(0, -1))).when(command)
  expect(E.isLeft(decision) && decision.left.reason).toBe(reason)
})

it('has a reason of no event’s name, each with a sentence', () => {
  const names: ReadonlyArray<string> = servicePlanEvents.map(({ messageType }) => messageType)
  for (const [reason, sentence] of Object.entries(servicePlanRejections)) {
    expect(names).not.toContain(reason)
    expect(sentence).toMatch(/\.$/)
  }
})

it('says of a plan that is over when it ended, whoever asks', () => {
  given(servicePlan, after(...running, expire()))
    .when(suspend())
    .rejects({ reason: 'PlanOver', endsAtExclusive: endOfFirstTerm })
})
