import { given } from '@aftersale/decider/testing'
import type { StoreCreditEvent } from './events.js'
import { freeMinorOf } from './state.js'
import {
  ada,
  after,
  authorise,
  bela,
  capture,
  claim,
  creditBack,
  creditId,
  day,
  endOfJune,
  expire,
  invalidate,
  issue,
  issueToGuest,
  june,
  juneInBerlin,
  otherCreditId,
  sek,
  text,
  voidIt,
  withoutEnd,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

const issued = after(issue())
const authorised = after(issue(), authorise())
const captured = after(issue(), authorise(), capture())
const expired = after(issue(), authorise(), capture(), expire())

const freeAfter = (history: ReadonlyArray<StoreCreditEvent>): bigint => {
  const { state } = given(storeCredit, history)
  return state.status === 'not-issued' ? 0n : freeMinorOf(state.credit)
}

describe('IssueStoreCredit', () => {
  it('lets a customer spend so much until the end of a day in a zone', () => {
    given(storeCredit)
      .when(issue())
      .records({ type: 'StoreCreditIssued', data: { ...issue().data, validUntil: endOfJune } })
    expect(freeAfter(issued)).toBe(5000n)
    expect(given(storeCredit, issued).deadlines).toStrictEqual([{ dueAt: endOfJune, command: expire() }])
  })

  it('never ends where no day is given', () => {
    given(storeCredit)
      .when(withoutEnd())
      .records({ type: 'StoreCreditIssued', data: withoutEnd().data } as StoreCreditEvent)
    expect(given(storeCredit, after(withoutEnd())).deadlines).toStrictEqual([])
  })

  it('records nothing when repeated, at whatever time', () => {
    given(storeCredit, captured).when(issue()).recordsNothing()
    given(storeCredit, captured)
      .when(issue({ issuedAt: june(9) }))
      .recordsNothing()
  })

  it('is refused to nobody, and to two holders', () => {
    const { customerId: _, ...nobody } = issue().data
    given(storeCredit)
      .when({ type: 'IssueStoreCredit', data: nobody })
      .rejects({ reason: 'CreditHolderUnclear', customerGiven: false, claimCodeGiven: false })
    given(storeCredit)
      .when(issue({ claimCode: text('GIFT-7') }))
      .rejects({ reason: 'CreditHolderUnclear', customerGiven: true, claimCodeGiven: true })
  })

  it('is refused for nothing, and for a last day that is over or that cannot end', () => {
    given(storeCredit)
      .when(issue({ minor: 0n }))
      .rejects({ reason: 'NothingToMove' })
    given(storeCredit)
      .when(issue({ expiry: { ...juneInBerlin, expiresOn: day('2025-05-31') } }))
      .rejects({ reason: 'ExpiryBeforeIssue', expiresOn: day('2025-05-31'), issuedOn: day('2025-06-01') })
    given(storeCredit)
      .when(issue({ expiry: { ...juneInBerlin, expiresOn: day('9999-12-31') } }))
      .rejects({ reason: 'ExpiryOutOfCalendar', expiresOn: day('9999-12-31') })
    given(storeCredit)
      .when(issue({ expiry: { ...juneInBerlin, expiresOn: day('2025-06-01') } }))
      .records({
        type: 'StoreCreditIssued',
        data: {
          ...issue().data,
          expiry: { ...juneInBerlin, expiresOn: day('2025-06-01') },
          validUntil: june(2, '00:00'),
        },
      })
  })

  it('is refused with other content under the same id', () => {
    given(storeCredit, issued)
      .when(issue({ minor: 5001n }))
      .rejects({ reason: 'CreditAlreadyIssued', issuedAt: june(1) })
    given(storeCredit, issued)
      .when(issue({ creditId: otherCreditId }))
      .rejects({ reason: 'AddressedToAnotherCredit', creditId })
  })
})

describe('ClaimStoreCredit', () => {
  const toGuest = after(issueToGuest())

  it('gives the credit to the customer who knows the code', () => {
    given(storeCredit, toGuest)
      .when(claim())
      .records({ type: 'StoreCreditClaimed', data: { creditId, customerId: ada, claimedAt: june(2) } })
    given(storeCredit, after(issueToGuest(), claim())).when(claim()).recordsNothing()
  })

  it('is refused to others', () => {
    given(storeCredit, toGuest)
      .when(claim({ claimCode: text('GIFT-8') }))
      .rejects({ reason: 'ClaimCodeWrong' })
    given(storeCredit, after(issueToGuest(), claim()))
      .when(claim({ customerId: bela }))
      .rejects({ reason: 'ClaimedByAnother' })
    given(storeCredit, issued).when(claim()).rejects({ reason: 'NotToBeClaimed' })
  })

  it('is refused once the last day is over, recorded or not', () => {
    const over = { reason: 'CreditOverSince', validUntil: endOfJune } as const
    given(storeCredit, toGuest)
      .when(claim({ claimedAt: endOfJune }))
      .rejects(over)
    given(storeCredit, after(issueToGuest(), expire())).when(claim()).rejects(over)
  })
})

describe('AuthoriseStoreCredit', () => {
  it('sets a part aside, which nobody else can have', () => {
    const { customerId: _, ...authorisation } = authorise().data
    given(storeCredit, issued).when(authorise()).records({ type: 'StoreCreditAuthorised', data: authorisation })
    expect(freeAfter(authorised)).toBe(2000n)
    given(storeCredit, authorised)
      .when(authorise({ authorisationId: text('order-2'), minor: 2001n }))
      .rejects({ reason: 'BalanceTooLow', freeMinor: 2000n, askedMinor: 2001n })
    expect(freeAfter(after(issue(), authorise(), authorise({ authorisationId: text('order-2'), minor: 2000n })))).toBe(
      0n,
    )
  })

  it('records nothing when repeated, and is refused with another sum under the same id', () => {
    given(storeCredit, captured)
      .when(authorise({ authorisedAt: june(9) }))
      .recordsNothing()
    given(storeCredit, authorised)
      .when(authorise({ minor: 2999n }))
      .rejects({ reason: 'AuthorisationIdReused', authorisationId: text('order-1') })
  })

  it('is for the holder alone: the customer, or who has the code of what nobody claimed', () => {
    given(storeCredit, issued)
      .when(authorise({ customerId: bela }))
      .rejects({ reason: 'NotTheHolder' })
    const { customerId: _, ...byCode } = authorise({ claimCode: text('GIFT-7') }).data
    const authoriseByCode = { type: 'AuthoriseStoreCredit' as const, data: byCode }
    expect(freeAfter(after(issueToGuest(), authoriseByCode))).toBe(2000n)
    given(storeCredit, after(issueToGuest()))
      .when({ ...authoriseByCode, data: { ...byCode, claimCode: text('GIFT-8') } })
      .rejects({ reason: 'NotTheHolder' })
    given(storeCredit, after(issueToGuest())).when(authorise()).rejects({ reason: 'NotTheHolder' })
    given(storeCredit, after(issueToGuest(), claim())).when(authoriseByCode).rejects({ reason: 'NotTheHolder' })
    expect(freeAfter(after(issueToGuest(), claim(), authorise()))).toBe(2000n)
  })

  it('is refused for nothing, in another currency, before the issue and after the last day', () => {
    given(storeCredit, issued)
      .when(authorise({ minor: 0n }))
      .rejects({ reason: 'NothingToMove' })
    given(storeCredit, issued)
      .when(authorise({ currency: sek }))
      .rejects({ reason: 'CurrencyMismatch', expected: issue().data.currency, found: sek })
    given(storeCredit, issued)
      .when(authorise({ authorisedAt: june(1, '11:59') }))
      .rejects({ reason: 'BeforeIssue', issuedAt: june(1) })
    given(storeCredit, issued)
      .when(authorise({ authorisedAt: endOfJune }))
      .rejects({ reason: 'CreditOverSince', validUntil: endOfJune })
    given(storeCredit, issued)
      .when(authorise({ authorisedAt: june(30, '23:59') }))
      .records({
        type: 'StoreCreditAuthorised',
        data: (({ customerId: _, ...data }) => data)(authorise({ authorisedAt: june(30, '23:59') }).data),
      })
  })

  it('is refused before there is a credit', () => {
    given(storeCredit).when(authorise()).rejects({ reason: 'CreditNotIssued' })
  })
})

describe('CaptureStoreCredit', () => {
  it('spends what was set aside, in pieces', () => {
    given(storeCredit, authorised).when(capture()).records({ type: 'StoreCreditCaptured', data: capture().data })
    const rest = capture({ captureId: text('parcel-2'), minor: 1000n, isLast: true })
    given(storeCredit, captured).when(rest).records({ type: 'StoreCreditCaptured', data: rest.data })
    given(storeCredit, captured)
      .when(capture({ captureId: text('parcel-2'), minor: 1001n }))
      .rejects({
        reason: 'AuthorisationExceeded',
        authorisationId: text('order-1'),
        openMinor: 1000n,
        askedMinor: 1001n,
      })
  })

  it('frees what is left after the last piece', () => {
    const last = capture({ isLast: true })
    given(storeCredit, authorised)
      .when(last)
      .records(
        { type: 'StoreCreditCaptured', data: last.data },
        {
          type: 'StoreCreditVoided',
          data: { creditId, authorisationId: text('order-1'), minor: 1000n, voidedAt: june(4) },
        },
      )
    expect(freeAfter(after(issue(), authorise(), last))).toBe(3000n)
  })

  it('may come after the last day, if it was set aside before', () => {
    const late = capture({ captureId: text('parcel-2'), minor: 500n, capturedAt: '2025-07-02T10:00:00.000Z' as never })
    given(storeCredit, expired).when(late).records({ type: 'StoreCreditCaptured', data: late.data })
  })

  it('records nothing when repeated, and is refused otherwise under the same id', () => {
    given(storeCredit, captured)
      .when(capture({ capturedAt: june(9) }))
      .recordsNothing()
    given(storeCredit, captured)
      .when(capture({ minor: 1n }))
      .rejects({ reason: 'CaptureIdReused', captureId: text('parcel-1') })
  })

  it('is refused for nothing, and of what was never set aside', () => {
    given(storeCredit, authorised)
      .when(capture({ minor: 0n }))
      .rejects({ reason: 'NothingToMove' })
    given(storeCredit, issued)
      .when(capture())
      .rejects({ reason: 'AuthorisationUnknown', authorisationId: text('order-1') })
  })
})

describe('VoidStoreCredit', () => {
  it('frees what is left of it', () => {
    const voided = { creditId, authorisationId: text('order-1'), minor: 1000n, voidedAt: june(5) }
    given(storeCredit, captured).when(voidIt()).records({ type: 'StoreCreditVoided', data: voided })
    const history = after(issue(), authorise(), capture(), voidIt())
    expect(freeAfter(history)).toBe(3000n)
    given(storeCredit, history).when(voidIt()).recordsNothing()
  })

  it('loses at once what comes free after the last day', () => {
    const voidedAt = '2025-07-02T10:00:00.000Z' as ReturnType<typeof june>
    given(storeCredit, expired)
      .when(voidIt({ voidedAt }))
      .records(
        { type: 'StoreCreditVoided', data: { creditId, authorisationId: text('order-1'), minor: 1000n, voidedAt } },
        { type: 'StoreCreditExpired', data: { creditId, minor: 1000n, expiredAt: voidedAt } },
      )
  })

  it('is refused of what was never set aside, or was captured whole', () => {
    given(storeCredit, issued)
      .when(voidIt())
      .rejects({ reason: 'AuthorisationUnknown', authorisationId: text('order-1') })
    given(storeCredit, after(issue(), authorise(), capture({ minor: 3000n })))
      .when(voidIt())
      .rejects({ reason: 'AuthorisationUsedUp', authorisationId: text('order-1') })
  })
})

describe('CreditStoreCredit', () => {
  it('gives back what a capture paid for', () => {
    given(storeCredit, captured).when(creditBack()).records({ type: 'StoreCreditCredited', data: creditBack().data })
    const history = after(issue(), authorise(), capture(), creditBack())
    expect(freeAfter(history)).toBe(3500n)
    given(storeCredit, history)
      .when(creditBack({ creditedAt: june(9) }))
      .recordsNothing()
  })

  it('is refused above what was captured and not given back', () => {
    given(storeCredit, after(issue(), authorise(), capture(), creditBack()))
      .when(creditBack({ creditingId: text('return-2'), minor: 501n }))
      .rejects({ reason: 'CaptureExceeded', captureId: text('parcel-1'), leftMinor: 500n, askedMinor: 501n })
  })

  it('is refused for nothing, of what was never captured, and otherwise under the same id', () => {
    given(storeCredit, captured)
      .when(creditBack({ minor: 0n }))
      .rejects({ reason: 'NothingToMove' })
    given(storeCredit, authorised)
      .when(creditBack())
      .rejects({ reason: 'CaptureUnknown', captureId: text('parcel-1') })
    given(storeCredit, after(issue(), authorise(), capture(), creditBack()))
      .when(creditBack({ minor: 1n }))
      .rejects({ reason: 'CreditingIdReused', creditingId: text('return-1') })
  })

  it('revives a credit whose last day is over, with a new one', () => {
    const creditedAt = '2025-07-10T10:00:00.000Z' as ReturnType<typeof june>
    given(storeCredit, expired)
      .when(creditBack({ creditedAt }))
      .rejects({ reason: 'CreditOverSince', validUntil: endOfJune })
    given(storeCredit, expired)
      .when(creditBack({ creditedAt, extendsTo: day('2025-07-09') }))
      .rejects({ reason: 'CreditOverSince', validUntil: '2025-07-09T22:00:00.000Z' as typeof endOfJune })
    const revived = creditBack({ creditedAt, extendsTo: day('2025-07-31') })
    const { extendsTo: _, ...credited } = revived.data
    given(storeCredit, expired)
      .when(revived)
      .records({
        type: 'StoreCreditCredited',
        data: {
          ...credited,
          expiry: { ...juneInBerlin, expiresOn: day('2025-07-31') },
          validUntil: '2025-07-31T22:00:00.000Z' as typeof endOfJune,
        },
      })
    const history = after(issue(), authorise(), capture(), expire(), revived)
    expect(freeAfter(history)).toBe(1500n)
    given(storeCredit, history).when(expire()).recordsNothing()
    given(storeCredit, history).when(revived).recordsNothing()
  })

  it('never ends the credit earlier, and gives no end to one that has none', () => {
    given(storeCredit, captured)
      .when(creditBack({ extendsTo: day('2025-06-29') }))
      .rejects({ reason: 'ExpiryBroughtForward', expiresOn: day('2025-06-30') })
    given(storeCredit, captured)
      .when(creditBack({ extendsTo: day('9999-12-31') }))
      .rejects({ reason: 'ExpiryOutOfCalendar', expiresOn: day('9999-12-31') })
    given(storeCredit, after(withoutEnd(), authorise(), capture()))
      .when(creditBack({ extendsTo: day('2025-07-31') }))
      .rejects({ reason: 'NeverExpires' })
  })
})

describe('ExpireStoreCredit', () => {
  it('loses what is free, and leaves what is set aside', () => {
    given(storeCredit, captured)
      .when(expire())
      .records({ type: 'StoreCreditExpired', data: { creditId, minor: 2000n, expiredAt: endOfJune } })
    expect(freeAfter(expired)).toBe(0n)
    given(storeCredit, expired).when(expire()).recordsNothing()
    expect(given(storeCredit, expired).deadlines).toStrictEqual([])
  })

  it('does nothing at another instant than the end that holds', () => {
    given(storeCredit, issued)
      .when(expire({ dueAt: june(29) }))
      .recordsNothing()
    given(storeCredit, after(withoutEnd())).when(expire()).recordsNothing()
  })
})

describe('InvalidateStoreCredit', () => {
  it('takes back what is left, what is set aside too, and says what was spent', () => {
    given(storeCredit, captured)
      .when(invalidate())
      .records(
        {
          type: 'StoreCreditVoided',
          data: { creditId, authorisationId: text('order-1'), minor: 1000n, voidedAt: june(7) },
        },
        {
          type: 'StoreCreditInvalidated',
          data: { creditId, because: text('refund-failed'), minor: 3000n, spentMinor: 2000n, invalidatedAt: june(7) },
        },
      )
  })

  it('ends it: nothing is spent, given back or lost after it', () => {
    const history = after(issue(), authorise(), capture(), invalidate())
    const invalid = { reason: 'CreditInvalid', because: text('refund-failed'), invalidatedAt: june(7) } as const
    given(storeCredit, history)
      .when(authorise({ authorisationId: text('order-2') }))
      .rejects(invalid)
    given(storeCredit, history)
      .when(capture({ captureId: text('parcel-2') }))
      .rejects(invalid)
    given(storeCredit, history).when(creditBack()).rejects(invalid)
    given(storeCredit, history).when(expire()).recordsNothing()
    given(storeCredit, history)
      .when(invalidate({ because: text('fraud') }))
      .recordsNothing()
  })
})
