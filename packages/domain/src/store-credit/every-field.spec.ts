import { describeBadInput, type Examples } from '../bad-input.fixtures.js'
import { StoreCreditCommand } from './commands.js'
import type { StoreCreditEvent } from './events.js'
import { storeCreditRejections } from './rejections.js'
import {
  after,
  authorise,
  capture,
  claim,
  creditBack,
  day,
  expire,
  invalidate,
  issue,
  issueToGuest,
  text,
  voidIt,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

const examples: Examples<StoreCreditCommand, StoreCreditEvent> = {
  IssueStoreCredit: {
    usual: issue(),
    words: ['cause.aggregate', 'cause.legId'],
    currencies: ['currency'],
    ids: ['creditId', 'cause.id', 'customerId'],
  },
  ClaimStoreCredit: { after: after(issueToGuest()), usual: claim(), ids: ['customerId'] },
  AuthoriseStoreCredit: {
    after: after(issueToGuest()),
    usual: authorise({ claimCode: text('GIFT-7') }),
    words: ['authorisationId'],
    ids: ['customerId'],
  },
  CaptureStoreCredit: { after: after(issue(), authorise()), usual: capture(), words: ['captureId'] },
  VoidStoreCredit: { after: after(issue(), authorise()), usual: voidIt() },
  CreditStoreCredit: {
    after: after(issue(), authorise(), capture()),
    usual: creditBack({ extendsTo: day('2025-07-31') }),
    words: ['creditingId'],
  },
  ExpireStoreCredit: { after: after(issue()), usual: expire() },
  InvalidateStoreCredit: { after: after(issue()), usual: invalidate(), words: ['because'] },
}

describeBadInput({
  decider: storeCredit,
  codecs: StoreCreditCommand.types,
  rejections: storeCreditRejections,
  examples,
})
