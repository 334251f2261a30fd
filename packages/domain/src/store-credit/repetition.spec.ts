import { given } from '@aftersale/decider/testing'
import {
  after,
  authorise,
  bela,
  capture,
  claim,
  creditBack,
  creditId,
  day,
  eur,
  issue,
  issueToGuest,
  june,
  juneInBerlin,
  sek,
  text,
  voidIt,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

const captured = after(issue(), authorise(), capture())
const credited = after(issue(), authorise(), capture(), creditBack())

describe('the same id is no repetition', () => {
  it.each([
    ['to another customer', issue({ customerId: bela })],
    ['in another currency', issue({ currency: sek })],
    ['to another day', issue({ expiry: { ...juneInBerlin, expiresOn: day('2025-06-29') } })],
    ['for another leg', issue({ cause: { ...issue().data.cause, legId: text('leg-2') } })],
  ])('where the credit was issued %s', (_, command) => {
    given(storeCredit, captured)
      .when(command)
      .rejects({ reason: 'CreditAlreadyIssued', issuedAt: june(1) })
  })

  it('where the credit was issued with another claim code', () => {
    given(storeCredit, after(issueToGuest()))
      .when(issueToGuest({ claimCode: text('GIFT-8') }))
      .rejects({ reason: 'CreditAlreadyIssued', issuedAt: june(1) })
  })

  it('where the customer who claimed comes with another code', () => {
    given(storeCredit, after(issueToGuest(), claim()))
      .when(claim({ claimCode: text('GIFT-8') }))
      .rejects({ reason: 'ClaimCodeWrong' })
  })

  it.each([
    ['set aside', captured, authorise({ currency: sek })],
    ['captured', captured, capture({ currency: sek })],
    ['given back', credited, creditBack({ currency: sek })],
  ])('where it was %s in another currency', (_, history, command) => {
    given(storeCredit, history).when(command).rejects({ reason: 'CurrencyMismatch', expected: eur, found: sek })
  })

  it.each([
    ['of another authorisation', capture({ authorisationId: text('order-2') })],
    ['as the last piece', capture({ isLast: true })],
  ])('where it was captured %s', (_, command) => {
    given(storeCredit, captured)
      .when(command)
      .rejects({ reason: 'CaptureIdReused', captureId: text('parcel-1') })
  })

  it.each([
    ['of another capture', creditBack({ captureId: text('parcel-2') })],
    ['with another last day', creditBack({ extendsTo: day('2025-07-31') })],
  ])('where it was given back %s', (_, command) => {
    given(storeCredit, credited)
      .when(command)
      .rejects({ reason: 'CreditingIdReused', creditingId: text('return-1') })
  })
})

describe('the same deed by another id is another deed', () => {
  it('gives back a second time what came back by another id', () => {
    const second = creditBack({ creditingId: text('return-2'), minor: 250n })
    given(storeCredit, after(issue(), authorise(), capture(), creditBack({ minor: 250n })))
      .when(second)
      .records({ type: 'StoreCreditCredited', data: second.data })
  })

  it('frees one authorisation where another was freed before', () => {
    const authorisationId = text('order-2')
    given(storeCredit, after(issue(), authorise(), authorise({ authorisationId, minor: 700n }), voidIt()))
      .when(voidIt({ authorisationId }))
      .records({ type: 'StoreCreditVoided', data: { creditId, authorisationId, minor: 700n, voidedAt: june(5) } })
  })
})
