// A desk service embeds the domain: it brings the clock, the ids and the policy, and keeps the events in one file.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandHandler, promised } from '@aftersale/command-handling'
import { replay } from '@aftersale/decider'
import { retailDesk, serviceTicket, serviceTicketAggregate } from '@aftersale/domain'
import { openSqliteEventStore } from '@aftersale/event-store-sqlite'

const folder = mkdtempSync(join(tmpdir(), 'embedding-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const opened = await openSqliteEventStore(join(folder, 'desk.db'))()
if (opened._tag === 'Left') throw new Error(opened.left.failure)
const store = opened.right

const id = '01972f8c-5c00-7000-8000-000000000001'
const customer = { kind: 'customer', id: '01972f8c-5c00-7000-8000-00000000000c' }
const agent = { kind: 'agent', id: 'agent-17' }
const handle = promised(commandHandler(store, { now: () => '2025-06-03T09:00:00.000Z' }))
const send = async (commandId, actor, type, data) => {
  const command = { type, data: { serviceTicketId: id, ...data } }
  const answer = await handle(serviceTicketAggregate, { id, command, commandId, actor })
  const said =
    'failure' in answer
      ? `${answer.failure}${answer.failure === 'CommandRejected' ? `: ${JSON.stringify(answer.rejection)}` : ''}`
      : `${answer.outcome}: ${answer.events.map(({ event }) => event.type).join(', ')}`
  console.log(`${type} → ${said}`)
  return answer
}

// Monday, 09:00 in Berlin. The policy arrives in the command; the event names the version that was used.
await send('open-1', customer, 'OpenServiceTicket', {
  issueId: '01972f8c-5c00-7000-8000-0000000000a1',
  channel: 'email',
  kind: 'technical',
  priority: 'high',
  openedBy: customer,
  openedAt: '2025-06-02T07:00:00.000Z',
  serviceLevel: retailDesk,
  contact: {
    contactId: 'mail-1',
    direction: 'inbound',
    channel: 'email',
    nature: 'request',
    contactedBy: customer,
  },
})

// The network dropped the answer, and the service sends the same command again: nothing is doubled.
const reply = {
  messageId: 'reply-1',
  channel: 'email',
  repliedBy: agent,
  automated: false,
  repliedAt: '2025-06-02T07:30:00.000Z',
  serviceLevel: retailDesk,
}
await send('reply-1', agent, 'ReplyToCustomer', reply)
await send('reply-1', agent, 'ReplyToCustomer', reply)

// A promise stands open: the ticket can't be resolved over it, and the rejection says so.
await send('promise-1', agent, 'MakePromise', {
  promiseId: 'call-back',
  subject: 'call-back',
  dueAt: '2025-06-02T13:00:00.000Z',
  promisedBy: agent,
  promisedAt: '2025-06-02T07:31:00.000Z',
})
const resolution = { resolvedBy: agent, resolvedAt: '2025-06-02T09:00:00.000Z', serviceLevel: retailDesk }
await send('resolve-1', agent, 'ResolveServiceTicket', resolution)

// What falls due when, and the command that the passing of time issues then.
const slice = await store.readStream(`serviceTicket-${id}`)()
if (slice._tag === 'Left') throw new Error(slice.left.failure)
const history = slice.right.events.map((recorded) => {
  const decoded = serviceTicketAggregate.catalogue.decode(recorded)
  if (decoded._tag === 'Left') throw new Error(decoded.left.failure)
  return decoded.right.event
})
for (const { dueAt, command } of serviceTicket.deadlines(replay(serviceTicket, history))) {
  console.log(`due ${dueAt}: ${command.type}`)
}

// The decision explains itself: why the resolution is due when it is.
const started = history.find(({ type, data }) => type === 'SlaClockStarted' && data.kind === 'resolution')
for (const { ruleId, facts, outcome } of started.data.trace) console.log(ruleId, JSON.stringify(facts), '→', outcome)

await store.close()
