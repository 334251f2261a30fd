import { commandHandler } from '@aftersale/command-handling'
import { retailDesk, type ServiceTicketCommand, serviceTicketAggregate } from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import { type Actor, type Instant, instantOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from '../history-event.js'
import { verifyHistory } from './verify-history.js'

// A complaint, a quote with its bill, a split and a merge that is undone, as the tickets themselves record them.

const stays = '00000000-0000-4000-8000-000000000001'
const goes = '00000000-0000-4000-8000-000000000002'
const splitOff = '00000000-0000-4000-8000-000000000003'
const agent = { kind: 'agent', id: 'agent-1' } as Actor
const customer = { kind: 'customer', id: 'customer-1' } as Actor
const serviceLevel = retailDesk
const contact = {
  direction: 'inbound',
  channel: 'email',
  nature: 'request',
  contactedBy: customer,
}

type Step = readonly [ticket: string, type: string, timeField: string, data: object]

const opening = (issueId: string, more: object = {}): object => ({
  issueId,
  channel: 'email',
  kind: 'complaint',
  priority: 'moderate',
  openedBy: customer,
  serviceLevel,
  ...more,
})
const line = { lineId: '1', work: 'labour', netMinor: 9000n, taxMinor: 1710n }

/** Half an hour apart, from Monday 2 June 2025 on. Revisions are those of the streams as they come about. */
const lived = (revisionOf: (ticket: string, type: string) => number): ReadonlyArray<Step | (() => Step)> => [
  [stays, 'OpenServiceTicket', 'openedAt', opening(stays, { contact: { contactId: 'c1', ...contact } })],
  [goes, 'OpenServiceTicket', 'openedAt', opening(goes)],
  [stays, 'RecordContact', 'contactedAt', { contactId: 'c2', sessionId: 'c2', ...contact, serviceLevel }],
  [
    stays,
    'SplitServiceTicket',
    'splitAt',
    { intoServiceTicketId: splitOff, issueId: splitOff, contactIds: ['c2'], splitBy: agent, serviceLevel },
  ],
  () => [
    splitOff,
    'OpenServiceTicket',
    'openedAt',
    opening(splitOff, {
      splitFrom: {
        serviceTicketId: stays,
        splitAtRevision: revisionOf(stays, 'ServiceTicketSplit'),
        contacts: [{ contactId: 'c2', sessionId: 'c2', ...contact, contactedAt: '2025-06-02T08:00:00.000Z' }],
      },
    }),
  ],
  [
    stays,
    'RegisterComplaint',
    'registeredAt',
    { allegedDefect: 'leaks', severity: 'major', registeredBy: agent, serviceLevel },
  ],
  [stays, 'AcknowledgeComplaint', 'acknowledgedAt', { channel: 'email', acknowledgedBy: agent, serviceLevel }],
  [stays, 'AssessComplaint', 'assessedAt', { finding: 'founded', severity: 'major', causes: [], assessedBy: agent }],
  [stays, 'RespondToComplaint', 'respondedAt', { channel: 'email', respondedBy: agent }],
  [stays, 'CommunicateComplaintDecision', 'communicatedAt', { channel: 'email', recourse: [], communicatedBy: agent }],
  [stays, 'AnswerComplaintDecision', 'answeredAt', { answer: 'accepted', answeredBy: customer }],
  [stays, 'CloseComplaint', 'closedAt', { because: 'accepted', closedBy: agent }],
  [
    stays,
    'OfferQuote',
    'offeredAt',
    {
      quoteId: 'q1',
      currency: 'EUR',
      lines: [line],
      validUntil: '2025-06-30T00:00:00.000Z',
      offeredBy: agent,
    },
  ],
  [stays, 'AcceptQuote', 'acceptedAt', { quoteId: 'q1', acceptedBy: customer }],
  [
    stays,
    'BillService',
    'billedAt',
    {
      billId: 'b1',
      quoteId: 'q1',
      currency: 'EUR',
      lines: [line],
      coverage: [],
      performedAt: '2025-06-02T13:00:00.000Z',
      billedBy: agent,
    },
  ],
  [goes, 'RequestMerge', 'requestedAt', { into: stays, requestedBy: agent }],
  () => [
    stays,
    'AbsorbServiceTicket',
    'absorbedAt',
    { absorbedTicketId: goes, requestedAtRevision: revisionOf(goes, 'ServiceTicketMergeRequested') },
  ],
  () => [
    goes,
    'MergeServiceTicket',
    'mergedAt',
    {
      into: stays,
      requestedAtRevision: revisionOf(goes, 'ServiceTicketMergeRequested'),
      absorbedAtRevision: revisionOf(stays, 'ServiceTicketAbsorbed'),
    },
  ],
  [goes, 'UnmergeServiceTicket', 'unmergedAt', { from: stays, returned: [], unmergedBy: agent, serviceLevel }],
  () => [
    stays,
    'ReleaseAbsorbedTicket',
    'releasedAt',
    {
      absorbedTicketId: goes,
      requestedAtRevision: revisionOf(goes, 'ServiceTicketMergeRequested'),
      unmergedAtRevision: revisionOf(goes, 'ServiceTicketUnmerged'),
    },
  ],
]

let history: ReadonlyArray<HistoryEvent> = []

beforeAll(async () => {
  const store = inMemoryEventStore()
  const handle = commandHandler(store)
  const read = async (): Promise<ReadonlyArray<HistoryEvent>> => {
    const page = await store.readAll()()
    if (E.isLeft(page)) throw new Error(JSON.stringify(page.left))
    return page.right.events.map(({ position: _position, ...event }) => JSON.parse(JSON.stringify(event)))
  }
  const revisionOf = (ticket: string, type: string): number =>
    history.findLast((event) => event.stream === `serviceTicket-${ticket}` && event.type === type)?.revision ?? -1
  for (const [index, told] of lived(revisionOf).entries()) {
    const [ticket, type, timeField, data] = typeof told === 'function' ? told() : told
    const at: Instant = instantOf(Date.parse('2025-06-02T07:00:00Z') + index * 1_800_000)
    const handled = await handle(serviceTicketAggregate, {
      id: ticket,
      command: {
        type,
        data: { serviceTicketId: ticket, [timeField]: at, ...data },
      } as unknown as ServiceTicketCommand,
      commandId: `command-${index}` as NonEmptyText,
      actor: agent,
      recordedAt: at,
    })()
    if (E.isLeft(handled)) throw new Error(`${type}: ${JSON.stringify(handled.left)}`)
    history = await read()
  }
})

const faultsOf = async (events: ReadonlyArray<HistoryEvent>): Promise<ReadonlyArray<string>> => {
  const faults: Array<string> = []
  const source = {
    name: 'history',
    async *batches() {
      yield E.right({ events, firstLine: 1 })
    },
  }
  await verifyHistory(source, ({ what }) => faults.push(what))
  return faults
}

/** The history with some fields of the first event of that type changed. */
const withChanged = (type: string, data: object): ReadonlyArray<HistoryEvent> => {
  const index = history.findIndex((event) => event.type === type)
  if (index < 0) throw new Error(`There is no ${type}`)
  return history.map((event, position) =>
    position === index ? { ...event, data: { ...(event.data as object), ...data } } : event,
  )
}

/** The history with the first event of that type told as another one. */
const toldAs = (type: string, other: string, data: object): ReadonlyArray<HistoryEvent> => {
  const changed = withChanged(type, data)
  const index = history.findIndex((event) => event.type === type)
  return changed.map((event, position) => (position === index ? { ...event, type: other } : event))
}

it('finds no fault in what the tickets themselves recorded', async () => {
  expect(await faultsOf(history)).toEqual([])
  const types = history.map(({ type }) => type)
  expect(types).toEqual(expect.arrayContaining(['ComplaintClosed', 'ServiceBilled', 'ServiceTicketUnmerged']))
})

it.each<[string, () => ReadonlyArray<HistoryEvent>, RegExp]>([
  [
    'a complaint that was assessed before it was acknowledged',
    () =>
      toldAs('ComplaintAcknowledged', 'ComplaintResponded', {
        respondedBy: agent,
        respondedAt: '2025-06-02T10:00:00.000Z',
      }),
    /ComplaintAssessed: it comes before ComplaintAcknowledged$/,
  ],
  [
    'a total that its lines do not come to',
    () => withChanged('QuoteOffered', { totalMinor: '1' }),
    /QuoteOffered: its total is 1, its lines come to 10710$/,
  ],
  [
    'a bill under a quote that was not accepted',
    () => withChanged('QuoteAccepted', { quoteId: 'q2' }),
    /ServiceBilled: quote q1 was not accepted$/,
  ],
  ['an answer to no quote', () => withChanged('QuoteAccepted', { quoteId: 'q2' }), /quote q2 was never offered$/],
  [
    'a split of contacts that were never recorded',
    () =>
      withChanged('ServiceTicketSplit', {
        contacts: [{ contactId: 'c9', sessionId: 'c9', ...contact, contactedAt: '2025-06-02T08:00:00.000Z' }],
      }),
    /ServiceTicketSplit: contact c9 was never recorded$/,
  ],
  [
    'an unmerging from another ticket',
    () => withChanged('ServiceTicketUnmerged', { from: splitOff }),
    /ServiceTicketUnmerged: it was not merged into ticket 00000000-0000-4000-8000-000000000003$/,
  ],
  [
    'a release that goes by no unmerging',
    () => withChanged('AbsorbedTicketReleased', { unmergedAtRevision: 1 }),
    /it gives back to ticket 00000000-0000-4000-8000-000000000002, which was not unmerged then$/,
  ],
  [
    'a release of what was never absorbed',
    () => withChanged('AbsorbedTicketReleased', { requestedAtRevision: 77 }),
    /ticket 00000000-0000-4000-8000-000000000002 was not absorbed by that request$/,
  ],
  [
    'a ticket that was split off another one which does not say so',
    () => withChanged('ServiceTicketSplit', { intoServiceTicketId: '00000000-0000-4000-8000-000000000009' }),
    /it is split from ticket 00000000-0000-4000-8000-000000000001, which does not say so$/,
  ],
])('finds %s', async (_, changed, told) => {
  expect((await faultsOf(changed())).find((fault) => told.test(fault))).toBeDefined()
})
