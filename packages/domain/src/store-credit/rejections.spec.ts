import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreCreditCommand } from './commands.js'
import { storeCreditEvents } from './events.js'
import { type StoreCreditRejection, storeCreditRejections } from './rejections.js'
import {
  after,
  authorise,
  bela,
  capture,
  claim,
  creditBack,
  day,
  endOfJune,
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

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<StoreCreditRejection['reason'], ReadonlyArray<StoreCreditCommand>>> = {
  CurrencyMismatch: [issue(), authorise({ currency: sek })],
  CreditNotIssued: [voidIt()],
  CreditAlreadyIssued: [issue(), issue({ minor: 1n })],
  AddressedToAnotherCredit: [issue(), voidIt({ creditId: otherCreditId })],
  CreditHolderUnclear: [issue({ claimCode: text('GIFT-7') })],
  NothingToMove: [issue({ minor: 0n })],
  ExpiryBeforeIssue: [issue({ expiry: { ...juneInBerlin, expiresOn: day('2025-05-31') } })],
  ExpiryOutOfCalendar: [issue({ expiry: { ...juneInBerlin, expiresOn: day('9999-12-31') } })],
  NotToBeClaimed: [issue(), claim()],
  ClaimCodeWrong: [issueToGuest(), claim({ claimCode: text('GIFT-8') })],
  ClaimedByAnother: [issueToGuest(), claim(), claim({ customerId: bela })],
  NotTheHolder: [issue(), authorise({ customerId: bela })],
  BeforeIssue: [issue(), authorise({ authorisedAt: june(1, '11:59') })],
  CreditOverSince: [issue(), authorise({ authorisedAt: endOfJune })],
  CreditInvalid: [issue(), invalidate(), authorise()],
  BalanceTooLow: [issue(), authorise({ minor: 5001n })],
  AuthorisationUnknown: [issue(), capture()],
  AuthorisationIdReused: [issue(), authorise(), authorise({ minor: 1n })],
  AuthorisationExceeded: [issue(), authorise(), capture({ minor: 3001n })],
  AuthorisationUsedUp: [issue(), authorise(), capture({ minor: 3000n }), voidIt()],
  CaptureUnknown: [issue(), authorise(), creditBack()],
  CaptureIdReused: [issue(), authorise(), capture(), capture({ minor: 1n })],
  CaptureExceeded: [issue(), authorise(), capture(), creditBack({ minor: 2001n })],
  CreditingIdReused: [issue(), authorise(), capture(), creditBack(), creditBack({ minor: 1n })],
  ExpiryBroughtForward: [issue(), authorise(), capture(), creditBack({ extendsTo: day('2025-06-29') })],
  NeverExpires: [withoutEnd(), authorise(), capture(), creditBack({ extendsTo: day('2025-07-31') })],
}

it.each(Object.entries(waysTo))('%s is come to by commands', (reason, commands) => {
  const command = commands.at(-1)
  if (command === undefined) throw new Error('No command')
  const { decision } = given(storeCredit, after(...commands.slice(0, -1))).when(command)
  expect(E.isLeft(decision) && decision.left.reason).toBe(reason)
})

it('has a reason of no event’s name, each with a sentence', () => {
  const names: ReadonlyArray<string> = storeCreditEvents.map(({ messageType }) => messageType)
  for (const [reason, sentence] of Object.entries(storeCreditRejections)) {
    expect(names).not.toContain(reason)
    expect(sentence).toMatch(/\.$/)
  }
})
