// An integrator follows the tickets of a desk, is cut off in the middle, and goes on where it was: nothing lost, nothing twice.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandHandler, promised } from '@aftersale/command-handling'
import { retailDesk, serviceTicketAggregate } from '@aftersale/domain'
import { openSqliteEventStore } from '@aftersale/event-store-sqlite'

const folder = mkdtempSync(join(tmpdir(), 'subscribing-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const opened = await openSqliteEventStore(join(folder, 'desk.db'))()
if (opened._tag === 'Left') throw new Error(opened.left.failure)
const store = opened.right

const agent = { kind: 'agent', id: 'agent-17' }
const handle = promised(commandHandler(store, { now: () => '2025-06-02T12:00:00.000Z' }))
const ticketOf = (number) => `01972f8c-5c00-7000-8000-00000000000${number}`
const openTicket = (number) => {
  const data = {
    serviceTicketId: ticketOf(number),
    issueId: ticketOf(number),
    channel: 'store',
    kind: 'question',
    priority: 'low',
    openedBy: agent,
    openedAt: `2025-06-02T0${number}:00:00.000Z`,
    serviceLevel: retailDesk,
  }
  const command = { type: 'OpenServiceTicket', data }
  return handle(serviceTicketAggregate, { id: ticketOf(number), command, commandId: `open-${number}`, actor: agent })
}

// What the integrator keeps: its own rows, and beside them how far it has come. In one transaction, where they lie in a database.
const rows = []
let checkpoint = 'beginning'
const handOn = async ({ position, type }) => rows.push(`${position.commit} ${type}`)
const keep = async (reached) => reached

const follow = async (isEnough) => {
  for await (const delivery of store.subscribe({ to: 'category', category: 'serviceTicket', after: checkpoint })) {
    if (delivery.kind === 'event') await handOn(delivery.event)
    if (delivery.kind !== 'caught-up') checkpoint = await keep(delivery.checkpoint)
    if (isEnough(delivery)) break
  }
}

for (const number of [1, 2, 3]) await openTicket(number)
await follow(() => rows.length === 2)
console.log(`cut off after: ${rows.join(', ')}; checkpoint ${JSON.stringify(checkpoint)}`)

await openTicket(4)
await follow(({ kind }) => kind === 'caught-up')
console.log('caught up:')
for (const row of rows) console.log(`  ${row}`)
await store.close()
