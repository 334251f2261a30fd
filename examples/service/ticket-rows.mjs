import { join } from 'node:path'
import { serviceTicketAggregate } from '@aftersale/domain'
import { streamNameOf } from '@aftersale/event-store'
import { keyedInSqlite, runProjection, sqliteTarget } from '@aftersale/projecting'
import Libsql from 'libsql'

/** A ticket as the desk's list shows it: nothing personal in it. */
const tickets = keyedInSqlite({
  name: 'desk',
  version: 1,
  follows: { to: 'category', category: 'serviceTicket' },
  catalogue: serviceTicketAggregate.catalogue,
  table: 'ticket',
  key: 'stream',
  columns: {
    revision: 'integer',
    status: 'text',
    kind: 'text',
    priority: 'text',
    openedAt: 'text',
    resolvedAt: 'text?',
    contacts: 'integer',
    replies: 'integer',
    promisesOpen: 'integer',
  },
  evolve: (row, { event, recorded }) => {
    const after = changed(row, event)
    return after === undefined ? undefined : { ...after, revision: recorded.revision }
  },
})

/** A ticket whose opening lies in an erased part of the history has no row. */
const changed = (row, { type, data }) => {
  if (type === 'ServiceTicketOpened') {
    const { kind, priority, openedAt } = data
    return { status: 'open', kind, priority, openedAt, resolvedAt: null, contacts: 0, replies: 0, promisesOpen: 0 }
  }
  if (row === undefined) return undefined
  switch (type) {
    case 'ContactRecorded':
      return { ...row, contacts: row.contacts + 1 }
    case 'CustomerReplied':
      return { ...row, replies: row.replies + 1 }
    case 'PromiseMade':
      return { ...row, promisesOpen: row.promisesOpen + 1 }
    case 'PromiseKept':
    case 'PromiseFulfilledLate':
    case 'PromiseWaived':
      return { ...row, promisesOpen: row.promisesOpen - 1 }
    case 'PriorityChanged':
      return { ...row, priority: data.to }
    case 'ServiceTicketResolved':
      return { ...row, status: 'resolved', resolvedAt: data.resolvedAt }
    case 'ServiceTicketReopened':
      return { ...row, status: 'open', resolvedAt: null }
    case 'ServiceTicketClosed':
      return { ...row, status: 'closed' }
    case 'ServiceTicketMerged':
      return { ...row, status: 'merged' }
    case 'ServiceTicketMarkedAsSpam':
      return { ...row, status: 'spam' }
    case 'ServiceTicketCancelled':
      return { ...row, status: 'cancelled' }
    default:
      return row
  }
}

const WAITED_FOR_ROWS_MILLISECONDS = 2000

/** The rows of all tickets, kept up to date in a file beside the store. Resolves when they have caught up. */
export const startTicketRows = async (store, kind, { folder }, log) => {
  const database = new Libsql(join(folder, `${kind}-rows.db`))
  const run = runProjection(store, tickets, sqliteTarget(database), {
    onParked: ({ recorded: { stream, revision } }) => log.warn({ stream, revision }, 'an event could not be projected'),
  })
  void run.over.then((state) => {
    if (state.because !== 'asked') log.error({ state }, 'the rows have ended by themselves')
  })
  const stop = async () => {
    await run.stop()
    database.close()
  }
  if (!(await run.caughtUp())) {
    const state = run.state()
    await stop()
    throw new Error(`The rows could not be made: ${JSON.stringify(state)}`)
  }

  const rowOf = (stream) => database.prepare('SELECT * FROM desk_ticket WHERE stream = ?').all(stream)[0]

  /** Whether the rows have come to this event, waiting a little where they have not. */
  const reached = async (stream, revision) => {
    const read = await store.readStream(stream, { from: revision, maxCount: 1 })()
    if (read._tag === 'Left') return { projected: false, because: read.left.failure }
    const [event] = read.right.events
    if (event === undefined) return { projected: false, because: 'not-recorded' }
    return run.reached(event.position, WAITED_FOR_ROWS_MILLISECONDS)
  }

  return {
    state: run.state,
    parked: () => run.progress().parked,
    lag: () => run.lag()(),
    /**
     * The row of a ticket, as of `revision` at least where it is given: who has just written reads what they wrote.
     * `late` says why the rows have not come so far.
     */
    ticket: async (serviceTicketId, revision) => {
      const stream = streamNameOf({ category: serviceTicketAggregate.category, id: serviceTicketId })
      const isThere = () => revision === undefined || (rowOf(stream)?.revision ?? -1) >= revision
      if (!isThere()) {
        const outcome = await reached(stream, revision)
        if (!outcome.projected) return { late: outcome.because }
      }
      const row = rowOf(stream)
      if (row === undefined) return {}
      const { stream: _stream, ...columns } = row
      return { row: { serviceTicketId, ...columns } }
    },
    stop,
  }
}
