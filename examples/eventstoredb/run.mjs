// A desk moves from its SQLite file to EventStoreDB: its history goes along, an integrator and a projection follow, two
// consumers share the work, and a backup is restored. It runs on the double that stands in for a server; with a
// connection string behind it, on a real one, which is to hold no ticket yet.

import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { commandHandler, promised } from '@aftersale/command-handling'
import { retailDesk, serviceTicketAggregate } from '@aftersale/domain'
import { lagOf } from '@aftersale/event-store'
import { consumerGroup, describeOpenFailure, openEsdbEventStore } from '@aftersale/event-store-esdb'
import { openSqliteEventStore } from '@aftersale/event-store-sqlite'
import { copyHistory, storeSource, storeTarget } from '@aftersale/history'
import { keyedInSqlite, runProjection, sqliteTarget } from '@aftersale/projecting'
import { startWireDouble } from '@aftersale/wire-double'
import Libsql from 'libsql'

const folder = mkdtempSync(join(tmpdir(), 'eventstoredb-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const double = await startWireDouble()
const connectionString = process.argv[2] ?? double.connectionString

const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left))
  return either.right
}

// Times and ids are the story's own, so that it is told the same each time.
const agent = { kind: 'agent', id: 'agent-17' }
const ticketOf = (number) => `01972f8c-5c00-7000-8000-00000000000${number}`
const streamOf = (number) => `serviceTicket-${ticketOf(number)}`
const deskOn = (store) => {
  const handle = promised(commandHandler(store, { now: () => '2025-06-02T12:00:00.000Z' }))
  const send = async (number, commandId, type, data) => {
    const command = { type, data: { serviceTicketId: ticketOf(number), ...data } }
    const answer = await handle(serviceTicketAggregate, { id: ticketOf(number), command, commandId, actor: agent })
    return 'failure' in answer ? answer.failure : `${answer.outcome} up to revision ${answer.revision}`
  }
  return {
    open: (number) =>
      send(number, 'open', 'OpenServiceTicket', {
        issueId: ticketOf(number),
        channel: 'store',
        kind: 'question',
        priority: 'low',
        openedBy: agent,
        openedAt: `2025-06-02T0${number}:00:00.000Z`,
        serviceLevel: retailDesk,
      }),
    reply: (number, messageId = 'reply') =>
      send(number, messageId, 'ReplyToCustomer', {
        messageId,
        channel: 'email',
        repliedBy: agent,
        automated: false,
        repliedAt: '2025-06-02T10:00:00.000Z',
        serviceLevel: retailDesk,
      }),
  }
}

// ── Two tickets in one file.

const embedded = right(await openSqliteEventStore(join(folder, 'desk.db'))())
const before = deskOn(embedded)
for (const number of [1, 2]) await before.open(number)

// ── One line to move: the store. The rest of the desk stays as it is.

const opened = await openEsdbEventStore(connectionString)()
if (opened._tag === 'Left') throw new Error(describeOpenFailure(opened.left))
const store = opened.right

const copy = async () => {
  const target = storeTarget('the server', store)
  const held = storeSource('the server', store)
  const copied = await copyHistory({ source: storeSource('desk.db', embedded), target, held })()
  await target.finish()()
  return copied
}
for (const time of ['moved', 'again']) {
  const { copied, heldBefore } = right(await copy())
  console.log(`${time}: ${copied} events copied, ${heldBefore} were there before`)
}

const desk = deskOn(store)
console.log(`ticket 3 opened: ${await desk.open(3)}`)
console.log(`ticket 1 answered: ${await desk.reply(1)}`)
console.log(`the same again: ${await desk.reply(1)}`)

// ── An integrator follows the category, is cut off, and goes on from its checkpoint.

const rows = []
let checkpoint = 'beginning'
const handOn = async ({ stream, type }) => rows.push(`${stream.slice(-1)} ${type}`)
const keep = async (reached) => reached

const follow = async (isEnough) => {
  const subscription = store.subscribe({ to: 'category', category: 'serviceTicket', after: checkpoint })
  for await (const delivery of subscription) {
    if (delivery.kind === 'event') await handOn(delivery.event)
    if (delivery.kind !== 'caught-up') checkpoint = await keep(delivery.checkpoint)
    if (isEnough()) break
  }
  return subscription.state()
}
await follow(() => rows.length === 3)
console.log(`cut off after ${rows.length} events, at ${JSON.stringify(checkpoint)}`)
await follow(() => rows.length === 8)
console.log(`went on: ${rows.slice(3).join(', ')}`)

// ── A projection keeps rows in SQLite, with its checkpoint in the same transaction.

const ticketRows = {
  name: 'tickets',
  version: 1,
  follows: { to: 'category', category: 'serviceTicket' },
  catalogue: serviceTicketAggregate.catalogue,
  table: 'ticket',
  key: 'stream',
  columns: { events: 'integer', replies: 'integer' },
  evolve: (row = { events: 0, replies: 0 }, { event }) => ({
    events: row.events + 1,
    replies: row.replies + (event.type === 'CustomerReplied' ? 1 : 0),
  }),
}
const database = new Libsql(join(folder, 'rows.db'))
const project = (from, rowsOf = ticketRows) => runProjection(from, keyedInSqlite(rowsOf), sqliteTarget(database))

