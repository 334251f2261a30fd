import { given } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import {
  after,
  authorise,
  capture,
  claim,
  creditBack,
  expire,
  invalidate,
  issue,
  issueToGuest,
  june,
  voidIt,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'
import { storeCreditAggregate } from './store-credit-aggregate.js'

const eve = '2025-05-31T10:00:00.000Z' as Instant
const authorised = after(issue(), authorise())
const captured = after(issue(), authorise(), capture())

it.each([
  ['claimed', after(issueToGuest()), claim({ claimedAt: eve })],
  ['set aside', after(issue()), authorise({ authorisedAt: eve })],
  ['captured', authorised, capture({ capturedAt: eve })],
  ['set free', authorised, voidIt({ voidedAt: eve })],
  ['given back', captured, creditBack({ creditedAt: eve })],
  ['lost', captured, expire({ dueAt: eve })],
  ['taken back', captured, invalidate({ invalidatedAt: eve })],
])('nothing is %s before the credit was issued', (_, history, command) => {
  given(storeCredit, history)
    .when(command)
    .rejects({ reason: 'BeforeIssue', issuedAt: june(1) })
})

it('can be spent in the very instant of its issue', () => {
  const { customerId: _, ...data } = authorise({ authorisedAt: june(1) }).data
  given(storeCredit, after(issue()))
    .when(authorise({ authorisedAt: june(1) }))
    .records({ type: 'StoreCreditAuthorised', data })
})

it('is claimed, given back and taken back when it is said to be', () => {
  const byCode = authorise({ authorisedAt: june(3) })
  const events = after(issueToGuest(), claim(), byCode, capture(), creditBack(), invalidate())
  expect(events.map((event) => [event.type, storeCreditAggregate.occurredAtOf(event)])).toStrictEqual([
    ['StoreCreditIssued', june(1)],
    ['StoreCreditClaimed', june(2)],
    ['StoreCreditAuthorised', june(3)],
    ['StoreCreditCaptured', june(4)],
    ['StoreCreditCredited', june(6)],
    ['StoreCreditVoided', june(7)],
    ['StoreCreditInvalidated', june(7)],
  ])
})
