import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import type { StoreCreditEvent } from './events.js'
import {
  ada,
  after,
  authorise,
  capture,
  creditBack,
  creditId,
  day,
  endOfJune,
  expire,
  invalidate,
  issue,
  june,
  juneInBerlin,
  text,
  voidIt,
  withoutEnd,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

const secondAuthorisation = authorise({ authorisationId: text('order-2'), minor: 1000n })
const secondCapture = capture({ authorisationId: text('order-2'), captureId: text('parcel-2'), minor: 1000n })
const twice = after(issue(), authorise(), secondAuthorisation, capture(), secondCapture)

const balanceAfter = (history: ReadonlyArray<StoreCreditEvent>): bigint | undefined => {
  const { state } = given(storeCredit, history)
  return state.status === 'not-issued' ? undefined : state.credit.balanceMinor
}

describe('a credit that pays twice', () => {
  it('keeps apart what is set aside for each', () => {
    given(storeCredit, after(issue(), authorise(), secondAuthorisation, capture()))
      .when(voidIt({ authorisationId: text('order-2') }))
      .records({
        type: 'StoreCreditVoided',
        data: { creditId, authorisationId: text('order-2'), minor: 1000n, voidedAt: june(5) },
      })
    expect(balanceAfter(twice)).toBe(2000n)
  })

  it('gives back of each capture no more than it took', () => {
    given(storeCredit, twice)
      .when(creditBack({ captureId: text('parcel-2'), minor: 1001n }))
      .rejects({ reason: 'CaptureExceeded', captureId: text('parcel-2'), leftMinor: 1000n, askedMinor: 1001n })
    given(storeCredit, after(issue(), authorise(), secondAuthorisation, capture(), secondCapture, creditBack()))
      .when(creditBack({ creditingId: text('return-2'), captureId: text('parcel-2'), minor: 1001n }))
      .rejects({ reason: 'CaptureExceeded', captureId: text('parcel-2'), leftMinor: 1000n, askedMinor: 1001n })
  })

  it('voids by its end only what is still set aside, and says what stayed spent', () => {
    given(storeCredit, after(issue(), authorise(), secondAuthorisation, capture(), secondCapture, creditBack()))
      .when(invalidate())
      .records(
        {
          type: 'StoreCreditVoided',
          data: { creditId, authorisationId: text('order-1'), minor: 1000n, voidedAt: june(7) },
        },
        {
          type: 'StoreCreditInvalidated',
          // Spent 2000 and 1000, given back 1500; 5000 − 1500 are left.
          data: { creditId, because: text('refund-failed'), minor: 3500n, spentMinor: 1500n, invalidatedAt: june(7) },
        },
      )
  })
})

describe('the last day of a credit', () => {
  const captured = after(issue(), authorise(), capture())
  const endOfJuly = '2025-07-31T22:00:00.000Z' as Instant
  const toJuly = creditBack({ extendsTo: day('2025-07-31') })

  it('stays where it was when something comes back without another', () => {
    const history = after(issue(), authorise(), capture(), creditBack({ minor: 500n }))
    expect(given(storeCredit, history).deadlines).toStrictEqual([{ dueAt: endOfJune, command: expire() }])
    given(storeCredit, history)
      .when(creditBack({ creditingId: text('return-2'), minor: 500n, extendsTo: day('2025-06-29') }))
      .rejects({ reason: 'ExpiryBroughtForward', expiresOn: day('2025-06-30') })
  })

  it('may be given anew as it is', () => {
    const asItIs = creditBack({ extendsTo: day('2025-06-30') })
    const { extendsTo: _, ...credited } = asItIs.data
    given(storeCredit, captured)
      .when(asItIs)
      .records({ type: 'StoreCreditCredited', data: { ...credited, expiry: juneInBerlin, validUntil: endOfJune } })
  })

  it('is the later one once something came back with it', () => {
    const history = after(issue(), authorise(), capture(), expire(), {
      ...toJuly,
      data: { ...toJuly.data, minor: 500n },
    })
    const { state, deadlines } = given(storeCredit, history)
    expect(state.status).toBe('active')
    expect(deadlines).toStrictEqual([{ dueAt: endOfJuly, command: expire({ dueAt: endOfJuly }) }])
    given(storeCredit, history)
      .when(creditBack({ creditingId: text('return-2'), minor: 500n, extendsTo: day('2025-07-30') }))
      .rejects({ reason: 'ExpiryBroughtForward', expiresOn: day('2025-07-31') })
  })

  it('is over at the very instant at which it ends', () => {
    given(storeCredit, captured)
      .when(creditBack({ extendsTo: day('2025-07-31'), creditedAt: endOfJuly }))
      .rejects({ reason: 'CreditOverSince', validUntil: endOfJuly })
  })

  it('is nowhere in a credit that has none', () => {
    const { data } = withoutEnd()
    expect(given(storeCredit, after(withoutEnd())).state).toStrictEqual({
      status: 'active',
      credit: { issued: data, balanceMinor: 5000n, authorisations: [], captures: [], creditings: [] },
    })
    expect(data).toMatchObject({ customerId: ada })
  })
})