const positionOfLast = async (number) => {
  const { events } = right(await store.readStream(streamOf(number), { direction: 'backwards', maxCount: 1 })())
  return events[0].position
}
const tell = (what, view = 'tickets_ticket') => {
  const told = database
    .prepare(`SELECT * FROM ${view} ORDER BY stream`)
    .all()
    .map(({ stream, events, replies }) => `${stream.slice(-1)}: ${events} events, ${replies} replies`)
  console.log(`${what}: ${told.join('; ')}`)
}

const run = project(store)
await run.reached(await positionOfLast(1), 60_000)
tell('projected')
await run.stop()

await desk.reply(2)
const { position } = run.progress().lastEvent
const lag = await lagOf(store, { to: 'category', category: 'serviceTicket', after: position, now: Date.now() })()
console.log(`not projected yet: ${right(lag).events}`)
const later = project(store)
await later.reached(await positionOfLast(2), 60_000)
tell('gone on')
await later.stop()

// ── Two workers share the streams: each follows everything, and makes rows of its share.

const WORKERS = 2
const shareOf = (stream) => createHash('sha256').update(stream).digest().readUInt32BE() % WORKERS
const rowsOfShare = (share) => ({
  ...ticketRows,
  name: `tickets${share}of${WORKERS}`,
  evolve: (row, happened) => (shareOf(happened.recorded.stream) === share ? ticketRows.evolve(row, happened) : row),
})
for (const share of [0, 1]) {
  const worker = project(store, rowsOfShare(share))
  await worker.reached(await positionOfLast(2), 60_000)
  tell(`worker ${share}`, `tickets${share}of${WORKERS}_ticket`)
  await worker.stop()
}

// ── Consumers of one group share a category; what one of them can't handle is set aside, and replayed when it can.

const relay = consumerGroup(store, { group: 'relay', follows: { to: 'category', category: 'serviceTicket' } })
await relay.create({ strategy: 'one-stream-one-consumer', from: 'beginning', maxRetryCount: 3 })()

const told = []
let isMended = false
const deliver = async ({ stream, type }) => {
  if (type === 'CustomerReplied' && stream.endsWith('2') && !isMended) throw new Error('no such address')
  told.push(`${stream.slice(-1)} ${type}`)
}

let settled = 0
const consume = async (isEnough) => {
  for await (const { event, retryCount, ack, retry, park } of relay.subscribe({ inFlight: 1 })) {
    try {
      // Absent where a link leads to an event that was deleted.
      if (event !== undefined) await deliver(event)
      await ack()
      settled += 1
    } catch ({ message }) {
      if (retryCount < 2) await retry(message)
      else {
        await park(message)
        settled += 1
      }
    }
    if (isEnough()) break
  }
}

await consume(() => settled === 11)
const parkedOnce = async (count) => {
  for (;;) {
    const parked = right(await relay.parked()())
    if (parked.length === count) return parked
    await wait(20)
  }
}
for (const { event, why } of await parkedOnce(1)) console.log(`parked: ${event.stream.slice(-1)} ${event.type}: ${why}`)

isMended = true
await relay.replayParked()()
await consume(() => settled === 12)
console.log(`replayed: ${told.at(-1)}; ${told.length} told, ${(await parkedOnce(0)).length} parked`)
await relay.delete()()

// ── What the operator does goes by the client. The double checks no rule; a server that is not insecure does.

const { client } = store

const rule = { id: randomUUID(), contentType: 'application/json', type: 'update-default-acl' }
const [readers, writers, admins] = [['$admins', 'desk', 'integrators'], ['$admins', 'desk'], ['$admins']]
const ofStreams = { $r: readers, $w: writers, $mr: writers, $mw: admins, $d: admins }
const ofServer = { $r: admins, $w: admins, $mr: admins, $mw: admins, $d: admins }
await client.appendToStream('$settings', [{ ...rule, data: { $userStreamAcl: ofStreams, $systemStreamAcl: ofServer } }])

await client.setStreamMetadata('$ce-serviceTicket', { acl: { readRoles: ['$admins', 'desk', 'integrators'] } })
await client.setStreamMetadata('$all', { acl: { readRoles: ['$admins', 'desk'] } })

for (const number of [4, 5, 6]) await desk.open(number)
await client.setStreamMetadata(streamOf(4), { truncateBefore: 1 })
await client.deleteStream(streamOf(5))
await client.tombstoneStream(streamOf(6))
for (const [number, what] of [
  [4, 'cut'],
  [5, 'deleted'],
  [6, 'tombstoned'],
]) {
  const read = await store.readStream(streamOf(number))()
  const found =
    read._tag === 'Left'
      ? read.left.failure
      : `${read.right.events.length} events, last revision ${read.right.lastRevision}`
  console.log(`${what}: ${found}`)
}
console.log(`the deleted one is opened again: ${await desk.open(5)}`)

// ── A backup of before the move is restored. The rows have come further, and the projection refuses to guess.

const older = await startWireDouble()
const restored = right(await openEsdbEventStore(older.connectionString)())
const backup = storeTarget('the restored server', restored)
right(await copyHistory({ source: storeSource('desk.db', embedded), target: backup })())
right(await backup.finish()())
const whyStopped = async () => {
  const { because } = await project(restored).over
  return because.failure
}
console.log(`restored: ${await whyStopped()}`)
const deskAfter = deskOn(restored)
for (const number of [7, 8, 9]) await deskAfter.open(number)
for (const number of [7, 8, 9]) await deskAfter.reply(number)
console.log(`restored, and grown past the checkpoint: ${await whyStopped()}`)

database.close()
await Promise.all([store.close(), restored.close(), embedded.close()])
await Promise.all([double.stop(), older.stop()])
