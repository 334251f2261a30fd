import { given } from '@aftersale/decider/testing'
import {
  after,
  authorise,
  capture,
  creditBack,
  creditId,
  endOfJune,
  eur,
  issue,
  sek,
  text,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

// The cases of published bug reports that a store credit decides, each by what is right.

const captured = after(issue(), authorise(), capture())

it('D43 gives back no more than a capture took, however many partial refunds there are', () => {
  const first = creditBack({ minor: 1200n })
  const second = creditBack({ creditingId: text('return-2'), minor: 800n })
  const history = after(issue(), authorise(), capture(), first, second)
  given(storeCredit, history)
    .when(creditBack({ creditingId: text('return-3'), minor: 1n }))
    .rejects({ reason: 'CaptureExceeded', captureId: text('parcel-1'), leftMinor: 0n, askedMinor: 1n })
})

it('D44 is issued whole by one event: a settlement leaves a credit with its balance, or none', () => {
  given(storeCredit)
    .when(issue())
    .records({ type: 'StoreCreditIssued', data: { ...issue().data, validUntil: endOfJune } })
  given(storeCredit, after(issue())).when(issue()).recordsNothing()
})

it('D45 is spent in its own currency alone: euros pay for nothing in kroner', () => {
  const mismatch = { reason: 'CurrencyMismatch', expected: eur, found: sek } as const
  given(storeCredit, after(issue()))
    .when(authorise({ currency: sek }))
    .rejects(mismatch)
  given(storeCredit, captured)
    .when(capture({ captureId: text('parcel-2'), currency: sek }))
    .rejects(mismatch)
  given(storeCredit, captured)
    .when(creditBack({ currency: sek }))
    .rejects(mismatch)
})

it('D46 takes back of a payment on card and credit what was captured on the credit, and no more', () => {
  // 50.00 paid, 20.00 of it on the credit: the other 30.00 are the card's to give back.
  given(storeCredit, captured)
    .when(creditBack({ minor: 5000n }))
    .rejects({ reason: 'CaptureExceeded', captureId: text('parcel-1'), leftMinor: 2000n, askedMinor: 5000n })
  given(storeCredit, captured)
    .when(creditBack({ minor: 2000n }))
    .records({ type: 'StoreCreditCredited', data: { ...creditBack().data, creditId, minor: 2000n } })
})
